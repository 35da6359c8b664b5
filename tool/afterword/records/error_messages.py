"""Messages for values that do not fit: what was found, what was expected, and what works."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from typing import NamedTuple

from pydantic import BaseModel
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from afterword.patterns import pattern
from afterword.records import introspection
from afterword.records.former_keys import COMPUTED, COMPUTED_AT_TOP, FORMER
from afterword.records.model import ONE_OR_SEVERAL, TEXT_OR_MAPPING
from afterword.records.rewriting import as_list, as_mapping
from afterword.records.synonyms import KEYS, word_for
from afterword.records.vocabulary import (
    INCIDENT_STATES,
    MAINTENANCE_STATES,
    NOTICE_STATES,
    Kind,
    State,
    UpdateStatus,
)
from afterword.source.nodes import Path
from afterword.source.quoting import scalar

DAY_OF_ID = pattern(r"^\d{4}-\d\d-\d\d-", re.ASCII)
"""The beginning of a record's id, before its words."""
_MAX_LISTED = 40
"""How many known words a message lists. Of more, only the most similar ones help."""
_MAX_SIMILAR = 5
_MIN_SIMILAR = 3
"""Length from which a word is similar to another one by more than chance."""
_MAX_SHOWN = 60
_DIGITS = pattern(r"\d+", re.ASCII)
_CERTAIN = 0.75
"""Similarity from which a key of the same mapping is suggested instead of the same key elsewhere."""

_NEEDS_MAPPING = frozenset({"model_type", "model_attributes_type", "mapping_type", "dict_type"})

_STATES: dict[object, tuple[State, ...]] = {
    None: INCIDENT_STATES,
    Kind.INCIDENT.value: INCIDENT_STATES,
    Kind.NEAR_MISS.value: INCIDENT_STATES,
    Kind.MAINTENANCE.value: MAINTENANCE_STATES,
    Kind.DRILL.value: (*INCIDENT_STATES, *MAINTENANCE_STATES),
    Kind.NOTICE.value: NOTICE_STATES,
}


class InvalidValueError(ValueError):
    """A value that cannot be used.

    `example` is what to write instead. If it is empty, the example of the field is shown; if it is None, nothing is.
    """

    def __init__(self, message: str, example: str | None) -> None:
        """Keep the example beside the message."""
        super().__init__(message)
        self.example = example


class ErrorMessage(NamedTuple):
    """A problem in words. `at_key` means that it is about the key and not its value."""

    rule: str
    message: str
    example: str
    at_key: bool = False


def rule_of(error: ErrorDetails) -> str:
    """Return the rule that a validation error of pydantic belongs to."""
    return {"extra_forbidden": "unknown-key", "missing": "missing-key"}.get(error["type"], "wrong-value")


def explain(
    root: type[BaseModel], error: ErrorDetails, *, has_key: bool = False, kind: object = None
) -> ErrorMessage:
    """Describe a validation error of pydantic.

    `has_key` means that a missing value has its key in the file. `kind` is the kind that the record states, if any.
    """
    path: Path = tuple(step for step in error["loc"] if step != "[key]")
    at_key = error["loc"][-1:] == ("[key]",)
    name, field = introspection.field_at(root, path)
    example = introspection.example(name, field) if field else ""
    if error["type"] == "extra_forbidden":
        return unknown_key(root, path)
    if error["type"] == "missing":
        return ErrorMessage("missing-key", f"`{name}` has no value" if has_key else _missing(path), example)
    allowed = allowed_words(field, kind) if field else ()
    if error["type"] == "enum" and isinstance(error["input"], str):
        close = _meant(error["input"], field, allowed)
        # Any other word would mean something else. Names that the author chooses stay as they are.
        example = f"{name if isinstance(path[-1], int) else path[-1]}: {close}" if close else ""
    elif path[-1] == "component" and isinstance(error["input"], list):
        return _several_components(error["input"])
    elif error["type"] == "tuple_type" and isinstance(error["input"], str) and field:
        example = as_list(name, error["input"], field) or example
    elif error["type"] in _NEEDS_MAPPING and isinstance(error["input"], str) and field:
        example = as_mapping(name, error["input"], field) or example
    reason = error.get("ctx", {}).get("error")
    if isinstance(reason, InvalidValueError):
        meant = reason.example
        example = (_corrected(path, name, meant, at_key=at_key) or example) if meant else example
        example = "" if meant is None else example
    return ErrorMessage("wrong-value", _wrong_value(path, name, error, field, allowed), example, at_key)


