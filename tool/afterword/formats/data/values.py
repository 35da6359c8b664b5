"""The kinds of value below `/data/v1/`, and how they are written."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Annotated, Final, Literal, NamedTuple, TypeAlias, TypedDict

from afterword.records import quantity as quantities
from afterword.records.due_date import DUE_PATTERN
from afterword.records.rough_time import APPROXIMATE, UNKNOWN, coarse_parts, exact, form_of
from afterword.records.zone import Zone
from afterword.views.text.words import ENGLISH

VERSION: Final = 1
"""The version of the files, also in `urls.DATA`. Within a version, fields are added and never removed."""


class Form(NamedTuple):
    """Keywords of JSON Schema for a kind of value. Empty ones are left out."""

    format: str = ""
    pattern: str = ""
    minimum: int | None = None


Instant: TypeAlias = Annotated[str, Form(pattern=r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{3})?Z?$")]
"""A time in UTC, with milliseconds if they are not zero. Without `Z`, a clock time whose zone is not stated."""
TimePrecision: TypeAlias = Literal[
    "exact", "about", "day", "about_day", "month", "about_month", "year", "about_year", "unknown"
]
Day: TypeAlias = Annotated[str, Form(format="date")]
Due: TypeAlias = Annotated[str, Form(pattern=f"^{DUE_PATTERN}$")]
"""A day, a month or a quarter."""
Url: TypeAlias = Annotated[str, Form(format="uri-reference")]
Seconds: TypeAlias = Annotated[float, Form(minimum=0)]
Percent: TypeAlias = Annotated[str, Form(pattern=r"^\d+(\.\d+)?$")]
Weight: TypeAlias = Annotated[str, Form(pattern=r"^(0(\.\d+)?|1)$")]
Ratio: TypeAlias = Annotated[str, Form(pattern=r"^\d+(/\d+)?$")]


class Quantity(TypedDict):
    """A number as the source gives it: exact, approximate, bounded or a range."""

    text: Annotated[str, "The quantity as it was typed."]
    min: Annotated[float | None, "The lower bound; null if there is none."]
    max: Annotated[
        float | None, "The upper bound; null if there is none. Equal to `min` for a single number."
    ]
    approximate: Annotated[bool, "Whether the number is not exact."]
    unit: Annotated[str | None, "The unit."]


_TIME_PRECISIONS: Mapping[str, TimePrecision] = {
    "": "exact", "day": "day", "month": "month", "year": "year",
    "about": "about", "about_day": "about_day", "about_month": "about_month", "about_year": "about_year",
}  # fmt: skip


def time(value: datetime, zone: Zone) -> str:
    """Return an instant as in the `datetime` attributes of the pages; of a rough time, the one at which it counts."""
    return ENGLISH.instant(exact(value), zone).iso


def time_if_any(value: datetime | None, zone: Zone) -> str | None:
    """Return an instant as `time` does, or None."""
    return time(value, zone) if value else None


def precision_if_any(value: datetime | None) -> TimePrecision | None:
    """Return how precise a time is, or None."""
    return precision(value) if value else None


def precision(value: datetime) -> TimePrecision:
    """Return how precise a time is."""
    form = form_of(value)
    if form == UNKNOWN:
        return "unknown"
    parts = coarse_parts(form.removesuffix(APPROXIMATE)) or ("", "", "")
    unit = "day" if parts[2] else "month" if parts[1] else "year" if parts[0] else ""
    about = "about" if form.endswith(APPROXIMATE) else ""
    return _TIME_PRECISIONS["_".join(filter(None, (about, unit)))]


def seconds(length: timedelta) -> float:
    """Return a duration in seconds, as an integer if it is whole."""
    return length.total_seconds() if length.microseconds else length.days * 86_400 + length.seconds


def quantity(value: quantities.Quantity, unit: str | None = None) -> Quantity:
    """Return a quantity: its text and its bounds. `unit` is for one that has none."""
    return {
        "text": value.text,
        "min": None if value.low is None else number(value.low),
        "max": None if value.high is None else number(value.high),
        "approximate": value.approximate,
        "unit": value.unit or unit,
    }


def quantity_if_any(value: quantities.Quantity | None, unit: str | None = None) -> Quantity | None:
    """Return a quantity as `quantity` does, or None."""
    return quantity(value, unit) if value else None


def number(value: Decimal) -> float:
    """Return a typed number. It has at most fifteen digits, so a float is exact."""
    return int(value) if value == value.to_integral_value() else float(value)
