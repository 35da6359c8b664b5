"""The order of keys: that of the reference, unless comments say something about the present order."""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache

from pydantic import BaseModel

from afterword.layout.entries import Entry
from afterword.records import introspection


def sort_keys(whole: Entry, model: type[BaseModel], suppressed: Collection[int]) -> None:
    """Sort the keys of each mapping of a file. `suppressed` are the lines, from 0, to which suppressions apply.

    Findings about a mapping are at its first line, so a key there stays first if a suppression applies to its line,
    and so does one that would become the first.
    """
    for entry in whole.all():
        if entry.children and entry.children[0].key is not None:
            in_order = _sorted(entry, model)
            firsts = {entry.children[0].start[0], in_order[0].start[0]}
            if in_order[0] is entry.children[0] or firsts.isdisjoint(suppressed):
                entry.children = in_order


def _sorted(entry: Entry, model: type[BaseModel]) -> list[Entry]:
    """Return the keys of a mapping in the order of its model. An unknown key stays after the key before it."""
    ranks = _ranks(model, tuple(step for step in entry.path if isinstance(step, str)))
    if ranks is None:  # names that authors choose
        return entry.children
    keyed: list[tuple[int, Entry]] = []
    rank = -1
    for child in entry.children:
        rank = ranks.get(child.key.text, rank) if child.key else rank
        keyed.append((rank, child))
    return [child for _, child in sorted(keyed, key=lambda each: each[0])]


@lru_cache(maxsize=256)
def _ranks(model: type[BaseModel], keys: tuple[str, ...]) -> dict[str, int] | None:
    """Return the place of each key in the mapping to which keys lead; None if the model does not know it."""
    part = introspection.model_at(model, keys)
    return {key: rank for rank, key in enumerate(introspection.keys(part))} if part else None
