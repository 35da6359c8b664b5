"""The windows of a record as text, which is decoded only by those who need the windows."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from afterword.cache.rows import as_instant, as_number, from_json
from afterword.compact_json import compact_json
from afterword.views.index.windows import WindowSpan, with_forms


def encode_windows(windows: Iterable[WindowSpan]) -> str:
    """Write windows as text; empty if there are none."""
    rows = [
        (*each[:2], as_number(each.start), each.end and as_number(each.end), *each[4:]) for each in windows
    ]
    return compact_json(rows) if rows else ""


def decode_windows(text: str) -> tuple[WindowSpan, ...]:
    """Read windows from text. Raises TypeError or ValueError if it is something else."""
    return tuple(
        with_forms(WindowSpan(component, level, as_instant(start), _instant(end), *rest))
        for component, level, start, end, *rest in (from_json(text) if text else ())
    )


def _instant(number: int | None) -> datetime | None:
    return None if number is None else as_instant(number)
