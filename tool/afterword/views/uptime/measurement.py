"""Measures the uptime of components and groups, each once for all pages and files of a build."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import chain
from typing import TypeAlias

from afterword.records.components import Component, Group
from afterword.records.day_span import ALWAYS, DaySpan
from afterword.timeline.budget import Budget, budget
from afterword.timeline.contributions import Contribution, contributions
from afterword.timeline.days import Day
from afterword.timeline.months import Month
from afterword.timeline.policies import POLICIES
from afterword.timeline.uptime import GroupUptime, Uptime, component_uptime, group_uptime
from afterword.views.context import Context
from afterword.views.index.queries import RecordIndex
from afterword.views.index.windows import WindowSpan
from afterword.views.uptime.periods import UptimePeriod, now_in, period_days, recent_years

UptimeSubject: TypeAlias = Component | Group | None
"""What has an uptime: a component, a group, or with None all components of the site together."""


@dataclass(frozen=True, eq=False)
class UptimeMeasurement:
    """The uptime of a subject in a period, with what it was computed from.

    `measured` is None if there is no data. In an internal build, `measured_public` is the uptime without internal
    records, if there are any in the period. `windows` are all windows of a component that touch the period,
    `contributions` what each of them added to the uptime; both are empty for groups. `budget` is None for groups and
    for components without an objective. `so_far` is true for a month that is not over.
    """

    subject: UptimeSubject
    period: UptimePeriod
    so_far: bool
    measured: Uptime | GroupUptime | None
    measured_public: Uptime | GroupUptime | None = None
    windows: Sequence[WindowSpan] = ()
    contributions: Sequence[Contribution[WindowSpan]] = ()
    budget: Budget | None = None

    @property
    def uptime(self) -> Uptime | GroupUptime | None:
        """What was measured, if it gives a number: not if all of the period is excluded."""
        return _with_ratio(self.measured)

    @property
    def public(self) -> Uptime | GroupUptime | None:
        """The same without internal records, if there are any."""
        return _with_ratio(self.measured_public)

    @property
    def counted(self) -> Uptime | None:
        """The uptime that was counted from windows; None for a mean, which was computed from other uptimes."""
        return self.uptime.whole if isinstance(self.uptime, GroupUptime) else self.uptime


def _with_ratio(measured: Uptime | GroupUptime | None) -> Uptime | GroupUptime | None:
    return None if isinstance(measured, Uptime) and not measured.has_ratio else measured


def measure(
    context: Context, index: RecordIndex, subject: UptimeSubject, period: UptimePeriod
) -> UptimeMeasurement:
    """Return the uptime of a subject under the policy of the site. It is computed once while it is kept."""

    def measured() -> UptimeMeasurement:
        if isinstance(subject, Component):
            return _measure_component(context, index, subject, period)
        return _measure_group(context, index, subject, period)

    key = measure, now_in(context, period), type(subject), subject.id if subject else "", period
    return index.keep(key, measured)


def _is_so_far(context: Context, period: UptimePeriod) -> bool:
    """Return whether a period is the current month."""
    return (
        isinstance(period, Month) and now_in(context, period) < period_days(context, period)[-1].interval.end
    )


def measure_within(
    context: Context, index: RecordIndex, component: Component, span: DaySpan, period: UptimePeriod
) -> UptimeMeasurement:
    """Return the uptime of a component on those days of a period that are in a span, such as its time in a group."""
    whole = measure(context, index, component, period)
    if span == component.history:
        return whole
    days, now = period_days(context, period), now_in(context, period)
    part = component_uptime(whole.windows, component, days, context.site, now, within=span)
    public = _public(whole.windows, component, days, context, now=now, within=span) if part else None
    return replace(whole, measured=part, measured_public=public, contributions=(), budget=None)


def members_in(context: Context, group: Group, period: UptimePeriod) -> tuple[tuple[Component, DaySpan], ...]:
    """Return the components that were in a group on any day of a period, each with the days on which it was.

    A component that left the group and came back has two entries. They are in the order of the page.
    """
    days = period_days(context, period)
    of_period = DaySpan(days[0].date, days[-1].date)
    return tuple(
        (component, span)
        for component, span in context.site.members_ever(group)
        if not span.common_with(of_period).is_empty
    )


def windows_between(
    index: RecordIndex, component_id: str, start: datetime, end: datetime
) -> Sequence[WindowSpan]:
    """Return the windows of a component that touch the time from `start` to `end`."""
    found = _windows_in(index, component_id, range(start.year, end.year + 1))
    return _touching(found, start, end)


def windows_in(
    context: Context, index: RecordIndex, component: Component, period: UptimePeriod
) -> Sequence[WindowSpan]:
    """Return the windows of a component that touch a period: its uptime depends on no others."""
    days = period_days(context, period)
    start, end = days[0].interval.start, days[-1].interval.end
    if isinstance(period, Month):
        return _touching(index.queries.windows(component.id, period.year), start, end)
    years = range(days[0].date.year, days[-1].date.year + 1)
    return _touching(_windows_in(index, component.id, years), start, end)


def recent_windows(context: Context, index: RecordIndex, component: Component) -> Sequence[WindowSpan]:
    """Return the windows of a component in the years that contain every day of `UPTIME_DAYS`."""
    return _windows_in(index, component.id, recent_years(context))


def windows_within(
    context: Context, index: RecordIndex, component: Component, span: DaySpan
) -> Iterator[WindowSpan]:
    """Yield the recent windows of a component as far as they are on the days of a span."""
    zone = context.zone
    first = zone.start_of(span.first) if span.first else None
    end = zone.start_of(span.last + timedelta(days=1)) if span.last else None
    for window in recent_windows(context, index, component):
        start = max(window.start, first) if first else window.start
        last = min(window.end or end, end) if end else window.end
        if last is None or start < last:
            yield window._replace(start=start, end=last)


def _measure_component(
    context: Context, index: RecordIndex, component: Component, period: UptimePeriod
) -> UptimeMeasurement:
    site, now, days = context.site, now_in(context, period), period_days(context, period)
    windows = windows_in(context, index, component, period)
    measured = component_uptime(windows, component, days, site, now)
    uptime = measured if measured and measured.has_ratio else None
    return UptimeMeasurement(
        component,
        period,
        _is_so_far(context, period),
        measured,
        measured_public=_public(windows, component, days, context, now=now) if measured else None,
        windows=windows,
        contributions=contributions(windows, uptime, site, now) if uptime else (),
        budget=_budget(component, uptime, days if isinstance(period, Month) else ()),
    )


def _measure_group(
    context: Context, index: RecordIndex, group: Group | None, period: UptimePeriod
) -> UptimeMeasurement:
    site = context.site
    if group:
        members = members_in(context, group, period)
        measured = [measure_within(context, index, *member, period) for member in members]
    else:
        measured = [measure(context, index, each, period) for each in site.components]
    policy = POLICIES[site.uptime.policy]
    uptime = group_uptime(map(_part, measured), policy, site)
    public = None
    if any(each.measured_public for each in measured):
        public = group_uptime(map(_public_part, measured), policy, site)
    return UptimeMeasurement(group, period, _is_so_far(context, period), uptime, public)


def _part(of: UptimeMeasurement) -> Uptime | None:
    """Return what a group counts of a component."""
    return of.measured if isinstance(of.measured, Uptime) else None


def _public_part(of: UptimeMeasurement) -> Uptime | None:
    return of.measured_public if isinstance(of.measured_public, Uptime) else _part(of)


def _public(
    windows: Sequence[WindowSpan],
    component: Component,
    days: Sequence[Day],
    context: Context,
    *,
    now: datetime,
    within: DaySpan = ALWAYS,
) -> Uptime | None:
    """Return the uptime without the windows of internal records; None if there are none, as in public builds."""
    public = [each for each in windows if not each.internal]
    if len(public) == len(windows):
        return None
    return component_uptime(public, component, days, context.site, now, within=within)


def _windows_in(index: RecordIndex, component_id: str, years: Iterable[int]) -> Sequence[WindowSpan]:
    """Return the windows of a component in some years, one that touches several years only once."""
    found = chain.from_iterable(index.queries.windows(component_id, year) for year in years)
    return tuple(dict.fromkeys(found))


def _touching(windows: Iterable[WindowSpan], start: datetime, end: datetime) -> Sequence[WindowSpan]:
    return [each for each in windows if each.start < end and (each.end is None or each.end > start)]


def _budget(component: Component, uptime: Uptime | None, month: Sequence[Day]) -> Budget | None:
    """Return the error budget of a period; None without an objective or without data.

    The budget of the current month is that of the whole month, since the rest of the month can still spend it. A number
    of days ends today, so nothing of it is still to come.
    """
    if uptime is None or component.objective is None:
        return None
    to_come = max(month[-1].interval.end - uptime.period.end, timedelta()) if month else timedelta()
    return budget(uptime, component.objective, to_come)
