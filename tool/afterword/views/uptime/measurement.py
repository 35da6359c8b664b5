"""An uptime with all that explains it: the windows that it was counted from, and what its objective says."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import NamedTuple

from afterword.records.site import Component
from afterword.records.zone import Zone
from afterword.timeline.budget import Budget, budget
from afterword.timeline.contributions import Contribution, contributions
from afterword.timeline.days import Day, latest_days
from afterword.timeline.months import Month, month_of
from afterword.timeline.uptime import Uptime, component_uptime
from afterword.views.context import Context
from afterword.views.index.queries import RecordIndex
from afterword.views.index.summary import WindowSpan
from afterword.views.text import words
from afterword.views.text.catalogue import CATALOGUE
from afterword.views.uptime.periods import spans_in, touching


class UptimeMeasurement(NamedTuple):
    """The uptime of a component over the last days or in a month, with what it was counted from.

    `uptime` is None where there is no data. `spans` are all windows that touch the period, `windows` what they put
    into the uptime. Of a month that is not over, `so_far` is true.
    """

    component: Component
    period: int | Month
    uptime: Uptime | None
    spans: tuple[WindowSpan, ...]
    windows: tuple[Contribution[WindowSpan], ...]
    budget: Budget | None
    so_far: bool = False

    @property
    def name(self) -> str:
        """What the period is called."""
        if isinstance(self.period, Month):
            return month_name(self.period)
        return words.plural(self.period, *CATALOGUE.nouns.day)


def over_days(context: Context, index: RecordIndex, component: Component, days: int) -> UptimeMeasurement:
    """Reckon the last days of a component, today included."""
    latest = latest_days(days, context.zone.tz, context.now)
    spans = spans_in(index, component, range(latest[0].date.year, latest[-1].date.year + 1))
    return _reckoned(context, component, days, latest, spans)


def in_month(context: Context, index: RecordIndex, component: Component, month: Month) -> UptimeMeasurement:
    """Reckon a month of a component, as far as it has come."""
    spans = index.queries.windows(component.id, month.year)
    found = _reckoned(context, component, month, month.days(context.zone.tz), spans)
    return found._replace(so_far=month == this_month(context))


def this_month(context: Context) -> Month:
    """Give the month that it is in the zone of the pages."""
    return month_of(context.zone.local(context.now).date())


def month_name(month: Month) -> str:
    """Name a month as readers do."""
    return f"{words.MONTHS[month.number - 1]} {month.year}"


def budget_of(component: Component, uptime: Uptime | None, period: int | Month, zone: Zone) -> Budget | None:
    """Compare an uptime with the component's objective, where it has one.

    The allowance of a month that is not over is that of the whole month, so that what is left of it may still be
    spent; over the last days there is nothing to come.
    """
    if uptime is None or component.objective is None:
        return None
    to_come = timedelta()
    if isinstance(period, Month):
        to_come = max(period.days(zone.tz)[-1].interval.end - uptime.period.end, to_come)
    return budget(uptime, component.objective, to_come)


def _reckoned(
    context: Context,
    component: Component,
    period: int | Month,
    days: Sequence[Day],
    spans: Sequence[WindowSpan],
) -> UptimeMeasurement:
    late = touching(spans, days)
    uptime = component_uptime(late, component, days, context.site, context.now)
    return UptimeMeasurement(
        component,
        period,
        uptime,
        tuple(late),
        contributions(late, uptime, context.site, context.now) if uptime else (),
        budget_of(component, uptime, period, context.zone),
    )
