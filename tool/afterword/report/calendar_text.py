"""Formats a calendar for a terminal: as many months side by side as fit, then the affected days and what is planned."""

from __future__ import annotations

from collections.abc import Iterator

from afterword.records.site import Site
from afterword.records.vocabulary import State
from afterword.report.terminal import (
    BOLD,
    DIM,
    STATUS_STYLES,
    Block,
    Flow,
    Line,
    Part,
    Row,
    Styled,
    of_legend,
)
from afterword.views.chart.models import no_data_entry
from afterword.views.terminal.month_calendar import CalendarDay, CalendarMonth, MonthCalendar
from afterword.views.terminal.status_now import status_of
from afterword.views.text.glyphs import STATE_GLYPHS
from afterword.views.text.words import ENGLISH

NO_DATA = no_data_entry(ENGLISH)

_WEEKDAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
_MONTH_WIDTH = 7 * 4
_GAP = 4
_TODAY, _PLANNED = ">", STATE_GLYPHS[State.SCHEDULED]


def calendar_blocks(calendar: MonthCalendar, site: Site, width: int) -> Iterator[Block]:
    """Yield the months, a legend of what is drawn, the affected days and the announced work."""
    at_once = max((width + _GAP) // (_MONTH_WIDTH + _GAP), 1)
    for start in range(0, len(calendar.months), at_once):
        yield from _side_by_side(calendar.months[start : start + at_once], site)
        yield ""
    yield Flow(_legend(calendar, site))
    for day in calendar.affected:
        style = STATUS_STYLES[status_of(site, day.level.slug)]
        yield ""
        yield Line(
            [Styled(day.text, BOLD), "  ", Styled(f"{day.level.glyph} {day.durations}", style)], hang=2
        )
        for record in day.records:
            yield Line([record.text], indent=2, hang=2)
    if calendar.planned:
        yield ""
        yield Line([Styled(ENGLISH.embed.announced, DIM)])
    for each in calendar.planned:
        yield Line([f"{_PLANNED} {each.period.text} {each.period.start.zone}".rstrip()], hang=2)
        yield Line([each.record.text], indent=2, hang=2)


def _side_by_side(months: tuple[CalendarMonth, ...], site: Site) -> Iterator[Row]:
    gap = " " * _GAP
    names: list[Part] = []
    heads: list[Part] = []
    for number, month in enumerate(months):
        names += [gap if number else "", Styled(f" {month.name:<{_MONTH_WIDTH - 1}}", BOLD)]
        heads += [gap if number else "", Styled("".join(f" {day} " for day in _WEEKDAYS), DIM)]
    yield Row(names)
    yield Row(heads)
    for week in range(max(len(month.weeks) for month in months)):
        parts: list[Part] = []
        for number, month in enumerate(months):
            parts.append(gap if number else "")
            days = month.weeks[week] if week < len(month.weeks) else (None,) * 7
            parts += [_cell(day, site) for day in days]
        yield Row(parts)


def _cell(day: CalendarDay | None, site: Site) -> Part:
    if day is None:
        return " " * 4
    text = f"{_TODAY if day.is_today else ' '}{day.date.day:>2}{_sign(day)}"
    if day.level:
        return Styled(text, STATUS_STYLES[status_of(site, day.level.slug)])
    if day.is_planned:
        return Styled(text, "blue")
    return Styled(text, BOLD if day.is_today else "" if day.is_known else DIM)


def _sign(day: CalendarDay) -> str:
    if day.level:
        return day.level.glyph
    if day.is_planned:
        return _PLANNED
    return " " if day.is_known or day.is_future else NO_DATA.glyph


def _legend(calendar: MonthCalendar, site: Site) -> list[Part]:
    """Return what the signs mean, each level once, the mildest first."""
    days = [day for month in calendar.months for week in month.weeks for day in week if day]
    levels = sorted({day.level for day in days if day.level}, key=lambda each: site.rank(each.slug))
    parts: list[Part] = [of_legend(each, site) for each in levels]
    if any(day.is_planned and not day.level for day in days):
        parts.append(Styled(f"{_PLANNED} {ENGLISH.embed.announced}", "blue"))
    if any(not day.is_known and not day.is_future for day in days):
        parts.append(Styled(f"{NO_DATA.glyph} {NO_DATA.name}", DIM))
    if any(day.is_today for day in days):
        parts.append(f"{_TODAY} Today")
    return parts
