"""Finds every text of a record or a site that is Markdown."""

from __future__ import annotations

from functools import lru_cache

from pydantic import BaseModel

from afterword.records.fields import MARKDOWN
from afterword.records.introspection import entries, has_marker, keys, model_of
from afterword.source.nodes import Path


def prose_fields(model: BaseModel, path: Path = ()) -> list[tuple[Path, str]]:
    """Return the path and the text of each field that is Markdown, of a model and then of the models in it."""
    texts, nested = _fields_of(type(model))
    values = model.__dict__
    found = [part for name in texts if values[name] for part in entries(values[name], (*path, name))]
    for name in nested:
        if values[name]:
            for place, part in entries(values[name], (*path, name)):
                found += prose_fields(part, place)
    return found


@lru_cache(maxsize=64)
def _fields_of(model: type[BaseModel]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the names of the fields that are Markdown, and of those that contain models."""
    fields = keys(model).items()
    return (
        tuple(name for name, field in fields if has_marker(field, MARKDOWN)),
        tuple(name for name, field in fields if model_of(field.annotation)),
    )
