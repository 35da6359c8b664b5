"""Fixes lists that are not in chronological order, by moving whole entries with their comments.

An entry in the wrong place may have a wrong time instead. So an order is right only if a second sign agrees: the states
of updates then follow one another, the periods of maintenance do not overlap, and the entries that move are all of the
same day, or the list was written with the newest entry first.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from itertools import pairwise

from afterword.fixes.lists import reordered
from afterword.fixes.problem import Problem
from afterword.fixes.proposal import Proposal
from afterword.records.record import Record
from afterword.records.rough_time import form_of
from afterword.records.vocabulary import INCIDENT_STATES, MAINTENANCE_STATES, NOTICE_STATES, UpdateStatus

_STATES = [
    [state.value for state in states] for states in (INCIDENT_STATES, MAINTENANCE_STATES, NOTICE_STATES)
]
_NEWEST_FIRST = 3
"""From as many entries on, a list that goes back in time was written in that order."""


def updates(problem: Problem) -> Proposal | None:
    """Put updates into the order in which they were published."""
    record = _record(problem)
    if record is None:
        return None
    order = _by_time(record, [each.at for each in record.updates])
    states = [record.updates[index].status.value for index in order]
    return _sorted(problem, "updates", order) if _follow_one_another(states) else None


def timeline(problem: Problem) -> Proposal | None:
    """Put the events of the timeline into the order of time."""
    record = _record(problem)
    times = [each.at for each in record.timeline] if record else []
    if record is None or any(form_of(each) for each in times):
        return None
    return _sorted(problem, "timeline", _by_time(record, times))


def scheduled(problem: Problem) -> Proposal | None:
    """Put the announced periods of maintenance into the order of time."""
    record = _record(problem)
    if record is None:
        return None
    periods = record.scheduled
    order = sorted(range(len(periods)), key=lambda index: periods[index].start)
    in_order = [periods[index] for index in order]
    if any(one.end is None or one.end > other.start for one, other in pairwise(in_order)):
        return None
    return _sorted(problem, "scheduled", order)


def _record(problem: Problem) -> Record | None:
    """Return the record if all of it could be read."""
    decoded = problem.decoded
    usable = isinstance(decoded.model, Record) and not decoded.document.left_out
    return decoded.model if usable and isinstance(decoded.model, Record) else None


def _by_time(record: Record, times: Sequence[datetime]) -> list[int]:
    """Return the order of entries by time; the present order if that is not certain to be right."""
    present = [*range(len(times))]
    order = sorted(present, key=lambda index: times[index])
    moved = {record.zone.local(times[index]).date() for place, index in enumerate(order) if place != index}
    newest_first = len(times) >= _NEWEST_FIRST and all(one > other for one, other in pairwise(times))
    return order if newest_first or len(moved) <= 1 else present


def _sorted(problem: Problem, key: str, order: list[int]) -> Proposal | None:
    edits = reordered(problem, (key,), order)
    return Proposal(f"Sort `{key}` by time", edits) if edits else None


def _follow_one_another(states: list[str]) -> bool:
    """Return whether states are in the order in which a record goes through them."""
    told = [state for state in states if state != UpdateStatus.UPDATE.value]
    return any(
        all(state in known for state in told)
        and all(known.index(one) <= known.index(other) for one, other in pairwise(told))
        for known in _STATES
    )
