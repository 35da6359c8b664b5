"""Headings of days in a list with times: under the heading of a day, its times need no date."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from afterword.views.text.instants import Instant


class UnderDay(NamedTuple):
    """The day, as ISO 8601, under whose heading a time is shown, and that heading if it is the first of the day.

    Both are empty for a time without a heading, which is shown with its date.
    """

    date: str = ""
    heading: str = ""


NO_HEADING = UnderDay()


def under_days(instants: Iterable[Instant]) -> tuple[UnderDay, ...]:
    """Return for each time of a list the day under whose heading it is; a single time needs no heading."""
    listed = tuple(instants)
    if len(listed) < 2:
        return (NO_HEADING,) * len(listed)
    found = []
    current = ""
    for each in listed:
        found.append(
            UnderDay(each.date, each.day if each.date != current else "") if each.date else NO_HEADING
        )
        current = each.date
    return tuple(found)
