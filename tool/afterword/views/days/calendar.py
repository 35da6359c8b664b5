"""Days, drawn by their worst level: a year in weeks, and the last days of a component in one row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from functools import lru_cache
from typing import TypeAlias

from afterword.records.site import Component, Site
from afterword.records.zone import Zone
from afterword.timeline.days import Day, days, days_until
from afterword.views.chart.axis import as_percent, short_day, short_month
from afterword.views.chart.models import BarStart, CalendarChart, CalendarPart, ChartText, DayCell
from afterword.views.days.cells import (
    RANKS,
    WEIGHTS,
    WITHOUT_DATA,
    DayStyle,
    DaySummary,
    Run,
    legend,
    rows,
    said,
    tell,
)
from afterword.views.index.summary import WindowSpan
from afterword.views.text import words
from afterword.views.text.catalogue import CATALOGUE

STRIP_DAYS = (90, 60, 30)
"""How many days a strip shows, from wide screens to narrow ones."""
_PITCH = 11
_WEEKDAYS = ("Mon", "", "Wed", "", "Fri", "", "")
_LEFT, _TOP = 30, 20
_MOST_WEEKS = 28
"""How many weeks half a year can touch."""
_BASELINE = 10
_QUIET_SIZE, _SIZES = 3, (5, 6, 7, 9, 10)
"""Pixels of a day in the calendar: without trouble or data, and by its weight."""
_STRIP_HEIGHT = 38
_QUIET_HEIGHT, _HEIGHTS = 9, (14, 19, 24, 29, 34)
"""The same in the strip, where only the height differs; there a worse level adds up to three pixels more."""
_FILLED = 0.78
"""How much of its place a day fills in the strip."""

_Place: TypeAlias = tuple[str, str, str, str]
"""Left, top, width and height, written out."""
_Kind: TypeAlias = tuple[int, int]
"""The weight of a day and the rank of its worst level; the latter is 0 where there was no trouble."""
_QUIET: _Kind = (0, 0)


@dataclass(frozen=True, eq=False)
class _Sheet:
    """A run of days before anything is drawn on it, with the place and size of a day of each kind.

    It depends on the calendar alone, so it is made once for all components.
    """

    run: Run
    places: Mapping[_Kind, tuple[_Place, ...]]


def year_calendar(
    spans: Iterable[WindowSpan],
    site: Site,
    year: int,
    zone: Zone,
    now: datetime,
    *,
    since: date | None = None,
    figure_id: str = "calendar",
) -> CalendarChart:
    """Draw a year by its days, in two halves so that each fits a phone.

    The spans may be of one component or of all; `since` is the first day of which anything is known.
    """
    sheet = _year_sheet(year, zone.tz)
    told = tell(sheet.run, spans, site, zone, now, since=since)
    cells = _cells(sheet, told)
    count, second_half = len(sheet.run.days), _first_of_second_half(sheet.run.days)
    return CalendarChart(
        id=figure_id,
        title=f"{year}, day by day",
        alternative=f"{year}, day by day: {said(told, range(count))}",
        parts=tuple(_half(told, cells, half) for half in (range(second_half), range(second_half, count))),
        starts=(),
        end="",
        legend=legend(told),
        rows=rows(told),
    )


def day_bar(
    spans: Iterable[WindowSpan],
    site: Site,
    component: Component,
    zone: Zone,
    now: datetime,
    *,
    figure_id: str = "",
) -> CalendarChart:
    """Draw the last 90 days of a component, given its spans; narrow screens show the latest of them."""
    sheet = _strip_sheet(zone.local(now).date(), zone.tz)
    told = tell(sheet.run, spans, site, zone, now, since=component.since)
    title = f"{component.name}, {STRIP_DAYS[0]} days until {sheet.run.names[-1]}"
    alternative = f"{title}: {said(told, range(STRIP_DAYS[0]))}"
    return CalendarChart(
        id=figure_id or f"days-{component.id}",
        title=title,
        alternative=alternative,
        parts=(CalendarPart(alternative, "100%", _STRIP_HEIGHT, _cells(sheet, told), ()),),
        starts=tuple(BarStart(count, short_day(sheet.run.days[-count:][0].date)) for count in STRIP_DAYS),
        end=short_day(sheet.run.days[-1].date),
        legend=legend(told),
        rows=rows(told),
    )


@lru_cache(maxsize=64)
def _year_sheet(year: int, tz: tzinfo) -> _Sheet:
    of_year = days(date(year, 1, 1), date(year, 12, 31), tz)
    second_half = _first_of_second_half(of_year)
    halves = (of_year[:second_half], of_year[second_half:])
    weeks = [(_week(day.date, half[0].date), day.date.weekday()) for half in halves for day in half]

    def of(size: int) -> tuple[_Place, ...]:
        inset, side = (_PITCH - size) / 2, str(size)
        left = [f"{_LEFT + week * _PITCH + inset:g}" for week in range(_MOST_WEEKS)]
        top = [f"{_TOP + row * _PITCH + inset:g}" for row in range(7)]
        return tuple((left[week], top[row], side, side) for week, row in weeks)

    sizes = [of(size) for size in _SIZES]
    places = {(weight, rank): sizes[weight] for weight in WEIGHTS for rank in RANKS}
    return _Sheet(_run(of_year), {_QUIET: of(_QUIET_SIZE), **places})


@lru_cache(maxsize=16)
def _strip_sheet(today: date, tz: tzinfo) -> _Sheet:
    shown = days_until(today, STRIP_DAYS[0], tz)
    share = 100 / len(shown)
    width = as_percent(share * _FILLED)
    left = [as_percent(share * (number + (1 - _FILLED) / 2)) for number in range(len(shown))]

    def of(height: int) -> tuple[_Place, ...]:
        return tuple((x, str(_STRIP_HEIGHT - 1 - height), width, str(height)) for x in left)

    places = {(weight, rank): of(_HEIGHTS[weight] + rank - 1) for weight in WEIGHTS for rank in RANKS}
    return _Sheet(_run(shown), {_QUIET: of(_QUIET_HEIGHT), **places})


def _run(listed: Sequence[Day]) -> Run:
    return Run(listed, tuple(words.day(each.date) for each in listed))


def _first_of_second_half(of_year: Sequence[Day]) -> int:
    return next(number for number, day in enumerate(of_year) if day.date.month > 6)


def _cells(sheet: _Sheet, told: DaySummary) -> tuple[DayCell, ...]:
    """Draw the days: most are like any other without trouble or without data, and drawn already."""
    known, fine = told.known, told.fine
    blank, quiet = (
        _same_cells(sheet, WITHOUT_DATA, CATALOGUE.uptime.no_data),
        _same_cells(sheet, fine, fine.entry.name),
    )
    cells = [*blank[: known.start], *quiet[known.start : known.stop], *blank[known.stop :]]
    if told.today is not None:
        cells[told.today] = cells[told.today]._replace(name=told.name(told.today, fine.entry.name))
    for day in told.trouble:
        place = sheet.places[day.weight, day.look.rank][day.number]
        cells[day.number] = DayCell(*place, day.look.entry, told.name(day.number, day.said))
    return tuple(cells)


@lru_cache(maxsize=128)
def _same_cells(sheet: _Sheet, look: DayStyle, words_of_it: str) -> tuple[DayCell, ...]:
    """Draw all days of a sheet as if they were the same."""
    places = zip(sheet.run.names, sheet.places[_QUIET], strict=True)
    return tuple(DayCell(*place, look.entry, f"{name}: {words_of_it}") for name, place in places)


def _half(told: DaySummary, cells: tuple[DayCell, ...], half: range) -> CalendarPart:
    first, last = told.run.days[half[0]].date, told.run.days[half[-1]].date
    weeks = _week(last, first) + 1
    from_month, to_month = words.MONTHS[first.month - 1], words.MONTHS[last.month - 1]
    return CalendarPart(
        alternative=f"{from_month} to {to_month} {last.year}: {said(told, half)}",
        width=str(_LEFT + weeks * _PITCH),
        height=_TOP + 7 * _PITCH,
        cells=cells[half.start : half.stop],
        texts=(*_weekday_names(), *_month_names(first, last)),
    )


def _week(day: date, first: date) -> int:
    """Count Mondays from the week of the first day on."""
    return (day.toordinal() - 1) // 7 - (first.toordinal() - 1) // 7


def _weekday_names() -> Iterator[ChartText]:
    for row, name in enumerate(_WEEKDAYS):
        if name:
            yield ChartText("0", str(_TOP + row * _PITCH + _BASELINE), name, "start")


def _month_names(first: date, last: date) -> Iterator[ChartText]:
    for number in range(first.month, last.month + 1):
        month = first.replace(month=number, day=1)
        x = _LEFT + _week(month, first) * _PITCH
        yield ChartText(str(x), str(_BASELINE), short_month(month), "start")
