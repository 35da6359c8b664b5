"""What the model says of itself: the keys at a place, what they hold, and an example of each.

Error messages, the JSON Schema and the handbook's field reference all read it from here.
"""

from __future__ import annotations

import types
from collections.abc import Iterator
from collections.abc import Mapping as AbstractMapping
from functools import lru_cache
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel, WithJsonSchema
from pydantic.fields import FieldInfo

from afterword.records.key_audience import key_audience
from afterword.records.vocabulary import Word
from afterword.source.quoting import scalar

COMPUTED = frozenset({"id", "zone"})
"""Fields of a record that follow from its file and site, and are never typed."""


def keys(model: type[BaseModel]) -> dict[str, FieldInfo]:
    """Give the keys that people may type into a model, in their order."""
    return {name: field for name, field in model.model_fields.items() if not field.exclude}


@lru_cache(maxsize=8)
def parts(root: type[BaseModel]) -> tuple[tuple[tuple[str, ...], type[BaseModel]], ...]:
    """Give every model below a root, the root first, with the keys that lead to it."""
    return tuple(_parts(root, ()))


def _parts(
    model: type[BaseModel], home: tuple[str, ...]
) -> Iterator[tuple[tuple[str, ...], type[BaseModel]]]:
    yield home, model
    for name, field in keys(model).items():
        part = model_of(field.annotation)
        if part is not None:
            yield from _parts(part, (*home, name))


def bare_type(annotation: Any) -> Any:
    """Strip `| None` and annotations from a type."""
    if get_origin(annotation) is Annotated:
        return bare_type(get_args(annotation)[0])
    if get_origin(annotation) in (Union, types.UnionType):
        return bare_type(next(part for part in get_args(annotation) if part is not type(None)))
    return annotation


def item_type(annotation: Any) -> Any:
    """Give the type of a list's items, or None where it is no list."""
    inner = bare_type(annotation)
    return get_args(inner)[0] if get_origin(inner) is tuple else None


def model_of(annotation: Any) -> type[BaseModel] | None:
    """Give the model that a field, or each item of it, is made of."""
    inner = bare_type(item_type(annotation) or annotation)
    return inner if isinstance(inner, type) and issubclass(inner, BaseModel) else None


def model_at(root: type[BaseModel], path: tuple[str | int, ...]) -> type[BaseModel] | None:
    """Find the model at a place, for example the window of `("windows", 2)`."""
    model: type[BaseModel] | None = root
    for step in path:
        if isinstance(step, int):
            continue
        if model is None or step not in model.model_fields:
            return None
        model = model_of(model.model_fields[step].annotation)
    return model


def field_at(root: type[BaseModel], path: tuple[str | int, ...]) -> tuple[str, FieldInfo | None]:
    """Find the field that a value belongs to, and its name.

    Entries of a list belong to the list's field, and so do names of the author's choosing to the field that
    maps them.
    """
    model: type[BaseModel] | None = root
    name, field = "", None
    for step in path:
        if isinstance(step, int):
            continue
        if field is not None and is_mapping(field.annotation):
            return name, field
        name, field = step, model.model_fields.get(step) if model else None
        model = model_of(field.annotation) if field else None
    return name, field


def closed_sets(root: type[BaseModel]) -> tuple[type[Word], ...]:
    """Give every closed set that fields below a root take words from, in the order in which they come up."""
    fields = (field for _, model in parts(root) for field in keys(model).values())
    return tuple(dict.fromkeys(closed for field in fields if (closed := closed_set(field.annotation))))


def closed_set(annotation: Any) -> type[Word] | None:
    """Give the closed set that a field, or each item or value of it, takes its words from."""
    inner = bare_type(item_type(annotation) or annotation)
    if is_mapping(annotation):
        inner = bare_type(get_args(inner)[1])
    return inner if isinstance(inner, type) and issubclass(inner, Word) else None


def words(annotation: Any) -> tuple[str, ...]:
    """Give the words of a closed set, or nothing where the set is open."""
    closed = closed_set(annotation)
    return tuple(member.value for member in closed) if closed else ()


def meaning(field: FieldInfo) -> str:
    """Return what a key is for, and whether it is internal."""
    audience = key_audience(field)
    return f"{field.description or ''} {audience.note if audience else ''}".strip()


def is_mapping(annotation: Any) -> bool:
    """Say whether a field maps names of the author's choosing to values."""
    return get_origin(bare_type(annotation)) is AbstractMapping


def kind_schema(annotation: Any, metadata: list[Any]) -> dict[str, Any]:
    """Give the JSON Schema of a kind of value, as `fields` declares it."""
    found = [
        part.json_schema for part in (*metadata, *_metadata(annotation)) if isinstance(part, WithJsonSchema)
    ]
    return next((schema for schema in found if schema), {})


def example(name: str, field: FieldInfo) -> str:
    """Write a key with a value that works, as YAML."""
    return f"{name}: {_value(field)}"


def _value(field: FieldInfo) -> str:
    if field.examples:
        return _flow(field.examples[0])
    model = model_of(field.annotation)
    if model is not None:
        known = keys(model)
        needed = {name: part for name, part in known.items() if part.is_required()} or dict(
            [next(iter(known.items()))]
        )
        inside = ", ".join(example(name, part) for name, part in needed.items())
        return f"[{{{inside}}}]" if item_type(field.annotation) else f"{{{inside}}}"
    closed = closed_set(field.annotation)
    value = next(iter(closed)).value if closed else _kind_example(field)
    return f"[{value}]" if item_type(field.annotation) else value


def _kind_example(field: FieldInfo) -> str:
    schema = kind_schema(item_type(field.annotation) or field.annotation, field.metadata)
    return _flow(schema["examples"][0]) if schema.get("examples") else "anything"


def _metadata(annotation: Any) -> tuple[Any, ...]:
    if get_origin(annotation) is Annotated:
        return get_args(annotation)[1:]
    if get_origin(annotation) in (Union, types.UnionType):
        return tuple(m for part in get_args(annotation) for m in _metadata(part))
    return ()


def _flow(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_flow(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_flow(inner) for inner in value) + "]"
    return str(value).lower() if isinstance(value, bool) else scalar(str(value))
