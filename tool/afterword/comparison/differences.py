"""Lists what differs between two trees, entry by entry and key by key."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from afterword.comparison.matching import pairs
from afterword.comparison.tree import Tree, Value, is_default, shown
from afterword.source.nodes import Path

_LABEL_LENGTH = 48


@dataclass(frozen=True, slots=True)
class Difference:
    """A value that was added, removed (`after` is None) or changed.

    `keys` lead to it, without positions in lists. `entry` says which entries of lists it is in, for readers, by their
    later ids. `place` is its path in the file: in the later one, unless it was removed.
    """

    keys: tuple[str, ...]
    entry: str
    place: Path
    before: Tree | None
    after: Tree | None

    @property
    def key(self) -> str:
        """The keys with dots, such as `windows.end`."""
        return ".".join(self.keys)


def differences(before: Tree | None, after: Tree | None) -> tuple[Difference, ...]:
    """Return what differs, in the order of the keys. Nothing differs if only the order of lists does."""
    return tuple(_differences(before, after, (), "", ()))


def _differences(
    before: Tree | None, after: Tree | None, keys: tuple[str, ...], entry: str, place: Path
) -> Iterator[Difference]:
    if isinstance(before, dict) and isinstance(after, dict):
        for key in dict.fromkeys((*before, *after)):
            old, new = _as_alike(before.get(key), after.get(key))
            yield from _differences(old, new, (*keys, key), entry, (*place, key))
    elif isinstance(before, tuple) and isinstance(after, tuple):
        for one, other in pairs(before, after):
            old = None if one is None else before[one]
            new = None if other is None else after[other]
            inside = _label_of_both(old, new)
            where = f"{entry}, {inside}" if entry and inside else entry or inside
            yield from _differences(old, new, keys, where, (*place, (one if other is None else other) or 0))
    elif not (
        _equal(before, after)
        or (before is None and is_default(after))
        or (after is None and is_default(before))
    ):
        yield Difference(keys, entry, place, *_told_apart(before, after))


def _told_apart(before: Tree | None, after: Tree | None) -> tuple[Tree | None, Tree | None]:
    """Show two values exactly that are not the same and would be shown alike."""
    if isinstance(before, Value) and isinstance(after, Value) and before.text == after.text:
        one, other = (replace(each, text=each.exact or each.text) for each in (before, after))
        return one, other
    return before, after


def _as_alike(before: Tree | None, after: Tree | None) -> tuple[Tree | None, Tree | None]:
    """Let a mapping or a list that is missing on one side be an empty one, so that its parts are compared."""
    present = before if before is not None else after
    empty: Tree | None = {} if isinstance(present, dict) else () if isinstance(present, tuple) else None
    return (empty if before is None else before), (empty if after is None else after)


def _equal(before: Tree | None, after: Tree | None) -> bool:
    if isinstance(before, Value) and isinstance(after, Value):
        return bool(before.same_as == after.same_as)
    return (before is None or is_default(before)) and (after is None or is_default(after))


def _label_of_both(before: Tree | None, after: Tree | None) -> str:
    """Return the later `id` of an entry, or else a few words of its former version."""
    if before is None or (isinstance(after, dict) and "id" in after):
        return label(after)
    return label(before)


def label(entry: Tree | None) -> str:
    """Return a few words that tell one entry of a list from the others."""
    if not isinstance(entry, dict):
        return ""
    if "id" in entry:
        return shown(entry["id"])
    words = [
        shown(entry[key])
        for key in ("component", "components", "field", "what", "name", "title")
        if key in entry
    ]
    words += [shown(entry[key]) for key in ("start", "at", "on") if key in entry]
    words = words or [shown(entry[key]) for key in ("text", "body", "seen", "url") if key in entry]
    text = " ".join(" ".join(words).split())
    return text if len(text) <= _LABEL_LENGTH else f"{text[: _LABEL_LENGTH - 1].rstrip()}…"
