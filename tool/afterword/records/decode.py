"""Files to the typed model, with every problem placed, and the usable rest kept for the rules."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Generic, TypeAlias, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from afterword.diagnostics import Diagnostic, DiagnosticCollector, Location, Severity, in_order
from afterword.records import introspection
from afterword.records.error_messages import explain, rule_of, unknown_key
from afterword.records.record import Record
from afterword.records.site import Site
from afterword.records.zone import UNSTATED, Zone, unstated_zone, zone_named
from afterword.source.document import Document
from afterword.source.fast_reader import read_fast
from afterword.source.nodes import (
    Mapping,
    Node,
    Path,
    Scalar,
    Sequence,
    contents,
    node_at,
    paths_without_value,
    position_of,
)
from afterword.source.parse import parse
from afterword.source.text import decode

_DAY_OF_ID = re.compile(r"(\d{4}-\d\d-\d\d)-", re.ASCII)
_ROUNDS = 6
"""How often unusable parts are taken out of a record before it is given up."""
_UNUSABLE_AT_MOST = 1_000
"""With more unusable parts than this, what is left of a file is not worth checking."""
_STAND_INS: dict[type[BaseModel], dict[str, Any]] = {
    Record: {"title": "A record without a title"},
    Site: {"page": {"name": "A site without a name"}},
}
"""What takes the place of a required part that could not be used, so that the rest can be checked."""
_SMALLEST: dict[type[BaseModel], str] = {Record: "title: Search is slow", Site: "page: {name: Example}"}
"""What a file holds at least."""
_VALUE_RULES = frozenset({"anchor-or-alias", "custom-tag", "swallowed-number"})
"""What reading reports of a value; what the value then does not fit would only confuse."""

M = TypeVar("M", bound=BaseModel)
Given: TypeAlias = Callable[[dict[str, Any]], dict[str, Any]]
"""What a model is given besides what was typed, which may depend on it."""


@dataclass(frozen=True, slots=True)
class Decoded(Generic[M]):
    """What became of a file: its model where one could be made, its text, and its problems in their order."""

    model: M | None
    document: Document
    diagnostics: tuple[Diagnostic, ...]


def decode_site(file: str, data: bytes) -> Decoded[Site]:
    """Read `status.yml`."""
    return _decode(Site, file, data, lambda _: {})


def decode_record(file: str, data: bytes, site: Site) -> Decoded[Record]:
    """Read one record. Its id is the stem of its file, its clock times are in its own or the site's zone."""
    record_id = file.rpartition("/")[2].rpartition(".")[0]
    return _decode(
        Record,
        file,
        data,
        lambda typed: {"id": record_id, "zone": _zone(typed.get("timezone"), record_id, site)},
    )


def _decode(model: type[M], file: str, data: bytes, given: Given) -> Decoded[M]:
    text, found = decode(file, data)
    if text is None:
        return Decoded(None, Document(file, ""), found)
    document = Document(file, text)
    made = _at_once(model, text, given)
    if made is not None:
        return Decoded(made, document, ())
    root, found = parse(file, text)
    if isinstance(root, Mapping):
        return _validate(model, root, document, found, given(contents(root)))
    return Decoded(None, document, in_order(found or (_no_mapping(model, root, file),)))


def _at_once(model: type[M], text: str, given: Given) -> M | None:
    """Build the model from a text without any problem, which is what most files are."""
    typed = read_fast(text)
    if typed is None:
        return None
    computed = given(typed)
    if not computed.keys().isdisjoint(typed):
        return None
    try:
        return model.model_validate(typed | computed, context=computed)
    except ValidationError:
        return None


def _no_mapping(model: type[BaseModel], root: Node | None, file: str) -> Diagnostic:
    if root is None or (isinstance(root, Scalar) and root.absent):
        said = "the file is empty; it must hold keys with values"
    else:
        found_instead = "a list" if isinstance(root, Sequence) else "text"
        said = f"the file holds {found_instead}, and must hold keys with values"
    return Diagnostic("not-a-record", Severity.ERROR, Location(file, 1, 1, 1, 1), said, _SMALLEST[model])


def _zone(typed: object, record_id: str, site: Site) -> Zone:
    name = typed.strip() if isinstance(typed, str) else ""
    if name and name != UNSTATED:
        try:
            return zone_named(name)
        except ValueError:
            pass  # the field itself reports it; the site's zone lets the rest be read
    if site.zone and name != UNSTATED:
        return site.zone
    return unstated_zone(site.zone, _day(record_id))


