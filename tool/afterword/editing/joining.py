"""Joins two records about the same incident: the entries of one become entries of the other, and no text is lost."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from afterword.editing.changes import Change, Insert, Put, RefusedError, Remove
from afterword.editing.joined_windows import JoinedWindows, Rank
from afterword.records.record import Record
from afterword.records.vocabulary import UNFINISHED
from afterword.source.nodes import Path, Plain

Typed = Mapping[str, Plain]
"""A record as it was typed."""

_LISTS = (
    "also_affected", "detection", "symptoms", "updates", "scheduled", "timeline", "trigger", "root_causes",
    "limited_by", "action_items", "related", "unknowns", "corrections", "links", "tags",
)  # fmt: skip
_IN_TIME = MappingProxyType({"updates": "at", "timeline": "at", "corrections": "on"})
_MAPPINGS = ("milestones", "exposure", "impact", "lessons", "post_mortem")
_WITH_IDS = MappingProxyType({"windows": "windows", "root_causes": "addresses", "action_items": ""})
"""Lists whose entries have ids, and the key by which other entries refer to them."""
_TAKEN_IF_MISSING = ("summary", "severity", "number", "until")
_SAME = ("kind", "visibility", "publish_at")
_HANDLED = ("aliases", "windows")
_NUMBER = re.compile(r"(?P<word>.*?)(?P<number>\d*)")


@dataclass(frozen=True, slots=True)
class Joined:
    """The changes of the record that stays, and by key what of the other one could not be joined."""

    changes: tuple[Change, ...]
    left: dict[str, Plain]


def refuse_different(record: Record, other: Record, *, with_post_mortem: bool) -> None:
    """Raise RefusedError for two records that cannot be one.

    What waits for the post-mortem of the other record must go on waiting, also if that does not come `with` it.
    """
    for key in _SAME:
        if getattr(record, key) != getattr(other, key):
            raise RefusedError(f"the records differ in `{key}`; set it to the same value in both first")
    if record.zone != other.zone:
        raise RefusedError(
            "the times of the records are in different zones; give both the same `timezone` first"
        )
    report = record.post_mortem
    waits = report.status in UNFINISHED if report else with_post_mortem
    if other.post_mortem and other.post_mortem.status in UNFINISHED and not waits:
        raise RefusedError(
            f"the post-mortem of `{other.id}` is not published yet, and what waits for it would be public in "
            f"`{record.id}`; set `post_mortem: {{status: draft}}` there first"
        )


def joined(
    record: Record, typed: Typed, other: Record, theirs: Typed, rank: Rank, *, only: Collection[str] = ()
) -> Joined:
    """Return how the entries of another record become entries of this one; `only` some keys of it, or all.

    Entries that both records have are kept once. Ids that both use are changed, and so are references to them. Where
    windows of a component overlap, the worse level counts, by its `rank`.
    """
    names = (record.id, *record.aliases), (other.id, *other.aliases)
    join = _Join(record, {**typed}, other, _with_own_ids(typed, theirs))
    join.drop_relations(names[1])
    join.add_windows(rank)
    for key, value in join.theirs.items():
        if (only and key not in only) or key in (*_HANDLED, *_SAME, "timezone"):
            continue
        if key in _LISTS:
            join.add_entries(key, _entries(value), names[0])
        elif key in _MAPPINGS and isinstance(value, dict):
            join.add_keys((key,), value, join.left)
        elif typed.get(key) != value:
            join.add_value(key, value)
    return Joined(tuple(join.changes), join.left)


def keep_left(typed: Typed, other_id: str, left: dict[str, Plain]) -> tuple[Change, ...]:
    """Return the changes that keep under `internal` what could not be joined.

    Raises RefusedError if there is other text under `internal`, which is not keys and values.
    """
    if not left:
        return ()
    internal = typed.get("internal", {})
    if not isinstance(internal, dict) or not isinstance(internal.get("merged", {}), dict):
        raise RefusedError(
            "`internal` must be keys and values, so that what cannot be joined can be kept there"
        )
    return (Put(("internal", "merged", other_id), left),)


@dataclass
class _Join:
    """The changes so far, and what the record has after them."""

    record: Record
    typed: dict[str, Plain]
    other: Record
    theirs: Typed
    changes: list[Change] = field(default_factory=list)
    left: dict[str, Plain] = field(default_factory=dict)

    def drop_relations(self, names: Collection[str]) -> None:
        """Remove the relations to the other record."""
        kept = [each for each in _entries(self.typed.get("related")) if _id(each) not in names]
        for index, related in reversed([*enumerate(self.record.related)]):
            if related.id in names:
                self.changes.append(Remove(("related", index)))
        self.typed["related"] = kept
        covers = self.record.post_mortem.covers if self.record.post_mortem else ()
        for index, covered in reversed([*enumerate(covers)]):
            if covered in names:
                self.changes.append(Remove(("post_mortem", "covers", index)))

    def add_windows(self, rank: Rank) -> None:
        """Add windows, or join them with those that overlap; what refers to a window follows it."""
        own = [dict(each) for each in _entries(self.typed.get("windows")) if isinstance(each, dict)]
        windows = JoinedWindows(self.record, rank, own)
        for window, entry in zip(self.other.windows, _entries(self.theirs.get("windows")), strict=True):
            if isinstance(entry, dict):
                windows.add(window, dict(entry))
        self.changes += windows.changes()
        if windows.left:
            self.left["windows"] = windows.left
        key = _WITH_IDS["windows"]
        self.theirs = {name: _with_references(value, key, windows.ids) for name, value in self.theirs.items()}

    def add_entries(self, key: str, entries: Sequence[Plain], own_names: Collection[str]) -> None:
        """Add those entries of a list that the record does not have: by their times, or else at the end."""
        present = _entries(self.typed.get(key))
        times = self._times(self.record, key)
        theirs = self._times(self.other, key)
        for number, entry in enumerate(entries):
            if entry in present or (key == "related" and _id(entry) in own_names):
                continue
            index = len(present)
            if key in _IN_TIME:
                index = sum(each <= theirs[number] for each in times)
                times.insert(index, theirs[number])
            present.insert(index, entry)
            self.changes.append(Insert((key, index), entry))

    def add_keys(self, path: Path, value: dict[str, Plain], left: dict[str, Plain]) -> None:
        """Add those keys of a mapping that the record does not have; entries of lists below it are joined."""
        present = self.typed.get(str(path[0]))
        if not isinstance(present, dict):
            self.changes.append(Put(path, value))
            return
        differing: dict[str, Plain] = {}
        for key, each in value.items():
            own = present.get(key)
            if key not in present:
                self.changes.append(Put((*path, key), each))
            elif isinstance(each, list) and isinstance(own, list):
                new = [one for one in each if one not in own]
                self.changes += [Insert((*path, key, len(own) + place), one) for place, one in enumerate(new)]
            elif own != each:
                differing[key] = each
        if differing:
            left[str(path[0])] = differing

    def add_value(self, key: str, value: Plain) -> None:
        """Add the value of a key, unless the record has another one."""
        can_be_taken = key in _TAKEN_IF_MISSING or (key == "internal" and isinstance(value, dict))
        if can_be_taken and key not in self.typed:
            self.changes.append(Put((key,), value))
        else:
            self.left[key] = value

    def _times(self, record: Record, key: str) -> list[date]:
        name = _IN_TIME.get(key)
        return [getattr(each, name) for each in getattr(record, key)] if name else []


def _with_own_ids(typed: Typed, theirs: Typed) -> Typed:
    """Return a record in which no entry has an id that another entry of the other record has."""
    result = dict(theirs)
    for key, reference in _WITH_IDS.items():
        present = _entries(typed.get(key))
        taken = {_id(each) for each in present if _id(each)}
        entries = _entries(result.get(key))
        new: dict[str, str] = {}
        for each in entries:
            if (old := _id(each)) and old in taken and each not in present:
                new[old] = _free(old, {*taken, *map(_id, entries), *new.values()})
        if not new:
            continue
        result[key] = [_with_id(each, new) for each in entries]
        for referring in result if reference else ():
            result[referring] = _with_references(result[referring], reference, new)
    return result


def _with_id(entry: Plain, new: Mapping[str, str]) -> Plain:
    return (
        {**entry, "id": new.get(_id(entry), _id(entry))} if isinstance(entry, dict) and _id(entry) else entry
    )


def _with_references(value: Plain, key: str, new: Mapping[str, str]) -> Plain:
    """Return the entries of a list with other ids in the lists under a key."""

    def changed(entry: Plain) -> Plain:
        named = entry.get(key) if isinstance(entry, dict) else None
        if not isinstance(entry, dict) or not isinstance(named, list):
            return entry
        return {**entry, key: [new.get(each, each) if isinstance(each, str) else each for each in named]}

    return _each(value, changed)


def _each(value: Plain, changed: Callable[[Plain], Plain]) -> Plain:
    return [changed(each) for each in value] if isinstance(value, list) else changed(value)


def _free(name: str, taken: Collection[str]) -> str:
    """Return a similar id that is not taken: `a3` for `a1`, if there is `a2`."""
    found = _NUMBER.fullmatch(name)
    assert found, "every text has this form"
    word = found["word"] if found["number"] else f"{name}-"
    number = int(found["number"] or 2)
    while f"{word}{number}" in taken or f"{word}{number}" == name:
        number += 1
    return f"{word}{number}"


def _id(entry: Plain) -> str:
    found = entry.get("id") if isinstance(entry, dict) else None
    return found if isinstance(found, str) else ""


def _entries(value: Plain | None) -> list[Plain]:
    """Return the entries of a list; one may stand on its own."""
    return [] if value is None else [*value] if isinstance(value, list) else [value]
