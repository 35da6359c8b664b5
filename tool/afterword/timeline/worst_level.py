"""The level of several components together, and of a site as a whole: the worst of them."""

from __future__ import annotations

from collections.abc import Iterable

from afterword.records.scales import OPERATIONAL
from afterword.records.site import Site


def worst_level(site: Site, levels: Iterable[str]) -> str:
    """Give the worst of some levels by the site's scale; operational where there are none, or none is worse."""
    return max((OPERATIONAL.id, *levels), key=site.rank)
