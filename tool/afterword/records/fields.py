"""The types of values in files: each reads text, says what is wrong with it, and has an example."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any

from pydantic import BeforeValidator, ValidationInfo, WithJsonSchema

from afterword.records.error_messages import EMPTY, shown
from afterword.records.zone import (
    DATE_EXAMPLE,
    DATE_PATTERN,
    TIME_EXAMPLE,
    TIME_PATTERN,
    UNSTATED,
    UTC_ZONE,
    Zone,
    read_date,
    read_time,
    zone_named,
)

_SLUG = r"[a-z0-9]+(?:-[a-z0-9]+)*"
_NAME = r"[a-z][a-z0-9]*(?:[_-][a-z0-9]+)*"
_LABEL = r"[A-Za-z0-9]+(?:[._-][A-Za-z0-9]+)*"
_NOT_IN_URL = r"\s\\<>\"`{}|^"  # browsers take a backslash for a slash
_URL = (
    rf"(?:https?://[^/?#{_NOT_IN_URL}]+[^{_NOT_IN_URL}]*"
    rf"|mailto:[^@{_NOT_IN_URL}]+@[^@{_NOT_IN_URL}]+"
    rf"|(?:/(?![/\\])|[^/:{_NOT_IN_URL}])[^:{_NOT_IN_URL}]*)"  # no other scheme, and not `//host`
)
_WEB_ADDRESS = rf"https?://[^/?#{_NOT_IN_URL}]+[^{_NOT_IN_URL}]*"
_SITE_ADDRESS = rf"https?://[^/?#{_NOT_IN_URL}]+(?:/[^?#{_NOT_IN_URL}]*)?"
_URL_EXAMPLES = "https://example.com/page, mailto:help@example.com or /page/"
_COLOUR = r"#[0-9A-Fa-f]{6}"
_COUNT = re.compile(r"[0-9]+(?:_[0-9]+)*")
_NUMBER = re.compile(r"-?[0-9]+(?:_[0-9]+)*(?:\.[0-9]+)?")
TITLE_LIMIT = 120
LINE_LIMIT = 400
NAME_LIMIT = 100
_URL_LIMIT = 2_000
_DIGITS_LIMIT = 15


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError(
            f"this must be text, not {'a list' if isinstance(value, list) else 'keys and values'}"
        )
    stripped = value.strip()
    if not stripped:
        raise ValueError(EMPTY)
    return stripped


def _line(value: Any) -> str:
    text = _text(value)
    if "\n" in text:
        raise ValueError("this must be a single line")
    if len(text) > LINE_LIMIT:
        raise ValueError(f"this has {len(text):,} characters; a line may have at most {LINE_LIMIT}")
    return text


def _title(value: Any) -> str:
    text = _line(value)
    if len(text) > TITLE_LIMIT:
        raise ValueError(
            f"the title has {len(text)} characters; at most {TITLE_LIMIT} fit in a list and a feed"
        )
    return text


def _matching(pattern: str, what: str, example: str, limit: int = NAME_LIMIT) -> BeforeValidator:
    compiled = re.compile(pattern)

    def check(value: Any) -> str:
        text = _text(value)
        if len(text) > limit or not compiled.fullmatch(text):
            longest = f", at most {limit:,} characters" if len(text) > limit else ""
            raise ValueError(f"`{shown(text)}` is not {what}; write it like {example}{longest}")
        return text

    return BeforeValidator(check)


def _moment(value: Any, info: ValidationInfo) -> datetime:
    zone: Zone = (info.context or {}).get("zone", UTC_ZONE)
    return read_time(_text(value), zone)


def _day(value: Any) -> date:
    return read_date(_text(value))


def _zone_name(value: Any) -> str:
    return zone_named(_text(value)).name


def _record_zone(value: Any) -> str:
    text = _text(value)
    return UNSTATED if text == UNSTATED else zone_named(text, or_write=UNSTATED).name


def _count(value: Any) -> int:
    text = _text(value)
    if not _COUNT.fullmatch(text) or len(text) > _DIGITS_LIMIT:
        raise ValueError(
            f"`{shown(text)}` is not a count; write only digits, at most {_DIGITS_LIMIT}, such as 1200"
        )
    return int(text)


def _number(value: Any) -> Decimal:
    text = _text(value)
    if not _NUMBER.fullmatch(text) or len(text) > _DIGITS_LIMIT:
        expected = f"write at most {_DIGITS_LIMIT} digits, such as 93.5, without separators, exponent or unit"
        raise ValueError(f"`{shown(text)}` is not a valid number; {expected}")
    return Decimal(text)


def _truth(value: Any) -> bool:
    text = _text(value)
    if text not in ("true", "false"):
        raise ValueError(f"`{shown(text)}` is neither `true` nor `false`")
    return text == "true"


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

Prose = Annotated[
    str,
    BeforeValidator(_text),
    _schema(_ANY_TEXT, "Markdown text", minLength=1, examples=["Searches take several seconds."]),
]
Line = Annotated[
    str,
    BeforeValidator(_line),
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
    BeforeValidator(_title),
    _schema(
        _ANY_TEXT,
        f"one line of plain text, at most {TITLE_LIMIT} characters",
        minLength=1,
        maxLength=TITLE_LIMIT,
        examples=["Search is slow"],
    ),
]
Slug = Annotated[
    str,
    _matching(_SLUG, "an id", "query-engine (lower-case letters, digits and single hyphens)"),
    _pattern_schema(
        _SLUG,
        "an id of lower-case letters, digits and single hyphens",
        "query-engine",
        kind=["string", "integer"],
    ),
]
Name = Annotated[
    str,
    _matching(_NAME, "a name", "very_overloaded (lower-case letters, digits, `_` or `-`, a letter first)"),
    _pattern_schema(_NAME, "a name of lower-case letters, digits, `_` or `-`", "very_overloaded"),
]
Label = Annotated[
    str,
    _matching(_LABEL, "an id", "a1 or OPS-12 (letters, digits, `.`, `_` or `-`)"),
    _pattern_schema(
        _LABEL,
        "an id of letters, digits, `.`, `_` or `-`, unique in its list",
        "a1",
        kind=["string", "number"],
    ),
]
Url = Annotated[
    str,
    _matching(_URL, "a link that can be published", _URL_EXAMPLES, limit=_URL_LIMIT),
    _pattern_schema(
        _URL,
        "an http, https or mailto link, or a link within the site",
        "https://example.com/",
        limit=_URL_LIMIT,
    ),
]
WebAddress = Annotated[
    str,
    _matching(_WEB_ADDRESS, "a complete web address", "https://example.com/preview.png", limit=_URL_LIMIT),
    _pattern_schema(
        _WEB_ADDRESS, "a complete http or https address", "https://example.com/preview.png", limit=_URL_LIMIT
    ),
]
SiteAddress = Annotated[
    str,
    _matching(
        _SITE_ADDRESS,
        "the address of a site, which begins with https:// and has no ? or #",
        "https://status.example.com/",
        limit=_URL_LIMIT,
    ),
    _pattern_schema(
        _SITE_ADDRESS,
        "the http or https address of a site, without ? or #",
        "https://status.example.com/",
        limit=_URL_LIMIT,
    ),
]
Colour = Annotated[
    str,
    _matching(_COLOUR, "a colour", '"#8a6a00" (`#` and six digits, in quotes)'),
    _schema("string", "a colour, in quotes", pattern=f"^{_COLOUR}$", examples=["#8a6a00"]),
]
Moment = Annotated[
    datetime,
    BeforeValidator(_moment),
    _schema(
        "string", "a time", pattern=f"^{TIME_PATTERN}$", examples=[TIME_EXAMPLE, f"{TIME_EXAMPLE}:07+01:00"]
    ),
]
Day = Annotated[
    date,
    BeforeValidator(_day),
    _schema("string", "a date", pattern=f"^{DATE_PATTERN}$", examples=[DATE_EXAMPLE]),
]
ZoneName = Annotated[
    str, BeforeValidator(_zone_name), _schema("string", "an IANA time zone", examples=["Europe/Berlin"])
]
RecordZone = Annotated[
    str,
    BeforeValidator(_record_zone),
    _schema("string", f"an IANA time zone, or `{UNSTATED}`", examples=["Europe/Berlin", UNSTATED]),
]
Count = Annotated[
    int,
    BeforeValidator(_count),
    _schema(
        ["integer", "string"], "a whole number", minimum=0, pattern=f"^{_COUNT.pattern}$", examples=[1200]
    ),
]
Number = Annotated[
    Decimal,
    BeforeValidator(_number),
    _schema(["number", "string"], "a number", pattern=f"^{_NUMBER.pattern}$", examples=[93.5]),
]
Truth = Annotated[
    bool,
    BeforeValidator(_truth),
    _schema(["boolean", "string"], "`true` or `false`", enum=[True, False, "true", "false"], examples=[True]),
]
