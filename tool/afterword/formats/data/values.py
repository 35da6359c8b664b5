"""The kinds of value below `/data/v1/`, and how they are written."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Annotated, Final, NamedTuple, TypeAlias

from afterword.records.due_date import DUE_PATTERN
from afterword.records.zone import Zone
from afterword.views.text import words

VERSION: Final = 1
"""The version of the files, also in `urls.DATA`. Within a version, fields are added and never removed."""


class Form(NamedTuple):
    """Keywords of JSON Schema for a kind of value. Empty ones are left out."""

    format: str = ""
    pattern: str = ""
    minimum: int | None = None


Instant: TypeAlias = Annotated[str, Form(pattern=r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ?$")]
"""A time in UTC. Without `Z`, a clock time whose zone is not stated."""
Day: TypeAlias = Annotated[str, Form(format="date")]
Due: TypeAlias = Annotated[str, Form(pattern=f"^{DUE_PATTERN}$")]
"""A day, a month or a quarter."""
Url: TypeAlias = Annotated[str, Form(format="uri-reference")]
Seconds: TypeAlias = Annotated[float, Form(minimum=0)]
Percent: TypeAlias = Annotated[str, Form(pattern=r"^\d+(\.\d+)?$")]
Weight: TypeAlias = Annotated[str, Form(pattern=r"^(0(\.\d+)?|1)$")]
Ratio: TypeAlias = Annotated[str, Form(pattern=r"^\d+(/\d+)?$")]

_ENCODE = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False).encode


def as_json(value: object) -> str:
    """Return a value as JSON on a single line, its keys in the order of their declaration."""
    return _ENCODE(value)


def time(value: datetime, zone: Zone) -> str:
    """Return an instant as in the `datetime` attributes of the pages."""
    return words.instant(value, zone).iso


def time_if_any(value: datetime | None, zone: Zone) -> str | None:
    """Return an instant as `time` does, or None."""
    return words.instant(value, zone).iso if value else None


def seconds(length: timedelta) -> float:
    """Return a duration in seconds, as an integer if it is whole."""
    return length.total_seconds() if length.microseconds else length.days * 86_400 + length.seconds


def number(value: Decimal) -> float:
    """Return a typed number. It has at most fifteen digits, so a float is exact."""
    return int(value) if value == value.to_integral_value() else float(value)
