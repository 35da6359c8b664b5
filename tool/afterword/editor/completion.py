"""Suggests keys and values at a position, in block and in flow style, in a text that may not be valid yet."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple

from pydantic.fields import FieldInfo

from afterword.checks.rule_pages import every_page
from afterword.editor.fields import (
    Target,
    field_of,
    has_keys,
    is_list,
    keys_at,
    needed_at,
    target_of_names,
    target_of_value,
)
from afterword.editor.key_text import key_text
from afterword.editor.tokens import Cursor, Role
from afterword.editor.values import MOST, Source, Suggested, named, suggested_values

_RULE = re.compile(r"#\s*afterword:\s*ignore\s+([a-z0-9-]*)$")
_COMMENT = re.compile(r"#\s*([a-z:]*)$")


class Kind(StrEnum):
    """What a suggestion is, which decides about its icon."""

    KEY = "key"
    VALUE = "value"
    RULE = "rule"
    COMMENT = "comment"


class Completion(NamedTuple):
    """A suggestion: `new_text` replaces the columns from `start` to `end` of the cursor's line."""

    kind: Kind
    label: str
    new_text: str
    start: int
    end: int
    detail: str = ""
    documentation: str = ""
    sort: str = ""


class Completions(NamedTuple):
    """Suggestions; if they are not complete, the editor asks again as more is typed."""

    items: tuple[Completion, ...]
    complete: bool = True


def completions(source: Source, lines: Sequence[str], line: int, column: int) -> Completions:
    """Return what can be written at a position."""
    cursor = source.outline.cursor
    before = lines[line][:column] if line < len(lines) else ""
    if cursor is None or cursor.role is Role.TEXT:
        return Completions(())
    if cursor.role is Role.COMMENT:
        return Completions(tuple(_in_comment(before)))
    typed = before[cursor.start : column].strip("\"'")
    items = tuple(_items(source, cursor, typed))
    of_records = target_of_value(source.file, cursor.path) is Target.RECORD
    return Completions(items, complete=not of_records or len(items) < MOST)


def _items(source: Source, cursor: Cursor, typed: str) -> Iterator[Completion]:
    path, file = cursor.path, source.file
    if cursor.role is Role.ENTRY:
        target = target_of_names(file, path)
        if target:
            yield from _names(source, cursor, target)
            return
        keys = keys_at(file, path)
        if keys:
            yield from _keys(source, cursor, keys)
            return
    field = field_of(file, path)
    dash = "- " if cursor.role is Role.ENTRY and _needs_dash(cursor, field) else ""
    for value in suggested_values(source, path, typed):
        yield _value(value, cursor, dash)


def _needs_dash(cursor: Cursor, field: FieldInfo | None) -> bool:
    """Return whether an entry of a list would begin at the cursor, where there is no dash yet."""
    if cursor.in_flow or not cursor.path or isinstance(cursor.path[-1], int):
        return False
    return cursor.needs_dash or is_list(field)


def _keys(source: Source, cursor: Cursor, keys: dict[str, FieldInfo]) -> Iterator[Completion]:
    present = source.outline.keys_in(cursor.path, but=cursor)
    needed = needed_at(source.file, cursor.path)
    dash = "- " if _needs_dash(cursor, field_of(source.file, cursor.path)) else ""
    for rank, (key, field) in enumerate(keys.items()):
        if key in present:
            continue
        colon = "" if cursor.before_colon else ":" if has_keys(field) and not cursor.in_flow else ": "
        detail = "required" if key in needed else ""
        yield Completion(
            Kind.KEY,
            key,
            f"{dash}{key}{colon}",
            cursor.start,
            cursor.end,
            detail,
            key_text(source.file, (*cursor.path, key), field),
            f"{key not in needed:d}{rank:03}",
        )


def _names(source: Source, cursor: Cursor, target: Target) -> Iterator[Completion]:
    """Yield the names that are keys of a mapping, such as the rules of `review.rules`."""
    present = source.outline.keys_in(cursor.path, but=cursor)
    for each in named(source, target, ""):
        if each.text not in present:
            colon = "" if cursor.before_colon else ": "
            yield Completion(
                Kind.RULE if target is Target.RULE else Kind.VALUE,
                each.text,
                f"{each.text}{colon}",
                cursor.start,
                cursor.end,
                each.meaning,
                each.more,
                each.sort or each.text,
            )


def _value(value: Suggested, cursor: Cursor, dash: str) -> Completion:
    return Completion(
        Kind.VALUE,
        value.text,
        f"{dash}{value.text}",
        cursor.start,
        cursor.end,
        value.meaning,
        value.more,
        value.sort or value.text,
    )


def _in_comment(before: str) -> Iterator[Completion]:
    """Yield the rules that a comment can suppress, and the beginning of such a comment."""
    end = len(before)
    rule = _RULE.search(before)
    begun = _COMMENT.search(before)
    if rule:
        for page in every_page():
            if page.can_be_lowered:
                text = f"{page.id} because "
                yield Completion(
                    Kind.RULE, page.id, text, rule.start(1), end, page.severity.value, page.summary, page.id
                )
    elif begun and "afterword: ignore".startswith(begun[1]):
        yield Completion(
            Kind.COMMENT,
            "afterword: ignore",
            "afterword: ignore ",
            begun.start(1),
            end,
            "suppress a rule on the next line, or on this one",
        )
