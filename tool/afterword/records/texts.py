"""Finds every text of a record or a site: whether it is Markdown, and whether public builds publish it."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from pydantic import BaseModel

from afterword.records.fields import ADDRESS, MARKDOWN
from afterword.records.introspection import entries, has_marker, model_of
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
    held_back: bool


def texts(model: BaseModel, also: tuple[str, ...] = ()) -> list[Text]:
    """Return each text below a model, in the order of the model; `also` are internal keys that a site publishes."""
    found: list[Text] = []
    _add_texts(found, model, also, (), public=True)
    return found


def _add_texts(
    found: list[Text], model: BaseModel, also: tuple[str, ...], above: Path, *, public: bool
) -> None:
    values = model.__dict__
    for name, key, markdown, address, nested, held_back in _fields_of(type(model)):
        value = values[name]
        if value is None or value == ():
            continue
        path = (*above, key)
        shown = public and not (held_back and _dotted(path) not in also)
        if nested:
            for place, part in entries(value, path):
                internal = part.__dict__.get("visibility") is Visibility.INTERNAL
                _add_texts(found, part, also, place, public=shown and not internal)
        elif type(value) is str:
            found.append(Text(path, value, markdown, address, shown))
        elif type(value) is tuple:
            for index, item in enumerate(value):
                if type(item) is str:
                    found.append(Text((*path, index), item, markdown, address, shown))


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
            held_back=key_audience(field) in _HELD_BACK,
        )
        for name, field in model.model_fields.items()
        if not field.exclude
    )
