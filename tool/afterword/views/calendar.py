"""Days by their worst level: a year in weeks, and the last days of a component in one row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from afterword.records.record import Window
from afterword.records.site import OPERATIONAL, Component, Site
from afterword.records.vocabulary import ComponentStatus
from afterword.records.zone import Zone
from afterword.timeline.days import DayLevels, days, latest_days, worst_by_day
from afterword.views import words
from afterword.views.axis import short_day, short_month, written
from afterword.views.figures import (
    NO_DATA,
    CalendarFigure,
    CalendarPart,
    CalendarTableRow,
    DayCell,
    FigureText,
    LegendEntry,
    StripStart,
    legend_entry,
)

STRIP_DAYS = (90, 60, 30)
"""How many days a strip shows, from wide screens to narrow ones."""
_PITCH = 11
_WEEKDAYS = ("Mon", "", "Wed", "", "Fri", "", "")
_LEFT, _TOP = 30, 20
_BASELINE = 10
_SIZES = (3, 5, 7, 9, 10)
"""Pixels of a day in the calendar, from operational to the worst; a day without data is a small one."""
_HEIGHTS = (10, 16, 22, 28, 34)
"""The same in the strip, where only the height differs."""
_STRIP_HEIGHT = 36
_FILLED = 0.78
"""How much of its place a day fills in the strip."""
_NAMED_DAYS = 3


@dataclass(frozen=True, slots=True)
class _Look:
    """How a level is drawn; `rank` runs from 0, operational, to 4."""

    entry: LegendEntry
    rank: int


@dataclass(frozen=True, slots=True)
class _NamedDay:
    """A day with its look and its words."""

    date: date
    look: _Look
    durations: str
    name: str


def year_calendar(
    windows: Iterable[Window],
    site: Site,
    year: int,
    zone: Zone,
    now: datetime,
    *,
    since: date | None = None,
    figure_id: str = "calendar",
) -> CalendarFigure:
    """Draw a year by its days, in two halves so that each fits a phone.

    The windows may be of one component or of all; `since` is the first day of which anything is known.
    """
    of_year = days(date(year, 1, 1), date(year, 12, 31), zone.tz)
    named = _named(worst_by_day(windows, site, of_year, now, since=since), site, zone, now)
    halves = ([day for day in named if day.date.month <= 6], [day for day in named if day.date.month > 6])
    return CalendarFigure(
        id=figure_id,
        title=f"{year}, day by day",
        alternative=f"{year}, day by day: {_said(named)}",
        parts=tuple(_half(half) for half in halves),
        starts=(),
        end="",
        legend=_legend(named),
        rows=_rows(named),
    )


def day_strip(
    windows: Iterable[Window],
    site: Site,
    component: Component,
    zone: Zone,
    now: datetime,
    *,
    figure_id: str = "",
) -> CalendarFigure:
    """Draw the last 90 days of a component, given its windows; narrow screens show the latest of them."""
    last = latest_days(STRIP_DAYS[0], zone.tz, now)
    named = _named(worst_by_day(windows, site, last, now, since=component.since), site, zone, now)
    title = f"{component.name}, {len(named)} days until {words.day(named[-1].date)}"
    alternative = f"{title}: {_said(named)}"
    return CalendarFigure(
        id=figure_id or f"days-{component.id}",
        title=title,
        alternative=alternative,
        parts=(CalendarPart(alternative, "100%", _STRIP_HEIGHT, tuple(_strip_cells(named)), ()),),
        starts=tuple(StripStart(count, short_day(named[-count:][0].date)) for count in STRIP_DAYS),
        end=short_day(named[-1].date),
        legend=_legend(named),
        rows=_rows(named),
    )


def _looks(site: Site) -> Mapping[str, _Look]:
    """Spread the levels over the four ranks of trouble; maintenance, being announced, has the lowest."""
    steps = [level for level in site.levels if level.status not in _NOT_RANKED]
    looks = {level.id: _Look(legend_entry(level.id, site), 0) for level in (*site.levels, OPERATIONAL)}
    for level in site.levels:
        if level.status is ComponentStatus.UNDER_MAINTENANCE:
            looks[level.id] = _Look(legend_entry(level.id, site), 1)
    for number, level in enumerate(steps, start=1):
        looks[level.id] = _Look(legend_entry(level.id, site), -(-number * 4 // len(steps)))
    return looks


_NOT_RANKED = frozenset({ComponentStatus.OPERATIONAL, ComponentStatus.UNDER_MAINTENANCE})
_WITHOUT_DATA = _Look(NO_DATA, 0)


def _named(told: Sequence[DayLevels], site: Site, zone: Zone, now: datetime) -> list[_NamedDay]:
    looks = _looks(site)
    today = zone.local(now).date()
    return [_named_day(each, looks, today) for each in told]


def _named_day(told: DayLevels, looks: Mapping[str, _Look], today: date) -> _NamedDay:
    day = told.day.date
    said = words.day(day) + (", so far" if day == today else "")
    if told.worst is None:
        return _NamedDay(day, _WITHOUT_DATA, "", f"{words.day(day)}: no data")
    look = looks[told.worst]
    worst_first = reversed(told.totals.levels)
    durations = ", ".join(f"{looks[t.level].entry.name} {words.duration(t.duration)}" for t in worst_first)
    return _NamedDay(day, look, durations, f"{said}: {durations or look.entry.name}")


def _half(named: Sequence[_NamedDay]) -> CalendarPart:
    first, last = named[0].date, named[-1].date
    weeks = _week(last, first) + 1
    from_month, to_month = words.MONTHS[first.month - 1], words.MONTHS[last.month - 1]
    return CalendarPart(
        alternative=f"{from_month} to {to_month} {last.year}: {_said(named)}",
        width=str(_LEFT + weeks * _PITCH),
        height=_TOP + 7 * _PITCH,
        cells=tuple(_week_cell(day, first) for day in named),
        texts=(*_weekday_names(), *_month_names(named)),
    )


def _week(day: date, first: date) -> int:
    """Count Mondays from the week of the first day on."""
    return (day.toordinal() - 1) // 7 - (first.toordinal() - 1) // 7


def _week_cell(day: _NamedDay, first: date) -> DayCell:
    size = _SIZES[day.look.rank]
    inset = (_PITCH - size) / 2
    x, y = _LEFT + _week(day.date, first) * _PITCH + inset, _TOP + day.date.weekday() * _PITCH + inset
    return DayCell(f"{x:g}", f"{y:g}", str(size), str(size), day.look.entry, day.name)


def _weekday_names() -> Iterator[FigureText]:
    for row, name in enumerate(_WEEKDAYS):
        if name:
            yield FigureText("0", str(_TOP + row * _PITCH + _BASELINE), name, "start")


def _month_names(named: Sequence[_NamedDay]) -> Iterator[FigureText]:
    first = named[0].date
    for month in dict.fromkeys(day.date.replace(day=1) for day in named):
        x = _LEFT + _week(month, first) * _PITCH
        yield FigureText(str(x), str(_BASELINE), short_month(month), "start")


def _strip_cells(named: Sequence[_NamedDay]) -> Iterator[DayCell]:
    share = 100 / len(named)
    width = written(share * _FILLED)
    for number, day in enumerate(named):
        height = _HEIGHTS[day.look.rank]
        x = written(share * (number + (1 - _FILLED) / 2))
        yield DayCell(x, str(_STRIP_HEIGHT - 1 - height), width, str(height), day.look.entry, day.name)


def _said(named: Sequence[_NamedDay]) -> str:
    """Say of how many days there are data, on how many there was trouble, and which were the worst."""
    known = sum(day.look.entry is not NO_DATA for day in named)
    trouble = [day for day in named if day.durations]
    if not known:
        return "no data."
    if not trouble:
        return f"no trouble on any of {words.plural(known, 'day')} with data."
    worst = sorted(sorted(trouble, key=lambda day: -day.look.rank)[:_NAMED_DAYS], key=lambda day: day.date)
    which = "" if len(worst) == len(trouble) else "the worst of them "
    listed = "; ".join(f"{words.day(day.date)}, {day.durations}" for day in worst)
    return f"trouble on {len(trouble)} of {words.plural(known, 'day')} with data, {which}{listed}."


def _legend(named: Sequence[_NamedDay]) -> tuple[LegendEntry, ...]:
    """List what is drawn, mildest first and the days without data last."""
    drawn = {day.look.entry: (day.look.entry is NO_DATA, day.look.rank) for day in named}
    return tuple(sorted(drawn, key=lambda entry: (drawn[entry], entry.slug)))


def _rows(named: Sequence[_NamedDay]) -> tuple[CalendarTableRow, ...]:
    return tuple(
        CalendarTableRow(words.day(day.date), day.date.isoformat(), day.look.entry, day.durations)
        for day in reversed(named)
        if day.durations
    )
