"""Finds the window that is meant by what people type."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from afterword.editing.changes import RefusedError
from afterword.editing.suggested_command import suggested
from afterword.records.impact import Window
from afterword.records.record import Record
from afterword.records.time_text import time_text


def find_window(record: Record, typed: str, *, is_open: bool = False) -> int:
    """Return the index of the window that is meant by its id, its component or the beginning of that, or its number.

    Numbers count from 1. With `is_open`, only windows without an end are meant. Raises RefusedError, which lists the
    windows, if it is none or several, or if the component is one of several.
    """
    candidates = [(index, each) for index, each in enumerate(record.windows) if not (is_open and each.end)]
    ways: tuple[Callable[[int, Window], bool], ...] = (
        lambda _, window: window.id == typed,
        lambda _, window: typed in window.named,
        lambda _, window: any(each.startswith(typed.casefold()) for each in window.named),
        lambda index, _: str(index + 1) == typed.removeprefix("#"),
    )
    for fits in ways:
        found = [index for index, window in candidates if fits(index, window)]
        if len(found) == 1:
            _refuse_others(record, found[0], typed)
            return found[0]
        if found:
            listed = _listed(record, found)
            raise RefusedError(f"`{typed}` fits {len(found)} windows; write the number of one: {listed}")
    kind = "open window" if is_open else "window"
    listed = _listed(record, [index for index, _ in candidates])
    raise RefusedError(f"there is no {kind} `{typed}`; the record has {listed or 'none'}")


def describe_window(record: Record, index: int) -> str:
    """Return the number of a window, from 1, with its components, level and times."""
    window = record.windows[index]
    end = time_text(window.end, record.zone) if window.end else "open"
    return f"{index + 1} ({', '.join(window.named)}: {window.level}, {time_text(window.start, record.zone)} – {end})"


def _refuse_others(record: Record, index: int, typed: str) -> None:
    """Refuse a component for a window of several: what is done with it would be done with all of them."""
    window = record.windows[index]
    meant = next((each for each in window.named if each.startswith(typed.casefold())), "")
    if meant and len(window.named) > 1 and typed != window.id:
        raise RefusedError(
            f"this window is of {', '.join(window.named)}; write its number, {index + 1}, if you mean all of them; "
            f"{suggested(f'level {meant}=operational', record.id)} ends that of `{meant}` alone"
        )


def _listed(record: Record, indexes: Iterable[int]) -> str:
    return ", ".join(describe_window(record, index) for index in indexes)
