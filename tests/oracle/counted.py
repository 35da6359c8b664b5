"""The numbers of a drawn site, counted from the definitions of the handbook and without any code of the product.

All times are whole milliseconds. Time is cut wherever something begins or ends, and each piece is asked who was at
which level in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise
from zoneinfo import ZoneInfo

from tests.oracle.drawn import STATUSES, Span, Story, as_moment, midnight

Piece = tuple[int, tuple[Span, ...]]
"""How long a piece of time is, and the windows that were open in it."""

_DOWN = {
    "statuspage": {"partial_outage": "0.3", "major_outage": "1"},
    "incident-io": {"partial_outage": "1", "major_outage": "1"},
    "openstatus": {"partial_outage": "0.5", "major_outage": "1"},
    "strict": dict.fromkeys(
        ("degraded_performance", "partial_outage", "major_outage", "under_maintenance"), "1"
    ),
}
"""How much of the time at a status counts as down, for each policy that does not use the levels' own weights."""
_WHOLE_DAY = "statuspage"
_ALL_UP = ("incident-io", "strict")
_DECIMALS = {"openstatus": 3}


@dataclass(frozen=True)
class Counted:
    """The sums of an uptime, in milliseconds."""

    period: int
    excluded: int
    down: Fraction

    @property
    def ratio(self) -> Fraction | None:
        """The uptime, or None if all of the period is excluded."""
        counted = self.period - self.excluded
        return 1 - self.down / counted if counted else None


def totals(spans: Iterable[Span], now: int) -> dict[str, int]:
    """Return how long each level was the worst one of a record, without levels that are no trouble."""
    order = [*STATUSES]
    found: dict[str, int] = {}
    for length, open_spans in _pieces([*spans], None, now):
        trouble = [each.level for each in open_spans if STATUSES[each.level] != "operational"]
        if trouble:
            worst = max(trouble, key=order.index)
            found[worst] = found.get(worst, 0) + length
    return found


def uptime(story: Story, component: str, period: tuple[int, int]) -> Counted:
    """Return the uptime of a component in a period."""
    return _count(story, _spans_of(story, component), period)


def all_up(story: Story, periods: dict[str, tuple[int, int]]) -> Counted:
    """Return the uptime of several components of which all must be up, each in its own period."""
    spans = []
    for each, (start, end) in periods.items():
        for span in _spans_of(story, each):
            stop = min(end, story.now if span.end is None else span.end)
            if start < stop and span.start < end:
                spans.append(replace(span, start=max(start, span.start), end=max(stop, span.start)))
    whole = min(start for start, _ in periods.values()), max(end for _, end in periods.values())
    return _count(story, spans, whole)


def _spans_of(story: Story, component: str) -> list[Span]:
    return [
        span
        for entry in story.entries
        if entry.kind in ("incident", "maintenance") and not entry.internal
        for span in entry.spans
        if span.component == component
    ]


def _count(story: Story, spans: list[Span], period: tuple[int, int]) -> Counted:
    down, excluded = Fraction(0), 0
    for length, open_spans in _pieces(spans, period, story.now):
        maintained = [each for each in open_spans if _is_excluded(story, each.level)]
        weight = max(
            (_weight(story, each.level) for each in open_spans if each not in maintained), default=Fraction(0)
        )
        if weight:
            down += weight * length
        elif maintained:
            excluded += length
    return Counted(period[1] - period[0], excluded, down)


def last_days(story: Story, component: str, days: int) -> tuple[int, int] | None:
    """Return the period of the last days of a component, today included, or None if it has not begun."""
    today = as_moment(story.now).astimezone(ZoneInfo(story.zone)).date()
    return _period(story, component, today - timedelta(days=days - 1), today + timedelta(days=1))


def month(story: Story, component: str, name: str) -> tuple[int, int] | None:
    """Return the period of a month of a component, until today, or None if there is nothing of it."""
    first = date.fromisoformat(f"{name}-01")
    return _period(story, component, first, (first + timedelta(days=31)).replace(day=1))


def shown(story: Story, ratio: Fraction | None) -> str | None:
    """Return an uptime in per cent, rounded down, as the site's policy shows it."""
    if ratio is None:
        return None
    decimals = _DECIMALS.get(story.policy, 2)
    units = ratio * 100 * 10**decimals // 1
    return f"{units // 10**decimals}.{units % 10**decimals:0{decimals}}"


def is_mean(story: Story) -> bool:
    """Return whether a group has the mean of its components' uptimes."""
    return story.policy not in _ALL_UP


def _period(story: Story, component: str, first: date, after: date) -> tuple[int, int] | None:
    today = as_moment(story.now).astimezone(ZoneInfo(story.zone)).date()
    begin = max(first, story.since.get(component, first))
    end = min(midnight(after, story.zone), midnight(today + timedelta(days=1), story.zone))
    if story.policy != _WHOLE_DAY:
        end = min(end, story.now)
    start = midnight(begin, story.zone)
    return (start, end) if start < end else None


def _pieces(spans: list[Span], period: tuple[int, int] | None, now: int) -> Iterator[Piece]:
    lasting = [(each, each.start, now if each.end is None else min(each.end, now)) for each in spans]
    cuts = {cut for _, start, end in lasting for cut in (start, end)} | {*(period or ())}
    for start, end in pairwise(sorted(cuts)):
        if period is None or (period[0] <= start and end <= period[1]):
            yield end - start, tuple(each for each, begin, stop in lasting if begin <= start and end <= stop)


def _is_excluded(story: Story, level: str) -> bool:
    return story.maintenance == "excluded" and STATUSES[level] == "under_maintenance"


def _weight(story: Story, level: str) -> Fraction:
    if story.policy == "levels":
        return Fraction(story.weights[level])
    return Fraction(_DOWN[story.policy].get(STATUSES[level], "0"))