def allowed_words(field: FieldInfo, kind: object) -> tuple[str, ...]:
    """Return the words of a closed set that a record of a kind may use; a drill may use those of every kind."""
    closed = introspection.closed_set(field.annotation)
    unchanged = (UpdateStatus.UPDATE,) if closed is UpdateStatus else ()
    states = _STATES.get(kind) if kind is None or isinstance(kind, str) else None
    if states and closed in (State, UpdateStatus):
        return (*states, *unchanged)
    return introspection.words(field.annotation)


def _several_components(found: list[object]) -> ErrorMessage:
    """Describe a list that was typed for the key of one component."""
    words = [each for each in found if isinstance(each, str)]
    are_ids = len(words) == len(found) and len("".join(words)) <= _MAX_SHOWN
    example = f"components: [{', '.join(words)}]" if are_ids else "components: [search, api]"
    return ErrorMessage("wrong-value", "`component` is one component; write several in `components`", example)


def _corrected(path: Path, name: str, value: str, *, at_key: bool) -> str:
    """Write a key with a value in place of a wrong one; an empty text for a name that the author chooses."""
    if at_key:
        return ""
    if isinstance(path[-1], int):
        return f"{name}: [{scalar(value)}]"
    return f"{path[-1]}: {scalar(value)}"


def unknown_key(root: type[BaseModel], path: Path) -> ErrorMessage:
    """Describe an unknown key: what was probably meant, or where the key belongs."""
    name, parent = str(path[-1]), introspection.model_at(root, path[:-1])
    known = list(introspection.keys(parent)) if parent else []
    computed = COMPUTED.get(name) or (COMPUTED_AT_TOP.get(name) if len(path) == 1 else None)
    if computed:
        return ErrorMessage("unknown-key", f"`{name}` cannot be set: {computed}; delete it", "", at_key=True)
    former = FORMER.get(tuple(step for step in path if isinstance(step, str)))
    if former:
        return ErrorMessage("unknown-key", f"`{name}` is no longer a key: {former.instead}", former.example)
    message = f"`{shown(name)}` is not a key here"
    synonym = next((word for word in KEYS.get(name.lower(), ()) if word in known), "")
    parents = [
        ".".join(steps)
        for steps, model in introspection.parts(root)
        if steps and name in introspection.keys(model)
    ]
    prefix = name.partition(":")[0]
    if prefix in known:
        message += f"; add a space after the colon of `{prefix}`"
        return ErrorMessage(
            "unknown-key", message, f"{prefix}: {scalar(name.partition(':')[2])}", at_key=True
        )
    if name[:1].isdigit() or " " in name:
        message += f"; {did_you_mean(name, known, 'the handbook')}; if it is part of a text, quote the text"
    elif synonym:
        message += f"; did you mean `{synonym}`?"
    elif parents and not nearest(name.lower(), known, _CERTAIN):
        homes = one_of(f"`{each}`" for each in parents[:3])
        message += f"; it belongs in {homes}; check the indentation"
    else:
        message += f"; {did_you_mean(name, known, 'the handbook')}"
    return ErrorMessage("unknown-key", message, "", at_key=True)


def nearest(word: str, known: Iterable[str], cutoff: float = 0.6) -> str:
    """Return the known word that is most similar to a mistyped one, or an empty string."""
    if len(word) > 2 * _MAX_SHOWN:
        return ""
    if len(word) < _MIN_SIMILAR:
        return word if word in known else ""
    return next(iter(difflib.get_close_matches(word, list(known), n=1, cutoff=cutoff)), "")


def nearest_id(typed: str, known: Iterable[str]) -> str:
    """Return the id of a record that is most similar to a mistyped one, or an empty string.

    Their words must be similar: the day alone makes more than half of many an id.
    """
    words = DAY_OF_ID.sub("", typed)
    similar = [each for each in known if nearest(words, (DAY_OF_ID.sub("", each),))]
    return nearest(typed, similar, cutoff=0)


