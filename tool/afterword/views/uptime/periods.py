"""The periods for which uptime is measured: the last days, and months of the calendar."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import TypeAlias

from afterword.timeline.days import Day, latest_days
from afterword.timeline.months import Month, month_of
from afterword.views.context import Context
from afterword.views.text.words import Words

SHOWN_DAYS = 90
"""How many days a day bar shows, and the uptime next to it counts."""
UPTIME_DAYS = (30, 90, 365)
"""The numbers of days for which pages and files have an uptime."""

UptimePeriod: TypeAlias = "int | Month"
"""A number of days, today included, or a month of the calendar."""


def period_name(words: Words, period: UptimePeriod) -> str:
    """Return the name that readers see, such as `30 days` or `November 2026`."""
    return month_name(words, period) if isinstance(period, Month) else words.plural(period, words.nouns.day)


def month_name(words: Words, month: Month) -> str:
    """Return the name that readers see, such as `November 2026`."""
    return words.month(month.year, month.number)


def period_days(context: Context, period: UptimePeriod) -> Sequence[Day]:
    """Return the days of a period in the time zone of the pages, those to come included."""
    if isinstance(period, Month):
        return period.days(context.zone.tz)
    return latest_days(period, context.zone.tz, context.now)


def now_in(context: Context, period: UptimePeriod) -> datetime:
    """Return `now`; the end of a month that is over, since nothing later changes what is measured."""
    if isinstance(period, Month):
        return context.now_until(period_days(context, period)[-1].interval.end)
    return context.now


def last_day(context: Context, period: UptimePeriod) -> date:
    """Return the last day of a period that has begun; the groups of a period are those of this day."""
    last = period_days(context, period)[-1].date
    return min(last, context.zone.local(now_in(context, period)).date())


def this_month(context: Context) -> Month:
    """Return the current month in the time zone of the pages."""
    return month_of(context.today)


def recent_years(context: Context) -> tuple[int, int]:
    """Return the years that contain every day of `UPTIME_DAYS`."""
    this_year = context.today.year
    return this_year - 1, this_year
