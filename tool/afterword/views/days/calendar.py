"""Day bars and calendars: a cell for each day, in one row for the last days or in weeks for a year."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from functools import lru_cache
from typing import NamedTuple, TypeAlias

from afterword.records.components import Component
from afterword.records.day_span import ALWAYS, DaySpan
from afterword.records.site import Site
from afterword.records.zone import Zone
from afterword.timeline.days import Day, days, days_until
from afterword.views.chart.axis import as_percent
from afterword.views.chart.models import CalendarChart, CalendarPart, ChartText, DayCell, PlainDays
from afterword.views.context import Context
from afterword.views.days.cells import (
    RANKS,
    STEPS,
    DayStyle,
    DaySummary,
    alternative_text,
    legend,
    summarise_days,
    table_rows,
)
from afterword.views.index.windows import WindowSpan
from afterword.views.text.words import Words

BAR_DAYS = 90
"""How many days a bar shows, on every screen."""
_PITCH = 11
_NAMED_WEEKDAYS = (0, 2, 4)
"""Every other row has a name, from Monday on."""
_LEFT, _TOP = 30, 20
_MOST_WEEKS = 28
"""How many weeks half a year can touch."""
_BASELINE = 10
_SMALL_SIZE, _SIZES = 3, (5, 6, 7, 9, 10)
"""Width and height of a day in the calendar, in pixels: not affected or without data, and for each of `STEPS`."""
_BAR_HEIGHT = 38
_SMALL_HEIGHT, _HEIGHTS = 9, (14, 19, 24, 29, 34)
"""Height of a day in the bar, in pixels, in the same way; the rank of its worst level adds up to three pixels."""
_FILLED = 0.76
"""The share of its room that a day fills in the bar, at the left, so that whole pixels remain between days."""


class BarSubject(NamedTuple):
    """What a day bar is about: the id of its figure, its name for readers, and the days of its history."""

    figure_id: str
    name: str
    history: DaySpan

    @classmethod
    def of(cls, component: Component) -> BarSubject:
        """Return a component as the subject of a bar."""
        return cls(f"days-{component.id}", component.name, component.history)


_Box: TypeAlias = tuple[str, str, str, str]
"""Left, top, width and height, as they are written in SVG."""
_Size: TypeAlias = tuple[int, int]
"""The step of a day and the rank of its worst level."""
_SMALL: _Size = (0, 0)
"""A day that is not affected, or has no data."""


@dataclass(frozen=True, eq=False)
class _Layout:
    """Days in order, and the box of each day for every size that it can have.

    It depends only on the dates and the time zone, so it is computed once for all components.
    """

    days: Sequence[Day]
    boxes: Mapping[_Size, tuple[_Box, ...]]


def year_calendar(
    windows: Iterable[WindowSpan],
    site: Site,
    year: int,
    zone: Zone,
    now: datetime,
    *,
    history: DaySpan = ALWAYS,
    figure_id: str = "calendar",
    words: Words,
) -> CalendarChart:
    """Build the calendar of a year, in two halves so that each fits a phone.

    The windows may be of one component or of all. There is no data for days outside `history`.
    """
    layout = _year_layout(year, zone.tz)
    summary = summarise_days(layout.days, windows, site, zone, now, history=history, words=words)
    cells = _cells(layout, summary)
    count, second_half = len(layout.days), _second_half(layout.days)
    title = words.gettext("{year}, day by day", year=year)
    return CalendarChart(
        id=figure_id,
        title=title,
        alternative=f"{title}: {alternative_text(summary, range(count))}",
        parts=tuple(_half(summary, cells, half) for half in (range(second_half), range(second_half, count))),
        start="",
        end="",
        legend=legend(summary),
        rows=table_rows(summary),
    )


def day_bar(
    windows: Iterable[WindowSpan],
    site: Site,
    subject: BarSubject,
    zone: Zone,
    now: datetime,
    *,
    compact: bool = False,
    words: Words,
) -> CalendarChart:
    """Build the bar of the last 90 days, given the windows of its subject; a compact one shares its plain days."""
    layout = _bar_layout(zone.local(now).date(), zone.tz)
    summary = summarise_days(layout.days, windows, site, zone, now, history=subject.history, words=words)
    title = words.ngettext(
        "{component}, {count} day until {day}",
        "{component}, {count} days until {day}",
        BAR_DAYS,
        component=subject.name,
        day=words.day(layout.days[-1].date),
    )
    alternative = f"{title}: {alternative_text(summary, range(BAR_DAYS))}"
    cells = _cells(layout, summary)
    plain = None
    if compact:
        plain = _plain_days(layout, summary)
        cells = tuple(cells[day.number] for day in summary.affected)
    return CalendarChart(
        id=subject.figure_id,
        title=title,
        alternative=alternative,
        parts=(CalendarPart(alternative, "100%", _BAR_HEIGHT, cells, ()),),
        start=words.short_day(layout.days[0].date),
        end=words.short_day(layout.days[-1].date),
        legend=legend(summary),
        rows=table_rows(summary),
        plain=plain,
    )


def history_of(context: Context, first_day: str) -> DaySpan:
    """Return the days for which a site has data: since the first of its components, or its first record.

    `first_day` is the day of that record, as an ISO date; empty without records.
    """
    days_of_records = [date.fromisoformat(first_day)] if first_day else []
    of_components = (each.since for each in context.site.components if each.since)
    return DaySpan(min([*days_of_records, *of_components], default=None))


def end_of_year(zone: Zone, year: int) -> datetime:
    """Return the end of a year in a time zone: nothing later changes its calendar."""
    return zone.start_of(date(year + 1, 1, 1))


@lru_cache(maxsize=64)
def _year_layout(year: int, tz: tzinfo) -> _Layout:
    of_year = days(date(year, 1, 1), date(year, 12, 31), tz)
    second_half = _second_half(of_year)
    halves = (of_year[:second_half], of_year[second_half:])
    weeks = [(_week(day.date, half[0].date), day.date.weekday()) for half in halves for day in half]

    def boxes(size: int) -> tuple[_Box, ...]:
        inset, side = (_PITCH - size) / 2, str(size)
        left = [f"{_LEFT + week * _PITCH + inset:g}" for week in range(_MOST_WEEKS)]
        top = [f"{_TOP + row * _PITCH + inset:g}" for row in range(7)]
        return tuple((left[week], top[row], side, side) for week, row in weeks)

    by_step = [boxes(size) for size in _SIZES]
    by_size = {(step, rank): by_step[step] for step in STEPS for rank in RANKS}
    return _Layout(of_year, {_SMALL: boxes(_SMALL_SIZE), **by_size})


@lru_cache(maxsize=16)
def _bar_layout(today: date, tz: tzinfo) -> _Layout:
    shown = days_until(today, BAR_DAYS, tz)
    share = 100 / len(shown)
    width = as_percent(share * _FILLED)
    left = [as_percent(share * index) for index in range(len(shown))]

    def boxes(height: int) -> tuple[_Box, ...]:
        return tuple((x, str(_BAR_HEIGHT - 1 - height), width, str(height)) for x in left)

    by_size = {(step, rank): boxes(_HEIGHTS[step] + rank - 1) for step in STEPS for rank in RANKS}
    return _Layout(shown, {_SMALL: boxes(_SMALL_HEIGHT), **by_size})


def _second_half(of_year: Sequence[Day]) -> int:
    """Return the index of the first day from July on."""
    return next(index for index, day in enumerate(of_year) if day.date.month > 6)


def _cells(layout: _Layout, summary: DaySummary) -> tuple[DayCell, ...]:
    """Build the cells of all days that have begun.

    Most of them are not affected or have no data, and their cells are cached.
    """
    words, known, operational = summary.words, summary.known, summary.operational
    empty = _same_cells(words, layout, summary.without_data, words.uptime.no_data)
    full = _same_cells(words, layout, operational, operational.entry.name)
    cells = [*empty[: known.start], *full[known.start : known.stop], *empty[known.stop : summary.come]]
    if summary.today is not None:
        name = summary.name(summary.today, operational.entry.name)
        cells[summary.today] = cells[summary.today]._replace(name=name)
    for day in summary.affected:
        box = layout.boxes[day.step, day.style.rank][day.number]
        cells[day.number] = DayCell(*box, day.style.entry, summary.name(day.number, day.text))
    return tuple(cells)


def _plain_days(layout: _Layout, summary: DaySummary) -> PlainDays:
    known = summary.known
    return PlainDays(f"aw-plain-{known.start}-{known.stop}", _cells(layout, summary._replace(affected=())))


@lru_cache(maxsize=128)
def _same_cells(words: Words, layout: _Layout, style: DayStyle, text: str) -> tuple[DayCell, ...]:
    """Build the cells of all days of a layout as if they were the same."""
    boxes = zip(layout.days, layout.boxes[_SMALL], strict=True)
    return tuple(DayCell(*box, style.entry, f"{words.day(day.date)}: {text}") for day, box in boxes)


def _half(summary: DaySummary, cells: tuple[DayCell, ...], half: range) -> CalendarPart:
    words, of_year = summary.words, summary.days
    first, last = of_year[half[0]].date, of_year[half[-1]].date
    weeks = _week(last, first) + 1
    months = words.gettext(
        "{first} to {last} {year}",
        first=words.month_name(first.month),
        last=words.month_name(last.month),
        year=last.year,
    )
    return CalendarPart(
        alternative=f"{months}: {alternative_text(summary, half)}",
        width=str(_LEFT + weeks * _PITCH),
        height=_TOP + 7 * _PITCH,
        cells=cells[half.start : half.stop],
        texts=(*_weekday_names(words), *_month_names(words, first, last)),
    )


def _week(day: date, first: date) -> int:
    """Return the number of Mondays after the week of the first day, up to the week of another day."""
    return (day.toordinal() - 1) // 7 - (first.toordinal() - 1) // 7


def _weekday_names(words: Words) -> Iterator[ChartText]:
    for row in _NAMED_WEEKDAYS:
        yield ChartText("0", str(_TOP + row * _PITCH + _BASELINE), words.short_weekday(row), "start")


def _month_names(words: Words, first: date, last: date) -> Iterator[ChartText]:
    for number in range(first.month, last.month + 1):
        month = first.replace(month=number, day=1)
        x = _LEFT + _week(month, first) * _PITCH
        yield ChartText(str(x), str(_BASELINE), words.short_month(number), "start")
