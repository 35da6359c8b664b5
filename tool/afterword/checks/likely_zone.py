"""Guesses in which zone a time was typed that is in the future as typed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta, timezone, tzinfo
from typing import NamedTuple

from afterword.records.zone import Zone

_HOUR = timedelta(hours=1)
_RECENT = timedelta(minutes=30)
"""How long ago an update of an open incident usually is. With a longer time, most guesses would name two zones."""
_JUST_NOW = timedelta(minutes=10)
"""How long ago it was in a zone that is certain enough to be the only one that is named."""
_LATELY = 2 * _HOUR
"""The same for a zone that is already in use on the site."""
_BETWEEN_HOURS = tuple(
    timedelta(minutes=minutes) for minutes in (-570, -210, -150, 210, 270, 330, 345, 390, 525, 570, 630, 765)
)
"""The offsets of zones that are not whole hours from UTC, summer time included."""
_WHOLE_HOURS = tuple(hours * _HOUR for hours in range(-12, 15))


class LikelyZone(NamedTuple):
    """A zone that a time was probably typed in: its name in words, and how long ago the time was there.

    `others` are the names of further zones in which it was a short time ago.
    """

    name: str
    tz: tzinfo
    ago: timedelta
    others: tuple[str, ...] = ()


def likely_zone(
    clock: datetime, now: datetime, known: Iterable[Zone], tolerance: timedelta
) -> LikelyZone | None:
    """Return the zone in which a clock time was a short time ago, or None if there is no such zone.

    `clock` has the offset that it was read with, and lies more than `tolerance` after `now`. `known` are zones that
    the site uses; they are preferred.
    """
    typed = clock.utcoffset()
    for zone in known:
        ago = now - _read_in(clock, zone.tz)
        if -tolerance <= ago <= _LATELY:
            return LikelyZone(zone.name, zone.tz, ago)
    found = []
    for offset in (*_WHOLE_HOURS, *_BETWEEN_HOURS):
        ago = now - _read_in(clock, timezone(offset))
        if offset != typed and -tolerance <= ago <= _RECENT:
            found.append(LikelyZone(_name(offset), timezone(offset), ago))
    if not found:
        return None
    nearest, *others = sorted(found, key=lambda each: abs(each.ago))
    is_certain = abs(nearest.ago) <= _JUST_NOW
    return nearest if is_certain else nearest._replace(others=tuple(each.name for each in others))


def _read_in(clock: datetime, tz: tzinfo) -> datetime:
    return clock.replace(tzinfo=tz)


def _name(offset: timedelta) -> str:
    sign = "-" if offset < timedelta() else "+"
    hours, minutes = divmod(abs(offset) // timedelta(minutes=1), 60)
    return f"UTC{sign}{hours:02d}:{minutes:02d}" if offset else "UTC"
