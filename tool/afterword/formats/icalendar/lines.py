"""Content lines of iCalendar (RFC 5545, 3.1): properties with their values, escaped and folded."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime

from afterword.records.zone import Zone

END = "\r\n"
_LONGEST = 75
"""Maximum number of bytes in a line, without its end."""
_CONTINUES = 0x80
_LEADING_BITS = 0xC0
_UNFIT = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
"""Characters that a line cannot contain."""


def component(name: str, lines: Iterable[str]) -> str:
    """Return a component: its lines between `BEGIN` and `END`."""
    return "".join((f"BEGIN:{name}{END}", *lines, f"END:{name}{END}"))


def line(name: str, value: str) -> str:
    """Return a property whose value needs no escape, such as a number, a time or a URL."""
    return _folded(f"{name}:{value}") + END


def text(name: str, value: str) -> str:
    """Return a property whose value is text."""
    return line(name, _escaped(value))


def texts(name: str, values: Iterable[str]) -> str:
    """Return a property whose value is a list of texts."""
    return line(name, ",".join(map(_escaped, values)))


def utc(instant: datetime) -> str:
    """Return an instant in UTC as the value of a property, cut to the second."""
    return instant.strftime("%Y%m%dT%H%M%SZ")


def local(instant: datetime, zone: Zone) -> str:
    """Return an instant as the value of a property: in UTC, or as a floating time if the zone is not stated."""
    return utc(instant) if zone.stated else zone.local(instant).strftime("%Y%m%dT%H%M%S")


def _escaped(value: str) -> str:
    # Four replacements take a fifth of the time of one pattern.
    fit = _UNFIT.sub("", value).replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return fit.replace("\n", "\\n")


def _folded(content: str) -> str:
    """Fold a line after 75 bytes (RFC 5545, 3.1), but never within a character."""
    if len(content) <= _LONGEST and content.isascii():
        return content
    data = content.encode()
    pieces: list[str] = []
    start, room = 0, _LONGEST
    while len(data) - start > room:
        end = start + room
        while data[end] & _LEADING_BITS == _CONTINUES:
            end -= 1
        pieces.append(data[start:end].decode())
        start, room = end, _LONGEST - 1  # the space at the start of a continuation counts
    return f"{END} ".join((*pieces, data[start:].decode()))
