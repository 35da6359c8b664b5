"""The ids that records keep for ever among machines of others: whatever becomes of their title, site and address."""

from __future__ import annotations

from uuid import UUID, uuid5

from afterword.records.site import Site

_NAMESPACE = UUID("4673c7a2-697e-43e6-b38e-421355178195")
"""Never to be changed: every id follows from it."""


def stable_id(site: Site, name: str) -> UUID:
    """Give the id of a record by its own id, or of a list of records by its address, which has a slash."""
    return uuid5(_NAMESPACE, f"{site.page.slug}/{name}")
