"""Sets milestones of a record, in an order that is possible."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import NamedTuple

from afterword.checks.plausible_times import ANNOUNCED, PREDECESSORS
from afterword.editing.changes import Change, Put, RefusedError
from afterword.editing.suggested_command import suggested
from afterword.records.record import Record
from afterword.records.rough_time import form_of, is_coarse
from afterword.records.time_text import time_text
from afterword.records.vocabulary import Kind
from afterword.timeline.lifecycle import MILESTONE_NAMES


class _Known(NamedTuple):
    """A time in a record: what it is called, and whether it is one of those that are set."""

    words: str
    at: datetime
    is_new: bool


def set_milestones(record: Record, times: Mapping[str, datetime]) -> tuple[Change, ...]:
    """Return the changes that set milestones, in the order of the reference.

    Raises RefusedError for a notice, which has none, and for a time that contradicts another one.
    """
    if record.kind is Kind.NOTICE:
        raise RefusedError("a notice is only information and has no milestones")
    open_window = next((window for window in record.windows if window.end is None), None)
    if open_window and "resolved" in times:
        raise RefusedError(
            f"the window of {', '.join(open_window.named)} is open, so this is not over; "
            f"{suggested('resolve', record.id)} ends both"
        )
    for earlier, later in _pairs(record, times):
        if earlier.at > later.at and (earlier.is_new or later.is_new):
            new, other = (earlier, later) if earlier.is_new else (later, earlier)
            side = "after" if new is earlier else "before"
            raise RefusedError(
                f"{new.words} would be {time_text(new.at, record.zone)}, {side} {other.words} "
                f"({time_text(other.at, record.zone)}); correct one of them, or leave it out"
            )
    return tuple(
        Put(("milestones", name), time_text(times[name], record.zone))
        for name in MILESTONE_NAMES
        if name in times and getattr(record.milestones, name) != times[name]
    )


def _pairs(record: Record, times: Mapping[str, datetime]) -> Iterator[tuple[_Known, _Known]]:
    """Yield two times at a time, of which the first cannot be later. Those that are known only roughly are left out."""
    known = {
        name: _Known(f"`{name}`", at, name in times)
        for name in MILESTONE_NAMES
        if (at := times.get(name) or getattr(record.milestones, name)) and not is_coarse(at)
    }
    happened = record.kind not in ANNOUNCED
    if not happened:
        known.pop("notified", None)
    starts = [window.start for window in record.windows if not is_coarse(window.start)]
    first = _Known("the start of the first window", min(starts), is_new=False) if starts else None
    started = known.get("started", first)
    for name, milestone in known.items():
        if started and name != "started":
            yield started, milestone
        yield from ((known[each], milestone) for each in PREDECESSORS.get(name, ()) if each in known)
    if first and "started" in known:
        yield known["started"], first
    published = [update.at for update in record.updates if not form_of(update.at)]
    if published and happened:
        update = _Known("the first update", min(published), is_new=False)
        yield from ((known[name], update) for name in ("detected", "notified") if name in known)
    ends = [window.end for window in record.windows if window.end and not is_coarse(window.end)]
    if ends and "resolved" in known:
        yield _Known("the end of the last window", max(ends), is_new=False), known["resolved"]
