"""The uptime of groups."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from afterword.records.settings import PolicyName
from afterword.timeline.intervals import Interval
from afterword.timeline.policies import POLICIES
from afterword.timeline.uptime import Uptime, group_uptime, uptime
from tests.timeline.building import clock, minute, site, window
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

INCIDENT_IO = POLICIES[PolicyName.INCIDENT_IO]
STRICT = POLICIES[PolicyName.STRICT]


def test_the_uptime_of_a_group_is_the_number_on_its_public_page() -> None:
    """It shows 99.67 for 99.83 and 99.50. The mean of these numbers would be 99.665, rounded down to 99.66."""
    children = [
        ending_with(90, very_overloaded=12_700),
        ending_with(90, overloaded=85_903, very_overloaded=12_499),
    ]
    assert [child.percent for child in children] == [Decimal("99.83"), Decimal("99.50")]
    group = group_uptime(children, STATUSPAGE, site())
    assert group is not None
    assert group.percent == Decimal("99.67")


def shifted(start: int, end: int, level: str, policy: PolicyName) -> Uptime:
    return of_lines(window(level, clock(start), clock(end)), policy=policy)


def test_under_incident_io_a_group_is_up_only_while_all_its_components_are() -> None:
    children = [
        shifted(0, 20, "overloaded", PolicyName.INCIDENT_IO),
        shifted(10, 30, "overloaded", PolicyName.INCIDENT_IO),
    ]
    group = group_uptime(children, INCIDENT_IO, site())
    assert group is not None
    assert group.ratio == Fraction(70, 100)
    mean = group_uptime(children, STATUSPAGE, site())
    assert mean is not None
    assert mean.ratio == Fraction(80, 100)


def test_a_newer_component_does_not_shorten_the_period_of_an_all_up_group() -> None:
    spans = {"very_overloaded": [Interval(minute(50), minute(60))]}
    old = some(uptime({}, DAY_OF_100_MINUTES, STRICT, site()))
    young = some(uptime(spans, DAY_OF_100_MINUTES, STRICT, site(), history=Interval(minute(50), minute(200))))
    group = group_uptime([old, young], STRICT, site())
    assert group is not None
    assert group.ratio == Fraction(90, 100)


def test_components_without_data_do_not_count_in_a_group() -> None:
    one = shifted(0, 20, "very_overloaded", PolicyName.STATUSPAGE)
    group = group_uptime([None, one], STATUSPAGE, site())
    assert group is not None
    assert (group.percent, group.children) == (Decimal("80.00"), (one,))


def test_a_group_without_data_has_no_uptime() -> None:
    assert group_uptime([None, None], STATUSPAGE, site()) is None
    assert group_uptime([], STRICT, site()) is None


def test_in_an_all_up_group_the_worse_of_equally_weighted_levels_counts() -> None:
    names = [level.id for level in site().levels if STRICT.weight(level)]
    for mild, bad in pairwise(names):
        children = [shifted(0, 20, bad, PolicyName.STRICT), shifted(10, 40, mild, PolicyName.STRICT)]
        for each in (children, children[::-1]):
            group = group_uptime(each, STRICT, site())
            assert group is not None
            assert group.whole is not None
            assert [(share.level, share.duration) for share in group.whole.shares] == [
                (mild, timedelta(minutes=20)),
                (bad, timedelta(minutes=20)),
            ]


@given(st.lists(spells, min_size=1, max_size=4), st.sampled_from([PolicyName.INCIDENT_IO, PolicyName.STRICT]))
def test_an_all_up_group_counts_like_one_component_with_all_windows(
    drawn: list[list[LevelSpan]], name: PolicyName
) -> None:
    group = group_uptime([of_lines(*typed(one), policy=name) for one in drawn], POLICIES[name], site())
    assert group is not None
    together = [spell for one in drawn for spell in one]
    one = of_lines(*typed(together), policy=name)
    assert group.ratio == one.ratio
    assert group.whole is not None
    assert group.whole.shares == one.shares
