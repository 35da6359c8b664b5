"""Uptime under a named policy.

All policies use the same formula: one minus the weighted downtime divided by the length of the period. Results are
exact fractions.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import chain

from afterword.records.components import Component
from afterword.records.day_span import ALWAYS, DaySpan
from afterword.records.scales import Level
from afterword.records.settings import MaintenanceRule
from afterword.records.site import Site
from afterword.records.vocabulary import ComponentStatus
from afterword.timeline.certainty import Certainty, certainty_of
from afterword.timeline.days import Day
from afterword.timeline.intervals import Interval, clip, first_wins, length
from afterword.timeline.levels import LevelSpan, level_spans
from afterword.timeline.policies import POLICIES, GroupRule, Policy, Today

_MICROSECOND = timedelta(microseconds=1)
_SECOND = 1_000_000
_NOTHING = Fraction(0)


@dataclass(frozen=True, slots=True)
class Share:
    """The share of one level in an uptime: the time in which it was the level that counted, and its weight."""

    level: str
    weight: Fraction
    spans: tuple[Interval, ...]

    @property
    def duration(self) -> timedelta:
        """The unweighted time at the level in the period."""
        return length(self.spans)


@dataclass(frozen=True, slots=True)
class Uptime:
    """The uptime of one component.

    `shares` are disjoint, mildest level first. They include levels of weight 0, so that readers see what did not count.
    `excluded` is the time that is excluded from the period, in the same form.
    """

    policy: Policy
    period: Interval
    shares: tuple[Share, ...]
    excluded: tuple[Share, ...] = ()

    @property
    def counted(self) -> timedelta:
        """The time that the downtime is divided by: the period without excluded time."""
        if not self.excluded:
            return self.period.duration
        return self.period.duration - sum((share.duration for share in self.excluded), timedelta())

    @property
    def has_ratio(self) -> bool:
        """Whether anything of the period counts; without that, there is no number."""
        return bool(self.counted)

    @property
    def ratio(self) -> Fraction:
        """Uptime from 0 to 1, exactly. Raises ZeroDivisionError if all of the period is excluded."""
        return 1 - self._down_microseconds / _microseconds(self.counted)

    @property
    def percent(self) -> Decimal:
        """Uptime in per cent, rounded down to the policy's decimals."""
        return self.policy.percent(self.ratio)

    @property
    def certainty(self) -> Certainty:
        """How exact the downtime and the excluded time are."""
        weighed = (share for share in self.shares if share.weight)
        return certainty_of(span for share in chain(weighed, self.excluded) for span in share.spans)

    @property
    def down(self) -> timedelta:
        """The weighted downtime, to the nearest microsecond."""
        return round(self._down_microseconds) * _MICROSECOND

    @property
    def down_seconds(self) -> Fraction:
        """The exact weighted downtime, in seconds."""
        return self._down_microseconds / _SECOND

    @property
    def _down_microseconds(self) -> Fraction:
        weighed = (share.weight * _microseconds(share.duration) for share in self.shares if share.weight)
        return sum(weighed, _NOTHING)


@dataclass(frozen=True, slots=True)
class GroupUptime:
    """The uptime of a group, from 0 to 1, and of the components that it was computed from.

    `whole` is not None if the policy counts the group as if it were one component.
    """

    policy: Policy
    ratio: Fraction
    children: tuple[Uptime, ...]
    whole: Uptime | None = None

    @property
    def certainty(self) -> Certainty:
        """How exact the downtime of its components is."""
        found = [each.certainty for each in self.children]
        return Certainty(any(each.approximate for each in found), any(each.at_least for each in found))

    @property
    def percent(self) -> Decimal:
        """Uptime in per cent, rounded down to the policy's decimals."""
        return self.policy.percent(self.ratio)


