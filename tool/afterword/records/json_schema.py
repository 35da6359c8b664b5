"""The JSON Schemas of a record and of `status.yml`, for editors and other programs."""

from __future__ import annotations

import json
from typing import Any

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from afterword.records import introspection
from afterword.records.vocabulary import Word

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_NULL = {"type": "null"}

Schema = dict[str, Any]


def json_schema(root: type[BaseModel], *, identifier: str, title: str) -> str:
    """Write the schema of a file whose root is the given model.

    Every scalar is read as text and a key without a value is absent, so the schema lets through what editors
    take for a number, a truth value or nothing in such places.
    """
    made = root.model_json_schema()
    words = {closed.__name__: closed for closed in introspection.closed_sets(root)}
    models = {model.__name__: model for _, model in introspection.parts(root)}
    definitions = {
        name: _word_set(part, words[name]) if name in words else _mapping(part, models[name])
        for name, part in made.pop("$defs").items()
    }
    head = {"$schema": _DIALECT, "$id": identifier, "title": title}
    whole = head | _mapping(made, root) | {"$defs": dict(sorted(definitions.items()))}
    return json.dumps(whole, indent=2, ensure_ascii=False) + "\n"


def _word_set(made: Schema, closed: type[Word]) -> Schema:
    return {
        "description": made["description"],
        "type": made["type"],
        "enum": made["enum"],
        "enumDescriptions": [word.meaning for word in closed],
    }


def _mapping(made: Schema, model: type[BaseModel]) -> Schema:
    schema: Schema = {"description": made["description"], "type": made["type"]}
    required = made.get("required", [])
    properties = {
        name: _property(part, model.model_fields[name], required=name in required)
        for name, part in made["properties"].items()
    }
    schema |= {"properties": properties, "additionalProperties": False}
    return schema | {"required": required} if required else schema


def _property(made: Schema, field: FieldInfo, *, required: bool) -> Schema:
    """Drop pydantic's titles and the defaults that mean absence, and let optional keys be empty."""
    told: Schema = {"description": introspection.meaning(field)} if "description" in made else {}
    if "examples" in made:
        told["examples"] = made["examples"]
    default = made.get("default")
    if default is False or (default and not isinstance(default, dict)):
        told["default"] = default
    rest = {
        key: value
        for key, value in made.items()
        if key not in ("description", "examples", "default", "title")
    }
    kind = next((part for part in rest.pop("anyOf", []) if part != _NULL), rest)
    kind = {key: kind[key] for key in sorted(kind, key="type".__ne__) if key not in told}
    if "patternProperties" in kind:
        kind["additionalProperties"] = False
    if "examples" in told and "items" in kind:
        kind["items"] = {key: value for key, value in kind["items"].items() if key != "examples"}
    return told | (kind if required or not kind else _or_nothing(kind))


def _or_nothing(kind: Schema) -> Schema:
    if "$ref" in kind:
        return {"anyOf": [kind, _NULL]}
    types = kind["type"] if isinstance(kind["type"], list) else [kind["type"]]
    empty: Schema = {"type": [*types, "null"]}
    if "enum" in kind:
        empty["enum"] = [*kind["enum"], None]
    return kind | empty
