"""Error budgets: the downtime that is allowed, was spent and is left."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterword.records.settings import PolicyName
from afterword.timeline.budget import budget
from tests.timeline.building import clock, window
from tests.timeline.measuring import ending_with, of_lines

MINUTE = timedelta(minutes=1)


def test_an_objective_of_99_9_percent_allows_43_minutes_in_30_days() -> None:
    found = budget(ending_with(30, very_overloaded=30 * 60), Decimal("99.9"))
    assert found.allowed == timedelta(minutes=43, seconds=12)
    assert (found.spent, found.left) == (30 * MINUTE, timedelta(minutes=13, seconds=12))
    assert not found.is_exceeded


def test_downtime_is_spent_by_its_weight() -> None:
    assert budget(ending_with(30, overloaded=1000), Decimal(99)).spent == timedelta(seconds=300)


@pytest.mark.parametrize(("spent", "exceeded"), [(2592, False), (2593, True)])
def test_an_objective_is_missed_with_the_first_second_over_the_budget(spent: int, exceeded: bool) -> None:
    found = budget(ending_with(30, very_overloaded=spent), Decimal("99.9"))
    assert found.is_exceeded is exceeded
    assert found.left == timedelta(seconds=2592 - spent)


def test_time_that_is_still_to_come_adds_to_the_budget() -> None:
    found = budget(of_lines(policy=PolicyName.LEVELS), Decimal(90), 100 * MINUTE)
    assert found.allowed == 20 * MINUTE


def test_a_budget_is_never_rounded_up() -> None:
    found = budget(of_lines(policy=PolicyName.LEVELS), Decimal("99.99999999999"))
    assert found.allowed == timedelta(0)


@given(st.integers(0, 100), st.decimals(Decimal("0.01"), Decimal("99.99"), places=2))
def test_an_objective_is_missed_exactly_if_the_uptime_is_below_it(down: int, objective: Decimal) -> None:
    lines = [window("very_overloaded", clock(0), clock(down))] if down else []
    found = of_lines(*lines, policy=PolicyName.STATUSPAGE)
    assert budget(found, objective).is_exceeded is (found.ratio * 100 < objective)
