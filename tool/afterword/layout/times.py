"""The one form of a typed time: what it means, with which offset and how precisely, stays as it was typed."""

from __future__ import annotations

import re
from functools import lru_cache

from pydantic import BaseModel

from afterword.records import introspection
from afterword.records.rough_time import DATE_PATTERN
from afterword.records.zone import TIME_PATTERN
from afterword.source.nodes import Path

_TIME = re.compile(
    r"(?P<day>\d{4}-\d\d-\d\d)[ T](?P<minutes>\d\d:\d\d)(?P<seconds>:\d\d(?:\.\d+)?)? ?"
    r"(?P<offset>Z|[+-]\d\d:?\d\d)?(?P<about>~?)",
    re.ASCII,
)


def is_moment(model: type[BaseModel], path: Path) -> bool:
    """Return whether there is a time or a date at a path."""
    return _is_moment(model, tuple(step for step in path if isinstance(step, str)))


@lru_cache(maxsize=1024)
def _is_moment(model: type[BaseModel], keys: tuple[str, ...]) -> bool:
    _, field = introspection.field_at(model, keys)
    if field is None or introspection.is_mapping(field.annotation):
        return False
    schema = introspection.kind_schema(
        introspection.item_type(field.annotation) or field.annotation, field.metadata
    )
    pattern = str(schema.get("pattern", ""))
    return TIME_PATTERN in pattern or pattern == f"^{DATE_PATTERN}$"


def usual_form(text: str) -> str:
    """Return a time as `afterword new` writes it, and any other text unchanged."""
    found = _TIME.fullmatch(text)
    if not found:
        return text
    seconds, offset = found["seconds"] or "", found["offset"] or ""
    if not seconds.strip(":.0"):
        seconds = ""
    if len(offset) == len("+0100"):
        offset = f"{offset[:3]}:{offset[3:]}"
    return f"{found['day']} {found['minutes']}{seconds}{offset}{found['about']}"
