"""Uptime under each policy, compared with numbers on public status pages."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, timedelta
from decimal import Decimal
from fractions import Fraction
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterword.records.settings import PolicyName
from afterword.records.vocabulary import ComponentStatus
from afterword.timeline.days import Day, days
from afterword.timeline.intervals import Interval, total
from afterword.timeline.levels import level_spans
from afterword.timeline.policies import POLICIES
from afterword.timeline.uptime import component_uptime, counted_period, uptime
from afterword.views.index.windows import window_spans
from tests.timeline.building import (
    SITE,
    at,
    clock,
    minute,
    record,
    site,
    window,
    windows,
)
from tests.timeline.measuring import (
    DAY_OF_100_MINUTES,
    STATUSPAGE,
    LevelSpan,
    ending_with,
    of_lines,
    some,
    spells,
    typed,
)


@pytest.mark.parametrize(("period_days", "shown"), [(90, "99.50"), (61, "99.27"), (31, "98.57")])
def test_the_uptime_of_a_component_is_the_number_on_its_public_page(period_days: int, shown: str) -> None:
    """The page counts 61 and 31 days for what it calls 60 and 30."""
    assert ending_with(period_days, overloaded=85_903, very_overloaded=12_499).percent == Decimal(shown)


def test_a_percentage_keeps_trailing_zeros() -> None:
    assert str(ending_with(90, overloaded=85_903, very_overloaded=12_499).percent) == "99.50"
    assert str(ending_with(90).percent) == "100.00"


def test_one_second_of_downtime_is_never_rounded_to_100_percent() -> None:
    assert ending_with(90, very_overloaded=1).percent == Decimal("99.99")


MIXED = (
    window("upkeep", clock(0), clock(10)),
    window("degraded", clock(10), clock(20)),
    window("overloaded", clock(20), clock(30)),
    window("very_overloaded", clock(30), clock(40)),
    window("fine", clock(40), clock(50)),
)


@pytest.mark.parametrize(
    ("policy", "shown"),
    [
        (PolicyName.STATUSPAGE, "87.00"),
        (PolicyName.INCIDENT_IO, "80.00"),
        (PolicyName.OPENSTATUS, "85.000"),
        (PolicyName.STRICT, "60.00"),
        (PolicyName.LEVELS, "86.00"),
    ],
)
def test_each_policy_weighs_ten_minutes_of_each_status_in_a_hundred(policy: PolicyName, shown: str) -> None:
    assert str(of_lines(*MIXED, policy=policy).percent) == shown


def test_shares_include_each_level_even_if_it_did_not_count() -> None:
    result = of_lines(*MIXED, policy=PolicyName.STATUSPAGE)
    ten = timedelta(minutes=10)
    assert [(share.level, share.weight, share.duration) for share in result.shares] == [
        ("upkeep", 0, ten),
        ("degraded", 0, ten),
        ("overloaded", Fraction(3, 10), ten),
        ("very_overloaded", 1, ten),
    ]
    assert result.down == timedelta(minutes=13)
    assert result.period == DAY_OF_100_MINUTES
    assert result.ratio == Fraction(87, 100)


def test_overlapping_windows_count_once_with_the_highest_weight() -> None:
    result = of_lines(
        window("overloaded", clock(0), clock(20)),
        window("overloaded", clock(10), clock(30)),
        window("very_overloaded", clock(5), clock(10)),
        policy=PolicyName.OPENSTATUS,
    )
    assert result.down == timedelta(minutes=5 + 12.5)


def test_maintenance_does_not_hide_an_outage_even_if_the_site_ranks_it_higher() -> None:
    default_levels = site("page: {name: Acme}\ncomponents: [{id: search, name: Search}]\n")
    both = record(
        "windows:\n"
        + window("under_maintenance", clock(0), clock(50))
        + window("major_outage", clock(0), clock(20)),
        of=default_levels,
    )
    spans = level_spans(both.windows, default_levels, minute(100))
    result = some(uptime(spans, DAY_OF_100_MINUTES, STATUSPAGE, default_levels))
    assert result.percent == Decimal("80.00")


def test_among_equal_weights_the_worse_level_counts() -> None:
    lines = window("degraded", clock(0), clock(30)), window("very_overloaded", clock(10), clock(20))
    result = of_lines(*lines, policy=PolicyName.STRICT)
    assert [(share.level, share.duration) for share in result.shares] == [
        ("degraded", timedelta(minutes=20)),
        ("very_overloaded", timedelta(minutes=10)),
    ]


def test_time_outside_the_period_does_not_count() -> None:
    spans = {"very_overloaded": [Interval(minute(-50), minute(10)), Interval(minute(95), minute(200))]}
    assert some(uptime(spans, DAY_OF_100_MINUTES, STATUSPAGE, site())).down == timedelta(minutes=15)


def test_the_period_begins_with_the_first_day_of_the_component() -> None:
    spans = {"very_overloaded": [Interval(minute(40), minute(60))]}
    result = some(
        uptime(spans, DAY_OF_100_MINUTES, STATUSPAGE, site(), history=Interval(minute(50), minute(200)))
    )
    assert (result.period, result.percent) == (Interval(minute(50), minute(100)), Decimal("80.00"))
    early = some(
        uptime(spans, DAY_OF_100_MINUTES, STATUSPAGE, site(), history=Interval(minute(-50), minute(200)))
    )
    assert early.period == DAY_OF_100_MINUTES


def test_an_empty_period_has_no_uptime() -> None:
    assert uptime({}, Interval(minute(0), minute(0)), STATUSPAGE, site()) is None
    assert (
        uptime({}, DAY_OF_100_MINUTES, STATUSPAGE, site(), history=Interval(minute(100), minute(200))) is None
    )


def test_an_operational_level_is_no_downtime_whatever_its_weight_is() -> None:
    odd = site(SITE.replace("status: operational", "status: operational, weight: 1"))
    spans = {"fine": [DAY_OF_100_MINUTES]}
    result = some(uptime(spans, DAY_OF_100_MINUTES, POLICIES[PolicyName.LEVELS], odd))
    assert result.ratio == 1
    assert not result.shares


THREE_DAYS = days(date(2026, 3, 1), date(2026, 3, 3), UTC)


def test_today_counts_as_a_whole_day_under_statuspage_and_until_now_under_the_others() -> None:
    now = at("2026-03-02 06:00")
    ends = {name: counted_period(THREE_DAYS, policy, now) for name, policy in POLICIES.items()}
    start, midnight = at("2026-03-01 00:00"), at("2026-03-03 00:00")
    assert ends.pop(PolicyName.STATUSPAGE) == Interval(start, midnight)
    assert set(ends.values()) == {Interval(start, now)}


def test_past_days_count_as_whole_days_and_future_days_not_at_all() -> None:
    for policy in POLICIES.values():
        past = counted_period(THREE_DAYS, policy, at("2026-05-01 00:00"))
        assert past == Interval(at("2026-03-01 00:00"), at("2026-03-04 00:00"))
        assert counted_period(THREE_DAYS, policy, at("2026-02-01 00:00")) is None


def test_a_day_on_which_the_clocks_change_counts_with_its_real_length() -> None:
    spring = days(date(2026, 3, 29), date(2026, 3, 29), ZoneInfo("Europe/Berlin"))
    period = counted_period(spring, STATUSPAGE, at("2026-03-29 12:00"))
    assert period is not None
    assert period.duration == timedelta(hours=23)


@pytest.mark.parametrize(
    ("since", "shown"), [("", "66.66"), ("2026-03-02", "50.00"), ("2026-03-03", "0.00"), ("2026-03-04", None)]
)
def test_a_component_counts_from_its_first_day_under_the_policy_of_the_site(
    since: str, shown: str | None
) -> None:
    with_since = site(
        SITE.replace("{id: api, name: API", "{id: api, name: API" + (f", since: {since}" if since else ""))
    )
    bad = record("windows:\n" + window("very_overloaded", "2026-03-03 00:00", "2026-03-04 00:00", "api"))
    drill = record("kind: drill\nwindows:\n" + window("very_overloaded", "2026-03-02 00:00", component="api"))
    found = (*window_spans(bad), *window_spans(drill))
    component = with_since.component("api")
    assert component is not None
    result = component_uptime(found, component, THREE_DAYS, with_since, at("2026-03-09 00:00"))
    assert (str(result.percent) if result else None) == shown


def test_a_component_has_no_uptime_over_future_days() -> None:
    (component, _) = site().components
    assert component_uptime((), component, THREE_DAYS, site(), at("2026-02-01 00:00")) is None
    assert component_uptime((), component, (), site(), at("2026-03-09 00:00")) is None


def test_every_policy_name_has_a_policy() -> None:
    assert list(POLICIES) == list(PolicyName)
    assert all(policy.name is name for name, policy in POLICIES.items())


def test_every_policy_is_described_in_one_sentence_for_readers() -> None:
    for policy in POLICIES.values():
        assert policy.description.endswith(".")
        assert ". " not in policy.description


def test_every_policy_has_a_weight_for_every_status_but_operational() -> None:
    trouble = set(ComponentStatus) - {ComponentStatus.OPERATIONAL}
    assert all(policy.weights is None or set(policy.weights) == trouble for policy in POLICIES.values())


def heaviest(drawn: list[LevelSpan], number: int, weights: Mapping[str, Fraction]) -> Fraction:
    """Return the highest weight of a minute."""
    present = [weights[level] for level, start, n in drawn if start <= number < start + (n or 999)]
    return max(present, default=Fraction(0))


@given(spells, st.sampled_from(PolicyName), st.integers(1, 120))
def test_uptime_is_one_minus_the_highest_weight_of_each_minute(
    drawn: list[LevelSpan], name: PolicyName, now: int
) -> None:
    result = of_lines(*typed(drawn), policy=name, now=now)
    weights = {level.id: POLICIES[name].weight(level) for level in site().levels}
    assert result.ratio == 1 - sum(heaviest(drawn, number, weights) for number in range(now)) / Fraction(now)


@given(spells, st.sampled_from(PolicyName))
def test_shares_are_disjoint_and_cover_all_windows(drawn: list[LevelSpan], name: PolicyName) -> None:
    result = of_lines(*typed(drawn), policy=name)
    spans = [span for share in result.shares for span in share.spans]
    assert sum((span.duration for span in spans), timedelta()) == total(spans)
    bad = {number for number in range(100) if any(s <= number < s + (n or 999) for _, s, n in drawn)}
    assert total(spans) == timedelta(minutes=len(bad))


@given(spells, st.sampled_from(PolicyName))
def test_a_percentage_is_never_more_than_the_exact_uptime(drawn: list[LevelSpan], name: PolicyName) -> None:
    result = of_lines(*typed(drawn), policy=name)
    exact = result.ratio * 100
    assert exact - Fraction(1, 10**result.policy.decimals) < Fraction(result.percent) <= exact


def test_the_days_of_a_period_need_not_end_today() -> None:
    """The page of a month counts the month, even when it is built later."""
    february: tuple[Day, ...] = days(date(2026, 2, 1), date(2026, 2, 28), UTC)
    (component, _) = site().components
    found = windows(window("very_overloaded", "2026-02-28 12:00", "2026-03-01 12:00"))
    result = some(component_uptime(found, component, february, site(), at("2026-06-01 00:00")))
    assert result.down == timedelta(hours=12)
    assert result.period.duration == timedelta(days=28)
