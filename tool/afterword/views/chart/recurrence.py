"""Says how many windows a record has, and at which hours most of them began, if there are many."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from afterword.records.rough_time import is_coarse
from afterword.records.zone import Zone
from afterword.timeline.intervals import Interval
from afterword.views.text.words import Words

_MANY = 6
"""Fewer windows are read from the chart at a glance."""
_MOST = 0.75
_LONGEST_RANGE = 6
"""Hours. Most of a longer range is no pattern."""
_DAYS = 3


def recurrence(words: Words, intervals: Sequence[Interval], zone: Zone) -> str:
    """Return how many windows there are on how many days, and at which hours most began; empty if there are few."""
    distinct = sorted(set(intervals))
    begins = [zone.local(each.start) for each in distinct if not is_coarse(each.start)]
    days = {local.date() for local in (zone.local(each.start) for each in distinct)}
    if len(distinct) < _MANY or len(days) == 1:
        return ""
    windows = words.plural(len(distinct), words.nouns.window)
    hours = _hours(begins, round(_MOST * len(distinct) + 0.49)) if len(days) >= _DAYS else None
    if hours is None:
        return words.ngettext(
            "{windows} on {count} day.", "{windows} on {count} days.", len(days), windows=windows
        )
    start, length, count = hours
    between = {"start": f"{start:02d}:00", "end": f"{(start + length) % 24:02d}:00"}
    if count == len(distinct):
        return words.ngettext(
            "{windows} on {count} day, all beginning between {start} and {end}.",
            "{windows} on {count} days, all beginning between {start} and {end}.",
            len(days),
            windows=windows,
            **between,
        )
    return words.ngettext(
        "{windows} on {count} day, {number} of them beginning between {start} and {end}.",
        "{windows} on {count} days, {number} of them beginning between {start} and {end}.",
        len(days),
        windows=windows,
        number=words.number(count),
        **between,
    )


def _hours(begins: Sequence[datetime], most: int) -> tuple[int, int, int] | None:
    """Return the shortest range of hours in which `most` or more began: its start, its length, how many those are."""
    for length in range(1, _LONGEST_RANGE + 1):
        found = [(sum((each.hour - start) % 24 < length for each in begins), -start) for start in range(24)]
        count, start = max(found)
        if count >= most:
            return -start, length, count
    return None