def _day(record_id: str) -> date:
    match = _DAY_OF_ID.match(record_id)
    try:
        return date.fromisoformat(match[1]) if match else date(2000, 1, 1)
    except ValueError:
        return date(2000, 1, 1)


def _validate(
    model: type[M], root: Mapping, document: Document, found: tuple[Diagnostic, ...], given: dict[str, Any]
) -> Decoded[M]:
    """Build the model; where parts are unusable, report them once, then try without them."""
    problems = [*found, *_keys_unseen(model, root, document.file, given)]
    for attempt in range(_ROUNDS):
        data = _without(contents(root), document.left_out)
        if attempt:
            data = _STAND_INS[model] | data
        try:
            return Decoded(model.model_validate(data | given, context=given), document, in_order(problems))
        except ValidationError as invalid:
            errors = [each for each in invalid.errors(include_url=False) if not _is_consequence(each)]
        if not attempt:
            problems += _described(model, errors, root, found, document.file)
        gone = _unusable(errors, document, again=attempt > 0)
        if len(gone) > _UNUSABLE_AT_MOST:
            break
        document = replace(document, left_out=gone)
    return Decoded(None, document, in_order(problems))


def _keys_unseen(
    model: type[BaseModel], root: Mapping, file: str, given: dict[str, Any]
) -> tuple[Diagnostic, ...]:
    """Report unknown keys that the model is not shown: those that it computes, and those without a value."""
    collector = DiagnosticCollector()
    for path in [*((key,) for key in given), *paths_without_value(root)]:
        parent = introspection.model_at(model, path[:-1])
        if parent is None or path[-1] in introspection.keys(parent) or node_at(root, path) is None:
            continue
        if collector.wants("unknown-key"):
            taught = unknown_key(model, path)
            collector.add(
                taught.rule, position_of(root, path, key=True).location(file), taught.message, taught.example
            )
    return collector.findings()


def _is_consequence(error: ErrorDetails) -> bool:
    """Some errors only say that another error stands beside or below them."""
    return error["type"] == "default_factory_not_called" or (
        error["type"] == "too_short" and bool(error["input"])
    )


def _described(
    model: type[BaseModel],
    errors: list[ErrorDetails],
    root: Mapping,
    found: tuple[Diagnostic, ...],
    file: str,
) -> tuple[Diagnostic, ...]:
    """Put errors into words, without those that reading the text has reported already."""
    unread = {(each.location.line, each.location.column) for each in found if each.rule in _VALUE_RULES}
    swallowed = {each.location.line for each in found if each.rule == "swallowed-number"}
    collector = DiagnosticCollector()
    for error in errors:
        rule = rule_of(error)
        if not collector.wants(rule):
            continue
        path = _path(error)
        key_stands = rule == "missing-key" and node_at(root, path) is not None
        taught = explain(model, error, key_stands=key_stands)
        location = position_of(root, path, key=taught.at_key).location(file)
        known = (location.line, location.column) in unread or (key_stands and location.line in swallowed)
        if not known:
            collector.add(rule, location, taught.message, taught.example)
    return collector.findings()


def _unusable(errors: list[ErrorDetails], document: Document, *, again: bool) -> tuple[Path, ...]:
    """Say what must go: an unknown key alone, else the list entry or the part that the value belongs to."""
    gone = set(document.left_out)
    for error in errors:
        path = document.original(_path(error))
        if error["type"] != "extra_forbidden":
            path = path[:1] if again else path[:2]
        gone.add(path)
        if len(gone) > _UNUSABLE_AT_MOST:
            break
    return tuple(sorted(gone, key=_sortable))


def _path(error: ErrorDetails) -> Path:
    return tuple(step for step in error["loc"] if step != "[key]")


def _without(data: dict[str, Any], paths: tuple[Path, ...]) -> dict[str, Any]:
    for path in reversed(paths):
        *parents, last = path
        holder: Any = data
        for step in parents:
            holder = _get(holder, step)
        if _get(holder, last) is not None:
            del holder[last]
    return data


def _get(holder: Any, step: str | int) -> Any:
    if isinstance(holder, dict):
        return holder.get(step)
    return holder[step] if isinstance(holder, list) and isinstance(step, int) and step < len(holder) else None


def _sortable(path: Path) -> tuple[tuple[int, str], ...]:
    return tuple((step, "") if isinstance(step, int) else (-1, step) for step in path)
