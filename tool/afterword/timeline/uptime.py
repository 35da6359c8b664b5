"""Uptime under a named policy.

The formula is common to all policies: one minus the weighted time of trouble, divided by the length of the period.
Results are exact fractions.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from fractions import Fraction

from afterword.records.scales import Level
from afterword.records.settings import MaintenanceRule
from afterword.records.site import Component, Site
from afterword.records.vocabulary import ComponentStatus
from afterword.timeline.days import Day
from afterword.timeline.intervals import Interval, clip, first_wins, length
from afterword.timeline.levels import LevelSpan, level_spans
from afterword.timeline.policies import POLICIES, GroupRule, Policy, Today

_MICROSECOND = timedelta(microseconds=1)
_SECOND = 1_000_000
_NOTHING = Fraction(0)


@dataclass(frozen=True, slots=True)
class Share:
    """What one level put into an uptime: the time in which it was what counted, and its weight."""

    level: str
    weight: Fraction
    spans: tuple[Interval, ...]

    @property
    def duration(self) -> timedelta:
        """How long the level held in the period, unweighted."""
        return length(self.spans)


@dataclass(frozen=True, slots=True)
class Uptime:
    """The uptime of one component.

    `shares` are the working, mildest level first and disjoint; levels of weight 0 are among them, so that readers see
    what did not count. `excluded` is what was taken out of the period, in the same form.
    """

    policy: Policy
    period: Interval
    shares: tuple[Share, ...]
    excluded: tuple[Share, ...] = ()

    @property
    def counted(self) -> timedelta:
        """What the downtime was divided by: the period without what was taken out of it."""
        if not self.excluded:
            return self.period.duration
        return self.period.duration - sum((share.duration for share in self.excluded), timedelta())

    @property
    def ratio(self) -> Fraction:
        """Uptime from 0 to 1, exactly."""
        return 1 - self._down_microseconds / _microseconds(self.counted)

    @property
    def percent(self) -> Decimal:
        """Uptime in per cent, rounded down to the policy's decimals."""
        return self.policy.percent(self.ratio)

    @property
    def down(self) -> timedelta:
        """The weighted time of trouble, to the nearest microsecond."""
        return round(self._down_microseconds) * _MICROSECOND

    @property
    def down_seconds(self) -> Fraction:
        """The weighted time of trouble, exactly."""
        return self._down_microseconds / _SECOND

    @property
    def _down_microseconds(self) -> Fraction:
        weighed = (share.weight * _microseconds(share.duration) for share in self.shares if share.weight)
        return sum(weighed, _NOTHING)


@dataclass(frozen=True, slots=True)
class GroupUptime:
    """The uptime of a group, from 0 to 1, and the components that it was made from.

    `whole` is there where the policy counts the group as if it were one component.
    """

    policy: Policy
    ratio: Fraction
    children: tuple[Uptime, ...]
    whole: Uptime | None = None

    @property
    def percent(self) -> Decimal:
        """Uptime in per cent, rounded down to the policy's decimals."""
        return self.policy.percent(self.ratio)


def counted_period(days: Sequence[Day], policy: Policy, now: datetime) -> Interval | None:
    """Give the stretch of days in order that a policy counts; None where none of them has begun.

    Days to come never count, today as the policy says.
    """
    begun = [day.interval for day in days if day.interval.start <= now]
    if not begun:
        return None
    end = begun[-1].end if policy.today is Today.FULL else min(begun[-1].end, now)
    return Interval(begun[0].start, end)


def uptime(
    spans_by_level: Mapping[str, Iterable[Interval]],
    period: Interval,
    policy: Policy,
    site: Site,
    since: datetime | None = None,
) -> Uptime | None:
    """Compute the uptime of a component in a period, from the time that it spent at each level.

    Spans of different levels may overlap: the heaviest weight counts at each instant, among equal weights the
    worse level (so give `levels.level_spans`, in which nothing is hidden). They must not lie after `now`. The
    denominator begins with `since`, the start of the component's history, where that is later than the
    period's start. None where nothing is left of the period: there is no data.

    Where the site takes maintenance out, it takes the time in which nothing that has a weight held: maintenance hides
    no downtime.
    """
    start = max(period.start, since) if since else period.start
    if start >= period.end:
        return None
    counted = Interval(start, period.end)
    known = [level for level in site.levels if site.rank(level.id) and level.id in spans_by_level]
    worst_first = known[::-1]
    # The order is stable, so that of equal weights the worse level stays first.
    first = sorted(worst_first, key=lambda level: _precedence(level, policy, site), reverse=True)
    parts = first_wins(clip(spans_by_level[level.id], counted) for level in first)
    spans = {level.id: part for level, part in zip(first, parts, strict=True)}
    held = [level for level in known if spans[level.id]]
    result = Uptime(
        policy,
        counted,
        tuple(
            Share(each.id, policy.weight(each), spans[each.id])
            for each in held
            if not is_excluded(each, site)
        ),
        tuple(Share(each.id, _NOTHING, spans[each.id]) for each in held if is_excluded(each, site)),
    )
    return result if result.counted else None


def component_uptime(
    windows: Iterable[LevelSpan], component: Component, days: Sequence[Day], site: Site, now: datetime
) -> Uptime | None:
    """Compute a component's uptime over days in order, under the policy of the site.

    The windows are those that count for it, as `levels.component_windows` gives them. None where there is no
    data.
    """
    policy = POLICIES[site.uptime.policy]
    period = counted_period(days, policy, now)
    if period is None:
        return None
    since = None
    if component.since:
        later = (day.interval.start for day in days if day.date >= component.since)
        since = next(later, days[-1].interval.end)
    return uptime(level_spans(windows, site, now), period, policy, site, since)


def group_uptime(children: Iterable[Uptime | None], policy: Policy, site: Site) -> GroupUptime | None:
    """Compute the uptime of a group from its components; those without data do not count, None if all are.

    The mean is taken of exact uptimes and rounded once, as Statuspage does: it shows 99.67 for components
    shown as 99.83 and 99.50.
    """
    known = tuple(child for child in children if child is not None)
    if not known:
        return None
    if policy.group_rule is GroupRule.MEAN:
        return GroupUptime(policy, sum((child.ratio for child in known), _NOTHING) / len(known), known)
    whole = _as_one(known, policy, site)
    return GroupUptime(policy, whole.ratio, known, whole) if whole else None


def is_excluded(level: Level, site: Site) -> bool:
    """Say whether the time at a level is taken out of the period, where nothing that has a weight held as well."""
    excluded = site.uptime.maintenance is MaintenanceRule.EXCLUDED
    return excluded and level.status is ComponentStatus.UNDER_MAINTENANCE


def _precedence(level: Level, policy: Policy, site: Site) -> tuple[bool, bool, Fraction]:
    """Sort levels by which counts where several hold: downtime by weight, then what is taken out, then the rest."""
    excluded, weight = is_excluded(level, site), policy.weight(level)
    return bool(weight) and not excluded, excluded, weight


def _as_one(children: tuple[Uptime, ...], policy: Policy, site: Site) -> Uptime | None:
    """Count components as if they were one, at each instant as the worst of them."""
    held: dict[str, list[Interval]] = {}
    for child in children:
        for share in (*child.shares, *child.excluded):
            held.setdefault(share.level, []).extend(share.spans)
    start, end = min(child.period.start for child in children), max(child.period.end for child in children)
    return uptime(held, Interval(start, end), policy, site)


def _microseconds(duration: timedelta) -> int:
    return duration // _MICROSECOND
