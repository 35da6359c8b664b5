"""Permanent ids of records in feeds and calendars: they do not change with title, site name or address."""

from __future__ import annotations

from functools import lru_cache
from uuid import UUID, uuid5

from afterword.records.site import Site

_NAMESPACE = UUID("4673c7a2-697e-43e6-b38e-421355178195")
"""Must never change: every id is derived from it."""


def stable_id(site: Site, name: str) -> UUID:
    """Return the id for a name: of a record its own id; of a list of records its address, which contains a slash."""
    return _uuid(f"{site.page.slug}/{name}")


@lru_cache(maxsize=64)
def _uuid(name: str) -> UUID:
    return uuid5(_NAMESPACE, name)
