"""Builds structured data (JSON-LD, schema.org) for pages that one of its types describes correctly.

The handbook's page on embedding lists them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from afterword.views.incident.model import IncidentPage
from afterword.views.page import Head

Json: TypeAlias = "str | int | float | bool | list[Json] | Mapping[str, Json] | None"
_CONTEXT = "https://schema.org"


def website(head: Head) -> Mapping[str, Json] | None:
    """Return the `WebSite` of the status page; None if the site's URL is not set."""
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
    """Return the `Article` of a record's page, with the time that it covers; None if the site's URL is not set.

    Maintenance is an `Article` too: no one attends it, so it is not a schema.org `Event`.
    """
    head, period = page.head, page.row.period
    if not head.url:
        return None
    data: dict[str, Json] = {
        "@context": _CONTEXT,
        "@type": "Article",
        "headline": head.title,
        "description": head.description,
        "url": head.url,
        "about": {"@type": "Service", "name": head.site_name},
    }
    if page.language:
        data["inLanguage"] = page.language
    if published:
        data |= {"datePublished": published, "dateModified": modified}
    if period:
        data["temporalCoverage"] = f"{period.start.iso}/{period.end.iso if period.end else '..'}"
    return data
