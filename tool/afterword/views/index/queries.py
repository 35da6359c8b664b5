"""All records of a site, in brief: what lists, calendars and numbers over many records are made from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from itertools import groupby
from typing import Protocol

from afterword.views.index.summary import ActionSummary, RecordSummary, WindowSpan


class RecordQueries(Protocol):
    """Where the parts of an archive are that are large; each is fetched when a page needs it."""

    def record_rows(self, summaries: Iterable[RecordSummary]) -> Sequence[str]:
        """Give records as rows of lists: HTML, in the same order."""

    def fragments(self, kind: str, summaries: Iterable[RecordSummary]) -> Sequence[str]:
        """Give what lists for machines hold of records, in the same order: see `formats.artifacts`."""

    def windows(self, component: str, year: int) -> Sequence[WindowSpan]:
        """Give the spans of a component that touch a year in any zone, always in the same order."""

    def windows_key(self, component: str, year: int) -> str:
        """Give a mark for these spans that changes when they do."""

    def windows_keys_between(self, component: str, year: int, edges: Sequence[datetime]) -> Sequence[str]:
        """Give a mark for those of these spans that touch each stretch between two edges, given in order."""

    def last_level_change(self, component: str) -> datetime | None:
        """Give the latest instant at which any record changed the level of a component."""

    def action_summaries(self) -> Sequence[ActionSummary]:
        """Give every action item, by year and order."""

    def action_rows(self, action_summaries: Iterable[ActionSummary]) -> Sequence[str]:
        """Give action items as rows of the ledger: HTML, in the same order."""


class NoRecords:
    """The shelf of a site without records."""

    def record_rows(self, summaries: Iterable[RecordSummary]) -> Sequence[str]:
        """Give nothing."""
        return ()

    def fragments(self, kind: str, summaries: Iterable[RecordSummary]) -> Sequence[str]:
        """Give nothing."""
        return ()

    def windows(self, component: str, year: int) -> Sequence[WindowSpan]:
        """Give nothing."""
        return ()

    def windows_key(self, component: str, year: int) -> str:
        """Give the mark of nothing."""
        return ""

    def windows_keys_between(self, component: str, year: int, edges: Sequence[datetime]) -> Sequence[str]:
        """Give the mark of nothing for each stretch."""
        return ("",) * (len(edges) - 1)

    def last_level_change(self, component: str) -> datetime | None:
        """Give nothing."""
        return None

    def action_summaries(self) -> Sequence[ActionSummary]:
        """Give nothing."""
        return ()

    def action_rows(self, action_summaries: Iterable[ActionSummary]) -> Sequence[str]:
        """Give nothing."""
        return ()


@dataclass(frozen=True, eq=False)
class RecordIndex:
    """The records of a site, latest first, and the shelf that their parts stand on."""

    summaries: tuple[RecordSummary, ...] = ()
    queries: RecordQueries = field(default_factory=NoRecords)

    @cached_property
    def first_published(self) -> str:
        """The first day of which any record tells, an ISO date, or nothing."""
        return min((each.start_day for each in self.summaries if each.start_day), default="")

    @cached_property
    def by_year(self) -> dict[int, tuple[RecordSummary, ...]]:
        """The records of each year, the latest year first."""
        found: dict[int, list[RecordSummary]] = {}
        for each in self.summaries:
            found.setdefault(each.year, []).append(each)
        return {year: tuple(found[year]) for year in sorted(found, reverse=True)}

    @cached_property
    def by_component(self) -> dict[str, tuple[RecordSummary, ...]]:
        """The records that speak of each component."""
        found: dict[str, list[RecordSummary]] = {}
        for each in self.summaries:
            for component in each.components:
                found.setdefault(component, []).append(each)
        return {component: tuple(summaries) for component, summaries in found.items()}

    @cached_property
    def pending(self) -> tuple[ActionSummary, ...]:
        """The action items that are open, the earliest due first."""
        return self._promises.get(0, ())

    @cached_property
    def closed(self) -> dict[int, tuple[ActionSummary, ...]]:
        """The action items that were closed in each year, the latest first."""
        return {year: self._promises[year][::-1] for year in reversed(self._promises) if year}

    @cached_property
    def _promises(self) -> dict[int, tuple[ActionSummary, ...]]:
        return {
            year: tuple(found)
            for year, found in groupby(self.queries.action_summaries(), key=lambda each: each.year)
        }


def year_span(year: int) -> tuple[datetime, datetime]:
    """Give a stretch of time that holds a year in every zone."""
    return datetime(year - 1, 12, 30, tzinfo=UTC), datetime(year + 1, 1, 3, tzinfo=UTC)
