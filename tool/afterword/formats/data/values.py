"""The kinds of value in our own JSON, and how they are written."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Annotated, Final, NamedTuple, TypeAlias

from afterword.records.zone import Zone
from afterword.views.text import words

VERSION: Final = 1
"""The version of the files: `urls.DATA` names it too. Within a version fields come, none goes."""


class Form(NamedTuple):
    """What a kind of value looks like, in the words of JSON Schema; what is empty is not said."""

    format: str = ""
    pattern: str = ""
    minimum: int | None = None


Instant: TypeAlias = Annotated[str, Form(pattern=r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ?$")]
"""A time in UTC; without `Z` a clock time of which nobody knows the zone."""
Day: TypeAlias = Annotated[str, Form(format="date")]
Url: TypeAlias = Annotated[str, Form(format="uri-reference")]
Seconds: TypeAlias = Annotated[float, Form(minimum=0)]
Percent: TypeAlias = Annotated[str, Form(pattern=r"^\d+(\.\d+)?$")]
Weight: TypeAlias = Annotated[str, Form(pattern=r"^(0(\.\d+)?|1)$")]
Ratio: TypeAlias = Annotated[str, Form(pattern=r"^\d+(/\d+)?$")]

_ENCODE = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False).encode


def as_json(value: object) -> str:
    """Write a value as JSON on a single line, its keys in the order in which they were declared."""
    return _ENCODE(value)


def time(value: datetime, zone: Zone) -> str:
    """Write an instant as the pages have it for machines."""
    return words.instant(value, zone).iso


def time_if_any(value: datetime | None, zone: Zone) -> str | None:
    """Write an instant that may be missing."""
    return words.instant(value, zone).iso if value else None


def seconds(length: timedelta) -> float:
    """Write a length of time, as a whole number where it is one."""
    return length.total_seconds() if length.microseconds else length.days * 86_400 + length.seconds


def number(value: Decimal) -> float:
    """Write a number that somebody typed; it has at most fifteen digits, so nothing is lost."""
    return int(value) if value == value.to_integral_value() else float(value)
