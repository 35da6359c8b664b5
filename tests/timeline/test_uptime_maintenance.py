"""Maintenance in uptime: counted or excluded, and it never hides downtime."""

from __future__ import annotations

import itertools
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterword.records.settings import PolicyName
from afterword.records.site import Site
from afterword.timeline.intervals import Interval
from afterword.timeline.levels import level_spans
from afterword.timeline.policies import POLICIES
from afterword.timeline.uptime import Uptime, group_uptime, uptime
from tests.timeline.building import SITE, clock, minute, site, window, windows
from tests.timeline.measuring import DAY_OF_100_MINUTES, LevelSpan, some, spells, typed

EXCLUDING = site(SITE + "uptime: {maintenance: excluded}\n")
ALL_UPKEEP = window("upkeep", clock(0), clock(100))


def of_lines(*lines: str, policy: PolicyName = PolicyName.STATUSPAGE, of: Site = EXCLUDING) -> Uptime | None:
    spans = level_spans(windows(*lines), of, minute(100))
    found = uptime(spans, DAY_OF_100_MINUTES, POLICIES[policy], of)
    return found if found and found.has_ratio else None


def test_excluded_maintenance_shortens_the_period() -> None:
    found = some(
        of_lines(window("upkeep", clock(0), clock(50)), window("very_overloaded", clock(60), clock(70)))
    )
    assert found.ratio == 1 - Fraction(10, 50)
    assert [(share.level, share.spans) for share in found.excluded] == [
        ("upkeep", (Interval(minute(0), minute(50)),))
    ]


def test_counted_maintenance_stays_in_the_period() -> None:
    lines = window("upkeep", clock(0), clock(50)), window("very_overloaded", clock(60), clock(70))
    found = some(of_lines(*lines, of=site()))
    assert found.ratio == 1 - Fraction(10, 100)
    assert found.excluded == ()


def test_excluded_maintenance_has_no_weight_under_a_policy_that_counts_it() -> None:
    lines = (window("upkeep", clock(0), clock(50)),)
    assert some(of_lines(*lines, policy=PolicyName.STRICT, of=site())).ratio == Fraction(1, 2)
    assert some(of_lines(*lines, policy=PolicyName.STRICT)).ratio == 1


def test_an_outage_during_maintenance_stays_in_the_period_and_counts() -> None:
    found = some(
        of_lines(window("upkeep", clock(0), clock(50)), window("very_overloaded", clock(40), clock(60)))
    )
    assert found.ratio == 1 - Fraction(20, 60)
    assert found.excluded[0].spans == (Interval(minute(0), minute(40)),)


def test_a_level_without_weight_does_not_keep_maintenance_in_the_period() -> None:
    found = some(of_lines(window("upkeep", clock(0), clock(50)), window("degraded", clock(40), clock(60))))
    assert found.excluded[0].spans == (Interval(minute(0), minute(50)),)
    assert found.shares[0].spans == (Interval(minute(50), minute(60)),)


def test_a_period_of_only_maintenance_has_no_uptime() -> None:
    assert of_lines(ALL_UPKEEP) is None
    assert some(of_lines(ALL_UPKEEP, of=site())).ratio == 1


def test_maintenance_of_one_component_is_excluded_from_an_all_up_group() -> None:
    policy = POLICIES[PolicyName.INCIDENT_IO]
    maintained = of_lines(window("upkeep", clock(0), clock(50)), policy=policy.name)
    down = of_lines(window("very_overloaded", clock(40), clock(60)), policy=policy.name)
    found = group_uptime([maintained, down], policy, EXCLUDING)
    assert found is not None
    assert found.ratio == 1 - Fraction(20, 60)


def measured(*lines: str, policy: PolicyName) -> Uptime | None:
    """Measure as `of_lines`, also where all of the period is excluded."""
    return uptime(
        level_spans(windows(*lines), EXCLUDING, minute(100)), DAY_OF_100_MINUTES, POLICIES[policy], EXCLUDING
    )


@pytest.mark.parametrize("name", [PolicyName.INCIDENT_IO, PolicyName.STRICT])
def test_an_all_up_group_with_a_component_that_was_always_maintained_counts_only_downtime(
    name: PolicyName,
) -> None:
    maintained = measured(ALL_UPKEEP, policy=name)
    assert group_uptime([maintained, measured(policy=name)], POLICIES[name], EXCLUDING) is None
    down = measured(window("very_overloaded", clock(40), clock(60)), policy=name)
    found = group_uptime([maintained, down], POLICIES[name], EXCLUDING)
    assert found is not None
    assert found.ratio == 0


