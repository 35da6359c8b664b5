"""What a page is in schema.org's words. Only where a type of it is true: see the handbook on embedding."""

from __future__ import annotations

from collections.abc import Mapping

from afterword.views.chart.models import Json
from afterword.views.incident.model import IncidentPage
from afterword.views.page import Head

_CONTEXT = "https://schema.org"


def website(head: Head) -> Mapping[str, Json] | None:
    """Describe the site on its first page; nothing where it does not say where it stands."""
    if not head.url:
        return None
    return {
        "@context": _CONTEXT,
        "@type": "WebSite",
        "name": head.title,
        "url": head.url,
        "about": {"@type": "Service", "name": head.site_name},
    }


def article(page: IncidentPage, published: str, modified: str) -> Mapping[str, Json] | None:
    """Describe a record's page: an article about a stretch of time. Planned work is no event to attend, so it is one
    as well. Nothing where the site does not say where it stands."""
    head, period = page.head, page.row.period
    if not head.url:
        return None
    made: dict[str, Json] = {
        "@context": _CONTEXT,
        "@type": "Article",
        "headline": head.title,
        "description": head.description,
        "url": head.url,
        "about": {"@type": "Service", "name": head.site_name},
    }
    if published:
        made |= {"datePublished": published, "dateModified": modified}
    if period:
        made["temporalCoverage"] = f"{period.start.iso}/{period.end.iso if period.end else '..'}"
    return made
