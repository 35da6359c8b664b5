"""The time axis of a chart: the interval that it shows, where an instant is on it, and its ticks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

from afterword.records.zone import Zone
from afterword.timeline.intervals import Interval
from afterword.views.chart.models import Tick
from afterword.views.text.instants import digits
from afterword.views.text.words import Words

_SHORTEST = timedelta(minutes=6)
_PADDING = 0.025
_MAX_TICKS = 7
_NEAR_EDGE = 2.5
"""Percent of the width. A label this near to an end of the axis would be cut off if it were centred."""
_TICK_ROOM, _CUT_ROOM, _EDGE_ROOM = 12.0, 17.0, 20.0
"""Percent of the width between the labels of two ticks, between those of a tick and of a cut, and between that of a
tick near an end, which is beside its tick, and the next one."""
_MINUTES = (1, 2, 3, 5, 10, 15, 20, 30, 60)
_HOURS = (2, 3, 4, 6, 8, 12)
_DAYS = (1, 2, 3, 4, 7, 14)
_MONTHS = (1, 2, 3, 4, 6, 12, 24, 60, 120, 240, 600)
_ONE_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class TimeAxis:
    """An interval without what is cut out of it, shown in the clock time of a zone."""

    start: datetime
    end: datetime
    zone: Zone
    cuts: tuple[Interval, ...] = ()
    length: timedelta = field(init=False)
    """How much time it shows."""

    def __post_init__(self) -> None:
        """Measure it, for each position on it."""
        object.__setattr__(self, "length", self._until(self.end))

    def position(self, instant: datetime) -> float:
        """Return where an instant is, in percent of the width; one in a stretch that is cut is where the cut is."""
        return 100 * (self._until(instant) / self.length)

    def _until(self, instant: datetime) -> timedelta:
        if not self.cuts:
            return instant - self.start
        left_out = sum(
            (min(cut.end, instant) - cut.start for cut in self.cuts if cut.start < instant), timedelta()
        )
        return instant - self.start - left_out

    def x(self, instant: datetime) -> str:
        """Return where an instant is, as an SVG length."""
        return as_percent(self.position(instant))

    def clock_time(self, instant: datetime) -> str:
        """Return the clock time of an instant, as ISO 8601 without an offset: that at the start is used throughout."""
        return digits(instant + (self.zone.local(self.start).utcoffset() or timedelta()))

    @property
    def changes_clocks(self) -> bool:
        """Whether the zone's offset at the end differs from that at the start."""
        return self.zone.local(self.start).utcoffset() != self.zone.local(self.end).utcoffset()


def as_percent(value: float) -> str:
    """Return a percentage with exactly two decimals, so that charts do not depend on a machine's rounding."""
    return f"{value:.2f}%"


def axis_over(instants: Iterable[datetime], zone: Zone, cuts: tuple[Interval, ...] = ()) -> TimeAxis:
    """Return an axis that contains all instants, with some padding at both ends."""
    all_instants = tuple(instants)
    first, last = min(all_instants), max(all_instants)
    missing = max(_SHORTEST - (last - first), timedelta()) / 2
    first, last = first - missing, last + missing
    padding = TimeAxis(first, last, zone, cuts).length * _PADDING
    return TimeAxis(first - padding, last + padding, zone, cuts)


def ticks(words: Words, axis: TimeAxis) -> tuple[Tick, ...]:
    """Return about four to seven ticks, at round clock times."""
    made: list[Tick] = []
    before = ""
    labels = tuple(tick_labels(words, axis))
    positions = [axis.position(instant) for instant, _label, _second_line in labels]
    for (_instant, label, second_line), position in zip(labels, positions, strict=True):
        own_line = "" if second_line == before else second_line
        crowded = _is_crowded(position, positions)
        made.append(Tick(as_percent(position), label, own_line, _anchor(position), crowded))
        before = second_line
    return tuple(made)


def _anchor(position: float) -> str:
    return "start" if position < _NEAR_EDGE else "end" if position > 100 - _NEAR_EDGE else "middle"


def _is_crowded(position: float, others: Iterable[float]) -> bool:
    """Return whether the label of a tick near an end of the axis touches that of the next tick on a narrow screen."""
    return _anchor(position) != "middle" and any(0 < abs(position - other) < _EDGE_ROOM for other in others)


def _has_room(position: float, before: float, cuts: Iterable[float]) -> bool:
    """Return whether a tick's label is far enough from the label before, and from those of cuts."""
    return position - before >= _TICK_ROOM and all(abs(position - cut) >= _CUT_ROOM for cut in cuts)


def tick_labels(words: Words, axis: TimeAxis) -> Iterator[tuple[datetime, str, str]]:
    """Yield the instant of each tick, its label, and a second line: the day of a clock time, the year of a day."""
    instants, are_days = _instants(axis)
    cuts, before = [axis.position(cut.start) for cut in axis.cuts], -_TICK_ROOM
    for instant in instants:
        if cuts and not _has_room(position := axis.position(instant), before, cuts):
            continue
        before = position if cuts else before
        local = axis.zone.local(instant)
        yield (
            (instant, words.short_day(local), str(local.year))
            if are_days
            else (instant, words.clock(local), words.short_day(local))
        )


def _instants(axis: TimeAxis) -> tuple[tuple[datetime, ...], bool]:
    """Return the ticks of the smallest step that leaves room for labels, and whether they are days."""
    minutes = axis.length / _ONE_MINUTE
    for step in _MINUTES:
        if minutes / step < _MAX_TICKS:
            return _on_axis(axis, _minute_steps(axis, step)), False
    for step in _HOURS:
        if minutes / 60 / step < _MAX_TICKS:
            return _on_axis(axis, _clock_steps(axis, step)), False
    for step in _DAYS:
        if minutes / 1440 / step < _MAX_TICKS:
            return _on_axis(axis, _day_steps(axis, step)), True
    step = next((s for s in _MONTHS if minutes / 43_200 / s < _MAX_TICKS), _MONTHS[-1])
    return _on_axis(axis, _month_steps(axis, step)), True


def _on_axis(axis: TimeAxis, instants: Iterator[datetime]) -> tuple[datetime, ...]:
    """Return the instants on the axis, each once: when clocks go forward, two clock times are the same instant."""
    shown = (instant for instant in instants if axis.start <= instant <= axis.end)
    return tuple(
        dict.fromkeys(each for each in shown if not any(cut.start <= each <= cut.end for cut in axis.cuts))
    )


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
        if (day.toordinal() - 1) % step == 0:  # weeks start on Monday
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
    # In UTC, because Python compares and subtracts times of the same zone without its clock changes.
    return local.astimezone(UTC)
