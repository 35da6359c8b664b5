"""Joins what two people have added to the lists of a record, before git merges everything else.

An entry that only one side has added is written into all three versions, the common ancestor too. For git it is then no
change at all, and cannot be part of a conflict. Everything else in the three versions stays as it was.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from afterword.merging.blocks import Lines, ListBlock, list_block, with_entries
from afterword.merging.identity import LISTINGS, Identity, Key, keys_of
from afterword.records.record import Record
from afterword.source.nodes import MappingNode, node_at


@dataclass(frozen=True, slots=True)
class Version:
    """A version of a record that could be read whole."""

    text: str
    root: MappingNode
    record: Record


class Joined(NamedTuple):
    """The texts of base, ours and theirs with what both sides have added, and what the lists are after the merge."""

    texts: tuple[str, str, str]
    lists: dict[str, tuple[Identity, ...]]

    def is_kept_in(self, record: Record) -> bool:
        """Return whether a merged record has every list as it was joined."""
        return all(
            tuple(key.identity for key in keys_of(record, name) or ()) == identities
            for name, identities in self.lists.items()
        )


def join(base: Version, ours: Version, theirs: Version) -> Joined | None:
    """Join the entries that two sides have added to lists, or return None if there are none.

    A list is left alone if one of the sides has removed an entry, or changed what tells it from the others: git has to
    decide about it. So is an entry that both sides may have added, because both have its time, id or component.
    """
    versions = (base, ours, theirs)
    lists: dict[str, tuple[Identity, ...]] = {}
    edits: list[list[_Edit]] = [[], [], []]
    for name in LISTINGS:
        listed = [_listed(version, name) for version in versions]
        joined = _joined(name, listed)
        if joined is None:
            continue
        entries, lists[name] = joined
        for edit, own, new in zip(edits, listed, entries, strict=True):
            if own and own.block:
                edit.append((own.block, new))
    if not lists:
        return None
    one, two, three = (_edited(version.text, edit) for version, edit in zip(versions, edits, strict=True))
    return Joined((one, two, three), lists)


_Edit: TypeAlias = tuple[ListBlock, Sequence[Lines]]
"""A list, and the entries that it gets."""


def _edited(text: str, edits: Sequence[_Edit]) -> str:
    lines = text.split("\n")
    for block, entries in sorted(edits, key=lambda edit: edit[0].first, reverse=True):
        lines = with_entries(lines, block, entries)
    return "\n".join(lines)


class _Listed(NamedTuple):
    """A list in one version. It has no block if the version has no entries in it."""

    keys: tuple[Key, ...]
    block: ListBlock | None

    @property
    def identities(self) -> tuple[Identity, ...]:
        return tuple(key.identity for key in self.keys)

    @property
    def lines(self) -> dict[Identity, Lines]:
        return dict(zip(self.identities, self.block.entries if self.block else (), strict=True))


def _listed(version: Version, name: str) -> _Listed | None:
    """Return a list in one version, or None if its entries cannot be told apart or moved."""
    keys = keys_of(version.record, name)
    if keys is None:
        return None
    if not keys:
        return _Listed((), None)
    block = list_block(version.text.split("\n"), node_at(version.root, (name,)))
    return _Listed(keys, block) if block and len(block.entries) == len(keys) else None


def _joined(
    name: str, listed: Sequence[_Listed | None]
) -> tuple[list[list[Lines]], tuple[Identity, ...]] | None:
    """Return the entries of each version with those of the others, and their identities in order."""
    base, ours, theirs = listed
    if not (base and ours and theirs) or not (ours.block and theirs.block):
        return None
    if len({each.block.column for each in (base, ours, theirs) if each.block}) > 1:
        return None
    known = set(base.identities)
    kept = (tuple(each for each in side.identities if each in known) for side in (ours, theirs))
    if any(each != base.identities for each in kept):
        return None
    added = [[key for key in side.keys if key.identity not in known] for side in (ours, theirs)]
    if not any(added):
        return None
    shared = {mark for key in added[0] for mark in key.marks} & {
        mark for key in added[1] for mark in key.marks
    }
    lines = [side.lines for side in (ours, theirs)]
    moved = {
        key.identity: lines[side][key.identity]
        for side in (0, 1)
        for key in added[side]
        if not key.marks & shared
    }
    order = tuple(_in_order(name, base, ours, theirs))
    texts = [each.lines for each in (base, ours, theirs)]
    return [[found for each in order if (found := own.get(each, moved.get(each)))] for own in texts], order


def _in_order(name: str, base: _Listed, ours: _Listed, theirs: _Listed) -> Iterator[Identity]:
    """Yield the identities of all entries: by time, or else each where it was added."""
    orders = {key.identity: key.order for side in (ours, theirs) for key in side.keys}
    if LISTINGS[name].in_time:
        yield from sorted(orders, key=lambda each: orders[each])
        return
    known = set(base.identities)
    runs = [_runs(side.identities, known) for side in (ours, theirs)]
    for anchor in (None, *base.identities):
        if anchor is not None:
            yield anchor
        one, other = (run.get(anchor, []) for run in runs)
        yield from _interleaved(one, other, orders)


def _runs(identities: Sequence[Identity], known: set[Identity]) -> dict[Identity | None, list[Identity]]:
    """Return the added entries by the known entry that they follow, None at the beginning."""
    runs: dict[Identity | None, list[Identity]] = {}
    anchor: Identity | None = None
    for each in identities:
        if each in known:
            anchor = each
        else:
            runs.setdefault(anchor, []).append(each)
    return runs


def _interleaved(
    one: Sequence[Identity], other: Sequence[Identity], orders: dict[Identity, tuple[object, ...]]
) -> Iterator[Identity]:
    """Yield the entries of two runs, each in its own order; the result does not depend on which run is which."""
    left, right = [*one], [*other]
    while left and right:
        first = left if orders[left[0]] <= orders[right[0]] else right
        found = first.pop(0)
        yield found
        left, right = ([each for each in run if each != found] for run in (left, right))
    yield from (*left, *right)
