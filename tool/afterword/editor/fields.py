"""What a path in a file means: its keys, the type of its value, and what its value refers to."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from afterword.editor.tokens import names
from afterword.records import introspection
from afterword.records.model import ONE_OR_SEVERAL
from afterword.records.record import Record
from afterword.records.site import Site
from afterword.source.files import SITE_FILE
from afterword.source.nodes import Path


class Target(StrEnum):
    """What the value of a key names."""

    COMPONENT = "component"
    LEVEL = "level"
    SEVERITY = "severity"
    GROUP = "group"
    SCOPE = "scope"
    CATEGORY = "category"
    RECORD = "record"
    WINDOW = "window"
    CAUSE = "cause"
    OWNER = "owner"
    TAG = "tag"
    ZONE = "zone"
    RULE = "rule"
    KEY = "key"
    INTERNAL_KEY = "internal key"


_IN_RECORD: Mapping[tuple[str, ...], Target] = {
    ("severity",): Target.SEVERITY,
    ("tags",): Target.TAG,
    ("timezone",): Target.ZONE,
    ("windows", "scope"): Target.SCOPE,
    ("symptoms", "windows"): Target.WINDOW,
    ("detection", "windows"): Target.WINDOW,
    ("trigger", "windows"): Target.WINDOW,
    ("root_causes", "windows"): Target.WINDOW,
    ("root_causes", "category"): Target.CATEGORY,
    ("action_items", "addresses"): Target.CAUSE,
    ("action_items", "owner"): Target.OWNER,
    ("related", "id"): Target.RECORD,
    ("post_mortem", "covers"): Target.RECORD,
    ("unknowns", "field"): Target.KEY,
}
_ANYWHERE_IN_RECORD: Mapping[str, Target] = {
    "component": Target.COMPONENT,
    "components": Target.COMPONENT,
    "level": Target.LEVEL,
}
_IN_SITE: Mapping[tuple[str, ...], Target] = {
    ("timezone",): Target.ZONE,
    ("former_timezones", "timezone"): Target.ZONE,
    ("groups", "group"): Target.GROUP,
    ("components", "group"): Target.GROUP,
    ("components", "group", "group"): Target.GROUP,
    ("review", "post_mortem", "from"): Target.SEVERITY,
    ("publish", "also"): Target.INTERNAL_KEY,
}
_NAMES_IN_RECORD: Mapping[tuple[str, ...], Target] = {("updates", "levels"): Target.COMPONENT}
_NAMES_IN_SITE: Mapping[tuple[str, ...], Target] = {("review", "rules"): Target.RULE}
_OF_NAMES: Mapping[tuple[str, ...], Target] = {("updates", "levels"): Target.LEVEL}


def root_model(file: str) -> type[BaseModel]:
    """Return the model of a file of the site."""
    return Site if file == SITE_FILE else Record


def field_of(file: str, path: Path) -> FieldInfo | None:
    """Return the field that a value at a path belongs to, or None."""
    return introspection.field_at(root_model(file), path)[1]


def keys_at(file: str, path: Path) -> dict[str, FieldInfo]:
    """Return the keys that a mapping at a path may have; none if there is no such mapping."""
    model = introspection.model_at(root_model(file), path)
    return introspection.keys(model) if model else {}


def needed_at(file: str, path: Path) -> frozenset[str]:
    """Return the keys that a mapping at a path must have."""
    model = introspection.model_at(root_model(file), path)
    return frozenset(introspection.needed(model)) if model else frozenset()


def is_list(field: FieldInfo | None) -> bool:
    """Return whether the value of a field is a list, and not one mapping that may stand for it."""
    if field is None or introspection.has_marker(field, ONE_OR_SEVERAL):
        return False
    return introspection.item_type(field.annotation) is not None


def has_keys(field: FieldInfo) -> bool:
    """Return whether the value of a field, or each entry of its list, has keys of its own."""
    return introspection.model_of(field.annotation) is not None or introspection.is_mapping(field.annotation)


def target_of_value(file: str, path: Path) -> Target | None:
    """Return what the value at a path names, or None."""
    steps = names(path)
    if file == SITE_FILE:
        return _IN_SITE.get(steps)
    if steps[:-1] in _OF_NAMES:
        return _OF_NAMES[steps[:-1]]
    return _IN_RECORD.get(steps) or (_ANYWHERE_IN_RECORD.get(steps[-1]) if steps else None)


def target_of_names(file: str, path: Path) -> Target | None:
    """Return what the keys of a mapping at a path name, if authors choose them."""
    return (_NAMES_IN_SITE if file == SITE_FILE else _NAMES_IN_RECORD).get(names(path))


def is_time(field: FieldInfo) -> bool:
    """Return whether the value of a field is an instant."""
    return _bare(field) is datetime


def is_day(field: FieldInfo) -> bool:
    """Return whether the value of a field is a day."""
    return _bare(field) is date


def is_truth(field: FieldInfo) -> bool:
    """Return whether the value of a field is `true` or `false`."""
    return _bare(field) is bool


def _bare(field: FieldInfo) -> Any:
    return introspection.bare_type(field.annotation)
