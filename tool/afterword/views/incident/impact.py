"""How much a record matters, in the words that status pages share."""

from __future__ import annotations

from collections.abc import Iterable

from afterword.records.record import Record
from afterword.records.scales import OPERATIONAL
from afterword.records.site import Site
from afterword.records.vocabulary import ComponentStatus, Impact, Kind

MAINTENANCE = "maintenance"
"""The impact of every maintenance; of a page where nothing is worse, it is the indicator."""

_IMPACTS = {
    ComponentStatus.OPERATIONAL: Impact.NONE,
    ComponentStatus.UNDER_MAINTENANCE: Impact.NONE,
    ComponentStatus.DEGRADED_PERFORMANCE: Impact.MINOR,
    ComponentStatus.PARTIAL_OUTAGE: Impact.MAJOR,
    ComponentStatus.MAJOR_OUTAGE: Impact.CRITICAL,
}


def impact_word(record: Record, site: Site, told: Iterable[str]) -> str:
    """Give the impact: of the severity, else of the worst level that was `told`. An incident that tells neither is
    minor: somebody found it worth a record."""
    if record.kind is Kind.MAINTENANCE:
        return MAINTENANCE
    severity = site.severity(record.severity) if record.severity else None
    if severity:
        return severity.impact.value
    levels = tuple(told)
    worst = max(levels, key=site.rank, default="")
    return (_IMPACTS[(site.level(worst) or OPERATIONAL).status] if levels else Impact.MINOR).value