def counted_period(days: Sequence[Day], policy: Policy, now: datetime) -> Interval | None:
    """Return the interval of sorted days that a policy counts, or None if none of them has begun.

    Future days never count; today counts as the policy says.
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
    history: Interval | None = None,
) -> Uptime | None:
    """Compute the uptime of a component in a period, from the time that it spent at each level.

    Times at different levels may overlap: at each instant the highest weight counts, and among equal weights the worse
    level (so pass `levels.level_spans`, in which nothing is hidden). They must not be after `now`. Only the part of the
    period in the component's `history` counts. Returns None if there is none: there are no data.

    If the site excludes maintenance, only maintenance without downtime at the same time is excluded: maintenance hides
    no downtime. If that is all of the period, the result has no ratio (`has_ratio`), but groups still count it.
    """
    start = max(period.start, history.start) if history else period.start
    end = min(period.end, history.end) if history else period.end
    if start >= end:
        return None
    counted = Interval(start, end)
    known = [level for level in site.levels if site.rank(level.id) and level.id in spans_by_level]
    worst_first = known[::-1]
    # Sorting is stable, so among equal weights the worse level stays first.
    first = sorted(worst_first, key=lambda level: _precedence(level, policy, site), reverse=True)
    parts = first_wins(clip(spans_by_level[level.id], counted) for level in first)
    spans = {level.id: part for level, part in zip(first, parts, strict=True)}
    present = [level for level in known if spans[level.id]]
    return Uptime(
        policy,
        counted,
        tuple(
            Share(each.id, policy.weight(each), spans[each.id])
            for each in present
            if not is_excluded(each, site)
        ),
        tuple(Share(each.id, _NOTHING, spans[each.id]) for each in present if is_excluded(each, site)),
    )


def component_uptime(
    windows: Iterable[LevelSpan],
    component: Component,
    days: Sequence[Day],
    site: Site,
    now: datetime,
    *,
    within: DaySpan = ALWAYS,
) -> Uptime | None:
    """Compute a component's uptime over sorted days, under the policy of the site; only days `within` a span count.

    The windows are those of incidents and maintenance that name it. Returns None if there are no data.
    """
    policy = POLICIES[site.uptime.policy]
    period = counted_period(days, policy, now)
    if period is None:
        return None
    counted = component.history.common_with(within)
    history = None
    if counted != ALWAYS:
        listed = [day.interval for day in days if day.date in counted]
        if not listed:
            return None
        history = Interval(listed[0].start, listed[-1].end)
    return uptime(level_spans(windows, site, now), period, policy, site, history)


def group_uptime(children: Iterable[Uptime | None], policy: Policy, site: Site) -> GroupUptime | None:
    """Compute the uptime of a group from its components. Those without data do not count; None if nothing is left.

    The mean is computed from exact uptimes and rounded once, as Statuspage does: it shows 99.67 for components that
    it shows with 99.83 and 99.50.
    """
    known = tuple(child for child in children if child is not None)
    if policy.group_rule is GroupRule.MEAN:
        known = tuple(child for child in known if child.has_ratio)
        mean = sum((child.ratio for child in known), _NOTHING) / len(known) if known else None
        return GroupUptime(policy, mean, known) if mean is not None else None
    whole = _as_one(known, policy, site) if known else None
    return GroupUptime(policy, whole.ratio, known, whole) if whole and whole.has_ratio else None


def is_excluded(level: Level, site: Site) -> bool:
    """Return whether the time at a level is excluded from the period, if there was no downtime at the same time."""
    excluded = site.uptime.maintenance is MaintenanceRule.EXCLUDED
    return excluded and level.status is ComponentStatus.UNDER_MAINTENANCE


def _precedence(level: Level, policy: Policy, site: Site) -> tuple[bool, bool, Fraction]:
    """Return a sort key for simultaneous levels: downtime by its weight, then excluded time, then the rest."""
    excluded, weight = is_excluded(level, site), policy.weight(level)
    return bool(weight) and not excluded, excluded, weight


def _as_one(children: tuple[Uptime, ...], policy: Policy, site: Site) -> Uptime | None:
    """Count components as if they were one that is, at each instant, at the worst of their levels."""
    spans: dict[str, list[Interval]] = {}
    for child in children:
        for share in (*child.shares, *child.excluded):
            spans.setdefault(share.level, []).extend(share.spans)
    start, end = min(child.period.start for child in children), max(child.period.end for child in children)
    return uptime(spans, Interval(start, end), policy, site)


def _microseconds(duration: timedelta) -> int:
    return duration // _MICROSECOND
