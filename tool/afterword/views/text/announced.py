"""The announced times of maintenance as text."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from afterword.records.record import Record
from afterword.records.response import Scheduled
from afterword.records.rough_time import is_coarse, is_vague
from afterword.records.zone import Zone
from afterword.timeline.lifecycle import Lifecycle, Phase
from afterword.timeline.maintenance import announced_periods, begun_period, next_period
from afterword.views.text.instants import Instant, both_clocks
from afterword.views.text.words import Words


class AnnouncedPeriod(NamedTuple):
    """A period for which maintenance is announced. Without `end`, its end is open.

    It has no `duration` if its end is open, or if only its days are announced.
    `number` says which of several periods it is, such as "2 of 3".
    """

    start: Instant
    end: Instant | None
    text: str
    duration: str
    number: str = ""

    @property
    def has_clock_times(self) -> bool:
        """Whether both ends are clock times, which a page can show by themselves."""
        return both_clocks(self.start, self.end)


def all_announced(words: Words, record: Record, zone: Zone) -> tuple[AnnouncedPeriod, ...]:
    """Return every announced period of a maintenance record, earliest first."""
    return tuple(_announced(words, each, zone) for each in announced_periods(record))


def announced(
    words: Words, record: Record, lifecycle: Lifecycle, zone: Zone, now: datetime
) -> AnnouncedPeriod | None:
    """Return the announced period that is current, see `current_period`."""
    current = current_period(record, lifecycle, now)
    if current is None:
        return None
    periods = announced_periods(record)
    number = (
        words.gettext("{number} of {count}", number=periods.index(current) + 1, count=len(periods))
        if len(periods) > 1
        else ""
    )
    return _announced(words, current, zone)._replace(number=number)


def announced_from(
    words: Words, record: Record, lifecycle: Lifecycle, zone: Zone, now: datetime
) -> tuple[AnnouncedPeriod, ...]:
    """Return the announced period that is current, see `current_period`, and all later ones."""
    current, periods = current_period(record, lifecycle, now), announced_periods(record)
    return (
        tuple(_announced(words, each, zone) for each in periods[periods.index(current) :]) if current else ()
    )


def current_period(record: Record, lifecycle: Lifecycle, now: datetime) -> Scheduled | None:
    """Return the announced period of the work that is being done, else the next one, else the last one.

    None if nothing is announced. `lifecycle` must be for `now`.
    """
    begun, periods = begun_period(record, now), announced_periods(record)
    if lifecycle.phase is Phase.OVERRUN:
        return begun
    if lifecycle.phase is Phase.UPCOMING and begun and begun is not periods[-1]:
        return periods[periods.index(begun) + 1]  # it may have ended earlier than announced
    return next_period(record, now)


def night_began(record: Record, lifecycle: Lifecycle, now: datetime) -> datetime | None:
    """Return when the current one of several announced periods began; None if it has not, or is the only one."""
    period = current_period(record, lifecycle, now) if len(record.scheduled) > 1 else None
    return period.start if period and period.start <= now else None


def _announced(words: Words, period: Scheduled, zone: Zone) -> AnnouncedPeriod:
    start = words.instant(period.start, zone)
    if period.end is None and is_vague(period.start):
        return AnnouncedPeriod(start, start, start.text, "")
    if period.end is None:
        return AnnouncedPeriod(start, None, words.gettext("{start}, end open", start=start.text), "")
    shown = words.period(period.start, period.end, zone, period.end)
    duration = "" if is_coarse(period.start) or is_coarse(period.end) else shown.duration
    return AnnouncedPeriod(shown.start, shown.end, shown.text, duration)
