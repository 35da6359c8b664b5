"""The contributions of windows to an uptime."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from afterword.records.impact import Window
from afterword.records.settings import PolicyName
from afterword.records.site import Site
from afterword.timeline.contributions import Contribution, contributions
from afterword.timeline.levels import level_spans
from afterword.timeline.policies import POLICIES
from afterword.timeline.uptime import Uptime, uptime
from tests.timeline.building import SITE, clock, minute, site, window, windows
from tests.timeline.measuring import DAY_OF_100_MINUTES, LevelSpan, some, spells, typed

EXCLUDING = site(SITE + "uptime: {maintenance: excluded}\n")


def worked(
    *lines: str, policy: PolicyName = PolicyName.STATUSPAGE, of: Site | None = None
) -> tuple[Uptime, tuple[Contribution[Window], ...]]:
    counting, read = of or site(), windows(*lines)
    spans = level_spans(read, counting, minute(100))
    found = some(uptime(spans, DAY_OF_100_MINUTES, POLICIES[policy], counting))
    return found, contributions(read, found, counting, minute(100))


def minutes(rows: tuple[Contribution[Window], ...]) -> list[tuple[str, int]]:
    return [(row.window.level, row.duration // timedelta(minutes=1)) for row in rows]


def test_windows_are_clipped_to_the_period_and_sorted_by_start() -> None:
    _, rows = worked(window("overloaded", clock(90), clock(200)), window("degraded", clock(-10), clock(20)))
    assert [(row.start, row.end) for row in rows] == [(minute(0), minute(20)), (minute(90), minute(100))]


def test_a_window_outside_the_period_is_not_listed() -> None:
    assert worked(window("overloaded", clock(-30), clock(0)))[1] == ()


def test_the_first_of_two_windows_at_one_level_counts() -> None:
    _, rows = worked(window("overloaded", clock(10), clock(30)), window("overloaded", clock(20), clock(50)))
    assert minutes(rows) == [("overloaded", 20), ("overloaded", 20)]


def test_time_at_a_level_of_higher_weight_does_not_count_for_another_level() -> None:
    _, rows = worked(
        window("overloaded", clock(10), clock(50)), window("very_overloaded", clock(20), clock(30))
    )
    assert minutes(rows) == [("overloaded", 30), ("very_overloaded", 10)]


def test_a_window_that_never_counted_is_listed_with_a_duration_of_zero() -> None:
    _, rows = worked(
        window("very_overloaded", clock(10), clock(50)), window("degraded", clock(20), clock(30))
    )
    assert minutes(rows) == [("very_overloaded", 40), ("degraded", 0)]


def test_excluded_time_is_marked_and_has_no_weight() -> None:
    _, rows = worked(window("upkeep", clock(10), clock(50)), of=EXCLUDING, policy=PolicyName.STRICT)
    assert [(row.excluded, row.weight) for row in rows] == [(True, Fraction(0))]


def test_an_operational_level_contributes_nothing() -> None:
    assert worked(window("fine", clock(10), clock(50)))[1] == ()


@given(spells, st.sampled_from(list(PolicyName)), st.sampled_from([site(), EXCLUDING]))
def test_contributions_add_up_to_the_uptime(drawn: list[LevelSpan], name: PolicyName, of: Site) -> None:
    lines = [*typed(drawn), window("overloaded", clock(3), clock(4))]
    found, rows = worked(*lines, policy=name, of=of)
    per_level: Counter[str] = Counter()
    for row in rows:
        per_level[row.window.level] += row.duration // timedelta(minutes=1)
    shares = (*found.shares, *found.excluded)
    assert +per_level == {share.level: share.duration // timedelta(minutes=1) for share in shares}
    down = sum((row.weight * (row.duration // timedelta(seconds=1)) for row in rows), Fraction(0))
    assert found.ratio == 1 - down / Fraction(found.counted // timedelta(seconds=1))
