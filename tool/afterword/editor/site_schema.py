"""The JSON Schemas of one site: they also list the names of its components, levels, records and so on."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

from afterword.editor.fields import Target, root_model, target_of_names, target_of_value
from afterword.editor.live_site import read_live_site
from afterword.editor.other_records import OtherRecords
from afterword.editor.tokens import Outline
from afterword.editor.values import Source, Suggested, named
from afterword.output.pages import OutputFile
from afterword.records import introspection
from afterword.records.field_reference import schemas
from afterword.source.files import SITE_FILE

Schema = dict[str, Any]
_NOT_LISTED = frozenset({Target.ZONE, Target.WINDOW, Target.CAUSE})
"""There are hundreds of time zones, and windows and causes are named in the record itself."""
_ABOUT = ("description", "default", "examples")
_SCALARS = frozenset({"string", "integer", "number", "boolean"})
_RECORD = "incidents/record.yml"
_NO_OUTLINE = Outline((), None, frozenset())


def schema_files(root: Path, now: datetime) -> tuple[OutputFile, ...]:
    """Return the schemas of the records of a site and of its `status.yml`, which must be readable.

    A name that is not listed is valid as well: the schema may be older than the site, and `check` knows better.
    """
    live, others = read_live_site(root, now, (), None), OtherRecords()
    return tuple(
        OutputFile(path, _site_schema(text, Source(file, live, others, _NO_OUTLINE, "", "")).encode())
        for (path, text), file in zip(schemas().items(), (_RECORD, SITE_FILE), strict=True)
    )


def _site_schema(text: str, source: Source) -> str:
    schema, file = json.loads(text), source.file
    for path, model in introspection.parts(root_model(file)):
        properties = (schema["$defs"][model.__name__] if path else schema)["properties"]
        for key in introspection.keys(model):
            values = _values(source, target_of_value(file, (*path, key)))
            names = _values(source, target_of_names(file, (*path, key)))
            of_names = _values(source, target_of_value(file, (*path, key, "")))
            properties[key] = _with_names(_offering(properties[key], values), names, of_names)
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def _values(source: Source, target: Target | None) -> list[Schema]:
    if target is None or target in _NOT_LISTED:
        return []
    if target is Target.OWNER:
        return [{"const": each} for each in source.others.owners(source.live)]
    return [_constant(each) for each in named(source, target, "")]


def _constant(value: Suggested) -> Schema:
    about = value.more or value.meaning
    return {"const": value.text} | ({"description": about} if about else {})


def _offering(schema: Schema, values: list[Schema]) -> Schema:
    """Return a schema that lists values, for one value or for each entry of a list, and allows what it allowed."""
    if not values:
        return schema
    if "oneOf" in schema:
        return schema | {"oneOf": [_offering(each, values) for each in schema["oneOf"]]}
    about = {key: value for key, value in schema.items() if key in _ABOUT}
    rest = {key: value for key, value in schema.items() if key not in _ABOUT}
    if "items" in rest:
        rest["items"] = _offering(rest["items"], values)
    types = rest.get("type", ())
    one = _SCALARS.intersection([types] if isinstance(types, str) else types)
    return about | ({"anyOf": [*values, rest]} if one else rest)


def _with_names(schema: Schema, names: list[Schema], values: list[Schema]) -> Schema:
    """Return the schema of a mapping that lists the names that it can have, with `values` for each."""
    if not names:
        return schema
    ((pattern, value),) = schema["patternProperties"].items()
    offered = _offering(value, values)
    return {key: each for key, each in schema.items() if key != "patternProperties"} | {
        "properties": {
            each["const"]: offered | {key: each[key] for key in ("description",) if key in each}
            for each in names
        },
        "propertyNames": {"pattern": pattern},
        "additionalProperties": offered,
    }
