"""Checks dotted key names, such as `impact.customers_affected`, against the model of a record."""

from __future__ import annotations

from pydantic import BaseModel

from afterword.records import introspection
from afterword.records.error_messages import did_you_mean, nearest, shown
from afterword.records.record import Record
from afterword.records.zone import UNSTATED
from afterword.source.nodes import Path


def wrong_key(dotted: str) -> tuple[str, str] | None:
    """Return a message about the dotted name of a key, and the name that was probably meant, which may be empty.

    Returns None if records have this key.
    """
    steps = dotted.split(".")
    model: type | None = Record
    for depth, step in enumerate(steps):
        above = ".".join(steps[:depth])
        if model is None:
            return f"`{above}` has no keys", above
        fields = introspection.keys(model)
        if step not in fields:
            meant = nearest(step.lower(), fields)
            parent = f"`{above}`" if above else "a record"
            full = ".".join([*steps[:depth], meant]) if meant else ""
            return f"{parent} has no key `{shown(step)}`; {did_you_mean(step, fields)}", full
        annotation = fields[step].annotation
        if annotation is object or introspection.is_mapping(annotation):
            return None  # authors choose the names below it
        model = introspection.model_of(annotation)
    return None


def is_present(record: Record, dotted: str) -> bool:
    """Return whether a record has a key; in a list, whether every entry has it."""
    return wrong_key(dotted) is None and _present(record, dotted.split("."))


def path_of(record: Record, dotted: str) -> Path:
    """Return the path of a key that a record has, in a list that of its first entry."""
    path: list[str | int] = []
    value: object = record
    for step in dotted.split("."):
        if isinstance(value, tuple) and value:
            path.append(0)
            value = value[0]
        path.append(step)
        value = (
            getattr(value, introspection.attribute(type(value), step))
            if isinstance(value, BaseModel)
            else None
        )
    return tuple(path)


def declared_unknown(record: Record, dotted: str) -> bool:
    """Return whether `unknowns` lists a key, or a mapping or list that the key belongs to."""
    return any(
        unknown.field is not None and f"{dotted}.".startswith(f"{unknown.field}.")
        for unknown in record.unknowns
    )


def _present(value: object, steps: list[str]) -> bool:
    if isinstance(value, tuple):
        return bool(value) and all(_present(entry, steps) for entry in value)
    if not steps:
        return value not in (None, {}, UNSTATED)
    if not isinstance(value, BaseModel):
        return False
    name = introspection.attribute(type(value), steps[0])
    return name in value.model_fields_set and _present(getattr(value, name), steps[1:])
