"""Reads the zone that a person types after a time: a name, an offset, or an unambiguous abbreviation."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from afterword.records.error_messages import one_of, shown
from afterword.records.time_errors import FURTHEST_OFFSET
from afterword.records.zone import UTC_ZONE, Zone, zone_named
from afterword.records.zone_abbreviations import ABBREVIATIONS

_OFFSET = re.compile(r"(?:utc|gmt)?(?P<sign>[+-])(?P<hours>\d\d?)(?::?(?P<minutes>[0-5]\d))?", re.ASCII)
_UTC = frozenset({"z", "utc", "gmt", "zulu"})
_STEP = timedelta(days=28)


def zone_typed(text: str, before: str) -> Zone:
    """Read the zone that follows a time, which was typed as `before`: UTC, an offset or a name of the zone database.

    Raises ValueError, which says what to write, for anything else, and for an abbreviation.
    """
    word = text.strip(" ()").casefold()
    if word in _UTC:
        return UTC_ZONE
    offset = _OFFSET.fullmatch(word)
    if offset:
        length = timedelta(hours=int(offset["hours"]), minutes=int(offset["minutes"] or 0))
        if length > FURTHEST_OFFSET:
            raise ValueError(
                f"`{text}` is not a valid offset: offsets go from -14:00 to +14:00; write {before} +01:00"
            )
        return _fixed(f"{offset['sign']}{offset['hours']:0>2}:{offset['minutes'] or '00'}")
    zones = ABBREVIATIONS.get(word, "").split()
    if zones:
        problem = "can mean several zones" if len(zones) > 1 else "is an abbreviation"
        meant = one_of(f"`{before} {zone}`" for zone in zones)
        raise ValueError(
            f"`{shown(text)}` {problem}; write {meant}, or the offset, such as `{before} +01:00`"
        )
    return zone_named(text.strip(" ()"))


def own_abbreviation(text: str, clock: datetime, zone: Zone) -> Zone | None:
    """Return the offset that an abbreviation of a zone stands for at its clock time `clock`, or None.

    Raises ValueError if the zone uses the abbreviation, but not at that time.
    """
    word = text.strip(" ()").casefold()
    if not zone.stated:
        return None
    names = {}
    for fold in (1, 0):
        local = clock.replace(tzinfo=zone.tz, fold=fold)
        names[local.tzname() or ""] = f"{local:%z}"
    offset = next((offset for name, offset in names.items() if name.casefold() == word), "")
    if offset:
        return _fixed(f"{offset[:3]}:{offset[3:5]}")
    year = (clock.replace(tzinfo=zone.tz) + number * _STEP for number in range(-7, 8))
    if any((other.tzname() or "").casefold() == word for other in year):
        then = f"{clock:%Y-%m-%d %H:%M}"
        right = one_of(f"`{then} {name}`" for name in names)
        raise ValueError(f"{zone.name} does not use `{text}` at that time; write {right}")
    return None


def _fixed(offset: str) -> Zone:
    return Zone(offset, datetime.fromisoformat(f"2000-01-01T00:00{offset}").tzinfo or UTC_ZONE.tz)