def test_a_component_that_was_always_maintained_has_no_part_in_a_mean() -> None:
    policy = POLICIES[PolicyName.STATUSPAGE]
    maintained = measured(ALL_UPKEEP, policy=policy.name)
    down = measured(window("very_overloaded", clock(40), clock(60)), policy=policy.name)
    found = group_uptime([maintained, down], policy, EXCLUDING)
    assert found is not None
    assert (found.ratio, found.children) == (Fraction(80, 100), (down,))
    assert group_uptime([maintained], policy, EXCLUDING) is None


WEIGHED = site(
    SITE.replace("status: under_maintenance}", "status: under_maintenance, weight: 0.5}").replace(
        "weight: 0.1", "weight: 0"
    )
    + "uptime: {policy: levels, maintenance: excluded}\n"
)


@pytest.mark.parametrize(("level", "ratio"), [("overloaded", Fraction(50, 60)), ("degraded", Fraction(1))])
def test_under_levels_an_outage_during_maintenance_counts_with_its_own_weight(
    level: str, ratio: Fraction
) -> None:
    """The weight of the maintenance itself means nothing while it is excluded."""
    lines = window("upkeep", clock(0), clock(50)), window(level, clock(40), clock(60))
    found = some(of_lines(*lines, policy=PolicyName.LEVELS, of=WEIGHED))
    assert found.ratio == ratio


def test_the_example_of_the_handbook_gives_its_numbers_under_levels() -> None:
    """Twenty hours of maintenance, and an outage of three that began in its last hour, in 30 days."""
    weights = SITE.replace("status: under_maintenance}", "status: under_maintenance, weight: 0.5}").replace(
        "weight: 0.8", "weight: 0.2"
    )
    month = Interval(minute(0), minute(30 * 24 * 60))
    for rule, shown in (("counted", "98.55"), ("excluded", "99.91")):
        of = site(f"{weights}uptime: {{policy: levels, maintenance: {rule}}}\n")
        lines = window("upkeep", clock(0), clock(1200)), window("very_overloaded", clock(1140), clock(1320))
        spans = level_spans(windows(*lines), of, month.end)
        assert str(some(uptime(spans, month, POLICIES[PolicyName.LEVELS], of)).percent) == shown


def test_an_all_up_group_of_only_maintenance_has_no_uptime() -> None:
    policy = POLICIES[PolicyName.INCIDENT_IO]
    halves = [(0, 60), (40, 100)]
    children = [
        of_lines(window("upkeep", clock(start), clock(end)), policy=policy.name) for start, end in halves
    ]
    assert None not in children
    assert group_uptime(children, policy, EXCLUDING) is None


by_policy = st.sampled_from(list(PolicyName))


@given(spells, by_policy)
def test_uptime_is_between_0_and_1_whatever_is_excluded(drawn: list[LevelSpan], name: PolicyName) -> None:
    found = of_lines(*typed(drawn), policy=name)
    assert found is None or 0 <= found.ratio <= 1


@given(st.lists(st.tuples(st.integers(0, 90), st.integers(1, 60)), max_size=5), by_policy)
def test_excluding_maintenance_never_lowers_uptime_if_there_was_nothing_else(
    drawn: list[tuple[int, int]], name: PolicyName
) -> None:
    lines = typed([("upkeep", start, length) for start, length in drawn])
    excluded = of_lines(*lines, policy=name)
    assert excluded is None or excluded.ratio == 1 >= some(of_lines(*lines, policy=name, of=site())).ratio


@given(spells, by_policy)
def test_excluding_maintenance_changes_no_downtime_of_other_levels(
    drawn: list[LevelSpan], name: PolicyName
) -> None:
    others = [each for each in drawn if each[0] != "upkeep"]
    found = of_lines(*typed(drawn), policy=name)
    if found is not None:
        assert found.down_seconds == some(of_lines(*typed(others), policy=name)).down_seconds
        assert found.counted == found.period.duration - sum(
            (share.duration for share in found.excluded), found.counted * 0
        )


@given(spells, by_policy)
def test_excluded_and_counted_time_never_overlap(drawn: list[LevelSpan], name: PolicyName) -> None:
    found = of_lines(*typed(drawn), policy=name)
    spans = [span for share in (*found.shares, *found.excluded) for span in share.spans] if found else []
    in_order = sorted(spans)
    assert all(one.end <= other.start for one, other in itertools.pairwise(in_order))


@pytest.mark.parametrize("name", PolicyName)
def test_without_maintenance_both_rules_agree(name: PolicyName) -> None:
    lines = window("degraded", clock(0), clock(10)), window("overloaded", clock(5), clock(30))
    assert of_lines(*lines, policy=name) == of_lines(*lines, policy=name, of=site())
