"""Reads the model: which keys a mapping may have, their types, and an example of each.

Error messages, the JSON Schema and the handbook's field reference use it.
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
from afterword.records.model import ONE_OR_SEVERAL
from afterword.records.vocabulary import Word
from afterword.source.nodes import Path
from afterword.source.quoting import scalar


def keys(model: type[BaseModel]) -> dict[str, FieldInfo]:
    """Return the keys of a model that people may type, in their order."""
    return {key: field for key, field in _fields(model).items() if not field.exclude}


@lru_cache(maxsize=64)
def _fields(model: type[BaseModel]) -> dict[str, FieldInfo]:
    """Return the fields of a model by their keys: an alias if the key is a word of Python, such as `from`."""
    return {field.alias or name: field for name, field in model.model_fields.items()}


def entries(value: Any, path: Path) -> list[tuple[Path, Any]]:
    """Return the entries of a field that is a list, each with its path; of any other, its value with its path."""
    if isinstance(value, tuple):
        return [((*path, index), item) for index, item in enumerate(value)]
    return [(path, value)]


def alternatives(model: type[BaseModel]) -> tuple[tuple[str, ...], ...]:
    """Return the sets of keys of which a mapping needs exactly one; none for most mappings."""
    return getattr(model, "ALTERNATIVES", ())


def needed(model: type[BaseModel], *, with_key: str = "") -> tuple[str, ...]:
    """Return keys that make a mapping valid: the required ones, and the first set of alternatives.

    `with_key` is a key that the mapping will have; if it belongs to another set, that set is chosen.
    """
    sets = alternatives(model)
    chosen = next((each for each in sets if with_key in each), sets[0] if sets else ())
    return tuple(key for key, field in keys(model).items() if field.is_required() or key in chosen)


def attribute(model: type[BaseModel], key: str) -> str:
    """Return the name of the attribute that has the value of a key; the key itself if there is none."""
    return next((name for name, field in model.model_fields.items() if field.alias == key), key)


@lru_cache(maxsize=8)
def parts(root: type[BaseModel]) -> tuple[tuple[tuple[str, ...], type[BaseModel]], ...]:
    """Return every model below a root, the root first, with the keys that lead to it."""
    return tuple(_parts(root, ()))


def _parts(
    model: type[BaseModel], path: tuple[str, ...]
) -> Iterator[tuple[tuple[str, ...], type[BaseModel]]]:
    yield path, model
    for name, field in keys(model).items():
        part = model_of(field.annotation)
        if part is not None:
            yield from _parts(part, (*path, name))


def bare_type(annotation: Any) -> Any:
    """Return a type without `| None` and annotations."""
    if get_origin(annotation) is Annotated:
        return bare_type(get_args(annotation)[0])
    if get_origin(annotation) in (Union, types.UnionType):
        return bare_type(next(part for part in get_args(annotation) if part is not type(None)))
    return annotation


def item_type(annotation: Any) -> Any:
    """Return the type of a list's items, or None if the type is not a list."""
    inner = bare_type(annotation)
    return get_args(inner)[0] if get_origin(inner) is tuple else None


def model_of(annotation: Any) -> type[BaseModel] | None:
    """Return the model of a field or of its items, or None if it has none."""
    inner = bare_type(item_type(annotation) or annotation)
    return inner if isinstance(inner, type) and issubclass(inner, BaseModel) else None


def model_at(root: type[BaseModel], path: tuple[str | int, ...]) -> type[BaseModel] | None:
    """Return the model at a path, for example the window of `("windows", 2)`, or None."""
    model: type[BaseModel] | None = root
    for step in path:
        if isinstance(step, int):
            continue
        if model is None or step not in _fields(model):
            return None
        model = model_of(_fields(model)[step].annotation)
    return model


def field_at(root: type[BaseModel], path: tuple[str | int, ...]) -> tuple[str, FieldInfo | None]:
    """Return the field that a value belongs to, and its name.

    Entries of a list belong to the field of the list. Names that the author chooses belong to the field that maps
    them.
    """
    model: type[BaseModel] | None = root
    name, field = "", None
    for step in path:
        if isinstance(step, int):
            continue
        if field is not None and is_mapping(field.annotation):
            return name, field
        name, field = step, _fields(model).get(step) if model else None
        model = model_of(field.annotation) if field else None
    return name, field


def closed_sets(root: type[BaseModel]) -> tuple[type[Word], ...]:
    """Return every closed set of words that fields below a root use, in the order of the fields."""
    fields = (field for _, model in parts(root) for field in keys(model).values())
    return tuple(dict.fromkeys(closed for field in fields if (closed := closed_set(field.annotation))))


def closed_set(annotation: Any) -> type[Word] | None:
    """Return the closed set of words that a field, or its items or values, use, or None."""
    inner = bare_type(item_type(annotation) or annotation)
    if is_mapping(annotation):
        inner = bare_type(get_args(inner)[1])
    return inner if isinstance(inner, type) and issubclass(inner, Word) else None


def words(annotation: Any) -> tuple[str, ...]:
    """Return the words of a closed set; none if the set is not closed."""
    closed = closed_set(annotation)
    return tuple(member.value for member in closed) if closed else ()


def meaning(field: FieldInfo) -> str:
    """Return what a key is for, and whether it is internal."""
    audience = key_audience(field)
    return f"{field.description or ''} {audience.note if audience else ''}".strip()


def has_marker(field: FieldInfo, marker: object) -> bool:
    """Return whether the type of a field, or of the items of its list, is annotated with a marker."""
    inner = item_type(field.annotation) or field.annotation
    return any(part is marker for part in (*field.metadata, *_metadata(inner)))


def is_mapping(annotation: Any) -> bool:
    """Return whether a field maps names that the author chooses to values."""
    return get_origin(bare_type(annotation)) is AbstractMapping


def kind_schema(annotation: Any, metadata: list[Any]) -> dict[str, Any]:
    """Return the JSON Schema of a type of value, as `fields` declares it."""
    found = [
        part.json_schema for part in (*metadata, *_metadata(annotation)) if isinstance(part, WithJsonSchema)
    ]
    return next((schema for schema in found if schema), {})


def example(name: str, field: FieldInfo) -> str:
    """Write a key with a valid value, as YAML."""
    return f"{name}: {_value(field)}"


def _value(field: FieldInfo) -> str:
    if field.examples:
        return _flow(field.examples[0])
    model = model_of(field.annotation)
    if model is not None:
        known = keys(model)
        shown = {name: known[name] for name in needed(model)} or dict([next(iter(known.items()))])
        inside = ", ".join(example(name, part) for name, part in shown.items())
        a_list = item_type(field.annotation) and not has_marker(field, ONE_OR_SEVERAL)
        return f"[{{{inside}}}]" if a_list else f"{{{inside}}}"
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
