"""JSON Schemas from the declared types: one self-contained schema for each kind of file."""

from __future__ import annotations

import json
from collections.abc import Mapping
from enum import Enum
from functools import lru_cache
from importlib import import_module
from types import NoneType, UnionType
from typing import (
    Annotated,
    Any,
    Literal,
    NamedTuple,
    TypeAlias,
    Union,
    get_args,
    get_origin,
    get_type_hints,
    is_typeddict,
)

from afterword.formats.data.values import Form
from afterword.views import urls
from afterword.views.context import Context

Schema: TypeAlias = dict[str, Any]


class FileKind(NamedTuple):
    """A kind of file: its path below `/data/v1/`, and the module and name of the type of its content."""

    file: str
    module: str
    type: str


SCHEMAS: Mapping[str, FileKind] = {
    "index": FileKind("index.json", "index_types", "IndexFile"),
    "incidents": FileKind("incidents.json", "list_types", "IncidentsFile"),
    "incident": FileKind("incidents/{id}.json", "incident_types", "IncidentFile"),
    "components": FileKind("components.json", "list_types", "ComponentsFile"),
    "uptime": FileKind("uptime.json", "list_types", "UptimeFile"),
    "actions": FileKind("actions.json", "list_types", "ActionsFile"),
    "closed-actions": FileKind("actions/{year}.json", "list_types", "ClosedActionsFile"),
}
"""The kinds of file by name."""

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_TYPES: Mapping[Any, Schema] = {
    str: {"type": "string"},
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    float: {"type": "number"},
    object: {},
}


def schema_path(name: str) -> str:
    """Return the path of the schema of a kind of file."""
    return f"{urls.DATA}schema/{name}.json"


def schema_file(context: Context, name: str) -> str:
    """Return the text of the schema of a kind of file."""
    return _schema_text(name, context.url(schema_path(name)) or f"{name}.json")


@lru_cache(maxsize=len(SCHEMAS))  # a server writes the same schemas after each edit
def _schema_text(name: str, identifier: str) -> str:
    return json.dumps(schema_of(name, identifier=identifier), indent=2, ensure_ascii=False) + "\n"


def schema_of(name: str, *, identifier: str) -> Schema:
    """Return the schema of a kind of file. Only this imports the declarations: a build does not need them."""
    kind = SCHEMAS[name]
    root = getattr(import_module(f"{__package__}.{kind.module}"), kind.type)
    return schema_of_type(root, identifier=identifier, title=f"{urls.DATA}{kind.file}")


def schema_of_type(root: type, *, identifier: str, title: str) -> Schema:
    """Return the schema of a declared type."""
    definitions: dict[str, Schema] = {}
    content = _object(root, definitions)
    head = {"$schema": _DIALECT, "$id": identifier, "title": title}
    return head | content | ({"$defs": dict(sorted(definitions.items()))} if definitions else {})


def _object(declared: type, definitions: dict[str, Schema]) -> Schema:
    hints = get_type_hints(declared, include_extras=True)
    return {
        "description": declared.__doc__,
        "type": "object",
        "properties": {name: _value(hint, definitions) for name, hint in hints.items()},
        "required": [*hints],
        "additionalProperties": False,
    }


def _value(hint: Any, definitions: dict[str, Schema]) -> Schema:
    """Return the schema of a value."""
    if hint in _TYPES:
        return dict(_TYPES[hint])
    if is_typeddict(hint):
        if hint.__name__ not in definitions:
            definitions[hint.__name__] = {}  # first, since a type may refer to itself
            definitions[hint.__name__] = _object(hint, definitions)
        return {"$ref": f"#/$defs/{hint.__name__}"}
    if isinstance(hint, type) and issubclass(hint, Enum):
        return {"type": "string", "enum": [member.value for member in hint]}
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is Annotated:
        return _annotated(_value(arguments[0], definitions), arguments[1:])
    if origin is Literal:
        kind = "integer" if isinstance(arguments[0], int) else "string"
        return {"type": kind, "enum": [*arguments]}
    if origin is list:
        return {"type": "array", "items": _value(arguments[0], definitions)}
    if origin in (Union, UnionType) and NoneType in arguments:
        return _or_null(_value(arguments[0], definitions))
    raise TypeError(f"no schema for {hint!r}")


def _annotated(schema: Schema, notes: tuple[Any, ...]) -> Schema:
    for note in notes:
        if isinstance(note, Form):
            schema |= {key: fact for key, fact in note._asdict().items() if fact not in ("", None)}
        else:
            schema = {"description": note, **schema}
    return schema


def _or_null(schema: Schema) -> Schema:
    if "$ref" in schema:
        return {"anyOf": [schema, {"type": "null"}]}
    nullable = schema | {"type": [schema["type"], "null"]}
    return nullable | {"enum": [*schema["enum"], None]} if "enum" in schema else nullable
