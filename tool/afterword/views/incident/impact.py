"""The impact of a record, in the words that status pages have in common."""

from __future__ import annotations

from collections.abc import Iterable

from afterword.records.record import Record
from afterword.records.scales import OPERATIONAL
from afterword.records.site import Site
from afterword.records.vocabulary import ComponentStatus, Impact, Kind

MAINTENANCE = "maintenance"
"""The impact of every maintenance, and the indicator of a status page with nothing worse."""

_IMPACTS = {
    ComponentStatus.OPERATIONAL: Impact.NONE,
    ComponentStatus.UNDER_MAINTENANCE: Impact.NONE,
    ComponentStatus.DEGRADED_PERFORMANCE: Impact.MINOR,
    ComponentStatus.PARTIAL_OUTAGE: Impact.MAJOR,
    ComponentStatus.MAJOR_OUTAGE: Impact.CRITICAL,
}


def impact_word(record: Record, site: Site, levels: Iterable[str]) -> str:
    """Return the impact: that of the severity, else that of the worst of the published `levels`.

    An incident without either is minor: it was considered worth a record. A notice has none.
    """
    if record.kind is Kind.MAINTENANCE:
        return MAINTENANCE
    if record.kind is Kind.NOTICE:
        return Impact.NONE.value
    severity = site.severity(record.severity) if record.severity else None
    if severity:
        return severity.impact.value
    worst = max(levels, key=site.rank, default="")
    return (_IMPACTS[(site.level(worst) or OPERATIONAL).status] if worst else Impact.MINOR).value
