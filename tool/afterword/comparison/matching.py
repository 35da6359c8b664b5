"""Finds the entries of two lists that are the same thing, wherever they are in the lists."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from afterword.comparison.tree import Tree, Value

Pair: TypeAlias = tuple[int | None, int | None]
"""The places of an entry before and after; None where it does not exist."""

_NAMES = ("at", "start", "component", "components", "title", "name", "text", "what", "field", "metric", "url")
"""Keys that tell which thing an entry is about: each weighs as much as three others."""
_CONTENT = (("title",), ("text",), ("body",), ("component", "start"), ("components", "start"))
"""Keys that together say all about an entry: if their values are equal, it is the same thing, whatever its id is."""
_NAME_WEIGHT = 3
_ENOUGH = 3
"""The weight from which two entries that differ are the same thing: one equal name is enough."""
_WORD = re.compile(r"\w+")


def pairs(before: Sequence[Tree], after: Sequence[Tree]) -> Iterator[Pair]:
    """Yield the entries of two lists in pairs: in the order of `after`, then those that have gone.

    Entries with an `id` are the same if their ids are; others if they are equal; and of those that are left, the
    ones that have most in common. An `id` that was changed does not matter if the text is the same. The result for
    swapped lists is the same with swapped pairs.
    """
    of: dict[int, int] = {}
    taken: set[int] = set()
    for one, other in (*_by_id(before, after), *_equal(before, after), *_alike(before, after)):
        if other not in of and one not in taken:
            of[other] = one
            taken.add(one)
    yield from ((of.get(place), place) for place in range(len(after)))
    yield from ((place, None) for place in range(len(before)) if place not in taken)


def _by_id(before: Sequence[Tree], after: Sequence[Tree]) -> Iterator[tuple[int, int]]:
    places = {each: place for place, entry in enumerate(after) if (each := _id(entry))}
    for place, entry in enumerate(before):
        if _id(entry) in places:
            yield place, places[_id(entry)]


def _equal(before: Sequence[Tree], after: Sequence[Tree]) -> Iterator[tuple[int, int]]:
    places: dict[str, list[int]] = defaultdict(list)
    for place, entry in enumerate(after):
        places[repr(_comparable(entry))].append(place)
    for place, entry in enumerate(before):
        same = places.get(repr(_comparable(entry)))
        if same:
            yield place, same.pop(0)


def _alike(before: Sequence[Tree], after: Sequence[Tree]) -> list[tuple[int, int]]:
    """Return pairs of similar entries, the most similar first; for equal similarity, the nearest places."""
    scored = [
        (-score, abs(one - other), min(one, other), one, other)
        for one, left in enumerate(before)
        for other, right in enumerate(after)
        if (score := _likeness(left, right)) >= _ENOUGH
    ]
    return [(one, other) for *_, one, other in sorted(scored)]


def _likeness(before: Tree, after: Tree) -> int:
    if isinstance(before, Value) and isinstance(after, Value):
        return _NAME_WEIGHT if _similar(before, after) else 0
    if not (isinstance(before, dict) and isinstance(after, dict)):
        return 0
    same_content = any(_have_equal(before, after, keys) for keys in _CONTENT)
    if _id(before) and _id(after) and not same_content:
        return 0  # two things with different ids
    weights = sum(_weight(key, before[key], after[key]) for key in before.keys() & after.keys())
    return max(weights, _ENOUGH) if same_content else weights


def _have_equal(before: Mapping[str, Tree], after: Mapping[str, Tree], keys: tuple[str, ...]) -> bool:
    return all(
        key in before and key in after and _comparable(before[key]) == _comparable(after[key]) for key in keys
    )


def _weight(key: str, before: Tree, after: Tree) -> int:
    weight = _NAME_WEIGHT if key in _NAMES else 1
    if _comparable(before) == _comparable(after):
        return weight
    both = isinstance(before, Value) and isinstance(after, Value)
    return weight if both and _similar(before, after) else 0


def _similar(before: Tree, after: Tree) -> bool:
    """Return whether two texts of several words have at least half of their words in common."""
    one, other = (set(_WORD.findall(each.text)) for each in (before, after) if isinstance(each, Value))
    return len(one) > 2 < len(other) and 2 * len(one & other) >= max(len(one), len(other))


def _id(entry: Tree) -> str:
    found = entry.get("id") if isinstance(entry, dict) else None
    return found.text if isinstance(found, Value) else ""


def _comparable(tree: Tree) -> object:
    """Return what is equal for equal trees; mappings are equal in any order of their keys."""
    if isinstance(tree, Value):
        return tree.same_as
    if isinstance(tree, tuple):
        return tuple(_comparable(each) for each in tree)
    return tuple(sorted((key, _comparable(each)) for key, each in tree.items()))
