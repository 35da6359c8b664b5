"""Decodes files to the typed model, locates every problem, and keeps the usable rest for the rules."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType
from typing import Any, Generic, TypeAlias, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from afterword.diagnostics import Diagnostic, DiagnosticCollector, Location, Severity, in_order
from afterword.records import introspection
from afterword.records.error_messages import explain, rule_of, unknown_key
from afterword.records.record import Record
from afterword.records.removal import sortable, without
from afterword.records.rewriting import as_value
from afterword.records.site import Site
from afterword.records.split_texts import split_texts
from afterword.records.value_readers import ALIASES, SITE_ADDRESS, URL_LIMIT
from afterword.records.zone import UNSTATED, Zone, unstated_zone, with_offsets, zone_named
from afterword.source.braces import Ended, ended_by_comma
from afterword.source.document import Document
from afterword.source.fast_reader import read_fast
from afterword.source.nodes import (
    MappingNode,
    Node,
    Path,
    ScalarNode,
    SequenceNode,
    contents,
    node_at,
    paths_without_value,
    position_of,
    typed_path,
)
from afterword.source.parse import parse
from afterword.source.text import decode

_DAY_OF_ID = re.compile(r"(\d{4}-\d\d-\d\d)-", re.ASCII)
_ADDRESS = re.compile(SITE_ADDRESS)
_MAX_ATTEMPTS = 6
"""How often unusable parts are removed from a file before it is given up."""
_MAX_UNUSABLE = 1_000
"""With more unusable parts than this, the rest of a file is not worth checking."""
_PLACEHOLDERS: dict[type[BaseModel], dict[str, Any]] = {
    Record: {"title": "A record without a title"},
    Site: {"page": {"name": "A site without a name"}},
}
"""Replacements for required parts that could not be used, so that the rest can be checked."""
_EXAMPLES: dict[type[BaseModel], str] = {Record: "title: Search is slow", Site: "page: {name: Example}"}
"""The shortest files."""
_VALUE_RULES = frozenset({"anchor-or-alias", "custom-tag", "swallowed-number"})
"""Rules of the reader about a value. A second problem of the same value would only confuse."""

M = TypeVar("M", bound=BaseModel)
ComputeFields: TypeAlias = Callable[[dict[str, Any]], dict[str, Any]]
"""Computes the fields of a model that are not typed, from those that are."""


@dataclass(frozen=True, slots=True)
class Decoded(Generic[M]):
    """The result of decoding a file: its model if one could be built, its text, and its sorted problems."""

    model: M | None
    document: Document
    diagnostics: tuple[Diagnostic, ...]


def decode_site(file: str, data: bytes, site_url: str = "") -> Decoded[Site]:
    """Decode `status.yml`. `site_url` is the address of a site that states none; it is ignored if it is not valid."""
    decoded = _decode(Site, file, data, lambda _: {})
    site = decoded.model
    if site is None or site.page.url or len(site_url) > URL_LIMIT or not _ADDRESS.fullmatch(site_url):
        return decoded
    page = site.page.model_copy(update={"url": site_url})
    return replace(decoded, model=site.model_copy(update={"page": page}))


def decode_record(file: str, data: bytes, site: Site) -> Decoded[Record]:
    """Decode one record. Its id is the stem of its file; its clock times are in its own zone, else in the site's."""
    record_id = file.rpartition("/")[2].rpartition(".")[0]
    return _decode(
        Record,
        file,
        data,
        lambda typed: {"id": record_id, "zone": _zone(typed.get("timezone"), record_id, site)},
        {ALIASES: site.component_aliases},
    )


def _decode(
    model: type[M],
    file: str,
    data: bytes,
    compute: ComputeFields,
    context: Mapping[str, Any] = MappingProxyType({}),
) -> Decoded[M]:
    text, found = decode(file, data)
    if text is None:
        return Decoded(None, Document(file, ""), found)
    document = Document(file, text)
    made = _decode_fast(model, text, compute, context)
    if made is not None:
        return Decoded(made, document, ())
    root, found = parse(file, text)
    if isinstance(root, MappingNode):
        return _validate(model, root, document, found, compute(contents(root)), context=context)
    return Decoded(None, document, in_order(found or (_not_a_mapping(model, root, file),)))


def _decode_fast(model: type[M], text: str, compute: ComputeFields, context: Mapping[str, Any]) -> M | None:
    """Build the model from a text without problems, as most files are; return None for any other."""
    typed = read_fast(text)
    if typed is None:
        return None
    computed = compute(typed)
    if not computed.keys().isdisjoint(typed):
        return None
    try:
        return model.model_validate(typed | computed, context={**context, **computed})
    except ValidationError:
        return None


def _not_a_mapping(model: type[BaseModel], root: Node | None, file: str) -> Diagnostic:
    if root is None or (isinstance(root, ScalarNode) and root.absent):
        message = "the file is empty; it must contain keys and values"
    else:
        found = "a list" if isinstance(root, SequenceNode) else "text"
        message = f"the file must contain keys and values, not {found}"
    return Diagnostic("not-a-record", Severity.ERROR, Location(file, 1, 1, 1, 1), message, _EXAMPLES[model])


def _zone(typed: object, record_id: str, site: Site) -> Zone:
    name = typed.strip() if isinstance(typed, str) else ""
    if name and name != UNSTATED:
        try:
            return zone_named(name)
        except ValueError:
            pass  # the field itself reports it; with the site's zone the rest can be read
    day = _day(record_id)
    then = site.zone_on(day)
    if then and name != UNSTATED:
        return then
    return unstated_zone(then, day, missing=name != UNSTATED)


