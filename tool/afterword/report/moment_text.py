"""Writes times and periods for a terminal, with their zones."""

from __future__ import annotations

from afterword.views.text.instants import Instant, Period
from afterword.views.text.words import ENGLISH


def at(instant: Instant) -> str:
    """Return a time with its zone."""
    return " ".join(filter(None, (instant.text, instant.zone)))


def between(start: Instant, end: Instant | None) -> str:
    """Return a span of time: what both ends share, the day and the zone, is there once."""
    if end is None:
        return f"{at(start)} – {ENGLISH.record.ongoing}"
    zone = "" if start.zone == end.zone else f" {start.zone}"
    return f"{start.text}{zone} – {until_text(start, end)} {end.zone}".rstrip()


def until_text(start: Instant, end: Instant) -> str:
    """Return the end of a span: without its day if that is the day of the start, and without its zone."""
    day, clock = day_and_clock(end)
    return clock if clock and day == day_and_clock(start)[0] else end.text


def day_and_clock(instant: Instant) -> tuple[str, str]:
    """Return the day of a time and its clock time; the latter is empty if only the day, or less, is known."""
    day, _, clock = instant.text.partition(", ")
    about = ENGLISH.about("")
    return (day.removeprefix(about), f"{about}{clock}") if clock and day.startswith(about) else (day, clock)


def during(period: Period) -> str:
    """Return a period with its zone and its length."""
    return f"{between(period.start, period.end)} ({period.duration})"
