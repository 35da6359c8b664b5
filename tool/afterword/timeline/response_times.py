"""Response times: how long it took from one milestone of a record to another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from afterword.records.record import Record
from afterword.records.rough_time import slack
from afterword.records.site import Site
from afterword.records.vocabulary import Kind
from afterword.timeline.certainty import EXACT, Certainty, certainty_between
from afterword.timeline.contradictions import contradicted
from afterword.timeline.lifecycle import MilestoneName, milestones


class ResponseName(StrEnum):
    """Response times, by their usual names."""

    DETECT = "time_to_detect"
    ACKNOWLEDGE = "time_to_acknowledge"
    NOTIFY = "time_to_notify"
    IDENTIFY = "time_to_identify"
    MITIGATE = "time_to_mitigate"
    RESOLVE = "time_to_resolve"
    RESOLVE_WITH_PAUSES = "time_to_resolve_with_pauses"
    """The time to resolve, if there was no trouble in between for some time."""


@dataclass(frozen=True, slots=True)
class ResponseTime:
    """The time from one milestone to another. The milestones have their names in the record."""

    name: ResponseName
    from_milestone: MilestoneName
    to_milestone: MilestoneName
    duration: timedelta
    certainty: Certainty = EXACT


RESPONSES: tuple[tuple[ResponseName, MilestoneName, MilestoneName], ...] = (
    (ResponseName.DETECT, "started", "detected"),
    # From detection, because you cannot acknowledge what you have not detected. All others start with the incident.
    (ResponseName.ACKNOWLEDGE, "detected", "acknowledged"),
    (ResponseName.NOTIFY, "started", "notified"),
    (ResponseName.IDENTIFY, "started", "identified"),
    (ResponseName.MITIGATE, "started", "mitigated"),
    (ResponseName.RESOLVE, "started", "resolved"),
)
"""Each response time, with the milestones between which it is measured."""


def response_times(record: Record, now: datetime) -> tuple[ResponseTime, ...]:
    """Return the response times of which both milestones, typed or default, had been reached at `now`.

    If the second milestone is before the first, or if the record contradicts one of them, which are typing errors,
    the response time is left out. Names and milestones are those of incident management tools (time to detect,
    acknowledge, mitigate, resolve). A mean of response times is never computed: for durations of incidents it would
    be meaningless.
    """
    return response_times_between(record, milestones(record, now))


def is_separate(record: Record) -> bool:
    """Return whether the windows of a record leave some time between them in which no component was affected."""
    latest = None
    for window in sorted(record.windows, key=lambda window: window.start):
        if latest and window.start > latest:
            return True
        if window.end is None:
            return False
        latest = max(latest, window.end) if latest else window.end
    return False


def response_times_between(
    record: Record, reached: Mapping[MilestoneName, datetime], site: Site | None = None
) -> tuple[ResponseTime, ...]:
    """Return the response times for milestones of a record that have been reached.

    A response time is left out if its milestones are so rough that it could as well be zero. Maintenance has none: it
    is planned, and no response to anything.
    """
    if record.kind is Kind.MAINTENANCE:
        return ()
    separate, wrong = is_separate(record), contradicted(record, site)
    usable = {name: at for name, at in reached.items() if name not in wrong}
    return tuple(
        ResponseTime(
            ResponseName.RESOLVE_WITH_PAUSES if separate and name is ResponseName.RESOLVE else name,
            first,
            last,
            usable[last] - usable[first],
            certainty_between(usable[first], usable[last]),
        )
        for name, first, last in RESPONSES
        if first in usable and last in usable and _is_certainly_in_order(usable[first], usable[last])
    )


def _is_certainly_in_order(first: datetime, last: datetime) -> bool:
    rough = slack(first) + slack(last)
    return last - first > rough if rough else first <= last