def _lacks_zone(zone: object) -> bool:
    return isinstance(zone, Zone) and zone.missing


def _day(record_id: str) -> date:
    match = _DAY_OF_ID.match(record_id)
    try:
        return date.fromisoformat(match[1]) if match else date(2000, 1, 1)
    except ValueError:
        return date(2000, 1, 1)


def _validate(
    model: type[M],
    root: MappingNode,
    document: Document,
    found: tuple[Diagnostic, ...],
    computed: dict[str, Any],
    *,
    context: Mapping[str, Any],
) -> Decoded[M]:
    """Build the model. If parts are unusable, report them once, then try again without them."""
    problems = [*found, *_hidden_unknown_keys(model, root, document, computed)]
    for attempt in range(_MAX_ATTEMPTS):
        data = without(contents(root), document.left_out)
        if attempt:
            data = _PLACEHOLDERS[model] | data
        try:
            return Decoded(
                model.model_validate(data | computed, context={**context, **computed}),
                document,
                in_order(problems),
            )
        except ValidationError as invalid:
            errors = [
                _as_typed(each, root, document)
                for each in invalid.errors(include_url=False)
                if not _is_consequence(each)
            ]
        if not attempt:
            problems += _type_errors(
                model,
                errors,
                root,
                tuple(problems),
                document.file,
                needs_offsets=_lacks_zone(computed.get("zone")),
            )
        unusable = _unusable(errors, document, again=attempt > 0)
        if len(unusable) > _MAX_UNUSABLE:
            break
        document = replace(document, left_out=unusable)
    return Decoded(None, document, in_order(problems))


def _hidden_unknown_keys(
    model: type[BaseModel], root: MappingNode, document: Document, computed: dict[str, Any]
) -> tuple[Diagnostic, ...]:
    """Report unknown keys that the model does not see: those that are computed, and those without a value."""
    collector = DiagnosticCollector()
    lines = document.text.split("\n")
    explained: dict[Path, dict[str, Ended | None]] = {}
    for path in [*((key,) for key in computed), *paths_without_value(root)]:
        name, node = path[-1], node_at(root, path[:-1])
        parent = introspection.model_at(model, path[:-1])
        if parent is None or node_at(root, path) is None:
            continue
        if path[:-1] not in explained:
            explained[path[:-1]] = ended_by_comma(node, lines) if isinstance(node, MappingNode) else {}
        known = introspection.keys(parent).get(str(name))
        rest = explained[path[:-1]]
        if (known and (name not in rest or known.is_required())) or not collector.wants("unknown-key"):
            continue
        cut = rest.get(str(name))
        if cut:
            _, field = introspection.field_at(model, (*path[:-1], cut.key))
            example = as_value(cut.key, cut.value, field)
            collector.add("unknown-key", cut.position.location(document.file), cut.message, example)
        elif name not in rest:
            described = unknown_key(model, path)
            at = position_of(root, path, key=True).location(document.file)
            collector.add(described.rule, at, described.message, described.example)
    return collector.findings()


def _is_consequence(error: ErrorDetails) -> bool:
    """Return whether an error only follows from another one next to or below it."""
    return error["type"] == "default_factory_not_called" or (
        error["type"] == "too_short" and bool(error["input"])
    )


def _type_errors(
    model: type[BaseModel],
    errors: list[ErrorDetails],
    root: MappingNode,
    found: tuple[Diagnostic, ...],
    file: str,
    *,
    needs_offsets: bool,
) -> tuple[Diagnostic, ...]:
    """Describe errors, except those of values about which there is already a finding.

    `needs_offsets` means that no zone is known, so that times in examples need an offset.
    """
    reported = {(each.location.line, each.location.column) for each in found if each.rule in _VALUE_RULES}
    cut = {(each.location.line, each.location.column) for each in found if each.rule == "unknown-key"}
    swallowed = {each.location.line for each in found if each.rule == "swallowed-number"}
    collector = DiagnosticCollector()
    kind = contents(root).get("kind") if model is Record else None
    unknown = (_path(error) for error in errors if rule_of(error) == "unknown-key")
    split = split_texts(model, unknown, root)
    for error in errors:
        rule = rule_of(error)
        if not collector.wants(rule):
            continue
        path = _path(error)
        if path[:-1] in split and rule != "unknown-key":
            continue
        has_key = rule == "missing-key" and node_at(root, path) is not None
        described = split.get(path[:-1]) or explain(model, error, has_key=has_key, kind=kind)
        location = position_of(root, path, key=described.at_key).location(file)
        at = (location.line, location.column)
        is_known = (
            at in reported
            or (rule == "wrong-value" and at in cut)
            or (has_key and location.line in swallowed)
        )
        if not is_known:
            example = with_offsets(described.example) if needs_offsets else described.example
            collector.add(rule, location, described.message, example)
    return collector.findings()


def _unusable(errors: list[ErrorDetails], document: Document, *, again: bool) -> tuple[Path, ...]:
    """Return what must be removed: of an unknown key only the key, else the list entry or part of the value."""
    gone = set(document.left_out)
    for error in errors:
        path = _path(error)
        if error["type"] != "extra_forbidden":
            path = path[:1] if again else path[:2]
        gone.add(path)
        if len(gone) > _MAX_UNUSABLE:
            break
    return tuple(sorted(gone, key=sortable))


def _as_typed(error: ErrorDetails, root: MappingNode, document: Document) -> ErrorDetails:
    """Return an error with the path of its value in the file."""
    return {**error, "loc": typed_path(root, document.original(error["loc"]))}


def _path(error: ErrorDetails) -> Path:
    return tuple(step for step in error["loc"] if step != "[key]")
