"""The types of values in files, each with its description and its examples for editors."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, PlainValidator, WithJsonSchema

from afterword.records.due_date import DUE_EXAMPLES, DUE_PATTERN, DueDate
from afterword.records.language import no_country
from afterword.records.quantity import QUANTITY_EXAMPLES, QUANTITY_PATTERN, Quantity, read_quantity
from afterword.records.rough_time import DATE_PATTERN, UNKNOWN
from afterword.records.time_errors import DATE_EXAMPLE, TIME_EXAMPLE
from afterword.records.value_readers import (
    COLOUR,
    COUNT,
    LABEL,
    LINE_LIMIT,
    NAME,
    NAME_LIMIT,
    NUMBER,
    SITE_ADDRESS,
    SLUG,
    SPAN,
    TITLE_LIMIT,
    URL,
    URL_EXAMPLES,
    URL_LIMIT,
    WEB_ADDRESS,
    in_lower_case,
    joined_by,
    matching,
    read_count,
    read_day,
    read_due,
    read_end,
    read_line,
    read_moment,
    read_number,
    read_record_zone,
    read_reference,
    read_span,
    read_text,
    read_title,
    read_truth,
    read_window_end,
    read_zone_name,
)
from afterword.records.zone import TIME_PATTERN, UNSTATED


def _schema(kind: str | list[str], description: str, **more: Any) -> WithJsonSchema:
    return WithJsonSchema({"type": kind, "description": description, **more})


def _pattern_schema(
    pattern: str,
    description: str,
    example: str,
    *,
    limit: int = NAME_LIMIT,
    kind: str | list[str] = "string",
) -> WithJsonSchema:
    return _schema(kind, description, pattern=f"^{pattern}$", maxLength=limit, examples=[example])


# Every scalar is read as text, so an editor must not report `title: 404`, which it takes for a number.
_ANY_TEXT = ["string", "number", "boolean"]

MARKDOWN = object()
"""Marks a type of text as Markdown."""
ADDRESS = object()
"""Marks a type of text as the target of a link."""

Prose = Annotated[
    str,
    MARKDOWN,
    BeforeValidator(read_text),
    _schema(_ANY_TEXT, "Markdown text", minLength=1, examples=["Searches take several seconds."]),
]
Line = Annotated[
    str,
    BeforeValidator(read_line),
    _schema(
        _ANY_TEXT,
        f"one line of text, at most {LINE_LIMIT} characters",
        minLength=1,
        maxLength=LINE_LIMIT,
        examples=["Searches take several seconds"],
    ),
]
Title = Annotated[
    str,
    BeforeValidator(read_title),
    _schema(
        _ANY_TEXT,
        f"one line of plain text, at most {TITLE_LIMIT} characters",
        minLength=1,
        maxLength=TITLE_LIMIT,
        examples=["Search is slow"],
    ),
]
_SLUG_SCHEMA = _pattern_schema(
    SLUG,
    "an id of lower-case letters, digits and single hyphens",
    "query-engine",
    kind=["string", "integer"],
)
Slug = Annotated[
    str,
    matching(
        SLUG,
        "an id",
        "query-engine (lower-case letters, digits and single hyphens)",
        corrected=in_lower_case("-"),
    ),
    _SLUG_SCHEMA,
]
SlugReference = Annotated[str, BeforeValidator(read_reference), _SLUG_SCHEMA]
"""A slug that `status.yml` defines."""
_NAME_SCHEMA = _pattern_schema(
    NAME,
    "a name of lower-case letters, digits, `_` or `-`",
    "very_overloaded",
)
Name = Annotated[
    str,
    matching(
        NAME,
        "a name",
        "very_overloaded (lower-case letters, digits, `_` or `-`, a letter first)",
        corrected=in_lower_case("_"),
    ),
    _NAME_SCHEMA,
]
NameReference = Annotated[str, BeforeValidator(read_reference), _NAME_SCHEMA]
"""A name that `status.yml` defines."""
Label = Annotated[
    str,
    matching(
        LABEL,
        "an id",
        "a1 or OPS-12 (letters, digits, `.`, `_` or `-`)",
        corrected=joined_by("-", r"\w.-"),
    ),
    _pattern_schema(
        LABEL,
        "an id of letters, digits, `.`, `_` or `-`, unique in its list",
        "a1",
        kind=["string", "number"],
    ),
]
Url = Annotated[
    str,
    ADDRESS,
    matching(URL, "a link that can be published", URL_EXAMPLES, limit=URL_LIMIT),
    _pattern_schema(
        URL,
        "an http, https or mailto link, or a link within the site",
        "https://example.com/",
        limit=URL_LIMIT,
    ),
]
WebAddress = Annotated[
    str,
    ADDRESS,
    matching(WEB_ADDRESS, "a complete web address", "https://example.com/preview.png", limit=URL_LIMIT),
    _pattern_schema(
        WEB_ADDRESS,
        "a complete http or https address",
        "https://example.com/preview.png",
        limit=URL_LIMIT,
    ),
]
SiteAddress = Annotated[
    str,
    ADDRESS,
    matching(
        SITE_ADDRESS,
        "the address of a site, which begins with https:// and has no ? or #",
        "https://status.example.com/",
        limit=URL_LIMIT,
    ),
    _pattern_schema(
        SITE_ADDRESS,
        "the http or https address of a site, without ? or #",
        "https://status.example.com/",
        limit=URL_LIMIT,
    ),
]
_HOST = r"https://(?:\*\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)+(?::\d{1,5})?"
_HOST_EXAMPLE = "https://cdn.example.com"
Host = Annotated[
    str,
    matching(_HOST, "a host with https:// and nothing after it", _HOST_EXAMPLE, limit=NAME_LIMIT),
    _pattern_schema(_HOST, "a host with https:// and nothing after it", _HOST_EXAMPLE),
]
Colour = Annotated[
    str,
    matching(
        COLOUR,
        "a colour",
        '"#8a6a00" (`#` and six digits, in quotes)',
        corrected=lambda text: f"#{text.removeprefix('#')}",
    ),
    _schema("string", "a colour, in quotes", pattern=f"^{COLOUR}$", examples=["#8a6a00"]),
]
# A year alone is an integer for editors.
_TIME_TYPES = ["string", "integer"]
_TIME_EXAMPLES = [TIME_EXAMPLE, f"{TIME_EXAMPLE}:07+01:00", f"{TIME_EXAMPLE}~", DATE_EXAMPLE, "2026-11"]
_TIME_SCHEMA = _schema(_TIME_TYPES, "a time", pattern=f"^{TIME_PATTERN}$", examples=_TIME_EXAMPLES)
Moment = Annotated[datetime, BeforeValidator(read_moment), _TIME_SCHEMA]
EndMoment = Annotated[datetime, BeforeValidator(read_end), _TIME_SCHEMA]
"""A time at which something ended, such that a day alone means the end of that day."""
WindowEnd = Annotated[
    datetime,
    BeforeValidator(read_window_end),
    _schema(
        _TIME_TYPES,
        f"a time, or `{UNKNOWN}`",
        pattern=f"^({TIME_PATTERN}|{UNKNOWN})$",
        examples=[*_TIME_EXAMPLES, UNKNOWN],
    ),
]
Day = Annotated[
    date,
    BeforeValidator(read_day),
    _schema("string", "a date", pattern=f"^{DATE_PATTERN}$", examples=[DATE_EXAMPLE]),
]
LANGUAGE = r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*"
Language = Annotated[
    str,
    matching(
        LANGUAGE,
        "a language tag",
        "ar, pt-BR or zh-Hant (BCP 47)",
        corrected=lambda text: text.replace("_", "-"),
    ),
    AfterValidator(no_country),
    _pattern_schema(LANGUAGE, "a BCP 47 language tag", "pt-BR"),
]
Due = Annotated[
    DueDate,
    PlainValidator(read_due),
    _schema("string", "a day, a month or a quarter", pattern=f"^{DUE_PATTERN}$", examples=[*DUE_EXAMPLES]),
]
ZoneName = Annotated[
    str, BeforeValidator(read_zone_name), _schema("string", "an IANA time zone", examples=["Europe/Berlin"])
]
RecordZone = Annotated[
    str,
    BeforeValidator(read_record_zone),
    _schema("string", f"an IANA time zone, or `{UNSTATED}`", examples=["Europe/Berlin", UNSTATED]),
]
Count = Annotated[
    int,
    BeforeValidator(read_count),
    _schema(
        ["integer", "string"], "a whole number", minimum=0, pattern=f"^{COUNT.pattern}$", examples=[1200]
    ),
]
Span = Annotated[
    timedelta,
    BeforeValidator(read_span),
    _pattern_schema(SPAN, "a length of time", "24 h"),
]
Number = Annotated[
    Decimal,
    BeforeValidator(read_number),
    _schema(["number", "string"], "a number", pattern=f"^{NUMBER.pattern}$", examples=[93.5]),
]
Amount = Annotated[
    Quantity,
    BeforeValidator(read_quantity),
    _schema(
        ["number", "string"],
        "a quantity: a number with an optional unit, also approximate (`~`), bounded or a range",
        pattern=f"^{QUANTITY_PATTERN}$",
        examples=list(QUANTITY_EXAMPLES),
    ),
]
Lines = Annotated[
    tuple[Line, ...],
    BeforeValidator(lambda value: [value] if isinstance(value, str) else value),
    _schema(
        ["string", "array"],
        "one line of text, or a list of them",
        items={"type": _ANY_TEXT},
        examples=[["Europe", "version 2"]],
    ),
]
Truth = Annotated[
    bool,
    BeforeValidator(read_truth),
    _schema(["boolean", "string"], "`true` or `false`", enum=[True, False, "true", "false"], examples=[True]),
]
