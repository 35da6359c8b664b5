"""Reads the typed text of values. Each reader says what is wrong with a text, and many what was probably meant."""

from __future__ import annotations

import re
import string
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from pydantic import BeforeValidator, ValidationInfo

from afterword.patterns import pattern
from afterword.records.due_date import DueDate, read_due_date
from afterword.records.error_messages import EMPTY, InvalidValueError, shown
from afterword.records.rough_time import UNKNOWN, UNKNOWN_END
from afterword.records.zone import UNSTATED, UTC_ZONE, Zone, read_date, read_time, zone_named

SLUG = r"[a-z0-9]+(?:-[a-z0-9]+)*"
NAME = r"[a-z][a-z0-9]*(?:[_-][a-z0-9]+)*"
LABEL = r"[A-Za-z0-9]+(?:[._-][A-Za-z0-9]+)*"
_NOT_IN_URL = r'\s\\<>"`{}|^'  # browsers take a backslash for a slash; ECMAScript allows no `\"`
URL = (
    rf"(?:https?://[^/?#{_NOT_IN_URL}]+[^{_NOT_IN_URL}]*"
    rf"|mailto:[^@{_NOT_IN_URL}]+@[^@{_NOT_IN_URL}]+"
    rf"|(?:/(?![/\\])|[^/:{_NOT_IN_URL}])[^:{_NOT_IN_URL}]*)"  # no other scheme, and not `//host`
)
WEB_ADDRESS = rf"https?://[^/?#{_NOT_IN_URL}]+[^{_NOT_IN_URL}]*"
SITE_ADDRESS = rf"https?://[^/?#{_NOT_IN_URL}]+(?:/[^?#{_NOT_IN_URL}]*)?"
URL_EXAMPLES = "https://example.com/page, mailto:help@example.com or /page/"
COLOUR = r"#[0-9A-Fa-f]{6}"
COUNT = pattern(r"[0-9]+(?:_[0-9]+)*")
NUMBER = pattern(r"-?[0-9]+(?:_[0-9]+)*(?:\.[0-9]+)?")
SPAN = r"[1-9][0-9]{0,3} ?(?:min|h|days?|weeks?)"
KEY = pattern(r"[a-z_]*")
"""A word that is typed as a key, and perhaps wrong, but is no beginning of a sentence."""
TITLE_LIMIT = 200
LONG_TITLE = 120
"""From more characters than this on, a title is shortened in many lists and chats."""
LINE_LIMIT = 400
NAME_LIMIT = 100
URL_LIMIT = 2_000
DIGITS_LIMIT = 15
_YES = frozenset({"yes", "y", "on", "true", "1"})
_NO = frozenset({"no", "n", "off", "false", "0"})


def read_text(value: Any) -> str:
    """Read text of any length, without the spaces around it."""
    if not isinstance(value, str):
        split = split_text(value)
        raise InvalidValueError(
            f"this must be text, not {'a list' if isinstance(value, list) else 'keys and values'}"
            + ("; quote a text that contains a colon" if split else ""),
            split,
        )
    stripped = value.strip()
    if not stripped:
        raise ValueError(EMPTY)
    return stripped


def split_text(value: Any) -> str:
    """Return the text that a colon split into a key and a value; empty if the key looks like one."""
    (key, text), *rest = value.items() if isinstance(value, dict) and value else [("", "")]
    return "" if rest or not isinstance(text, str) or KEY.fullmatch(key) else f"{key}: {text}"


def read_line(value: Any) -> str:
    """Read text on a single line."""
    text = read_text(value)
    if "\n" in text:
        raise ValueError("this must be a single line")
    if len(text) > LINE_LIMIT:
        raise ValueError(f"this has {len(text):,} characters; a line may have at most {LINE_LIMIT}")
    return text


def read_title(value: Any) -> str:
    """Read a line that fits in a list."""
    text = read_line(value)
    if len(text) > TITLE_LIMIT:
        raise ValueError(
            f"the title has {len(text)} characters; at most {TITLE_LIMIT} are allowed, and details belong in `summary`"
        )
    return text


def matching(
    form: str,
    what: str,
    example: str,
    limit: int = NAME_LIMIT,
    corrected: Callable[[str], str] = lambda _: "",
) -> BeforeValidator:
    """Return a reader of text in a form. `corrected` returns what was probably meant by other text."""
    written = pattern(form)

    def check(value: Any) -> str:
        text = read_text(value)
        if len(text) > limit or not written.fullmatch(text):
            longest = f", at most {limit:,} characters" if len(text) > limit else ""
            meant = corrected(text) if len(text) <= limit else ""
            message = f"`{shown(text)}` is not {what}; write it like {example}{longest}"
            raise InvalidValueError(message, meant if written.fullmatch(meant) else "")
        return text

    return BeforeValidator(check)


def joined_by(sign: str, allowed: str) -> Callable[[str], str]:
    """Return a function that replaces whatever an id cannot contain by a sign."""
    unwanted = pattern(f"[^{allowed}]+")
    return lambda text: unwanted.sub(sign, text).strip(sign) if text.isascii() else ""


def in_lower_case(sign: str) -> Callable[[str], str]:
    """Return a function that writes text as an id in lower case, with a sign between its words."""
    join = joined_by(sign, string.ascii_lowercase + string.digits)
    return lambda text: join(text.lower())


