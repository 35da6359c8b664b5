"""Says how a window that would end in the minute of its start can begin earlier."""

from __future__ import annotations

from datetime import timedelta
from itertools import product

from afterword.editing.suggested_command import suggested
from afterword.records.impact import Window
from afterword.records.record import Record
from afterword.records.time_text import time_text

_MINUTE = timedelta(minutes=1)
_AT_MOST = timedelta(minutes=10)


def earlier_start(record: Record, index: int) -> str:
    """Return the commands that let a window begin earlier, in words; empty if another window leaves no time for that.

    A window that ends where this one begins must end earlier. It is not changed if it is also of other components.
    """
    window = record.windows[index]
    former = [
        (number, each)
        for number, each in enumerate(record.windows)
        if number != index and each.start <= window.start and claims(each) & claims(window)
    ]
    ends = [each.end or window.start for _, each in former]
    start = max([window.start - _AT_MOST, *ends])
    moved: list[int] = []
    if start >= window.start:
        start = window.start - _MINUTE
        touching = [(number, each) for number, each in former if each.end is None or each.end > start]
        if any(each.start >= start or not set(each.named) <= set(window.named) for _, each in touching):
            return ""
        moved = [number for number, _ in touching]
    time = time_text(start, record.zone)
    commands = [_command(record, number, f'--end "{time}"') for number in moved]
    return " and then ".join([*commands, _command(record, index, f'--start "{time}"')])


def claims(window: Window) -> set[tuple[str, str]]:
    """Return the pairs of component and scope whose level a window sets."""
    return set(product(window.named, window.scope or ("",)))


def _command(record: Record, index: int, option: str) -> str:
    return suggested(f"window set {index + 1}", record.id, option)
