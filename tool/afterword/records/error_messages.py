"""What a person is told about a value that does not fit: what was found, what was expected, what works."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from typing import NamedTuple

from pydantic import BaseModel
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from afterword.records import introspection
from afterword.source.nodes import Path

_LISTED_AT_MOST = 13
_SHOWN_AT_MOST = 60
_SURELY = 0.75
"""Likeness from which a key next to the mistyped one is meant rather than the same key elsewhere."""

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
_OTHER_WORDS = {
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
"""What people type when they remember the thing and not the key; likeness of letters would not find it."""


class ErrorMessage(NamedTuple):
    """A problem in words; `at_key` says that the key is meant rather than its value."""

    rule: str
    message: str
    example: str
    at_key: bool = False


def rule_of(error: ErrorDetails) -> str:
    """Name the rule that a validation error of pydantic stands for."""
    return {"extra_forbidden": "unknown-key", "missing": "missing-key"}.get(error["type"], "wrong-value")


def explain(root: type[BaseModel], error: ErrorDetails, *, key_stands: bool = False) -> ErrorMessage:
    """Put a validation error of pydantic into words; `key_stands` says that a missing value has its key."""
    path: Path = tuple(step for step in error["loc"] if step != "[key]")
    at_key = error["loc"][-1:] == ("[key]",)
    name, field = introspection.field_at(root, path)
    example = introspection.example(name, field) if field else ""
    if error["type"] == "extra_forbidden":
        return unknown_key(root, path)
    if error["type"] == "missing":
        return ErrorMessage(
            "missing-key", f"`{name}` has no value" if key_stands else _missing(path), example
        )
    if error["type"] == "enum" and isinstance(error["input"], str):
        example = _meant(name, error["input"], field)
    return ErrorMessage("wrong-value", _wrong_value(name, error, field), example, at_key)


def unknown_key(root: type[BaseModel], path: Path) -> ErrorMessage:
    """Say of a key that is not known what was probably meant, or where it belongs."""
    name, parent = str(path[-1]), introspection.model_at(root, path[:-1])
    known = list(introspection.keys(parent)) if parent else []
    computed = _COMPUTED.get(name) or (_COMPUTED_AT_TOP.get(name) if len(path) == 1 else None)
    if computed:
        return ErrorMessage("unknown-key", f"`{name}` is not typed: {computed}; delete it", "", at_key=True)
    said = f"`{shown(name)}` is not a key here"
    other = next((word for word in _OTHER_WORDS.get(name.lower(), ()) if word in known), "")
    homes = [
        ".".join(home)
        for home, model in introspection.parts(root)
        if home and name in introspection.keys(model)
    ]
    if other:
        said += f"; did you mean `{other}`?"
    elif homes and not nearest(name.lower(), known, _SURELY):
        said += ", but in " + ", ".join(f"`{home}`" for home in homes[:3]) + "; check how far it is indented"
    else:
        said += f"; {did_you_mean(name, known)}"
    return ErrorMessage("unknown-key", said, "", at_key=True)


def nearest(word: str, known: Iterable[str], cutoff: float = 0.6) -> str:
    """Give the known word that a mistyped one was probably meant to be, or nothing."""
    if len(word) > 2 * _SHOWN_AT_MOST:
        return ""
    return next(iter(difflib.get_close_matches(word, list(known), n=1, cutoff=cutoff)), "")


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Say what was probably meant, or list what there is."""
    listed = tuple(known)
    close = nearest(word.lower(), listed)
    if close:
        return f"did you mean `{close}`?"
    if not listed:
        return "there are none yet"
    more = f" and {len(listed) - _LISTED_AT_MOST} more" if len(listed) > _LISTED_AT_MOST else ""
    return "known are " + ", ".join(listed[:_LISTED_AT_MOST]) + more


def shown(text: str) -> str:
    """Shorten what was found to a part of a line."""
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN_AT_MOST else line[: _SHOWN_AT_MOST - 1] + "…"


def _missing(path: Path) -> str:
    *parents, name = path
    if not parents:
        return f"`{name}` is missing; the file cannot do without it"
    home = ".".join(str(step) for step in parents if isinstance(step, str))
    return (
        f"`{name}` is missing in this entry of `{home}`"
        if isinstance(parents[-1], int)
        else f"`{name}` is missing in `{home}`"
    )


def _wrong_value(name: str, error: ErrorDetails, field: FieldInfo | None) -> str:
    found = error["input"]
    allowed = introspection.words(field.annotation) if field else ()
    match error["type"]:
        case "enum":
            return _not_in_set(name, found, allowed)
        case "tuple_type":
            return f"`{name}` is a list, and {_found(found)}; begin each entry with a dash or use brackets"
        case "model_type" | "model_attributes_type" | "mapping_type" | "dict_type":
            return f"{_found(found)}, and keys with values were expected"
        case "too_short":
            return f"`{name}` is an empty list; leave the key out, or fill it"
    reason = error.get("ctx", {}).get("error")
    said = str(reason) if reason else error["msg"]
    if said == EMPTY:
        required = field is not None and field.is_required()
        return f"{said}; write something" + ("" if required else ", or leave it out")
    return said


EMPTY = "the text is empty"
"""What fields say of empty text; whether it can be left out is known only where it stands."""


def _meant(name: str, found: str, field: FieldInfo | None) -> str:
    """Write the word that was probably meant, or nothing: any other word would say something else."""
    close = nearest(found.lower(), introspection.words(field.annotation)) if field else ""
    return f"{name}: {close}" if close else ""


def _not_in_set(name: str, found: object, allowed: tuple[str, ...]) -> str:
    listed = ", ".join(allowed)
    if not isinstance(found, str):
        return f"{_found(found)}, and one word was expected: {listed}"
    close = nearest(found.lower(), allowed)
    meant = f"did you mean `{close}`? The words are" if close else "the words are"
    return f"`{shown(found)}` is not one of the words for `{name}`; {meant} {listed}"


def _found(value: object) -> str:
    if isinstance(value, str):
        return f"`{shown(value)}` was found" if value.strip() else "nothing was found"
    return "a list was found" if isinstance(value, list) else "keys with values were found"
