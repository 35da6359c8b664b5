"""The index: queries over all records of a site, for pages and files about many records."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from itertools import groupby
from typing import Protocol, TypeVar

from afterword.views.index.summary import ActionSummary, RecordSummary
from afterword.views.index.windows import WindowSpan
from afterword.views.kept import Kept

T = TypeVar("T")


class RecordQueries(Protocol):
    """The queries for data that is too large to keep in memory; implemented by `cache.record_queries`."""

    def record_rows(self, summaries: Iterable[RecordSummary]) -> Sequence[str]:
        """Return the rows of records in lists: HTML, in the same order."""

    def fragments(self, kind: str, summaries: Iterable[RecordSummary]) -> Sequence[str]:
        """Return fragments of records for files about many records, in the same order; see `formats.artifacts`."""

    def windows(self, component: str, year: int) -> Sequence[WindowSpan]:
        """Return the windows of a component that touch a year in any time zone, always in the same order."""

    def windows_key(self, component: str, year: int) -> str:
        """Return a key that changes when these windows change."""

    def have_windows(self, component: str, year: int, edges: Sequence[datetime]) -> Sequence[bool]:
        """Return of each interval between two successive edges whether one of these windows touches it."""

    def last_level_change(self, component: str) -> datetime | None:
        """Return the latest instant at which any record changed the level of a component."""

    def action_summaries(self) -> Sequence[ActionSummary]:
        """Return every action item, sorted as an `ActionSummary` says."""

    def action_rows(self, action_summaries: Iterable[ActionSummary]) -> Sequence[str]:
        """Return the rows of action items: HTML, in the same order."""

    def action_data(self, action_summaries: Iterable[ActionSummary]) -> Sequence[str]:
        """Return the JSON of action items, in the same order."""


class NoRecords:
    """The queries of a site without records."""

    def record_rows(self, summaries: Iterable[RecordSummary]) -> Sequence[str]:
        """Return nothing."""
        return ()

    def fragments(self, kind: str, summaries: Iterable[RecordSummary]) -> Sequence[str]:
        """Return nothing."""
        return ()

    def windows(self, component: str, year: int) -> Sequence[WindowSpan]:
        """Return nothing."""
        return ()

    def windows_key(self, component: str, year: int) -> str:
        """Return the key of no windows."""
        return ""

    def have_windows(self, component: str, year: int, edges: Sequence[datetime]) -> Sequence[bool]:
        """Return False for each interval."""
        return (False,) * (len(edges) - 1)

    def last_level_change(self, component: str) -> datetime | None:
        """Return None."""
        return None

    def action_summaries(self) -> Sequence[ActionSummary]:
        """Return nothing."""
        return ()

    def action_rows(self, action_summaries: Iterable[ActionSummary]) -> Sequence[str]:
        """Return nothing."""
        return ()

    def action_data(self, action_summaries: Iterable[ActionSummary]) -> Sequence[str]:
        """Return nothing."""
        return ()


@dataclass(frozen=True, eq=False)
class RecordIndex:
    """The records of a site in brief, latest first, and queries for the rest."""

    summaries: tuple[RecordSummary, ...] = ()
    queries: RecordQueries = field(default_factory=NoRecords)

    @cached_property
    def first_day(self) -> str:
        """The day on which the earliest record begins: an ISO date, or empty without records."""
        return min((each.start_day for each in self.summaries if each.start_day), default="")

    @cached_property
    def year_counts(self) -> tuple[tuple[int, int], ...]:
        """Each year with its number of records, the latest year first."""
        return tuple((year, len(summaries)) for year, summaries in self.by_year.items())

    @cached_property
    def by_year(self) -> Mapping[int, tuple[RecordSummary, ...]]:
        """The records of each year, the latest year first."""
        found: dict[int, list[RecordSummary]] = {}
        for each in self.summaries:
            found.setdefault(each.year, []).append(each)
        return {year: tuple(found[year]) for year in sorted(found, reverse=True)}

    @cached_property
    def by_component(self) -> Mapping[str, tuple[RecordSummary, ...]]:
        """The records that name each component."""
        found: dict[str, list[RecordSummary]] = {}
        for each in self.summaries:
            for component in each.components:
                found.setdefault(component, []).append(each)
        return {component: tuple(summaries) for component, summaries in found.items()}

    @cached_property
    def component_counts(self) -> Mapping[str, int]:
        """The number of records that name each component."""
        return {component: len(summaries) for component, summaries in self.by_component.items()}

    @cached_property
    def open_actions(self) -> tuple[ActionSummary, ...]:
        """The open action items, the earliest due first."""
        return self._actions_by_year.get(0, ())

    @cached_property
    def closed_counts(self) -> tuple[tuple[int, int], ...]:
        """Each year with the number of action items that were closed in it, the latest year first."""
        return tuple((year, len(items)) for year, items in self.closed_actions.items())

    @cached_property
    def closed_actions(self) -> Mapping[int, tuple[ActionSummary, ...]]:
        """The action items that were closed in each year, the latest first."""
        by_year = self._actions_by_year
        return {year: by_year[year][::-1] for year in reversed(by_year) if year}

    def keep(self, key: Hashable, make: Callable[[], T]) -> T:
        """Return what `make` returns, made once under this key for several pages."""
        return self._kept.get(key, make)

    @cached_property
    def _kept(self) -> Kept:
        return Kept()

    @cached_property
    def _actions_by_year(self) -> dict[int, tuple[ActionSummary, ...]]:
        return {
            year: tuple(of_year)
            for year, of_year in groupby(self.queries.action_summaries(), key=lambda each: each.year)
        }


def year_span(year: int) -> tuple[datetime, datetime]:
    """Return an interval that contains a year in every time zone."""
    return datetime(year - 1, 12, 30, tzinfo=UTC), datetime(year + 1, 1, 3, tzinfo=UTC)
