"""Reads known words: an id, a name, or the beginning of either, alone or as `key=value`."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import TypeVar

from afterword.records.error_messages import did_you_mean, nearest, shown

K = TypeVar("K")
V = TypeVar("V")

_MAX_LISTED = 8
"""The largest number of matching words that a message lists."""


def one_of(
    known: tuple[str, ...],
    what: str,
    *,
    optional: bool = False,
    names: Mapping[str, str] | None = None,
    meant: Callable[[str], str] = lambda _: "",
    where: str = "",
) -> Callable[[str], str]:
    """Return a reader of a known word, typed as it is, by one of its `names`, or by the beginning of either.

    Case does not matter. A beginning must be that of a single known word. `meant` returns the known word to suggest
    for another word, or an empty text. The reader raises ValueError, which lists or suggests known words; `where` says
    of what they are, such as "for 2026-11-20-search-is-slow".
    """
    by_name = {name.casefold(): word for name, word in (names or {}).items()}
    by_text = {word.casefold(): word for word in reversed(known)} | by_name

    def read(text: str) -> str:
        text = " ".join(text.split())
        if text in known or (optional and not text):
            return text
        folded = text.casefold()
        if folded in by_text:
            return by_text[folded]
        begun = {word for name, word in by_text.items() if folded and name.startswith(folded)}
        if len(begun) == 1:
            return begun.pop()
        if begun:
            fitting = [word for word in known if word in begun]
            more = f", and {len(fitting) - _MAX_LISTED} more" if len(fitting) > _MAX_LISTED else ""
            listed = ", ".join(fitting[:_MAX_LISTED]) + more
            raise ValueError(f"`{shown(text)}` is ambiguous: {listed}; write more of the word")
        guess = meant(text)
        hint = f"did you mean `{guess}`?" if guess in known else _suggestion(text, known, by_name)
        raise ValueError(f"there is no {what} `{shown(text)}`{where and f' {where}'}; {hint}")

    return read


def several_of(
    known: tuple[str, ...],
    what: str,
    *,
    allow_repeats: bool = False,
    names: Mapping[str, str] | None = None,
    meant: Callable[[str], str] = lambda _: "",
) -> Callable[[str], tuple[str, ...]]:
    """Return a reader of zero or more known words, separated by commas; `names` and `meant` as in `one_of`."""
    one = one_of(known, what, names=names, meant=meant)

    def read(text: str) -> tuple[str, ...]:
        words = tuple(one(word) for word in text.split(",")) if text.strip() else ()
        if not allow_repeats and len(set(words)) < len(words):
            raise ValueError(f"a {what} is named twice; name each only once")
        return words

    return read


def pair_of(
    read_key: Callable[[str], K], read_value: Callable[[str], V], *, example: str
) -> Callable[[str], tuple[K, V | None]]:
    """Return a reader of `key=value`, such as `search=degraded`, or of a key alone, whose value is then None.

    `example` is a pair that works. The reader raises ValueError for a text without a key or with an empty value, and
    what the readers of both raise.
    """

    def read(text: str) -> tuple[K, V | None]:
        key, sign, value = text.partition("=")
        if not sign:
            try:
                return read_key(text), None
            except ValueError:
                _refuse_colon(text, read_key, example)
                raise
        if not key.strip() or not value.strip():
            raise ValueError(f"`{shown(text)}` needs a word on both sides of the `=`, such as {example}")
        return read_key(key), read_value(value)

    return read


def _refuse_colon(text: str, read_key: Callable[[str], object], example: str) -> None:
    """Raise ValueError for `search:degraded` or `search:`, if what is before the colon is a key."""
    key, colon, value = (part.strip() for part in text.partition(":"))
    try:
        read_key(key)
    except ValueError:
        return
    if colon:
        raise ValueError(f"`{shown(text)}` has a colon; write `{key}={value or example.partition('=')[2]}`")


def _suggestion(text: str, known: tuple[str, ...], by_name: Mapping[str, str]) -> str:
    """Return a hint for an unknown word: the one whose id or name, or a word of it, is similar, or which there are."""
    if nearest(text.lower(), known):
        return did_you_mean(text, known)
    parts = _parts({**{word: word for word in known}, **by_name})
    for names in (by_name, parts):
        if named := nearest(text.casefold(), names):
            return f"did you mean `{names[named]}`?"
    return did_you_mean(text, known, "`status.yml`")


def _parts(by_name: Mapping[str, str]) -> dict[str, str]:
    """Return the known word that each word of the ids and names belongs to, such as `major`, if it is the only one."""
    found: dict[str, set[str]] = {}
    for name, word in by_name.items():
        for part in re.split(r"[\W_]+", name.casefold()):
            found.setdefault(part, set()).add(word)
    return {part: words.pop() for part, words in found.items() if len(words) == 1}
