"""Computes uptimes of one component for tests, from windows or from seconds at each level."""

from __future__ import annotations

from datetime import UTC, date, timedelta

from hypothesis import strategies as st

from afterword.records.settings import PolicyName
from afterword.timeline.days import days
from afterword.timeline.intervals import Interval
from afterword.timeline.levels import level_spans
from afterword.timeline.policies import POLICIES
from afterword.timeline.uptime import Uptime, counted_period, uptime
from tests.timeline.building import LEVELS, at, clock, minute, site, window, windows

STATUSPAGE = POLICIES[PolicyName.STATUSPAGE]
DAY_OF_100_MINUTES = Interval(minute(0), minute(100))

LevelSpan = tuple[str, int, int | None]
"""A level, the minute in which it begins, and its duration in minutes, or None if it is open."""

spell = st.tuples(st.sampled_from(LEVELS), st.integers(-20, 100), st.integers(1, 60) | st.none())
spells = st.lists(spell, max_size=6)


def ending_with(period_days: int, **seconds: int) -> Uptime:
    """Compute Statuspage's uptime over whole days that begin with the given seconds at each level."""
    last = date(2021, 1, 3)
    period = counted_period(
        days(last - timedelta(days=period_days - 1), last, UTC), STATUSPAGE, at("2021-01-03 12:00")
    )
    assert period is not None
    spans: dict[str, list[Interval]] = {}
    start = period.start
    for level, length in seconds.items():
        end = start + timedelta(seconds=length)
        spans[level] = [Interval(start, end)]
        start = end
    return some(uptime(spans, period, STATUSPAGE, site()))


def some(result: Uptime | None) -> Uptime:
    assert result is not None
    return result


def of_lines(*lines: str, policy: PolicyName, now: int = 100) -> Uptime:
    period = Interval(minute(0), minute(now))
    return some(uptime(level_spans(windows(*lines), site(), minute(now)), period, POLICIES[policy], site()))


def typed(drawn: list[LevelSpan]) -> list[str]:
    return [window(level, clock(start), clock(start + n) if n else "") for level, start, n in drawn]
