"""How Statuspage's files write times and JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import UTC, date, datetime, time
from typing import Any, TypeAlias

from afterword.records.site import Site
from afterword.records.zone import Zone
from afterword.views.text.words import digits

JsonObject: TypeAlias = dict[str, Any]
"""An object of the interface: its keys in the order in which they are written."""

_UTC = "Etc/UTC"
_encode = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":")).encode


def stamp(instant: datetime) -> str:
    """Write an instant with milliseconds and a `Z`: strict clients read nothing else."""
    universal = instant if instant.tzinfo is UTC else instant.astimezone(UTC)
    return f"{digits(universal)}.{universal.microsecond // 1000:03d}Z"


def day_start(day: date, zone: Zone) -> datetime:
    """Give the instant at which a day begins in a zone."""
    return datetime.combine(day, time.min, zone.tz).astimezone(UTC)


def written(told: JsonObject) -> str:
    """Write an object."""
    return _encode(told)


def listed(objects: Iterable[str]) -> str:
    """Write objects that are written already as a list."""
    return f"[{','.join(objects)}]"


def file_text(page: JsonObject, **fragments: str) -> str:
    """Write a file: the page, then what the file is about, which is written already."""
    rest = "".join(f',"{key}":{text}' for key, text in fragments.items())
    return f'{{"page":{written(page)}{rest}}}'


def page_object(site: Site, updated: str) -> JsonObject:
    """Tell of the page as a whole; `updated` is when what the file tells last changed."""
    page = site.page
    return {
        "id": page.slug,
        "name": page.name,
        "url": page.root.rstrip("/"),
        "time_zone": site.timezone or _UTC,
        "updated_at": updated,
    }
