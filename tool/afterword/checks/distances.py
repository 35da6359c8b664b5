"""Distances between times, in words for messages."""

from __future__ import annotations

from datetime import timedelta

_MINUTE, _HOUR, _DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
_IN_DAYS = 2 * _DAY


def distance(span: timedelta) -> str:
    """Write a span without its sign: in days from two days on, else in hours and minutes."""
    span = abs(span)
    if span >= _IN_DAYS:
        return f"{span // _DAY} days"
    hours, minutes = span // _HOUR, span % _HOUR // _MINUTE
    parts = [f"{hours} h"] if hours else []
    return " ".join([*parts, f"{minutes} min"] if minutes or not hours else parts)


def in_full(span: timedelta) -> str:
    """Write a span without its sign in days, hours and minutes, as pages show durations."""
    span = abs(span)
    days = span // _DAY if span >= _IN_DAYS else 0
    hours, minutes = (span - days * _DAY) // _HOUR, span % _HOUR // _MINUTE
    parts = ((days, "d"), (hours, "h"), (minutes, "min"))
    return " ".join(f"{number} {unit}" for number, unit in parts if number) or "0 min"
