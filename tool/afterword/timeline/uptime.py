"""Uptime under a named policy, because services that publish uptime do not mean the same by it.

The formula is common to all: one minus the weighted time of trouble, divided by the length of the period.
Policies differ in the weight of each status, in how much of today counts, in what a group is, and in the
decimals. Results are exact fractions; for display they are always rounded down, so that 100 % is shown only
where nothing counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from afterword.records.record import Window
from afterword.records.site import Component, Level, PolicyName, Site
from afterword.records.vocabulary import ComponentStatus
from afterword.timeline.days import Day
from afterword.timeline.intervals import Interval, clip, first_wins, total
from afterword.timeline.levels import level_spans

_MICROSECOND = timedelta(microseconds=1)


class Today(StrEnum):
    """How much of a day that is not over counts."""

    FULL = "full"
    """All of it, as if the rest will be up."""
    ELAPSED = "elapsed"


class GroupRule(StrEnum):
    """What the uptime of a group is."""

    MEAN = "mean"
    """The mean of its components' uptimes."""
    ALL_UP = "all_up"
    """The group is only as well as the worst of its components at each instant."""


@dataclass(frozen=True, slots=True)
class Policy:
    """One definition of uptime.

    `description` is a sentence for readers, shown beside the numbers. `weights` tells how much of the time at
    a status counts as down, from 0 to 1; None means that each level of the site has a weight of its own.
    Maintenance is one of the statuses: it never hides downtime at the same time, as the heaviest weight
    counts. `decimals` are those of the percentage, which is rounded down.
    """

    name: PolicyName
    description: str
    weights: Mapping[ComponentStatus, Fraction] | None = field(hash=False)
    today: Today
    group_rule: GroupRule
    decimals: int

    def weight(self, level: Level) -> Fraction:
        """Say how much of the time at a level counts as down; operational levels never do."""
        if level.status is ComponentStatus.OPERATIONAL:
            return Fraction(0)
        return Fraction(level.weight) if self.weights is None else self.weights[level.status]

    def percent(self, ratio: Fraction) -> Decimal:
        """Write a ratio as a percentage, rounded down to the policy's decimals."""
        return Decimal(int(ratio * 100 * 10**self.decimals)).scaleb(-self.decimals)


def _weights(degraded: str, partial: str, major: str, maintenance: str) -> Mapping[ComponentStatus, Fraction]:
    return {
        ComponentStatus.DEGRADED_PERFORMANCE: Fraction(degraded),
        ComponentStatus.PARTIAL_OUTAGE: Fraction(partial),
        ComponentStatus.MAJOR_OUTAGE: Fraction(major),
        ComponentStatus.UNDER_MAINTENANCE: Fraction(maintenance),
    }


POLICIES: Mapping[PolicyName, Policy] = {
    # Atlassian's help page on uptime calendars. Rounding and whole days are what public pages really do: they
    # fit all 43 components with outages that were found on 31 pages of January 2021.
    PolicyName.STATUSPAGE: Policy(
        name=PolicyName.STATUSPAGE,
        description="Major outages count in full, partial outages at 30 %, degraded performance and "
        "maintenance not at all; today counts as a whole day, and a group has the mean of its components.",
        weights=_weights(degraded="0", partial="0.3", major="1", maintenance="0"),
        today=Today.FULL,
        group_rule=GroupRule.MEAN,
        decimals=2,
    ),
    # incident.io's help article 7203303; how today counts and the decimals are ours.
    PolicyName.INCIDENT_IO: Policy(
        name=PolicyName.INCIDENT_IO,
        description="Major and partial outages count in full, degraded performance and maintenance not at "
        "all; today counts until now, and a group is up only while all of its components are.",
        weights=_weights(degraded="0", partial="1", major="1", maintenance="0"),
        today=Today.ELAPSED,
        group_rule=GroupRule.ALL_UP,
        decimals=2,
    ),
    # What OpenStatus computes; the rule for groups is ours.
    PolicyName.OPENSTATUS: Policy(
        name=PolicyName.OPENSTATUS,
        description="Major outages count in full, partial outages by half, degraded performance and "
        "maintenance not at all; today counts until now, and a group has the mean of its components.",
        weights=_weights(degraded="0", partial="0.5", major="1", maintenance="0"),
        today=Today.ELAPSED,
        group_rule=GroupRule.MEAN,
        decimals=3,
    ),
    PolicyName.STRICT: Policy(
        name=PolicyName.STRICT,
        description="All that is not fully operational counts in full, maintenance included; today counts "
        "until now, and a group is up only while all of its components are.",
        weights=_weights(degraded="1", partial="1", major="1", maintenance="1"),
        today=Today.ELAPSED,
        group_rule=GroupRule.ALL_UP,
        decimals=2,
    ),
    PolicyName.LEVELS: Policy(
        name=PolicyName.LEVELS,
        description="Each level counts with a weight of its own; today counts until now, and a group has the "
        "mean of its components.",
        weights=None,
        today=Today.ELAPSED,
        group_rule=GroupRule.MEAN,
        decimals=2,
    ),
}