ALIASES = "component_aliases"
"""The key of the validation context with the component of each former id."""


def read_reference(value: Any, info: ValidationInfo) -> str:
    """Read an id of `status.yml` in any form: the rule that looks it up can say which ids there are.

    The former id of a component becomes its id.
    """
    text = read_text(value)
    if "\n" in text or len(text) > NAME_LIMIT or text[0] in "&*!":
        raise ValueError(
            f"`{shown(text)}` is not an id; an id is one line of at most {NAME_LIMIT} characters"
        )
    aliases: Mapping[str, str] = (info.context or {}).get(ALIASES, {})
    return aliases.get(text, text)


def read_moment(value: Any, info: ValidationInfo) -> datetime:
    """Read a time in the record's zone."""
    return _read_moment(value, info, is_end=False)


def _read_moment(value: Any, info: ValidationInfo, *, is_end: bool) -> datetime:
    context = info.context or {}
    zone: Zone = context.get("zone", UTC_ZONE)
    text = read_text(value)
    try:
        return read_time(text, zone, is_end=is_end)
    except InvalidValueError:
        after = _before(info) or _day_of(context.get("id", ""))
        return read_time(text, zone, is_end=is_end, after=after)


def _before(info: ValidationInfo) -> datetime | None:
    """Return the last time that was read in the same mapping: the start, where an end is read."""
    times = [each for each in info.data.values() if isinstance(each, datetime)] if info.data else []
    return times[-1] if times else None


def _day_of(record_id: str) -> date | None:
    """Return the day in a record's id."""
    try:
        return date.fromisoformat(record_id[:10])
    except ValueError:
        return None


def read_end(value: Any, info: ValidationInfo) -> datetime:
    """Read a time at which something ended; a day, a month or a year counts to its end."""
    return _read_moment(value, info, is_end=True)


def read_window_end(value: Any, info: ValidationInfo) -> datetime:
    """Read the end of a window, or `unknown`."""
    return UNKNOWN_END if value == UNKNOWN else read_end(value, info)


def read_day(value: Any) -> date:
    """Read a date."""
    return read_date(read_text(value))


def read_due(value: Any) -> DueDate:
    """Read a day, a month or a quarter."""
    return read_due_date(read_text(value))


def read_zone_name(value: Any) -> str:
    """Read the name of an IANA time zone."""
    return zone_named(read_text(value)).name


def read_record_zone(value: Any) -> str:
    """Read the name of a zone, or `unstated`."""
    text = read_text(value)
    return UNSTATED if text == UNSTATED else zone_named(text, or_write=UNSTATED).name


_UNITS = {
    "min": timedelta(minutes=1),
    "h": timedelta(hours=1),
    "day": timedelta(days=1),
    "week": timedelta(weeks=1),
}


def read_span(value: Any) -> timedelta:
    """Read a length of time: a number and its unit."""
    text = read_text(value)
    if not re.fullmatch(SPAN, text):
        meant = f"{text} h" if COUNT.fullmatch(text) else ""
        raise InvalidValueError(
            f"`{shown(text)}` is not a length of time; write a number and min, h, days or weeks, such as 24 h",
            meant if re.fullmatch(SPAN, meant) else "",
        )
    number, unit = re.findall(r"[0-9]+|[a-z]+", text)
    return int(number) * _UNITS[unit.removesuffix("s")]


def digit_count(text: str) -> int:
    """Return how many digits a number has."""
    return sum(map(str.isdigit, text))


def read_count(value: Any) -> int:
    """Read a whole number."""
    text = read_text(value)
    if not COUNT.fullmatch(text) or digit_count(text) > DIGITS_LIMIT:
        meant = _digits(re.sub(r"(?<=\d)[,.' ](?=\d{3})", "", text))
        raise InvalidValueError(
            f"`{shown(text)}` is not a count; write only digits, at most {DIGITS_LIMIT}, such as 1200",
            meant if COUNT.fullmatch(meant) else "",
        )
    return int(text)


def read_number(value: Any) -> Decimal:
    """Read a decimal number, exactly as it was typed."""
    text = read_text(value)
    if not NUMBER.fullmatch(text) or digit_count(text) > DIGITS_LIMIT:
        expected = f"write at most {DIGITS_LIMIT} digits, such as 93.5, without separators, exponent or unit"
        raise InvalidValueError(f"`{shown(text)}` is not a valid number; {expected}", _digits(text))
    return Decimal(text)


def _digits(text: str) -> str:
    """Return the number before a unit, or an empty text if there is anything else."""
    found = re.fullmatch(rf"(?P<number>{NUMBER.pattern}) ?[A-Za-z]*", text[:NAME_LIMIT], re.ASCII)
    return found["number"] if found and len(found["number"]) <= DIGITS_LIMIT else ""


def read_truth(value: Any) -> bool:
    """Read `true` or `false`."""
    text = read_text(value)
    if text not in ("true", "false"):
        meant = "true" if text.lower() in _YES else "false" if text.lower() in _NO else ""
        raise InvalidValueError(f"`{shown(text)}` is neither `true` nor `false`", meant)
    return text == "true"
