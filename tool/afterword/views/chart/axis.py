"""The time axis of a figure: which stretch of time it shows, where an instant lies on it, and its ticks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from afterword.records.zone import Zone
from afterword.views.chart.models import Tick
from afterword.views.text.words import MONTHS, clock

_SHORTEST = timedelta(minutes=6)
_PADDING = 0.025
_MOST_TICKS = 7
_NEAR_EDGE = 2.5
_MINUTES = (1, 2, 3, 5, 10, 15, 20, 30, 60)
_HOURS = (2, 3, 4, 6, 8, 12)
_DAYS = (1, 2, 3, 4, 7, 14)
_MONTHS = (1, 2, 3, 4, 6, 12, 24, 60, 120, 240, 600)
_ONE_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class TimeAxis:
    """A stretch of time, shown in the clock time of a zone."""

    start: datetime
    end: datetime
    zone: Zone

    def share(self, instant: datetime) -> float:
        """Say where an instant lies, in percent of the width."""
        return 100 * ((instant - self.start) / (self.end - self.start))

    @property
    def changes_clocks(self) -> bool:
        """Say whether the clocks of the zone are changed within it."""
        return self.zone.local(self.start).utcoffset() != self.zone.local(self.end).utcoffset()

    def percent(self, instant: datetime) -> str:
        """Write where an instant lies."""
        return written(self.share(instant))


def written(share: float) -> str:
    """Write a percentage; always with two decimals, so that no figure depends on how a machine rounds."""
    return f"{share:.2f}%"


def axis_over(instants: Iterable[datetime], zone: Zone) -> TimeAxis:
    """Make an axis on which all instants lie, with a little air at both ends."""
    known = tuple(instants)
    first, last = min(known), max(known)
    lacking = max(_SHORTEST - (last - first), timedelta()) / 2
    first, last = first - lacking, last + lacking
    air = (last - first) * _PADDING
    return TimeAxis(first - air, last + air, zone)


def ticks(axis: TimeAxis) -> tuple[Tick, ...]:
    """Give about four to seven ticks, at clock times that people would choose."""
    made: list[Tick] = []
    before = ""
    for instant, label, under in labelled(axis):
        share = axis.share(instant)
        anchor = "start" if share < _NEAR_EDGE else "end" if share > 100 - _NEAR_EDGE else "middle"
        made.append(Tick(written(share), label, "" if under == before else under, anchor))
        before = under
    return tuple(made)


def labelled(axis: TimeAxis) -> Iterator[tuple[datetime, str, str]]:
    """Give the instants of the ticks, each with its label and with the day or the year that it is in."""
    instants, by_day = _instants(axis)
    for instant in instants:
        local = axis.zone.local(instant)
        yield (
            (instant, short_day(local), str(local.year))
            if by_day
            else (instant, clock(local), short_day(local))
        )


def short_day(value: date) -> str:
    """Write a day of a year that is clear from what stands around it."""
    return f"{value.day} {short_month(value)}"


def short_month(value: date) -> str:
    """Write a month in three letters."""
    return MONTHS[value.month - 1][:3]


def _instants(axis: TimeAxis) -> tuple[tuple[datetime, ...], bool]:
    """Give the ticks of the finest step that does not crowd, and whether they are days, not clock times."""
    minutes = (axis.end - axis.start) / _ONE_MINUTE
    for step in _MINUTES:
        if minutes / step < _MOST_TICKS:
            return _fitting(axis, _minute_steps(axis, step)), False
    for step in _HOURS:
        if minutes / 60 / step < _MOST_TICKS:
            return _fitting(axis, _clock_steps(axis, step)), False
    for step in _DAYS:
        if minutes / 1440 / step < _MOST_TICKS:
            return _fitting(axis, _day_steps(axis, step)), True
    step = next((s for s in _MONTHS if minutes / 43_200 / s < _MOST_TICKS), _MONTHS[-1])
    return _fitting(axis, _month_steps(axis, step)), True


def _fitting(axis: TimeAxis, instants: Iterator[datetime]) -> tuple[datetime, ...]:
    """Keep what lies on the axis. Where a day jumps ahead, two clock times are one instant: keep it once."""
    return tuple(dict.fromkeys(instant for instant in instants if axis.start <= instant <= axis.end))


def _minute_steps(axis: TimeAxis, step: int) -> Iterator[datetime]:
    # Elapsed time, not clock time: an hour that the clocks show twice has its ticks twice.
    local = axis.zone.local(axis.start)
    since_midnight = local.replace(tzinfo=None) - datetime.combine(local.date(), time())
    instant = axis.start - since_midnight % timedelta(minutes=step)
    while instant <= axis.end:
        yield instant
        instant += timedelta(minutes=step)


def _clock_steps(axis: TimeAxis, step: int) -> Iterator[datetime]:
    for day in _days(axis):
        for hour in range(0, 24, step):
            yield _at(day, hour, axis.zone)


def _day_steps(axis: TimeAxis, step: int) -> Iterator[datetime]:
    for day in _days(axis):
        if (day.toordinal() - 1) % step == 0:  # weeks begin with Monday
            yield _at(day, 0, axis.zone)


def _month_steps(axis: TimeAxis, step: int) -> Iterator[datetime]:
    first, last = axis.zone.local(axis.start), axis.zone.local(axis.end)
    for month in range(first.year * 12, last.year * 12 + 12):
        if month % step == 0:
            yield _at(date(month // 12, month % 12 + 1, 1), 0, axis.zone)


def _days(axis: TimeAxis) -> Iterator[date]:
    first, last = axis.zone.local(axis.start).date(), axis.zone.local(axis.end).date()
    for number in range((last - first).days + 1):
        yield first + timedelta(days=number)


def _at(day: date, hour: int, zone: Zone) -> datetime:
    local = datetime.combine(day, time(hour), zone.tz)
    # Comparing and subtracting times of one zone ignores its changes of the clocks, so leave the zone.
    return local.astimezone(UTC)
