"""What a page about many records reads, with a digest of each answer: it is current while the answers are the same.

A builder gets a context and an index that note what it reads. So a new page is built again in time without a word
about when that is. Questions about `status.yml`, the templates and the code are not noted: a change of these empties
the cache. Nor is the time that `head` puts into a page, which each build would change: a page that shows it, next to
what is current, has read the time for the latter.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from hashlib import blake2b
from typing import Any, TypeVar

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
from afterword.views.text.extent import LevelNow

K = TypeVar("K")
V = TypeVar("V")
T = TypeVar("T")


def digest(*values: object) -> str:
    """Return a digest of values. Equal values must have equal `repr` texts."""
    return blake2b(repr(values).encode(), digest_size=12).hexdigest()


def _of(summaries: Iterable[RecordSummary | ActionSummary]) -> list[str]:
    return [each.fingerprint for each in summaries]


def _instant_of(question: str) -> datetime:
    return datetime.fromisoformat(question.rpartition(" ")[2])


def _current(context: Context, index: RecordIndex) -> object:
    live = _of(each for each in index.summaries if each.live)
    return context.now.isoformat(), live, [each.model_dump_json() for each in context.project.records]


QUESTIONS: Mapping[str, Callable[..., object]] = {
    "now": lambda context, _: context.now.isoformat(),
    "reached": lambda context, _, instant: datetime.fromisoformat(instant) <= context.now,
    "today": lambda context, _: context.today,
    "current": _current,
    "records": lambda _, index: _of(index.summaries),
    "first-day": lambda _, index: index.first_day,
    "years": lambda _, index: index.year_counts,
    "year": lambda _, index, year: _of(index.by_year.get(int(year), ())),
    "components": lambda _, index: index.component_counts,
    "component": lambda _, index, component: _of(index.by_component.get(component, ())),
    "open-actions": lambda _, index: _of(index.open_actions),
    "years-of-actions": lambda _, index: index.closed_counts,
    "year-of-actions": lambda _, index, year: _of(index.closed_actions.get(int(year), ())),
    "windows": lambda _, index, component, year: index.queries.windows_key(component, int(year)),
    "level-change": lambda _, index, component: index.queries.last_level_change(component),
}
"""What is noted: the name of a question, and how it is answered from a context, an index, and its arguments as text."""


class Reads:
    """What one page or file has read so far: the questions, with a digest of each answer."""

    def __init__(self, answers: Answers) -> None:
        """Begin with nothing."""
        self.answers = answers
        self.noted: dict[str, str] = {}

    def note(self, name: str, *arguments: object) -> None:
        """Note a question, with the answer of this build."""
        question = " ".join((name, *map(str, arguments)))
        if question not in self.noted:
            self.noted[question] = self.answers.digest(question)

    def keep(self, key: Hashable, make: Callable[[], T]) -> T:
        """Return what `make` returns, made once for all pages of a build; each of them notes what was read for it."""
        kept = self.answers.kept
        if key not in kept:
            outer, self.noted = self.noted, {}
            try:
                kept[key] = make(), self.noted
            finally:
                self.noted = outer
        value, noted = kept[key]
        self.noted |= noted
        return value  # type: ignore[no-any-return]  # that which was kept under this key

    @property
    def notes(self) -> list[str]:
        """What was noted, each question with its answer. If the latest instant is reached, so are the earlier ones."""
        reached = sorted((each for each in self.noted if each.startswith("reached ")), key=_instant_of)
        noted = self.noted.keys() - reached[:-1]
        return [f"{question} {answer}" for question, answer in self.noted.items() if question in noted]

    @property
    def context(self) -> Context:
        """The context of the build; reading it is noted."""
        return _NotingContext(self)

    @property
    def index(self) -> RecordIndex:
        """The index of the build; reading it is noted."""
        return _NotingIndex(self)


class Answers:
    """The answers of one build, each given once."""

    def __init__(self, context: Context, index: RecordIndex) -> None:
        """Answer from this context and this index."""
        self.context = context
        self.index = index
        self.kept: dict[Hashable, tuple[Any, dict[str, str]]] = {}
        self._digests: dict[str, str] = {}

    def digest(self, question: str) -> str:
        """Return a digest of the answer to a question, as it is noted."""
        if question not in self._digests:
            name, *arguments = question.split(" ")
            self._digests[question] = digest(QUESTIONS[name](self.context, self.index, *arguments))
        return self._digests[question]

    def reads(self) -> Reads:
        """Return what a page reads through, with nothing noted."""
        return Reads(self)

    def are(self, noted: Iterable[str]) -> bool:
        """Return whether the answers are those that were noted: each is a question and the digest of its answer."""
        pairs = (each.rpartition(" ") for each in noted)
        return all(self.digest(question) == answer for question, _, answer in pairs)


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