def did_you_mean(word: str, known: Iterable[str], listed_by: str = "") -> str:
    """Suggest the most similar known word, or list the known words, also if only a number in it is another one.

    Of many words, only some are listed; `listed_by` says where all of them are.
    """
    listed = tuple(known)
    close = nearest(word.lower(), listed)
    if close and not _differs_in_number(word.lower(), close):
        return f"did you mean `{close}`?"
    if not listed:
        return "there are none yet"
    if len(listed) <= _MAX_LISTED:
        return f"known: {', '.join(listed)}"
    similar = difflib.get_close_matches(word[:_MAX_SHOWN].lower(), listed, n=_MAX_SIMILAR, cutoff=0)
    rest = f"; {listed_by} lists all" if listed_by else ""
    return f"the most similar of {len(listed)} are {', '.join(similar)}{rest}"


def _differs_in_number(word: str, close: str) -> bool:
    """Return whether two words differ only in their digits, so that any other number is as likely: sev9, sev4."""
    return word != close and _DIGITS.sub("", word) == _DIGITS.sub("", close)


def one_of(words: Iterable[str]) -> str:
    """Write words as alternatives: `a, b or c`."""
    *others, last = words
    return f"{', '.join(others)} or {last}" if others else last


def shown(text: str) -> str:
    """Shorten a text from a file so that it fits in a message."""
    line = " ".join(text.split())
    return line if len(line) <= _MAX_SHOWN else line[: _MAX_SHOWN - 1] + "…"


def _missing(path: Path) -> str:
    *parents, name = path
    if not parents:
        return f"`{name}` is missing; it is required"
    parent = ".".join(str(step) for step in parents if isinstance(step, str))
    if (parent, name) == ("windows", "start"):
        return f"`{name}` is missing; a component whose times are not known belongs in `also_affected`"
    return (
        f"`{name}` is missing in this entry of `{parent}`"
        if isinstance(parents[-1], int)
        else f"`{name}` is missing in `{parent}`"
    )


def _wrong_value(
    path: Path, name: str, error: ErrorDetails, field: FieldInfo | None, allowed: tuple[str, ...]
) -> str:
    found = error["input"]
    subject = f"an entry of `{name}`" if isinstance(path[-1], int) else f"`{name}`"
    match error["type"]:
        case "enum":
            return _not_in_set(name, found, allowed, field)
        case "tuple_type" if field and introspection.has_marker(field, ONE_OR_SEVERAL):
            return f"`{name}` needs keys and values, or a list of them, not {_found(found)}"
        case "tuple_type":
            how = "begin each entry with a dash" + (", or use brackets" if isinstance(found, str) else "")
            return f"`{name}` needs a list, not {_found(found)}; {how}"
        case "model_type" if field and introspection.has_marker(field, TEXT_OR_MAPPING):
            return f"{subject} needs text, or keys and values, not {_found(found)}"
        case kind if kind in _NEEDS_MAPPING:
            return f"{subject} needs keys and values, not {_found(found)}"
        case "too_short":
            return f"`{name}` is an empty list; fill it, or leave out the key"
    reason = error.get("ctx", {}).get("error")
    message = str(reason) if reason else error["msg"]
    if message == EMPTY:
        required = field is not None and field.is_required()
        return f"{message}; write something" + ("" if required else ", or leave out the key")
    return subject + message.removeprefix("this") if message.startswith("this ") else message


EMPTY = "the text is empty"
"""The message of fields for empty text. They do not know whether their key is required."""


def _meant(word: str, field: FieldInfo | None, allowed: tuple[str, ...]) -> str:
    """Return the allowed word that another word means, or that it is similar to; else an empty text."""
    closed = introspection.closed_set(field.annotation) if field else None
    return word_for(word, closed, allowed) or nearest(word.lower(), allowed)


def _not_in_set(name: str, found: object, allowed: tuple[str, ...], field: FieldInfo | None) -> str:
    listed = one_of(allowed)
    if not isinstance(found, str):
        return f"`{name}` needs one word, not {_found(found)}; it can be {listed}"
    close = _meant(found, field, allowed)
    suggestion = f"did you mean `{close}`? It can be" if close else "it can be"
    return f"`{shown(found)}` is not valid for `{name}`; {suggestion} {listed}"


def _found(value: object) -> str:
    if isinstance(value, str):
        return f"the text `{shown(value)}`" if value.strip() else "empty text"
    return "a list" if isinstance(value, list) else "keys and values"
