"""How a whole page stands, in Statuspage's words: an indicator, and a sentence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from afterword.records.vocabulary import ComponentStatus
from afterword.views.incident.impact import MAINTENANCE


class Overall(NamedTuple):
    """How a page stands."""

    indicator: str
    description: str


WELL = Overall("none", "All Systems Operational")
MAJOR_OUTAGE = Overall("critical", "Major System Outage")
PARTIAL_OUTAGE = Overall("major", "Partial System Outage")
MINOR_OUTAGE = Overall("minor", "Minor Service Outage")
DEGRADED = Overall("minor", "Degraded System Service")
PARTLY_DEGRADED = Overall("minor", "Partially Degraded Service")
UNDER_MAINTENANCE = Overall(MAINTENANCE, "Service Under Maintenance")

_WORSE = ("none", MAINTENANCE, "minor", "major", "critical")
_OF_IMPACT = {"none": WELL, "minor": MINOR_OUTAGE, "major": PARTIAL_OUTAGE, "critical": MAJOR_OUTAGE}


def overall(statuses: Sequence[str], unplaced: Iterable[str], *, tells_maintenance: bool) -> Overall:
    """Say how a page stands whose components have these statuses.

    `unplaced` are the impacts of open incidents that say nothing of components; one of them counts where it is
    worse. A page that does not tell of maintenance has the indicator `none` in its stead, and the same sentence.
    """
    found = (_blend(statuses), *(_OF_IMPACT[impact] for impact in unplaced))
    worst = max(found, key=lambda each: _WORSE.index(each.indicator))
    if worst.indicator == MAINTENANCE and not tells_maintenance:
        return worst._replace(indicator=WELL.indicator)
    return worst


def _blend(statuses: Sequence[str]) -> Overall:
    major = statuses.count(ComponentStatus.MAJOR_OUTAGE)
    partial = statuses.count(ComponentStatus.PARTIAL_OUTAGE)
    degraded = statuses.count(ComponentStatus.DEGRADED_PERFORMANCE)
    every = len(statuses)
    if major:
        return MAJOR_OUTAGE if major == every else PARTIAL_OUTAGE
    if partial:
        return PARTIAL_OUTAGE if partial == every else MINOR_OUTAGE
    if degraded:
        return DEGRADED if degraded == every > 1 else PARTLY_DEGRADED
    return UNDER_MAINTENANCE if ComponentStatus.UNDER_MAINTENANCE in statuses else WELL
