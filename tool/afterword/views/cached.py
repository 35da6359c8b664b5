"""A page or file about many records, with what it is made from: made again only when that has changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any, Concatenate, Generic, ParamSpec, TypeVar

from afterword.records.components import Component, Group
from afterword.views.context import Context
from afterword.views.index.queries import RecordIndex
from afterword.views.index.summary import ActionSummary, RecordSummary
from afterword.views.noting import noting
from afterword.views.page import AnyPage
from afterword.views.reads import Answers, digest

P = ParamSpec("P")
T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)

_PLAIN = frozenset((str, int, bool, float, date, type(None)))
"""The types of nearly all arguments, which are looked for first: there are many, and each build looks at all."""
_SUMMARIES = frozenset((RecordSummary, ActionSummary))
"""The types of what is kept of a record or an action item, which have fingerprints."""
_TEMPLATES = "environment"
"""The name of an argument that only a change of templates changes, which empties the cache."""


@dataclass(frozen=True, slots=True)
class Cached(Generic[T_co]):
    """A page model or the text of a file, to be built by `build` from a context, an index, and `arguments`.

    `path` is its address, or its path in the site. The builder must read everything from these, not from a closure:
    what it reads is noted, and compared in the next build.
    """

    path: str
    build: Callable[..., T_co]
    arguments: tuple[object, ...]
    named: Mapping[str, object]

    def make(self, answers: Answers) -> tuple[T_co, str]:
        """Build it; return it with notes of all that it was made from."""
        reads = answers.reads()
        made = self.build(*noting(reads), *self.arguments, **self.named)
        return made, "\n".join((self._note_of_arguments(), *reads.take()))

    def is_current(self, answers: Answers, notes: str) -> bool:
        """Return whether what was made with these notes is what would be made now."""
        arguments, *noted = notes.split("\n")
        return arguments == self._note_of_arguments() and answers.are(noted)

    def _note_of_arguments(self) -> str:
        named = {name: value for name, value in self.named.items() if name != _TEMPLATES}
        return digest(_form(self.arguments), _form(named))


CachedPage = Cached[AnyPage]
CachedFile = Cached[str | Iterator[str]]
"""A file whose text is made at once, or in pieces while it is written.

What it reads must be read before its builder returns: a generator that reads raises RuntimeError.
"""


def cached(
    path: str,
    build: Callable[Concatenate[Context, RecordIndex, P], T],
    *arguments: P.args,
    **named: P.kwargs,
) -> Cached[T]:
    """Return a page or file at a path, to be built from these arguments and what the builder reads."""
    return Cached(path, build, arguments, named)


def _form(argument: Any) -> object:
    """Return an argument in a form whose `repr` differs whenever the argument does.

    A summary has the fingerprint of its record. What only `status.yml` or the templates can change needs no more than
    its name. Anything else that is not plain data is refused, because it may hide what is read.
    """
    kind = type(argument)
    if kind in _PLAIN:
        return argument
    if kind in _SUMMARIES:
        return argument.fingerprint
    if isinstance(argument, tuple | list):
        return [_form(each) for each in argument]
    if isinstance(argument, dict):
        return [(key, _form(value)) for key, value in argument.items()]
    if isinstance(argument, str | int | float | date | Enum):
        return argument
    if isinstance(argument, Component | Group):
        return argument.id
    raise TypeError(f"a page cannot be cached by a {type(argument).__name__}")
