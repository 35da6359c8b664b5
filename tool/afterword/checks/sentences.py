"""The sentences of a record that rules about wording judge: English, and in its authors' own words."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Set
from functools import cached_property
from typing import NamedTuple

from afterword.checks.prose.sentences import split_sentences
from afterword.patterns import pattern
from afterword.prose.own_words import own_words
from afterword.source.nodes import Path

_WORD = pattern(r"[^\W\d_]+")
_CLAUSE_END = pattern(r"(?<=;)\s+")

TO_READERS = frozenset({"post_mortem.apology", "post_mortem.thanks"})
"""Fields that speak to readers, as people speak: they may regret, thank and exclaim."""


class Sentence(NamedTuple):
    """A sentence and the path of its field. Code, quotations and addresses in it are replaced by a character."""

    path: Path
    text: str

    @property
    def field(self) -> str:
        """The key of its field with dots, without positions in lists."""
        return _field_of(self.path)


class _Field(NamedTuple):
    """A text of a record, with its words in lower case."""

    path: Path
    text: str
    words: Set[str]


class Sentences:
    """The sentences in the prose of one record.

    Most records have none of the words that rules look for, and of the others few fields do. So a field is taken apart
    when the first rule finds its words there.
    """

    def __init__(self, prose: Iterable[tuple[Path, str]]) -> None:
        """Begin without reading the prose, which must be English."""
        self._prose = tuple(prose)
        self._found: dict[Path, tuple[Sentence, ...]] = {}

    def with_words(
        self, *groups: Set[str], only: Collection[str] = (), but: Collection[str] = ()
    ) -> Iterator[Sentence]:
        """Yield each sentence with a lower-case word of each group, `only` in some fields or in all `but` some."""
        groups = tuple(self._words & group for group in groups)
        for field in self._fields if all(groups) else ():
            if _has_each(field.words, groups) and _is_wanted(field.path, only, but):
                for sentence in self._sentences(field.path, field.text):
                    if _has_each(_words_of(sentence.text), groups):
                        yield sentence

    def with_mark(
        self, mark: str, *, only: Collection[str] = (), but: Collection[str] = ()
    ) -> Iterator[Sentence]:
        """Yield each sentence that contains a text, `only` in some fields or in all `but` some."""
        for path, text in self._prose:
            if mark in text and _is_wanted(path, only, but):
                yield from (sentence for sentence in self._sentences(path, text) if mark in sentence.text)

    @cached_property
    def _fields(self) -> tuple[_Field, ...]:
        return tuple(_Field(path, text, _words_of(text)) for path, text in self._prose)

    @cached_property
    def _words(self) -> Set[str]:
        return set().union(*(field.words for field in self._fields))

    def _sentences(self, path: Path, text: str) -> tuple[Sentence, ...]:
        if path not in self._found:
            self._found[path] = tuple(
                Sentence(path, sentence)
                for block in own_words(text)
                for whole in split_sentences(block)
                for sentence in _CLAUSE_END.split(whole)
            )
        return self._found[path]


def _field_of(path: Path) -> str:
    return ".".join(step for step in path if isinstance(step, str))


def _is_wanted(path: Path, only: Collection[str], but: Collection[str]) -> bool:
    field = _field_of(path)
    return field not in but and (not only or field in only)


def _words_of(text: str) -> Set[str]:
    return set(_WORD.findall(text.lower()))


def _has_each(words: Set[str], groups: Iterable[Set[str]]) -> bool:
    for group in groups:  # noqa: SIM110 - several times as fast as a generator
        if words.isdisjoint(group):
            return False
    return True
