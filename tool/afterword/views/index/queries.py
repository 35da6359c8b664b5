"""All records of a site, in brief: what lists, calendars and numbers over many records are made from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from itertools import groupby
from typing import Protocol

from afterword.views.index.summary import Brief, Promise, Span


class Shelf(Protocol):
    """Where the parts of an archive are that are large; each is fetched when a page needs it."""

    def rows(self, briefs: Iterable[Brief]) -> Sequence[str]:
        """Give records as rows of lists: HTML, in the same order."""

    def parts(self, kind: str, briefs: Iterable[Brief]) -> Sequence[str]:
        """Give what lists for machines hold of records, in the same order: see `publish.registry.PARTS`."""

    def spans(self, component: str, year: int) -> Sequence[Span]:
        """Give the spans of a component that touch a year in any zone, always in the same order."""

    def span_mark(self, component: str, year: int) -> str:
        """Give a mark for these spans that changes when they do."""

    def marks_between(self, component: str, year: int, edges: Sequence[datetime]) -> Sequence[str]:
        """Give a mark for those of these spans that touch each stretch between two edges, given in order."""

    def last_change(self, component: str) -> datetime | None:
        """Give the latest instant at which any record changed the level of a component."""

    def promises(self) -> Sequence[Promise]:
        """Give every action item, by year and order."""

    def actions(self, promises: Iterable[Promise]) -> Sequence[str]:
        """Give action items as rows of the ledger: HTML, in the same order."""


class EmptyShelf:
    """The shelf of a site without records."""

    def rows(self, briefs: Iterable[Brief]) -> Sequence[str]:
        """Give nothing."""
        return ()

    def parts(self, kind: str, briefs: Iterable[Brief]) -> Sequence[str]:
        """Give nothing."""
        return ()

    def spans(self, component: str, year: int) -> Sequence[Span]:
        """Give nothing."""
        return ()

    def span_mark(self, component: str, year: int) -> str:
        """Give the mark of nothing."""
        return ""

    def marks_between(self, component: str, year: int, edges: Sequence[datetime]) -> Sequence[str]:
        """Give the mark of nothing for each stretch."""
        return ("",) * (len(edges) - 1)

    def last_change(self, component: str) -> datetime | None:
        """Give nothing."""
        return None

    def promises(self) -> Sequence[Promise]:
        """Give nothing."""
        return ()

    def actions(self, promises: Iterable[Promise]) -> Sequence[str]:
        """Give nothing."""
        return ()


@dataclass(frozen=True)
class Archive:
    """The records of a site, latest first, and the shelf that their parts stand on."""

    briefs: tuple[Brief, ...] = ()
    shelf: Shelf = field(default_factory=EmptyShelf)

    @cached_property
    def first_told(self) -> str:
        """The first day of which any record tells, an ISO date, or nothing."""
        return min((each.told for each in self.briefs if each.told), default="")

    @cached_property
    def by_year(self) -> dict[int, tuple[Brief, ...]]:
        """The records of each year, the latest year first."""
        found: dict[int, list[Brief]] = {}
        for each in self.briefs:
            found.setdefault(each.year, []).append(each)
        return {year: tuple(found[year]) for year in sorted(found, reverse=True)}

    @cached_property
    def by_component(self) -> dict[str, tuple[Brief, ...]]:
        """The records that speak of each component."""
        found: dict[str, list[Brief]] = {}
        for each in self.briefs:
            for component in each.components.split():
                found.setdefault(component, []).append(each)
        return {component: tuple(briefs) for component, briefs in found.items()}

    @cached_property
    def pending(self) -> tuple[Promise, ...]:
        """The action items that are open, the earliest due first."""
        return self._promises.get(0, ())

    @cached_property
    def closed(self) -> dict[int, tuple[Promise, ...]]:
        """The action items that were closed in each year, the latest first."""
        return {year: self._promises[year][::-1] for year in reversed(self._promises) if year}

    @cached_property
    def _promises(self) -> dict[int, tuple[Promise, ...]]:
        return {
            year: tuple(found) for year, found in groupby(self.shelf.promises(), key=lambda each: each.year)
        }


def year_span(year: int) -> tuple[datetime, datetime]:
    """Give a stretch of time that holds a year in every zone."""
    return datetime(year - 1, 12, 30, tzinfo=UTC), datetime(year + 1, 1, 3, tzinfo=UTC)
