"""Interval functions, compared with sets of minutes, and their algebraic laws."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterword.timeline.intervals import Interval, clip, first_wins, intersect, merge, subtract, total
from tests.timeline.building import at, minute


def minutes(start: int, end: int) -> Interval:
    return Interval(minute(start), minute(end))


single = st.tuples(st.integers(0, 90), st.integers(0, 30)).map(lambda pair: minutes(pair[0], sum(pair)))
several = st.lists(single, max_size=8)


def covered(intervals: Iterable[Interval]) -> set[int]:
    """Return the numbers of the minutes that intervals cover."""
    return {
        number
        for interval in intervals
        for number in range(150)
        if interval.start <= minute(number) < interval.end
    }


def test_an_interval_may_be_empty() -> None:
    assert minutes(5, 5).duration == timedelta()


def test_an_interval_cannot_end_before_it_starts() -> None:
    with pytest.raises(ValueError, match="before it starts"):
        minutes(5, 4)


def test_an_interval_accepts_no_local_times_because_their_differences_may_be_wrong() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    night = datetime(2026, 3, 29, 1, tzinfo=berlin), datetime(2026, 3, 29, 4, tzinfo=berlin)
    with pytest.raises(ValueError, match="must be in UTC"):
        Interval(*night)
    with pytest.raises(ValueError, match="must be in UTC"):
        Interval(at("2026-03-01 00:00"), datetime(2026, 3, 2))  # noqa: DTZ001 -- a time without a zone is the point


def test_intervals_sort_by_start_then_end() -> None:
    assert sorted([minutes(2, 3), minutes(1, 9), minutes(1, 4)]) == [
        minutes(1, 4),
        minutes(1, 9),
        minutes(2, 3),
    ]


def test_merge_joins_overlapping_and_adjacent_intervals_and_drops_empty_ones() -> None:
    messy = [minutes(50, 60), minutes(0, 10), minutes(30, 30), minutes(5, 7), minutes(10, 20)]
    assert merge(messy) == (minutes(0, 20), minutes(50, 60))


def test_an_empty_interval_does_not_join_others() -> None:
    assert merge([minutes(0, 10), minutes(11, 11), minutes(12, 20)]) == (minutes(0, 10), minutes(12, 20))


def test_adjacent_intervals_do_not_overlap() -> None:
    assert intersect([minutes(0, 10)], [minutes(10, 20)]) == ()


def test_one_interval_can_be_subtracted_from_several() -> None:
    assert subtract([minutes(0, 10), minutes(20, 30)], [minutes(5, 25)]) == (minutes(0, 5), minutes(25, 30))


def test_total_counts_overlapping_time_once() -> None:
    assert total([minutes(0, 10), minutes(5, 20)]) == timedelta(minutes=20)


def test_functions_accept_iterators() -> None:
    left, right = [minutes(0, 10), minutes(20, 30)], [minutes(5, 25)]
    assert subtract(iter(left), iter(right)) == subtract(left, right)
    assert intersect(iter(left), iter(right)) == intersect(left, right)
    assert first_wins(iter([iter(left), iter(right)])) == first_wins([left, right])


@given(several)
def test_merge_covers_the_same_minutes(a: list[Interval]) -> None:
    assert covered(merge(a)) == covered(a)


@given(several)
def test_merged_intervals_are_sorted_disjoint_not_adjacent_and_not_empty(
    a: list[Interval],
) -> None:
    merged = merge(a)
    assert all(one.start < one.end for one in merged)
    assert all(one.end < following.start for one, following in itertools.pairwise(merged))


@given(several)
def test_merge_is_idempotent_and_does_not_depend_on_order(a: list[Interval]) -> None:
    assert merge(merge(a)) == merge(a) == merge(reversed(a))


@given(several, several)
def test_intersect_returns_what_both_cover_and_commutes(a: list[Interval], b: list[Interval]) -> None:
    shared = intersect(a, b)
    assert covered(shared) == covered(a) & covered(b)
    assert shared == intersect(b, a)


@given(several, several)
def test_subtract_returns_what_only_the_first_covers(a: list[Interval], b: list[Interval]) -> None:
    assert covered(subtract(a, b)) == covered(a) - covered(b)


@given(several, several)
def test_results_are_in_canonical_form(a: list[Interval], b: list[Interval]) -> None:
    for result in (intersect(a, b), subtract(a, b), *first_wins([a, b])):
        assert result == merge(result)


@given(several, several)
def test_difference_and_intersection_add_up_to_the_whole(a: list[Interval], b: list[Interval]) -> None:
    assert total(subtract(a, b)) + total(intersect(a, b)) == total(a)


@given(several, several, several)
def test_subtracting_twice_is_subtracting_the_union(
    a: list[Interval], b: list[Interval], c: list[Interval]
) -> None:
    assert subtract(subtract(a, b), c) == subtract(a, [*b, *c])


@given(several, single)
def test_clip_returns_exactly_what_is_within_the_bounds(a: list[Interval], to: Interval) -> None:
    clipped = clip(a, to)
    assert all(to.start <= one.start and one.end <= to.end for one in clipped)
    assert covered(clipped) == covered(a) & covered([to])


@given(several)
def test_total_is_the_number_of_minutes(a: list[Interval]) -> None:
    assert total(a) == timedelta(minutes=len(covered(a)))


@given(st.lists(several, max_size=5))
def test_first_wins_assigns_each_minute_to_the_first_layer_that_covers_it(
    layers: list[list[Interval]],
) -> None:
    expected: list[set[int]] = []
    for layer in layers:
        expected.append(covered(layer).difference(*expected))
    assert [covered(share) for share in first_wins(layers)] == expected


@given(st.lists(several, max_size=5))
def test_shares_of_layers_add_up_to_the_union(layers: list[list[Interval]]) -> None:
    union = [interval for layer in layers for interval in layer]
    assert sum((total(share) for share in first_wins(layers)), timedelta()) == total(union)
