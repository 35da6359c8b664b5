"""Days by their worst level: a year in weeks, and the last days of a component in one row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from functools import lru_cache
from typing import NamedTuple

from afterword.records.site import OPERATIONAL, Component, Site
from afterword.records.vocabulary import ComponentStatus
from afterword.records.zone import Zone
from afterword.timeline.days import Day, Spell, days, known_days, levels_by_day
from afterword.timeline.levels import LevelTotal
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
_MOST_WEEKS = 28
"""How many weeks half a year can touch."""
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


@dataclass(frozen=True, eq=False)
class _Sheet:
    """A run of days before anything is drawn on it: their names, and the place and size of a day of each rank.

    It depends on the calendar alone, so it is made once for all components.
    """

    days: tuple[Day, ...]
    names: tuple[str, ...]
    places: tuple[tuple[tuple[str, str, str, str], ...], ...]


class _Trouble(NamedTuple):
    """A day with trouble, by its number in its sheet, in looks and words."""

    number: int
    look: _Look
    durations: str


class _Told(NamedTuple):
    """What is told of the days of a sheet: of which anything is known, and where there was trouble."""

    sheet: _Sheet
    known: range
    trouble: Sequence[_Trouble]
    fine: _Look
    today: int | None


def year_calendar(
    windows: Iterable[Spell],
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
    sheet = _year_sheet(year, zone.tz)
    told = _tell(sheet, windows, site, zone, now, since=since)
    cells = _cells(told)
    count, second_half = len(sheet.days), _first_of_second_half(sheet.days)
    return CalendarFigure(
        id=figure_id,
        title=f"{year}, day by day",
        alternative=f"{year}, day by day: {_said(told, range(count))}",
        parts=tuple(_half(told, cells, half) for half in (range(second_half), range(second_half, count))),
        starts=(),
        end="",
        legend=_legend(told),
        rows=_rows(told),
    )


def day_strip(
    windows: Iterable[Spell],
    site: Site,
    component: Component,
    zone: Zone,
    now: datetime,
    *,
    figure_id: str = "",
) -> CalendarFigure:
    """Draw the last 90 days of a component, given its windows; narrow screens show the latest of them."""
    sheet = _strip_sheet(zone.local(now).date(), zone.tz)
    told = _tell(sheet, windows, site, zone, now, since=component.since)
    title = f"{component.name}, {len(sheet.days)} days until {sheet.names[-1]}"
    alternative = f"{title}: {_said(told, range(len(sheet.days)))}"
    return CalendarFigure(
        id=figure_id or f"days-{component.id}",
        title=title,
        alternative=alternative,
        parts=(CalendarPart(alternative, "100%", _STRIP_HEIGHT, _cells(told), ()),),
        starts=tuple(StripStart(count, short_day(sheet.days[-count:][0].date)) for count in STRIP_DAYS),
        end=short_day(sheet.days[-1].date),
        legend=_legend(told),
        rows=_rows(told),
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


def _tell(
    sheet: _Sheet, windows: Iterable[Spell], site: Site, zone: Zone, now: datetime, *, since: date | None
) -> _Told:
    looks = _looks(site)
    known = known_days(sheet.days, now, since)
    trouble = [
        _Trouble(number, looks[levels[-1].level], _durations(levels, looks))
        for number, levels in levels_by_day(windows, site, sheet.days, now).items()
        if number in known
    ]
    latest = known[-1] if known else None
    is_today = latest is not None and sheet.days[latest].date == zone.local(now).date()
    return _Told(sheet, known, trouble, looks[OPERATIONAL.id], latest if is_today else None)


def _durations(levels: Sequence[LevelTotal], looks: Mapping[str, _Look]) -> str:
    worst_first = reversed(levels)
    return ", ".join(
        f"{looks[each.level].entry.name} {words.duration(each.duration)}" for each in worst_first
    )


@lru_cache(maxsize=64)
def _year_sheet(year: int, tz: tzinfo) -> _Sheet:
    of_year = days(date(year, 1, 1), date(year, 12, 31), tz)
    second_half = _first_of_second_half(of_year)
    halves = (of_year[:second_half], of_year[second_half:])
    weeks = [(_week(day.date, half[0].date), day.date.weekday()) for half in halves for day in half]
    places = []
    for size in _SIZES:
        inset, side = (_PITCH - size) / 2, str(size)
        left = [f"{_LEFT + week * _PITCH + inset:g}" for week in range(_MOST_WEEKS)]
        top = [f"{_TOP + row * _PITCH + inset:g}" for row in range(7)]
        places.append(tuple((left[week], top[row], side, side) for week, row in weeks))
    return _Sheet(of_year, _names(of_year), tuple(places))


@lru_cache(maxsize=16)
def _strip_sheet(today: date, tz: tzinfo) -> _Sheet:
    shown = days(today - timedelta(days=STRIP_DAYS[0] - 1), today, tz)
    share = 100 / len(shown)
    width = written(share * _FILLED)
    left = [written(share * (number + (1 - _FILLED) / 2)) for number in range(len(shown))]
    places = (
        tuple((x, str(_STRIP_HEIGHT - 1 - height), width, str(height)) for x in left) for height in _HEIGHTS
    )
    return _Sheet(shown, _names(shown), tuple(places))


def _names(listed: Iterable[Day]) -> tuple[str, ...]:
    return tuple(words.day(each.date) for each in listed)


def _first_of_second_half(of_year: Sequence[Day]) -> int:
    return next(number for number, day in enumerate(of_year) if day.date.month > 6)


def _cells(told: _Told) -> tuple[DayCell, ...]:
    """Draw the days: most are like any other without trouble or without data, and drawn already."""
    sheet, known, fine = told.sheet, told.known, told.fine
    blank, quiet = _same_cells(sheet, _WITHOUT_DATA, "no data"), _same_cells(sheet, fine, fine.entry.name)
    cells = [*blank[: known.start], *quiet[known.start : known.stop], *blank[known.stop :]]
    if told.today is not None:
        cells[told.today] = _cell(told, told.today, fine, fine.entry.name)
    for number, look, durations in told.trouble:
        cells[number] = _cell(told, number, look, durations)
    return tuple(cells)


def _cell(told: _Told, number: int, look: _Look, said: str) -> DayCell:
    so_far = ", so far" if number == told.today else ""
    name = f"{told.sheet.names[number]}{so_far}: {said}"
    return DayCell(*told.sheet.places[look.rank][number], look.entry, name)


@lru_cache(maxsize=128)
def _same_cells(sheet: _Sheet, look: _Look, said: str) -> tuple[DayCell, ...]:
    """Draw all days of a sheet as if they were the same."""
    places = zip(sheet.names, sheet.places[look.rank], strict=True)
    return tuple(DayCell(*place, look.entry, f"{name}: {said}") for name, place in places)


def _half(told: _Told, cells: tuple[DayCell, ...], half: range) -> CalendarPart:
    first, last = told.sheet.days[half[0]].date, told.sheet.days[half[-1]].date
    weeks = _week(last, first) + 1
    from_month, to_month = words.MONTHS[first.month - 1], words.MONTHS[last.month - 1]
    return CalendarPart(
        alternative=f"{from_month} to {to_month} {last.year}: {_said(told, half)}",
        width=str(_LEFT + weeks * _PITCH),
        height=_TOP + 7 * _PITCH,
        cells=cells[half.start : half.stop],
        texts=(*_weekday_names(), *_month_names(first, last)),
    )


def _week(day: date, first: date) -> int:
    """Count Mondays from the week of the first day on."""
    return (day.toordinal() - 1) // 7 - (first.toordinal() - 1) // 7


def _weekday_names() -> Iterator[FigureText]:
    for row, name in enumerate(_WEEKDAYS):
        if name:
            yield FigureText("0", str(_TOP + row * _PITCH + _BASELINE), name, "start")


def _month_names(first: date, last: date) -> Iterator[FigureText]:
    for number in range(first.month, last.month + 1):
        month = first.replace(month=number, day=1)
        x = _LEFT + _week(month, first) * _PITCH
        yield FigureText(str(x), str(_BASELINE), short_month(month), "start")


def _said(told: _Told, of: range) -> str:
    """Say of how many of these days there are data, on how many there was trouble, and which were the worst."""
    known = max(min(told.known.stop, of.stop) - max(told.known.start, of.start), 0)
    trouble = [day for day in told.trouble if day.number in of]
    if not known:
        return "no data."
    if not trouble:
        return f"no trouble on any of {words.plural(known, 'day')} with data."
    worst = sorted(sorted(trouble, key=lambda day: -day.look.rank)[:_NAMED_DAYS], key=lambda day: day.number)
    which = "" if len(worst) == len(trouble) else "the worst of them "
    listed = "; ".join(f"{told.sheet.names[day.number]}, {day.durations}" for day in worst)
    return f"trouble on {len(trouble)} of {words.plural(known, 'day')} with data, {which}{listed}."


def _legend(told: _Told) -> tuple[LegendEntry, ...]:
    """List what is drawn, mildest first and the days without data last."""
    drawn = {day.look for day in told.trouble}
    if len(told.trouble) < len(told.known):
        drawn.add(told.fine)
    levels = sorted(drawn, key=lambda look: (look.rank, look.entry.slug))
    nothing = (NO_DATA,) if len(told.known) < len(told.sheet.days) else ()
    return (*(look.entry for look in levels), *nothing)


def _rows(told: _Told) -> tuple[CalendarTableRow, ...]:
    """List the days with trouble, the latest first."""
    sheet = told.sheet
    return tuple(
        CalendarTableRow(sheet.names[number], sheet.days[number].date.isoformat(), look.entry, durations)
        for number, look, durations in reversed(told.trouble)
    )
