"""What a page about many records reads, with a digest of each answer: it is current while the answers are the same.

A builder gets a context and an index that note what it reads. So a page need not declare when it has to be
built again. Questions about `status.yml`, the templates and the code are not noted: a change of these empties
the cache. Nor is the time that `head` puts into a page, which differs in each build: a page that shows it, next to
current data, has read the time for those data.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from datetime import datetime
from hashlib import blake2b
from typing import TypeVar

from afterword.views.context import Context
from afterword.views.index.queries import RecordIndex
from afterword.views.index.summary import ActionSummary, RecordSummary
from afterword.views.kept import Kept

T = TypeVar("T")


def digest(*values: object) -> str:
    """Return a digest of values. Equal values must have equal `repr` texts."""
    return blake2b(repr(values).encode(), digest_size=12).hexdigest()


def _of(summaries: Iterable[RecordSummary | ActionSummary]) -> list[str]:
    return [each.fingerprint for each in summaries]


def _instant_of(question: str) -> datetime:
    return datetime.fromisoformat(question.rpartition(" ")[2])


def _current(context: Context, index: RecordIndex) -> object:
    return context.now.isoformat(), _of(each for each in index.summaries if each.live)


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
        self._are_taken = False

    def note(self, name: str, *arguments: object) -> None:
        """Note a question, with the answer of this build. Raises RuntimeError if the notes have been taken."""
        question = " ".join((name, *map(str, arguments)))
        if question not in self.noted:
            self._add({question: self.answers.digest(question)})

    def keep(self, key: Hashable, make: Callable[[], T]) -> T:
        """Return what `make` returns, made once for several pages; each of them notes what was read for it."""

        def made_and_noted() -> tuple[T, dict[str, str]]:
            outer, self.noted = self.noted, {}
            try:
                return make(), self.noted
            finally:
                self.noted = outer

        value, noted = self.answers.kept.get(key, made_and_noted)
        self._add(noted)
        return value

    def take(self) -> list[str]:
        """Return what was noted, each question with its answer; nothing else can be noted afterwards.

        If the latest instant is reached, so are the earlier ones.
        """
        self._are_taken = True
        reached = sorted((each for each in self.noted if each.startswith("reached ")), key=_instant_of)
        noted = self.noted.keys() - reached[:-1]
        return [f"{question} {answer}" for question, answer in self.noted.items() if question in noted]

    def _add(self, noted: Mapping[str, str]) -> None:
        late = sorted(noted.keys() - self.noted.keys()) if self._are_taken else ()
        if late:
            raise RuntimeError(
                f"`{late[0]}` was read after the notes of a page or file were taken, so its changes would be missed; "
                "a file that is made in pieces must read everything before it returns its iterator"
            )
        self.noted |= noted


class Answers:
    """The answers of one build, each given once."""

    def __init__(self, context: Context, index: RecordIndex) -> None:
        """Answer from this context and this index."""
        self.context = context
        self.index = index
        self.kept = Kept()
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
