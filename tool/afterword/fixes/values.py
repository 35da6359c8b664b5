"""Fixes values in another notation: booleans, numbers, lengths of time, time zones, ids, and single values of lists."""

from __future__ import annotations

import re
from typing import Annotated, Any

from pydantic import TypeAdapter, ValidationError
from pydantic.fields import FieldInfo

from afterword.fixes.problem import Problem
from afterword.fixes.proposal import Proposal
from afterword.fixes.spelling import meant, same_letters
from afterword.records import introspection
from afterword.records.error_messages import InvalidValueError
from afterword.records.model import ONE_OR_SEVERAL
from afterword.records.quantity import Quantity
from afterword.records.rewriting import as_list
from afterword.records.zone import zone_names
from afterword.source.quoting import quoted, scalar

_SPAN = re.compile(r"(?P<number>[1-9][0-9]{0,3}) ?(?P<unit>[A-Za-z]+)\.?", re.ASCII)
_UNITS = {
    "min": "minute minutes mins min",
    "h": "hour hours hr hrs h",
    "days": "d day days",
    "weeks": "w wk wks week weeks",
}
_UNIT_OF = {word: unit for unit, words in _UNITS.items() for word in words.split()}
_GROUPS = re.compile(r"[0-9]{1,3}(?:(?P<sign>[,' \u00a0\u202f])[0-9]{3})(?:(?P=sign)[0-9]{3})*", re.ASCII)


def truth(problem: Problem) -> Proposal | None:
    """Write `true` or `false` for `yes`, `off` and the like."""
    field, text = _field_and_text(problem)
    if field is None or introspection.bare_type(field.annotation) is not bool:
        return None
    return _changed(problem, _suggested(field, text))


def length_of_time(problem: Problem) -> Proposal | None:
    """Write the unit of a length of time as it is read."""
    _, text = _field_and_text(problem)
    found = _SPAN.fullmatch(text)
    unit = _UNIT_OF.get(found["unit"].lower(), "") if found else ""
    if not found or not unit:
        return None
    if found["number"] == "1":
        unit = unit.removesuffix("s")
    return _changed(problem, f"{found['number']} {unit}")


def number(problem: Problem) -> Proposal | None:
    """Write a number without the signs between its thousands."""
    field, text = _field_and_text(problem)
    is_count = field is not None and introspection.bare_type(field.annotation) is int
    return _changed(problem, number_without_signs(text, certain=is_count or problem.is_english))


def number_without_signs(text: str, *, certain: bool) -> str:
    """Return a number without the signs between its thousands; empty for any other text.

    In many languages a comma is before decimals, so a single comma is between thousands only if that is `certain`.
    """
    found = _GROUPS.fullmatch(text)
    if not found or (found["sign"] == "," and text.count(",") == 1 and not certain):
        return ""
    return re.sub(r"[^0-9]", "", text)


def quantity(problem: Problem) -> Proposal | None:
    """Write a quantity as it is read: `~5000` for `about 5,000`."""
    field, text = _field_and_text(problem)
    if field is None or introspection.bare_type(field.annotation) is not Quantity:
        return None
    if "," in text and not problem.is_english:
        return None
    word = _suggested(field, text)
    return _changed(problem, word) if _digits(word) == _digits(text) else None


def time_zone(problem: Problem) -> Proposal | None:
    """Write the name of a time zone that was misspelled."""
    field, text = _field_and_text(problem)
    if field is None or "/" not in text:
        return None
    return _changed(problem, meant(text, zone_names()))


def signs_and_case(problem: Problem) -> Proposal | None:
    """Write an id with the signs and in the case that it needs."""
    field, text = _field_and_text(problem)
    if (
        field is None
        or introspection.bare_type(introspection.item_type(field.annotation) or field.annotation) is not str
    ):
        return None
    if not re.fullmatch(r"[A-Za-z0-9 _.-]+", text):
        return None  # another sign may be a slip within a word
    word = _suggested(field, text)
    return _changed(problem, word) if same_letters(word, text) else None


def single_of_list(problem: Problem) -> Proposal | None:
    """Put a value into the list that its key needs, or the words between commas."""
    if not problem.value:
        return None
    path, node = problem.value
    name, field = problem.field_at(path)
    if field is None or path[-1] != name or introspection.has_marker(field, ONE_OR_SEVERAL):
        return None
    item = introspection.item_type(field.annotation)
    if item is None or introspection.model_of(item) or node.position.line != node.position.end_line:
        return None
    written = as_list(name, node.text, field).partition(": ")[2]
    if not written and "," in node.text:
        return None  # one text or several
    written = written or f"[{quoted(node.text) if re.search(r'[][{},:]', node.text) else scalar(node.text)}]"
    return Proposal(f"Make `{name}` a list", (problem.edit(node.position, written),), path)


def _field_and_text(problem: Problem) -> tuple[FieldInfo | None, str]:
    if not problem.value:
        return None, ""
    path, node = problem.value
    return problem.field_at(path)[1], node.text.strip()


def _changed(problem: Problem, word: str) -> Proposal | None:
    if not word or not problem.value or word == problem.value[1].text:
        return None
    path, node = problem.value
    return Proposal(f"Change `{node.text.strip()}` to `{word}`", (problem.replaced(node, word),), path)


def _suggested(field: FieldInfo, text: str) -> str:
    """Return what the reader of a field suggests to write instead of a text; empty if it suggests nothing."""
    item = introspection.item_type(field.annotation)
    typed: Any = item or Annotated[field.annotation, None, *field.metadata]
    try:
        TypeAdapter(typed).validate_python(text)
    except ValidationError as invalid:
        reason = invalid.errors()[0].get("ctx", {}).get("error")
        return (reason.example or "") if isinstance(reason, InvalidValueError) else ""
    return ""


def _digits(text: str) -> str:
    return re.sub(r"[^0-9.]", "", text)
