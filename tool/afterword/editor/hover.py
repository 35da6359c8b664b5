"""What an editor shows about the word at a position, and about the findings there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import NamedTuple

from pydantic import BaseModel

from afterword.checks.rule_pages import handbook_address, page_of
from afterword.diagnostics import Diagnostic
from afterword.editor.fields import field_of, is_time
from afterword.editor.key_text import key_text
from afterword.editor.tokens import Role, Token
from afterword.editor.values import Source, meaning_of
from afterword.records.introspection import attribute
from afterword.records.record import Record
from afterword.records.rough_time import is_unknown
from afterword.source.nodes import Path
from afterword.views.text.words import ENGLISH


class Hover(NamedTuple):
    """A text in Markdown about the columns from `start` to `end` of a line; None for an unnamed place."""

    text: str
    token: Token | None


def hover(
    source: Source,
    position: tuple[int, int],
    *,
    findings: Iterable[Diagnostic] = (),
    record: Record | None = None,
    handbook: str = "",
) -> Hover | None:
    """Return what is known about a position. `record` is the decoded text, if nothing of it was left out."""
    line, column = position
    token = source.outline.at(line, column)
    parts = [*_about(source, token, record, handbook)] if token else []
    parts += dict.fromkeys(_rule(each.rule, handbook) for each in findings if _covers(each, line, column))
    text = "\n\n---\n\n".join(filter(None, parts))
    return Hover(text, token) if text else None


def _about(source: Source, token: Token, record: Record | None, handbook: str) -> Iterator[str]:
    field = field_of(source.file, token.path)
    if field is None:
        return
    if token.role is Role.KEY:
        if token.text == token.path[-1]:
            yield key_text(source.file, token.path, field, handbook)
        return
    found = meaning_of(source, token.path, token.text)
    if found:
        yield "\n\n".join(filter(None, (f"**{found.text}**: {found.meaning}", found.more)))
    elif is_time(field) and record:
        yield from _time(source, token.path, record)


def _time(source: Source, path: Path, record: Record) -> Iterator[str]:
    """Write a time in UTC and in the zone of the site, and the length of its window."""
    value = _value_at(record, path)
    if not isinstance(value, datetime) or is_unknown(value):
        return
    zones = [f"{value.astimezone(UTC):%Y-%m-%d %H:%M} UTC"]
    zone = source.live.known.zone
    if zone and source.live.known.timezone != "UTC":
        zones.append(f"{zone.local(value):%Y-%m-%d %H:%M} {source.live.known.timezone}")
    yield "  \n".join(zones)
    parent = _value_at(record, path[:-1])
    parent = parent[0] if isinstance(parent, tuple) and parent else parent
    start, end = getattr(parent, "start", None), getattr(parent, "end", None)
    if isinstance(start, datetime) and isinstance(end, datetime) and not is_unknown(end) and start < end:
        yield f"From start to end: {ENGLISH.duration(end - start)}"


def _value_at(record: Record, path: Path) -> object:
    value: object = record
    for step in path:
        if isinstance(step, int) and isinstance(value, tuple):
            value = value[step] if step < len(value) else None
        elif isinstance(step, str) and isinstance(value, tuple):
            value = value[0] if value else None  # one mapping, where there may be a list
        if isinstance(step, str):
            value = (
                getattr(value, attribute(type(value), step), None) if isinstance(value, BaseModel) else None
            )
    return value


def _rule(rule: str, handbook: str) -> str:
    """Write what a rule finds, with the way to its page."""
    page = page_of(rule)
    if page is None:
        return ""
    more = (
        f"[Handbook]({handbook}{handbook_address(rule)})"
        if handbook
        else f"`afterword explain {rule}` says more."
    )
    return f"`{rule}`: {page.summary}\n\n{more}"


def _covers(finding: Diagnostic, line: int, column: int) -> bool:
    at = finding.location
    return (at.line, at.column) <= (line + 1, column + 1) <= (at.end_line, at.end_column)
