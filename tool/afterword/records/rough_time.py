"""Times that are not known to the minute: a day, a month, a year, an approximate time, or an unknown end."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from afterword.patterns import pattern

APPROXIMATE = "~"
"""After a time, "about", as in ISO 8601-2."""
UNKNOWN = "unknown"
YEAR_PATTERN = r"(19|2[01])[0-9]{2}"
MONTH_PATTERN = r"(0[1-9]|1[0-2])"
_DAY_PATTERN = r"(0[1-9]|[12][0-9]|3[01])"
DATE_PATTERN = f"{YEAR_PATTERN}-{MONTH_PATTERN}-{_DAY_PATTERN}"
COARSE_PATTERN = f"{YEAR_PATTERN}(-{MONTH_PATTERN}(-{_DAY_PATTERN})?)?"

_COARSE = pattern(r"(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?", re.ASCII)


class RoughTime(datetime):
    """A time that is known only roughly. As a datetime, it is the instant at which it counts, in UTC.

    `form` says what is known: a day `2026-11-18`, a month `2026-11`, a year `2026`, each with `~` after it if even
    that is approximate; `~` alone for an approximate clock time; `unknown` for an end that is not known. A time that
    is computed from another one has no form.
    """

    form: str = ""

    @classmethod
    def of(cls, instant: datetime, form: str) -> RoughTime:
        """Return a time that counts at an instant."""
        made = cls.combine(instant.date(), instant.timetz())
        made.form = form
        return made

    def __repr__(self) -> str:
        """Show the form too, so that times which are known differently differ."""
        return f"{super().__repr__()}[{self.form}]"

    def __reduce_ex__(self, _protocol: Any) -> Any:
        """Keep the form in copies."""
        return RoughTime.of, (exact(self), self.form)


def exact(instant: datetime) -> datetime:
    """Return the instant at which a time counts, without what is known about its precision."""
    return datetime.combine(instant.date(), instant.timetz()) if isinstance(instant, RoughTime) else instant


def form_of(instant: datetime | None) -> str:
    """Return the form of a rough time, or an empty text for an exact one."""
    return instant.form if isinstance(instant, RoughTime) else ""


def with_form(instant: datetime, form: str) -> datetime:
    """Return an instant with a form; the instant itself if the form is empty."""
    return RoughTime.of(instant, form) if form else instant


def is_coarse(instant: datetime | None) -> bool:
    """Return whether only the day, month or year of a time is known, or nothing."""
    return form_of(instant) not in ("", APPROXIMATE)


def is_vague(instant: datetime | None) -> bool:
    """Return whether not even the day of a time is known."""
    parts = coarse_parts(form_of(instant).removesuffix(APPROXIMATE))
    return parts is not None and not parts[2]


def is_unknown(instant: datetime | None) -> bool:
    """Return whether a time is an end that is not known."""
    return form_of(instant) == UNKNOWN


_SLACK = {0: timedelta(minutes=30), 1: timedelta(days=366), 2: timedelta(days=31), 3: timedelta(days=1)}


def slack(instant: datetime) -> timedelta:
    """Return by how much a time may differ from the instant at which it counts; 0 for an exact time.

    An approximate clock time may be half an hour off, and an approximate day, month or year twice its length.
    """
    form = form_of(instant)
    if form in ("", UNKNOWN):
        return timedelta()
    certain = form.removesuffix(APPROXIMATE)
    period = _SLACK[len(certain.split("-")) if certain else 0]
    return 2 * period if certain and certain != form else period


UNKNOWN_END = RoughTime.of(datetime.max.replace(tzinfo=UTC), UNKNOWN)
"""What `end: unknown` is read as, until the record says when the window was last known to go on."""


def coarse_parts(text: str) -> tuple[str, str, str] | None:
    """Return the year, month and day of a day, month or year, empty if it has none; None for any other text."""
    match = _COARSE.fullmatch(text)
    return (match["year"], match["month"] or "", match["day"] or "") if match else None


def period_of(form: str) -> tuple[date, date]:
    """Return the first day of a day, a month or a year, and the day after its last one.

    Raises ValueError for a day that the calendar does not have.
    """
    year, month, day = (int(part) for part in f"{form.rstrip(APPROXIMATE)}-0-0".split("-")[:3])
    first = date(year, month or 1, day or 1)
    if day:
        return first, first + timedelta(days=1)
    if month:
        return first, date(year + month // 12, month % 12 + 1, 1)
    return first, date(year + 1, 1, 1)


def midnight(day: date) -> datetime:
    """Return the start of a day as a clock time, marked as UTC."""
    return datetime.combine(day, time.min, UTC)
