"""The uptime of components, of groups and of the site, over the last days or in a month."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain

from afterword.records.site import Component
from afterword.timeline.days import Day, latest_days
from afterword.timeline.months import Month
from afterword.timeline.policies import POLICIES
from afterword.timeline.uptime import GroupUptime, Uptime, component_uptime, group_uptime
from afterword.views.context import Context
from afterword.views.index.queries import RecordIndex
from afterword.views.index.summary import WindowSpan

SHOWN_DAYS = 90
"""How many days the bars of the status page go back."""
UPTIME_DAYS = (30, 90, 365)
"""The periods, in days, for which uptime is told."""


def recent_years(context: Context) -> tuple[int, int]:
    """Give the years that hold all days of which these numbers tell."""
    this_year = context.zone.local(context.now).year
    return this_year - 1, this_year


def recent_spans(context: Context, index: RecordIndex, component: Component) -> tuple[WindowSpan, ...]:
    """Give the spans of a component in these years, one that touches both only once."""
    return spans_in(index, component, recent_years(context))


def spans_in(index: RecordIndex, component: Component, years: Iterable[int]) -> tuple[WindowSpan, ...]:
    """Give the spans of a component in some years, one that touches several only once."""
    return tuple(
        dict.fromkeys(chain.from_iterable(index.queries.windows(component.id, year) for year in years))
    )


def uptime_of(context: Context, index: RecordIndex, component: Component, days: int) -> Uptime | None:
    """Compute the uptime of a component over the last days; None where there is no data."""
    latest = latest_days(days, context.zone.tz, context.now)
    spans = touching(recent_spans(context, index, component), latest)
    return component_uptime(spans, component, latest, context.site, context.now)


def uptime_together(
    context: Context, index: RecordIndex, components: Iterable[Component], days: int
) -> GroupUptime | None:
    """Compute the uptime of several components by the policy's rule for groups; None where there is no data."""
    each = [uptime_of(context, index, component, days) for component in components]
    return group_uptime(each, POLICIES[context.site.uptime.policy], context.site)


def month_uptime(context: Context, index: RecordIndex, component: Component, month: Month) -> Uptime | None:
    """Compute the uptime of a component in a month; None where there is no data."""
    days = month.days(context.zone.tz)
    spans = touching(index.queries.windows(component.id, month.year), days)
    return component_uptime(spans, component, days, context.site, context.now)


def touching(spans: Iterable[WindowSpan], days: Sequence[Day]) -> list[WindowSpan]:
    """Give the spans that touch some days in order."""
    start, end = days[0].interval.start, days[-1].interval.end
    return [span for span in spans if span.start < end and (span.end is None or span.end > start)]
