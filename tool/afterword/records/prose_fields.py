"""Finds every text of a record or a site that is Markdown."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from pydantic import BaseModel

from afterword.records.fields import MARKDOWN
from afterword.records.introspection import has_marker, keys, model_of
from afterword.source.nodes import Path


def prose_fields(model: BaseModel, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Yield the path and the text of each field that is Markdown, in the order of the model."""
    texts, nested = _fields_of(type(model))
    values = model.__dict__
    for name in texts:
        yield from _each(values[name], (*path, name))
    for name in nested:
        for place, part in _each(values[name], (*path, name)):
            yield from prose_fields(part, place)


def _each(value: Any, path: Path) -> Iterator[tuple[Path, Any]]:
    if isinstance(value, tuple):
        yield from (((*path, index), item) for index, item in enumerate(value))
    elif value is not None:
        yield path, value


@lru_cache(maxsize=64)
def _fields_of(model: type[BaseModel]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the names of the fields that are Markdown, and of those that contain models."""
    fields = keys(model).items()
    return (
        tuple(name for name, field in fields if has_marker(field, MARKDOWN)),
        tuple(name for name, field in fields if model_of(field.annotation)),
    )
