"""A change of a file as data, and the data of the file after it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from afterword.source.nodes import Path, Plain


@dataclass(frozen=True, slots=True)
class Put:
    """Gives a key a value, or replaces an entry of a list. Mappings above it that are missing are added."""

    path: Path
    value: Plain


@dataclass(frozen=True, slots=True)
class Insert:
    """Inserts an entry into a list. The path ends with the index that it gets; a list that is missing is added."""

    path: Path
    value: Plain


@dataclass(frozen=True, slots=True)
class Remove:
    """Removes a key or an entry, and the mapping or list around it if that becomes empty."""

    path: Path


@dataclass(frozen=True, slots=True)
class Rename:
    """Gives a key another name, and keeps its place and its value."""

    path: Path
    key: str


Change: TypeAlias = Put | Insert | Remove | Rename


def changed(data: Plain, change: Change) -> Plain:
    """Return the data of a file after a change. Raises KeyError or IndexError for a path that does not exist."""
    return _at(data, change.path, change)


def _at(data: Plain, path: Path, change: Change) -> Plain:
    step, rest = path[0], path[1:]
    if isinstance(step, int):
        entries = [*data] if isinstance(data, list) else []
        if rest:
            entries[step] = _at(entries[step], rest, change)
        elif isinstance(change, Insert):
            entries.insert(step, change.value)
        elif isinstance(change, Put):
            entries[step] = change.value
        else:
            del entries[step]
        return [each for each in entries if each or each == ""] if isinstance(change, Remove) else entries
    mapping = dict(data) if isinstance(data, dict) else {}
    if isinstance(change, Remove | Rename) and step not in mapping:
        raise KeyError(step)
    if rest:
        mapping[step] = _at(mapping.get(step, [] if isinstance(rest[0], int) else {}), rest, change)
        if isinstance(change, Remove) and not mapping[step] and mapping[step] != "":
            del mapping[step]
    elif isinstance(change, Put):
        mapping[step] = change.value
    elif isinstance(change, Rename):
        mapping = {change.key if key == step else key: value for key, value in mapping.items()}
    else:
        del mapping[step]
    return mapping


class RefusedError(Exception):
    """A change does not fit the record. The message says why, and what to do instead."""
