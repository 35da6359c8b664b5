"""The keys and values of a text, and what is at a position in it."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from afterword.source.nodes import Path


class Role(StrEnum):
    """What a place in a file is for."""

    KEY = "key"
    VALUE = "value"
    ENTRY = "entry"
    """The beginning of a key, or of an entry of a list: nothing before it decides which."""
    COMMENT = "comment"
    TEXT = "text"
    """The inside of a text on several lines."""


class Token(NamedTuple):
    """A key or a value on a line. Lines and columns count from 0, in characters; `path` ends with the key itself."""

    role: Role
    path: Path
    line: int
    start: int
    end: int
    text: str


class Cursor(NamedTuple):
    """What is being typed at a position: `start` to `end` is the word there, `path` leads to its value.

    For an entry, `path` leads to the mapping or list that gets it. `in_flow` says that it is between brackets,
    `needs_dash` that an entry of a list needs its dash, and `before_colon` that a colon already follows.
    """

    role: Role
    path: Path
    line: int
    start: int
    end: int
    in_flow: bool = False
    needs_dash: bool = False
    before_colon: bool = False


class Outline(NamedTuple):
    """The keys and values of a text, what is at the cursor, and the lines above which a comment may be put."""

    tokens: tuple[Token, ...]
    cursor: Cursor | None
    free_lines: frozenset[int]

    def at(self, line: int, column: int) -> Token | None:
        """Return the key or the value at a position."""
        return next(
            (each for each in self.tokens if each.line == line and each.start <= column <= each.end), None
        )

    def keys_in(self, path: Path, *, but: Cursor) -> frozenset[str]:
        """Return the keys of a mapping, except the one that is being typed."""
        return frozenset(
            str(each.path[-1])
            for each in self.tokens
            if each.role is Role.KEY
            and each.path[:-1] == path
            and (each.line, each.start) != (but.line, but.start)
        )

    def values(self, *steps: str) -> Iterator[str]:
        """Yield the values of a key, which `steps` name without positions in lists."""
        for each in self.tokens:
            if each.role is Role.VALUE and names(each.path) == steps:
                yield each.text


def names(path: Path) -> tuple[str, ...]:
    """Return the keys of a path, without positions in lists."""
    return tuple(step for step in path if isinstance(step, str))
