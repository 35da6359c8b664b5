"""Messages for values that do not fit: what was found, what was expected, and what works."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from typing import NamedTuple

from pydantic import BaseModel
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from afterword.records import introspection
from afterword.source.nodes import Path

_MAX_LISTED = 13
_MAX_SHOWN = 60
_CERTAIN = 0.75
"""Similarity from which a key of the same mapping is suggested instead of the same key elsewhere."""

_COMPUTED = {
    "duration": "durations are computed from the windows",
    "total": "totals are computed from the windows",
    "downtime": "downtime is computed from the windows",
    "time_to_detect": "response times are computed from `milestones`",
    "time_to_resolve": "response times are computed from `milestones`",
    "ttd": "response times are computed from `milestones`",
    "ttr": "response times are computed from `milestones`",
    "mttr": "response times are computed from `milestones`",
}
_COMPUTED_AT_TOP = {
    "id": "the id is the name of the file",
    "date": "the date is part of the file's name",
}
_SYNONYMS = {
    "assignee": ("owner",),
    "date": ("at", "on", "due", "published"),
    "description": ("summary", "text", "body", "note"),
    "from": ("start",),
    "message": ("body", "text"),
    "name": ("title",),
    "reason": ("text",),
    "service": ("component",),
    "severity": ("level",),
    "state": ("status", "level"),
    "status": ("level",),
    "ticket": ("tracker",),
    "time": ("at", "start"),
    "timestamp": ("at", "start"),
    "to": ("end", "until"),
    "type": ("kind", "role"),
    "until": ("end",),
    "when": ("at", "on"),
    "zone": ("timezone",),
}
"""Words that people use for a key when they do not remember it; similarity of letters would not find the key."""


class ErrorMessage(NamedTuple):
    """A problem in words. `at_key` means that it is about the key and not its value."""

    rule: str
    message: str
    example: str
    at_key: bool = False


def rule_of(error: ErrorDetails) -> str:
    """Return the rule that a validation error of pydantic belongs to."""
    return {"extra_forbidden": "unknown-key", "missing": "missing-key"}.get(error["type"], "wrong-value")


def explain(root: type[BaseModel], error: ErrorDetails, *, has_key: bool = False) -> ErrorMessage:
    """Describe a validation error of pydantic. `has_key` means that a missing value has its key in the file."""
    path: Path = tuple(step for step in error["loc"] if step != "[key]")
    at_key = error["loc"][-1:] == ("[key]",)
    name, field = introspection.field_at(root, path)
    example = introspection.example(name, field) if field else ""
    if error["type"] == "extra_forbidden":
        return unknown_key(root, path)
    if error["type"] == "missing":
        return ErrorMessage("missing-key", f"`{name}` has no value" if has_key else _missing(path), example)
    if error["type"] == "enum" and isinstance(error["input"], str):
        example = _suggested(name, error["input"], field)
    return ErrorMessage("wrong-value", _wrong_value(path, name, error, field), example, at_key)


def unknown_key(root: type[BaseModel], path: Path) -> ErrorMessage:
    """Describe an unknown key: what was probably meant, or where the key belongs."""
    name, parent = str(path[-1]), introspection.model_at(root, path[:-1])
    known = list(introspection.keys(parent)) if parent else []
    computed = _COMPUTED.get(name) or (_COMPUTED_AT_TOP.get(name) if len(path) == 1 else None)
    if computed:
        return ErrorMessage("unknown-key", f"`{name}` cannot be set: {computed}; delete it", "", at_key=True)
    message = f"`{shown(name)}` is not a key here"
    synonym = next((word for word in _SYNONYMS.get(name.lower(), ()) if word in known), "")
    parents = [
        ".".join(steps)
        for steps, model in introspection.parts(root)
        if steps and name in introspection.keys(model)
    ]
    if synonym:
        message += f"; did you mean `{synonym}`?"
    elif parents and not nearest(name.lower(), known, _CERTAIN):
        message += ", but in " + ", ".join(f"`{each}`" for each in parents[:3]) + "; check the indentation"
    else:
        message += f"; {did_you_mean(name, known)}"
    return ErrorMessage("unknown-key", message, "", at_key=True)


def nearest(word: str, known: Iterable[str], cutoff: float = 0.6) -> str:
    """Return the known word that is most similar to a mistyped one, or an empty string."""
    if len(word) > 2 * _MAX_SHOWN:
        return ""
    return next(iter(difflib.get_close_matches(word, list(known), n=1, cutoff=cutoff)), "")


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Suggest the most similar known word, or list the known words."""
    listed = tuple(known)
    close = nearest(word.lower(), listed)
    if close:
        return f"did you mean `{close}`?"
    if not listed:
        return "there are none yet"
    more = f" and {len(listed) - _MAX_LISTED} more" if len(listed) > _MAX_LISTED else ""
    return "known: " + ", ".join(listed[:_MAX_LISTED]) + more


def shown(text: str) -> str:
    """Shorten a text from a file so that it fits in a message."""
    line = " ".join(text.split())
    return line if len(line) <= _MAX_SHOWN else line[: _MAX_SHOWN - 1] + "…"


def _missing(path: Path) -> str:
    *parents, name = path
    if not parents:
        return f"`{name}` is missing; it is required"
    parent = ".".join(str(step) for step in parents if isinstance(step, str))
    return (
        f"`{name}` is missing in this entry of `{parent}`"
        if isinstance(parents[-1], int)
        else f"`{name}` is missing in `{parent}`"
    )


def _wrong_value(path: Path, name: str, error: ErrorDetails, field: FieldInfo | None) -> str:
    found = error["input"]
    allowed = introspection.words(field.annotation) if field else ()
    subject = f"an entry of `{name}`" if isinstance(path[-1], int) else f"`{name}`"
    match error["type"]:
        case "enum":
            return _not_in_set(name, found, allowed)
        case "tuple_type":
            return f"`{name}` needs a list, not {_found(found)}; begin each entry with a dash or use brackets"
        case "model_type" | "model_attributes_type" | "mapping_type" | "dict_type":
            return f"{subject} needs keys and values, not {_found(found)}"
        case "too_short":
            return f"`{name}` is an empty list; fill it, or leave out the key"
    reason = error.get("ctx", {}).get("error")
    message = str(reason) if reason else error["msg"]
    if message == EMPTY:
        required = field is not None and field.is_required()
        return f"{message}; write something" + ("" if required else ", or leave out the key")
    return message


EMPTY = "the text is empty"
"""The message of fields for empty text. They do not know whether their key is required."""


def _suggested(name: str, found: str, field: FieldInfo | None) -> str:
    """Return the key with the most similar word, or an empty string: any other word would mean something else."""
    close = nearest(found.lower(), introspection.words(field.annotation)) if field else ""
    return f"{name}: {close}" if close else ""


def _not_in_set(name: str, found: object, allowed: tuple[str, ...]) -> str:
    listed = ", ".join(allowed)
    if not isinstance(found, str):
        return f"`{name}` needs one word, not {_found(found)}: {listed}"
    close = nearest(found.lower(), allowed)
    suggestion = f"did you mean `{close}`? It can be" if close else "it can be"
    return f"`{shown(found)}` is not valid for `{name}`; {suggestion} {listed}"


def _found(value: object) -> str:
    if isinstance(value, str):
        return f"the text `{shown(value)}`" if value.strip() else "empty text"
    return "a list" if isinstance(value, list) else "keys and values"