@dataclass(frozen=True, slots=True)
class Share:
    """What one level put into an uptime: the time in which it was the heaviest, and its weight."""

    level: str
    weight: Fraction
    spans: tuple[Interval, ...]

    @property
    def duration(self) -> timedelta:
        """How long the level held in the period, unweighted."""
        return total(self.spans)


@dataclass(frozen=True, slots=True)
class Uptime:
    """The uptime of one component.

    `period` is what it was divided by. `shares` are the working, mildest level first and disjoint; levels of
    weight 0 are among them, so that readers see what did not count.
    """

    policy: Policy
    period: Interval
    shares: tuple[Share, ...]

    @property
    def ratio(self) -> Fraction:
        """Uptime from 0 to 1, exactly."""
        return 1 - self._down_microseconds / _microseconds(self.period.duration)

    @property
    def percent(self) -> Decimal:
        """Uptime in per cent, rounded down to the policy's decimals."""
        return self.policy.percent(self.ratio)

    @property
    def down(self) -> timedelta:
        """The weighted time of trouble, to the nearest microsecond."""
        return round(self._down_microseconds) * _MICROSECOND

    @property
    def _down_microseconds(self) -> Fraction:
        return _down((share.weight, share.duration) for share in self.shares)


@dataclass(frozen=True, slots=True)
class GroupUptime:
    """The uptime of a group, from 0 to 1, and the components that it was made from."""

    policy: Policy
    ratio: Fraction
    children: tuple[Uptime, ...]

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
    """
    start = max(period.start, since) if since else period.start
    if start >= period.end:
        return None
    counted = Interval(start, period.end)
    known = [level for level in site.levels if site.rank(level.id) and level.id in spans_by_level]
    worst_first = known[::-1]
    # The order is stable, so that of equal weights the worse level stays first.
    heaviest_first = sorted(worst_first, key=policy.weight, reverse=True)
    parts = first_wins(clip(spans_by_level[level.id], counted) for level in heaviest_first)
    shares = {
        level.id: Share(level.id, policy.weight(level), spans)
        for level, spans in zip(heaviest_first, parts, strict=True)
    }
    return Uptime(policy, counted, tuple(shares[level.id] for level in known if shares[level.id].spans))


def component_uptime(
    windows: Iterable[Window], component: Component, days: Sequence[Day], site: Site, now: datetime
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


def group_uptime(children: Iterable[Uptime | None], policy: Policy) -> GroupUptime | None:
    """Compute the uptime of a group from its components; those without data do not count, None if all are.

    The mean is taken of exact uptimes and rounded once, as Statuspage does: it shows 99.67 for components
    shown as 99.83 and 99.50.
    """
    known = tuple(child for child in children if child is not None)
    if not known:
        return None
    if policy.group_rule is GroupRule.MEAN:
        ratio = sum((child.ratio for child in known), Fraction(0)) / len(known)
    else:
        ratio = _all_up(known)
    return GroupUptime(policy, ratio, known)


def _all_up(children: tuple[Uptime, ...]) -> Fraction:
    shares = [share for child in children for share in child.shares]
    weights = sorted({share.weight for share in shares}, reverse=True)
    parts = first_wins(
        [span for share in shares if share.weight == weight for span in share.spans] for weight in weights
    )
    worst = ((weight, total(spans)) for weight, spans in zip(weights, parts, strict=True))
    start, end = min(child.period.start for child in children), max(child.period.end for child in children)
    return 1 - _down(worst) / _microseconds(end - start)


def _down(weighted: Iterable[tuple[Fraction, timedelta]]) -> Fraction:
    return sum((weight * _microseconds(duration) for weight, duration in weighted), Fraction(0))


def _microseconds(duration: timedelta) -> int:
    return duration // _MICROSECOND
