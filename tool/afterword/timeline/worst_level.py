"""The level of several components, or of the whole site: the worst of them."""

from __future__ import annotations

from collections.abc import Iterable

from afterword.records.scales import OPERATIONAL
from afterword.records.site import Site


def worst_level(site: Site, levels: Iterable[str]) -> str:
    """Return the worst of some levels on the site's scale, or operational if there is none."""
    return max((OPERATIONAL.id, *levels), key=site.rank)
