"""A record or `status.yml` as a tree of values that can be compared, without what says the same in another way.

Two texts of a record have equal trees if they mean the same: order of keys, quoting, comments, white space around
text and the notation of times do not count. The order of a list does; `matching` deals with it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any, TypeAlias

from pydantic import BaseModel

from afterword.records.due_date import DueDate
from afterword.records.introspection import attribute, keys
from afterword.records.quantity import Quantity
from afterword.records.rough_time import APPROXIMATE, form_of
from afterword.records.zone import Zone, written


@dataclass(frozen=True, slots=True)
class Value:
    """A single value: `same_as` compares it, and `text` shows it as people type it.

    A value that is the default of its key is not shown where it is only one of many. `exact` tells it from another
    value that is typed alike and means something else: a time gets its offset, for two zones have the same clock times.
    """

    same_as: Any
    text: str
    is_default: bool = False
    exact: str = ""


Tree: TypeAlias = "Value | tuple[Tree, ...] | dict[str, Tree]"
"""A value, a list, or a mapping by the keys that people type. A mapping has no keys without a value."""


def tree_of(model: BaseModel, zone: Zone) -> dict[str, Tree]:
    """Return the tree of a mapping in a file. `zone` is that of times without an offset."""
    found: dict[str, Tree] = {}
    for key, field in keys(type(model)).items():
        value = getattr(model, attribute(type(model), key))
        tree = _tree(value, zone)
        if isinstance(tree, Value) and value == field.default:
            tree = replace(tree, is_default=True)
        if tree is not None:
            found[key] = tree
    return found


def shown(tree: Tree) -> str:
    """Write a tree in one line, as YAML in its flow style, but without quotes."""
    if isinstance(tree, Value):
        return tree.text
    if isinstance(tree, tuple):
        return ", ".join(f"{{{shown(each)}}}" if isinstance(each, dict) else shown(each) for each in tree)
    return ", ".join(f"{key}: {_inside(each)}" for key, each in tree.items() if not is_default(each))


def is_default(tree: Tree | None) -> bool:
    """Return whether a tree says nothing that is not so without it."""
    if isinstance(tree, dict):
        return all(map(is_default, tree.values()))
    return isinstance(tree, Value) and tree.is_default


def _inside(tree: Tree) -> str:
    if isinstance(tree, Value):
        return tree.text
    return f"[{shown(tree)}]" if isinstance(tree, tuple) else f"{{{shown(tree)}}}"


def _tree(value: Any, zone: Zone) -> Tree | None:
    if value is None:
        return None
    if isinstance(value, BaseModel):
        return tree_of(value, zone) or None
    if isinstance(value, Mapping):
        found = {str(key): tree for key, each in value.items() if (tree := _tree(each, zone)) is not None}
        return found or None
    if isinstance(value, (tuple, list)):
        return tuple(tree for each in value if (tree := _tree(each, zone)) is not None) or None
    return _value(value, zone)


def _value(value: Any, zone: Zone) -> Value:
    if isinstance(value, datetime):
        exact = _time(value, zone, with_offset=True)
        return Value((value.timestamp(), form_of(value)), _time(value, zone), exact=exact)
    if isinstance(value, DueDate):
        return Value(value.written, value.written)
    if isinstance(value, Quantity):
        return Value(value.text, value.text)
    if isinstance(value, StrEnum):
        return Value(value.value, value.value)
    if isinstance(value, bool):
        return Value(value, "true" if value else "false")
    text = str(value).strip()
    return Value(text, text)


def _time(value: datetime, zone: Zone, *, with_offset: bool = False) -> str:
    """Write a time as people type it in a record of this zone."""
    form = form_of(value)
    if form not in ("", APPROXIMATE):
        return form
    return written(zone.local(value), with_offset=with_offset or zone.missing) + form
