"""Which lists of a record can be joined, and how their entries are told apart."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any, NamedTuple, TypeAlias

from afterword.records.record import Record
from afterword.records.rough_time import exact

Identity: TypeAlias = tuple[Any, ...]
"""What tells an entry from the others of its list. It stays when the rest of the entry is edited."""

_NUMBERS = re.compile(r"(\d+)")


class Key(NamedTuple):
    """An entry without its text: its identity, its place among others, and what no other entry may share with it."""

    identity: Identity
    order: tuple[Any, ...]
    marks: frozenset[Any]


class Listing(NamedTuple):
    """How the entries of a list are told apart. `in_time` is set if they are in the order of their times."""

    keys: Callable[[tuple[Any, ...]], Iterator[Key]]
    in_time: bool = False


def _in_time(name: str) -> Listing:
    """Tell entries apart by their times. Of several with the same time, the first stays the first."""

    def keys(entries: tuple[Any, ...]) -> Iterator[Key]:
        seen: Counter[date] = Counter()
        for entry in entries:
            at = getattr(entry, name)
            at = exact(at) if hasattr(at, "timetz") else at
            identity = (at, seen[at])
            seen[at] += 1
            yield Key(identity, identity, frozenset({at}))

    return Listing(keys, in_time=True)


def _by(identity: Callable[[Any], tuple[str, ...]]) -> Listing:
    def keys(entries: tuple[Any, ...]) -> Iterator[Key]:
        for entry in entries:
            found = identity(entry)
            yield Key(found, tuple(map(_natural, found)), frozenset({found}))

    return Listing(keys)


def _windows(entries: tuple[Any, ...]) -> Iterator[Key]:
    """Two windows of one component are never joined: they may be the same outage, and both would count."""
    for window in entries:
        start = exact(window.start)
        identity = ("id", window.id) if window.id else (*window.named, start)
        marks = {("id", window.id)} if window.id else set()
        yield Key(identity, (start, window.named), frozenset({*marks, *window.named}))


def _natural(text: str) -> tuple[Any, ...]:
    """Return the sort key of a text in which numbers count as such: a2 comes before a10."""
    return tuple((int(part), "") if part.isdecimal() else (-1, part) for part in _NUMBERS.split(text))


LISTINGS: Mapping[str, Listing] = MappingProxyType(
    {
        "windows": Listing(_windows),
        "also_affected": _by(lambda each: tuple(each.named)),
        "symptoms": _by(lambda each: (each.component, each.seen)),
        "updates": _in_time("at"),
        "timeline": _in_time("at"),
        "root_causes": _by(lambda each: (each.id or each.text,)),
        "action_items": _by(lambda each: (each.id,)),
        "related": _by(lambda each: (each.id,)),
        "unknowns": _by(lambda each: (each.field or "", each.what or "")),
        "corrections": _in_time("on"),
        "links": _by(lambda each: (each.url,)),
        "tags": _by(lambda each: (each,)),
    }
)
"""The lists of a record in which two people add entries independently of each other."""


def keys_of(record: Record, name: str) -> tuple[Key, ...] | None:
    """Return the keys of the entries of a list, or None if they cannot be told apart."""
    listing = LISTINGS[name]
    found = tuple(listing.keys(getattr(record, name)))
    if len({key.identity for key in found}) < len(found):
        return None
    if listing.in_time and [*found] != sorted(found, key=lambda key: key.order):
        return None
    return found
