"""Reads our own JSON as other programs do: by the schemas next to it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from jsonschema import Draft202012Validator

ROOT = "data/v1/"
_OF_MANY = {r"incidents/[^/]+\.json": "incident", r"actions/\d{4}\.json": "closed-actions"}


def files_of(made: Mapping[str, bytes]) -> dict[str, Any]:
    """Read the files, by their path below the data."""
    return {path.removeprefix(ROOT): json.loads(data) for path, data in made.items() if path.startswith(ROOT)}


def schema_of(name: str) -> str:
    """Say which schema a file has."""
    for pattern, kind in _OF_MANY.items():
        if re.fullmatch(pattern, name):
            return kind
    return name.removesuffix(".json")


def complaints(files: Mapping[str, Any]) -> Iterator[str]:
    """Compare each file with its schema, and give what does not fit."""
    schemas = {name: content for name, content in files.items() if name.startswith("schema/")}
    for schema in schemas.values():
        Draft202012Validator.check_schema(schema)
    validators = {name: Draft202012Validator(schema) for name, schema in schemas.items()}
    for name, content in files.items():
        if name not in schemas:
            found = validators[f"schema/{schema_of(name)}.json"].iter_errors(content)
            yield from (f"{name}: {error.json_path}: {error.message}" for error in found)
