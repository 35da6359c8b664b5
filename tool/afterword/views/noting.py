"""A context and an index that note what is read from them: see `views.reads`."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import TypeVar

from afterword.records.components import Component
from afterword.records.project import Project
from afterword.records.record import Record
from afterword.records.site import Site
from afterword.records.zone import Zone
from afterword.timeline.lifecycle import Lifecycle
from afterword.views.context import Context
from afterword.views.index.queries import RecordIndex, RecordQueries
from afterword.views.index.summary import ActionSummary, RecordSummary
from afterword.views.index.windows import WindowSpan
from afterword.views.page import Head
from afterword.views.reads import Reads
from afterword.views.text.extent import LevelNow

K = TypeVar("K")
V = TypeVar("V")
T = TypeVar("T")


def noting(reads: Reads) -> tuple[Context, RecordIndex]:
    """Return the context and the index of a build; reading them is noted."""
    return _NotingContext(reads), _NotingIndex(reads)


class _NotingContext(Context):
    """A context of which every read that depends on the records or on the time is noted."""

    def __init__(self, reads: Reads) -> None:
        base = reads.answers.context
        vars(self).update(_reads=reads, _base=base, audience=base.audience, words=base.words)

    _reads: Reads
    _base: Context

    @property
    def now(self) -> datetime:
        self._reads.note("now")
        return self._base.now

    def now_until(self, end: datetime) -> datetime:
        if self._base.now < end:
            return self.now
        self._reads.note("reached", end.isoformat())
        return end

    def keep(self, key: Hashable, make: Callable[[], T]) -> T:
        return self._reads.keep(key, make)

    @property
    def today(self) -> date:
        self._reads.note("today")
        return self._base.today

    @property
    def _current(self) -> Context:
        self._reads.note("current")
        return self._base

    @property
    def project(self) -> Project:
        return self._current.project

    @property
    def components(self) -> tuple[Component, ...]:
        self._reads.note("today")
        return self._base.components

    @property
    def records(self) -> tuple[Record, ...]:
        return self._current.records

    @property
    def by_id(self) -> Mapping[str, Record]:
        return self._current.by_id

    @property
    def lifecycle(self) -> Mapping[str, Lifecycle]:
        return self._current.lifecycle

    @property
    def covering(self) -> Mapping[str, tuple[Record, ...]]:
        return self._current.covering

    @property
    def levels(self) -> Mapping[str, str]:
        return self._current.levels

    @property
    def told(self) -> Mapping[str, LevelNow]:
        return self._current.told

    @property
    def group_levels(self) -> Mapping[str, str]:
        return self._current.group_levels

    @property
    def scheduled(self) -> tuple[Context, ...]:
        return self._current.scheduled

    @property
    def site(self) -> Site:
        return self._base.site

    @property
    def zone(self) -> Zone:
        return self._base.zone

    @property
    def shown_name(self) -> str:
        return self._base.shown_name

    @property
    def internal_mark(self) -> str:
        return self._base.internal_mark

    def head(self, address: str, title: str, description: str) -> Head:
        return self._base.head(address, title, description)


class _NotingIndex(RecordIndex):
    """An index of which every read is noted.

    A summary has the fingerprint of all that is kept of its record, so what is read by a summary needs no note.
    """

    def __init__(self, reads: Reads) -> None:
        vars(self).update(_reads=reads, _base=reads.answers.index)

    _reads: Reads
    _base: RecordIndex

    @property
    def summaries(self) -> tuple[RecordSummary, ...]:
        self._reads.note("records")
        return self._base.summaries

    @property
    def queries(self) -> RecordQueries:
        return _NotingQueries(self._reads, self._base.queries)

    @property
    def first_day(self) -> str:
        self._reads.note("first-day")
        return self._base.first_day

    @property
    def year_counts(self) -> tuple[tuple[int, int], ...]:
        self._reads.note("years")
        return self._base.year_counts

    @property
    def by_year(self) -> Mapping[int, tuple[RecordSummary, ...]]:
        return _NotingMapping(self._reads, self._base.by_year, "years", "year")

    @property
    def component_counts(self) -> Mapping[str, int]:
        self._reads.note("components")
        return self._base.component_counts

    @property
    def by_component(self) -> Mapping[str, tuple[RecordSummary, ...]]:
        return _NotingMapping(self._reads, self._base.by_component, "components", "component")

    @property
    def open_actions(self) -> tuple[ActionSummary, ...]:
        self._reads.note("open-actions")
        return self._base.open_actions

    @property
    def closed_counts(self) -> tuple[tuple[int, int], ...]:
        self._reads.note("years-of-actions")
        return self._base.closed_counts

    @property
    def closed_actions(self) -> Mapping[int, tuple[ActionSummary, ...]]:
        return _NotingMapping(self._reads, self._base.closed_actions, "years-of-actions", "year-of-actions")

    def keep(self, key: Hashable, make: Callable[[], T]) -> T:
        return self._reads.keep(key, make)


class _NotingMapping(Mapping[K, V]):
    """Notes which keys of a mapping are looked up, and whether they are listed."""

    def __init__(self, reads: Reads, values: Mapping[K, V], listed: str, one: str) -> None:
        self._reads, self._values, self._listed, self._one = reads, values, listed, one

    def __getitem__(self, key: K) -> V:
        self._reads.note(self._one, key)
        return self._values[key]

    def __iter__(self) -> Iterator[K]:
        self._reads.note(self._listed)
        return iter(self._values)

    def __len__(self) -> int:
        self._reads.note(self._listed)
        return len(self._values)


class _NotingQueries:
    """Notes which windows are read; the summaries that are passed have been noted where they came from."""

    def __init__(self, reads: Reads, base: RecordQueries) -> None:
        self._reads = reads
        self._base = base
        self.record_rows = base.record_rows
        self.fragments = base.fragments
        self.action_rows = base.action_rows
        self.action_data = base.action_data

    def windows(self, component: str, year: int) -> Sequence[WindowSpan]:
        self._reads.note("windows", component, year)
        return self._base.windows(component, year)

    def windows_key(self, component: str, year: int) -> str:
        self._reads.note("windows", component, year)
        return self._base.windows_key(component, year)

    def have_windows(self, component: str, year: int, edges: Sequence[datetime]) -> Sequence[bool]:
        self._reads.note("windows", component, year)
        return self._base.have_windows(component, year, edges)

    def last_level_change(self, component: str) -> datetime | None:
        self._reads.note("level-change", component)
        return self._base.last_level_change(component)

    def action_summaries(self) -> Sequence[ActionSummary]:
        self._reads.note("open-actions")
        for year, _ in self._reads.answers.index.closed_counts:
            self._reads.note("year-of-actions", year)
        return self._base.action_summaries()
