"""Writes records and sites from the model, with one field as a test needs it."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from afterword.records import introspection
from afterword.records.record import Record
from afterword.records.site import Site

ROOTS: tuple[type[BaseModel], ...] = (Record, Site)
Where = tuple[type[BaseModel], tuple[str, ...], str, FieldInfo]


def fields() -> Iterator[Where]:
    """Yield every field of a record and of `status.yml`, with the root and the keys that lead to it."""
    for root in ROOTS:
        for home, model in introspection.parts(root):
            for name, field in introspection.keys(model).items():
                yield root, home, name, field


def name_of(where: Where) -> str:
    """Return the name of a field for the output of tests."""
    root, home, name, _ = where
    return ".".join([root.__name__.lower(), *home, name])


def file_with(where: Where, pair: str) -> str:
    """Write a file with all required keys, and with a key and value in place of a field, or without it."""
    root, home, name, _ = where
    for depth in range(len(home), -1, -1):
        model = dict(introspection.parts(root))[home[:depth]]
        known = introspection.keys(model)
        others = [
            introspection.example(key, known[key])
            for key in introspection.needed(model, with_key=name)
            if key != name
        ]
        inside = [pair, *others] if pair else others
        if depth == 0:
            return "\n".join(inside) + "\n"
        name = home[depth - 1]
        _, around = introspection.field_at(root, home[:depth])
        assert around is not None
        mapping = "{" + ", ".join(inside) + "}"
        pair = f"{name}: [{mapping}]" if introspection.item_type(around.annotation) else f"{name}: {mapping}"
    raise AssertionError("the loop ends at depth 0")
