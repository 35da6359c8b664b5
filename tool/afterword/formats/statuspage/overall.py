"""The status of the whole page in the vocabulary of Statuspage: an indicator and a description."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from afterword.records.vocabulary import ComponentStatus
from afterword.views.incident.impact import MAINTENANCE


class Overall(NamedTuple):
    """The `status` object of the API."""

    indicator: str
    description: str


OPERATIONAL = Overall("none", "All Systems Operational")
MAJOR_OUTAGE = Overall("critical", "Major System Outage")
PARTIAL_OUTAGE = Overall("major", "Partial System Outage")
MINOR_OUTAGE = Overall("minor", "Minor Service Outage")
DEGRADED = Overall("minor", "Degraded System Service")
PARTIALLY_DEGRADED = Overall("minor", "Partially Degraded Service")
UNDER_MAINTENANCE = Overall(MAINTENANCE, "Service Under Maintenance")

_INDICATORS = ("none", MAINTENANCE, "minor", "major", "critical")
_BY_IMPACT = {"none": OPERATIONAL, "minor": MINOR_OUTAGE, "major": PARTIAL_OUTAGE, "critical": MAJOR_OUTAGE}


def overall(statuses: Sequence[str], unplaced: Iterable[str], *, shows_maintenance: bool) -> Overall:
    """Return the status of a page whose components have these statuses.

    `unplaced` are the impacts of open incidents that name no component; they count if they are worse. Without
    `shows_maintenance`, the indicator of maintenance is `none`, since one client fails on any other value; the
    description stays.
    """
    candidates = (_of_components(statuses), *(_BY_IMPACT[impact] for impact in unplaced))
    worst = max(candidates, key=lambda each: _INDICATORS.index(each.indicator))
    if worst.indicator == MAINTENANCE and not shows_maintenance:
        return worst._replace(indicator=OPERATIONAL.indicator)
    return worst


def _of_components(statuses: Sequence[str]) -> Overall:
    major = statuses.count(ComponentStatus.MAJOR_OUTAGE)
    partial = statuses.count(ComponentStatus.PARTIAL_OUTAGE)
    degraded = statuses.count(ComponentStatus.DEGRADED_PERFORMANCE)
    every = len(statuses)
    if major:
        return MAJOR_OUTAGE if major == every else PARTIAL_OUTAGE
    if partial:
        return PARTIAL_OUTAGE if partial == every else MINOR_OUTAGE
    if degraded:
        return DEGRADED if degraded == every > 1 else PARTIALLY_DEGRADED
    return UNDER_MAINTENANCE if ComponentStatus.UNDER_MAINTENANCE in statuses else OPERATIONAL
