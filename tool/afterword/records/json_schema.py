"""Writes the JSON Schemas of a record and of `status.yml`, for editors and other programs."""

from __future__ import annotations

import json
from typing import Any

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from afterword.records import introspection
from afterword.records.fields import Prose
from afterword.records.model import ONE_OR_SEVERAL, TEXT_OR_MAPPING
from afterword.records.vocabulary import Word

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_NULL = {"type": "null"}

Schema = dict[str, Any]


def json_schema(root: type[BaseModel], *, identifier: str, title: str) -> str:
    """Write the schema of a file whose root is the given model.

    Every scalar is read as text, and a key without a value is absent. Editors see a number, a boolean or null there,
    so the schema allows them.
    """
    generated = root.model_json_schema()
    words = {closed.__name__: closed for closed in introspection.closed_sets(root)}
    models = {model.__name__: model for _, model in introspection.parts(root)}
    definitions = {
        name: _word_set(part, words[name]) if name in words else _mapping(part, models[name])
        for name, part in generated.pop("$defs").items()
    }
    head = {"$schema": _DIALECT, "$id": identifier, "title": title}
    whole = head | _mapping(generated, root) | {"$defs": dict(sorted(definitions.items()))}
    return json.dumps(whole, indent=2, ensure_ascii=False) + "\n"


def _word_set(generated: Schema, closed: type[Word]) -> Schema:
    return {
        "description": generated["description"],
        "oneOf": [{"const": word.value, "description": word.meaning} for word in closed],
    }


def _mapping(generated: Schema, model: type[BaseModel]) -> Schema:
    schema: Schema = {"description": generated["description"], "type": generated["type"]}
    required = generated.get("required", [])
    fields = introspection.keys(model)
    properties = {
        name: _property(part, fields[name], required=name in required)
        for name, part in generated["properties"].items()
    }
    schema |= {"properties": properties, "additionalProperties": False}
    alternatives = introspection.alternatives(model)
    if alternatives:
        schema["oneOf"] = [
            {"properties": dict.fromkeys(keys, True), "required": [*keys]} for keys in alternatives
        ]
    return schema | {"required": required} if required else schema


def _property(generated: Schema, field: FieldInfo, *, required: bool) -> Schema:
    """Remove pydantic's titles and the defaults that mean absence, and allow optional keys to be empty."""
    schema: Schema = {"description": introspection.meaning(field)} if "description" in generated else {}
    if "examples" in generated:
        schema["examples"] = generated["examples"]
    default = generated.get("default")
    if default is False or (default and not isinstance(default, dict)):
        schema["default"] = default
    rest = {
        key: value
        for key, value in generated.items()
        if key not in ("description", "examples", "default", "title")
    }
    type_schema = next((part for part in rest.pop("anyOf", []) if part != _NULL), rest)
    type_schema = {
        key: type_schema[key] for key in sorted(type_schema, key="type".__ne__) if key not in schema
    }
    if introspection.has_marker(field, ONE_OR_SEVERAL):
        type_schema = {"oneOf": [type_schema["items"], type_schema]}
    if introspection.has_marker(field, TEXT_OR_MAPPING):
        type_schema = {"oneOf": [introspection.kind_schema(Prose, []), type_schema]}
    if "patternProperties" in type_schema:
        type_schema["additionalProperties"] = False
    if "examples" in schema and "items" in type_schema:
        type_schema["items"] = {
            key: value for key, value in type_schema["items"].items() if key != "examples"
        }
    return schema | (type_schema if required or not type_schema else _or_null(type_schema))


def _or_null(type_schema: Schema) -> Schema:
    if "oneOf" in type_schema:
        return {"oneOf": [*type_schema["oneOf"], _NULL]}
    if "$ref" in type_schema:
        return {"anyOf": [type_schema, _NULL]}
    types = type_schema["type"] if isinstance(type_schema["type"], list) else [type_schema["type"]]
    empty: Schema = {"type": [*types, "null"]}
    if "enum" in type_schema:
        empty["enum"] = [*type_schema["enum"], None]
    return type_schema | empty
