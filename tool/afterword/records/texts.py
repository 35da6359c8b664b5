"""Finds every text of a record or a site: whether it is Markdown, and whether public builds publish it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any, NamedTuple

from pydantic import BaseModel

from afterword.records.fields import ADDRESS, MARKDOWN
from afterword.records.introspection import has_marker, model_of
from afterword.records.key_audience import KeyAudience, key_audience
from afterword.records.vocabulary import Visibility
from afterword.source.nodes import Path

_HELD_BACK = (KeyAudience.INTERNAL, KeyAudience.NEVER_PUBLIC)


class Text(NamedTuple):
    """A text and the path of its field.

    `public` is False if no public build publishes it: its key is internal, or the entry that it is in. The visibility
    of the whole record is not considered.
    """

    path: Path
    text: str
    markdown: bool
    address: bool
    public: bool


class _Field(NamedTuple):
    """A field that may contain text: its name in the model, the key that people type, and what it contains."""

    name: str
    key: str
    markdown: bool
    address: bool
    nested: bool
    audience: KeyAudience | None


def texts(
    model: BaseModel, also: tuple[str, ...] = (), path: Path = (), *, public: bool = True
) -> Iterator[Text]:
    """Yield each text below a model, in the order of the model; `also` are internal keys that a site publishes."""
    values = model.__dict__
    for field in _fields_of(type(model)):
        value = values[field.name]
        if value is None or not (field.nested or type(value) in (str, tuple)):
            continue
        shown = public and (
            field.audience not in _HELD_BACK or (bool(also) and _dotted((*path, field.key)) in also)
        )
        for place, each in _each(value, (*path, field.key)):
            if field.nested:
                internal = each.__dict__.get("visibility") is Visibility.INTERNAL
                yield from texts(each, also, place, public=shown and not internal)
            elif type(each) is str:
                yield Text(place, each, field.markdown, field.address, shown)


def _each(value: Any, path: Path) -> Iterator[tuple[Path, Any]]:
    if isinstance(value, tuple):
        yield from (((*path, index), item) for index, item in enumerate(value))
    else:
        yield path, value


def _dotted(path: Path) -> str:
    return ".".join(step for step in path if isinstance(step, str))


@lru_cache(maxsize=64)
def _fields_of(model: type[BaseModel]) -> tuple[_Field, ...]:
    """Return the fields of a model that may contain text: not its closed words, numbers and times."""
    return tuple(
        _Field(
            name,
            field.alias or name,
            markdown=has_marker(field, MARKDOWN),
            address=has_marker(field, ADDRESS),
            nested=model_of(field.annotation) is not None,
            audience=key_audience(field),
        )
        for name, field in model.model_fields.items()
        if not field.exclude
    )
