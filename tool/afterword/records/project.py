"""A site with all its records, in the order of their ids."""

from __future__ import annotations

from dataclasses import dataclass

from afterword.records.record import Record
from afterword.records.site import Site


@dataclass(frozen=True, slots=True)
class Project:
    """Everything that a site is built from, typed and frozen."""

    site: Site
    records: tuple[Record, ...]
