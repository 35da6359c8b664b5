"""Writes times and JSON as Statuspage does."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any, TypeAlias

from afterword.compact_json import compact_json
from afterword.views.context import Context
from afterword.views.text.instants import digits

JsonObject: TypeAlias = dict[str, Any]
"""An object of the API, its keys in the order in which they are written."""

_UTC = "Etc/UTC"


def stamp(instant: datetime) -> str:
    """Return an instant in UTC with milliseconds and a `Z`. Strict clients accept no other form."""
    universal = instant if instant.tzinfo is UTC else instant.astimezone(UTC)
    return f"{digits(universal)}.{universal.microsecond // 1000:03d}Z"


def list_json(objects: Iterable[str]) -> str:
    """Return a list of objects, given as JSON, as JSON."""
    return f"[{','.join(objects)}]"


def file_json(page: JsonObject, **members: str) -> str:
    """Return the text of a file: the page object, then the other members, which are given as JSON."""
    rest = "".join(f',"{key}":{text}' for key, text in members.items())
    return f'{{"page":{compact_json(page)}{rest}}}'


def page_object(context: Context, updated: str) -> JsonObject:
    """Return the page object. `updated` is when the content of the file last changed."""
    page = context.site.page
    return {
        "id": page.slug,
        "name": context.shown_name,
        "url": page.root.rstrip("/"),
        "time_zone": context.site.timezone or _UTC,
        "updated_at": updated,
    }
