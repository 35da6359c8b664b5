"""A calendar for the terminal: months of days, each with its worst level, and the maintenance that is announced."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from itertools import chain
from typing import NamedTuple

from afterword.records.components import Component
from afterword.records.day_span import DaySpan
from afterword.records.vocabulary import State
from afterword.timeline.days import days
from afterword.timeline.maintenance import announced_periods
from afterword.timeline.months import Month, months
from afterword.views import rows
from afterword.views.chart.models import LegendEntry
from afterword.views.context import Context
from afterword.views.days.cells import DayStatus, DaySummary, summarise_days
from afterword.views.index.queries import RecordIndex
from afterword.views.text.announced import AnnouncedPeriod, announced_from
from afterword.views.text.labels import PageLink, incident_link
from afterword.views.text.words import ENGLISH
from afterword.views.uptime.periods import month_name

_MOMENT = timedelta(microseconds=1)


class CalendarDay(NamedTuple):
    """A day. `level` is its worst level, None if it was operational, without data, or is still to come."""

    date: date
    is_known: bool
    is_future: bool
    is_today: bool
    is_planned: bool
    level: LegendEntry | None


class CalendarMonth(NamedTuple):
    """A month as its weeks, from Monday to Sunday; None stands for a day of another month."""

    name: str
    weeks: tuple[tuple[CalendarDay | None, ...], ...]


class AffectedDay(NamedTuple):
    """An affected day: its date as readers see it, its worst level, the time at each level, and the records."""

    date: date
    text: str
    level: LegendEntry
    durations: str
    records: Sequence[PageLink]


class PlannedWork(NamedTuple):
    """A period for which maintenance is announced, with its record and its days."""

    period: AnnouncedPeriod
    record: PageLink
    days: tuple[date, ...]


class MonthCalendar(NamedTuple):
    """Months with the affected days, the latest first, and the work that is announced from now on."""

    subject: str
    months: tuple[CalendarMonth, ...]
    affected: tuple[AffectedDay, ...]
    planned: tuple[PlannedWork, ...]


def month_calendar(
    context: Context,
    index: RecordIndex,
    first: Month,
    last: Month,
    *,
    component: Component | None,
    history: DaySpan,
) -> MonthCalendar:
    """Build the months from `first` to `last`, of a component or of all; `context` must contain every live record.

    There is no data for days outside `history`.
    """
    components = [component] if component else context.site.components
    spans = chain.from_iterable(
        index.queries.windows(each.id, year)
        for each in components
        for year in range(first.year, last.year + 1)
    )
    listed = days(first.first, last.last, context.zone.tz)
    windows = dict.fromkeys(spans)  # one that touches two years is in both
    summary = summarise_days(
        listed, windows, context.site, context.zone, context.now, history=history, words=ENGLISH
    )
    planned = tuple(_planned(context, component))
    return MonthCalendar(
        subject=component.name if component else context.site.page.name,
        months=_months(context, summary, first, last, {day for each in planned for day in each.days}),
        affected=tuple(_affected(summary, each) for each in reversed(summary.affected)),
        planned=planned,
    )


def _affected(summary: DaySummary, day: DayStatus) -> AffectedDay:
    at = summary.days[day.number].date
    return AffectedDay(at, summary.date_text(day.number), day.style.entry, day.durations, day.records)


def _months(
    context: Context, summary: DaySummary, first: Month, last: Month, planned: set[date]
) -> tuple[CalendarMonth, ...]:
    levels = {summary.days[each.number].date: each.style.entry for each in summary.affected}
    known = {summary.days[number].date for number in summary.known}
    return tuple(
        CalendarMonth(month_name(ENGLISH, month), tuple(_weeks(context, month, known, levels, planned)))
        for month in months(first, last)
    )


def _weeks(
    context: Context, month: Month, known: set[date], levels: Mapping[date, LegendEntry], planned: set[date]
) -> Iterator[tuple[CalendarDay | None, ...]]:
    shown: list[CalendarDay | None] = [None] * month.first.weekday()
    for number in range(month.last.day):
        day = month.first + timedelta(days=number)
        shown.append(
            CalendarDay(
                date=day,
                is_known=day in known,
                is_future=day > context.today,
                is_today=day == context.today,
                is_planned=day in planned,
                level=levels.get(day),
            )
        )
    shown += [None] * (-len(shown) % 7)
    for start in range(0, len(shown), 7):
        yield tuple(shown[start : start + 7])


def _planned(context: Context, component: Component | None) -> Iterator[PlannedWork]:
    """Yield the announced periods that are not over, the earliest first."""
    found: list[tuple[datetime, PlannedWork]] = []
    for record in context.records:
        lifecycle = context.lifecycle[record.id]
        named = component is None or component.id in rows.named_components(record)
        if not named or not rows.is_maintenance(record) or lifecycle.state is State.CANCELLED:
            continue
        zone = context.shown_in(record)
        shown = announced_from(ENGLISH, record, lifecycle, zone, context.now)
        periods = announced_periods(record)[-len(shown) :] if shown else ()
        for period, view in zip(periods, shown, strict=True):
            if period.end is None or period.end > context.now:
                covered = tuple(_days_of(context, period.start, period.end))
                link = incident_link(record, context.site)
                found.append((period.start, PlannedWork(view, link, covered)))
    return (each for _, each in sorted(found, key=lambda pair: (pair[0], pair[1].record)))


def _days_of(context: Context, start: datetime, end: datetime | None) -> Iterator[date]:
    first = context.zone.local(start).date()
    last = context.zone.local(max(end - _MOMENT, start)).date() if end else first
    for number in range((last - first).days + 1):
        yield first + timedelta(days=number)
