"""How exact a duration is, from the times between which it was measured."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Literal, NamedTuple, TypeAlias

from afterword.records.rough_time import form_of, is_unknown, slack
from afterword.timeline.intervals import Interval


class Certainty(NamedTuple):
    """How exact a duration is.

    It is `approximate` if one of its times is, and `at_least` if it ends at the last time that is known.
    """

    approximate: bool = False
    at_least: bool = False


EXACT = Certainty()


DurationPrecision: TypeAlias = Literal["exact", "about", "at_least", "about_at_least"]
"""How exact a duration is, as a word for programs."""


def precision_of(certainty: Certainty) -> DurationPrecision:
    """Return how exact a duration is, as a word for programs."""
    if certainty.at_least:
        return "about_at_least" if certainty.approximate else "at_least"
    return "about" if certainty.approximate else "exact"


def certainty_between(start: datetime, end: datetime) -> Certainty:
    """Return how exact the time between two times is."""
    if type(start) is type(end) is datetime:
        return EXACT  # true of nearly all
    unknown = is_unknown(end)
    return Certainty(bool(form_of(start) or (form_of(end) and not unknown)), unknown)


def certainty_within(day: Interval, start: datetime, end: datetime | None) -> Certainty:
    """Return how exact the part of a period is that lies within a day: only ends that may be in it matter."""
    if type(start) is datetime and (end is None or type(end) is datetime):
        return EXACT
    rough = (each for each in (start, end) if each and form_of(each) and not is_unknown(each))
    near = any(each - slack(each) < day.end and day.start < each + slack(each) for each in rough)
    return Certainty(near, end is not None and is_unknown(end) and day.start <= end <= day.end)


def certainty_of(intervals: Iterable[Interval]) -> Certainty:
    """Return how exact the length of intervals in canonical form is: only their own starts and ends matter."""
    found = [certainty_between(interval.start, interval.end) for interval in intervals]
    return joined(found)


def joined(found: Sequence[Certainty]) -> Certainty:
    """Return how exact the sum of durations is."""
    return Certainty(any(each.approximate for each in found), any(each.at_least for each in found))
