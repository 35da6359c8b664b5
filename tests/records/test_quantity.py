"""Quantities as sources give them: what is read, what is suggested, and how readers see them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterword.records.error_messages import InvalidValueError
from afterword.records.quantity import QUANTITY_EXAMPLES, read_quantity
from afterword.views.text.quantities import quantity
from afterword.views.text.words import ENGLISH
from tests.records.decoding import complaint, record


@pytest.mark.parametrize(
    ("typed", "bounds", "shown"),
    [
        ("14200", (14200, 14200), "14,200"),
        ("1_200", (1200, 1200), "1,200"),
        ("0", (0, 0), "0"),
        ("-3.50 °C", ("-3.50", "-3.50"), "-3.50 °C"),
        ("~5000", (5000, 5000), "about 5,000"),
        ("~ 38 %", (38, 38), "about 38 %"),
        (">20", (20, None), "more than 20"),
        (">=20", (20, None), "at least 20"),
        ("≥ 20", (20, None), "at least 20"),
        ("<0.5 %", (None, "0.5"), "less than 0.5 %"),
        ("<=0.5%", (None, "0.5"), "at most 0.5 %"),
        ("20–149 min", (20, 149), "20–149 min"),
        ("20-149 min", (20, 149), "20–149 min"),
        ("20 to 149 min", (20, 149), "20–149 min"),
        ("~20-149", (20, 149), "about 20–149"),
        ("1.2 TB", ("1.2", "1.2"), "1.2 TB"),
        ("5 million requests", (5, 5), "5 million requests"),
        ("1200 EUR", (1200, 1200), "1,200 EUR"),
    ],
)
def test_a_quantity_has_bounds_and_is_shown_in_words(
    typed: str, bounds: tuple[object, object], shown: str
) -> None:
    read = read_quantity(typed)
    assert (read.low, read.high) == tuple(None if each is None else Decimal(str(each)) for each in bounds)
    assert quantity(ENGLISH, read) == shown
    assert read_quantity(read.text) == read


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("14,200", "14200"),
        ("14'200 users", "14200 users"),
        ("about 5000", "~5000"),
        ("Roughly 5,000 customers", "~5000 customers"),
        ("more than 20", ">20"),
        ("up to 33 %", "≤33 %"),
        ("less than 0.5 %", "<0.5 %"),
        ("EUR 1200", "1200 EUR"),
        ("$1,200", "1200 $"),
        ("149–20 min", "20–149 min"),
        ("many", ""),
        ("", ""),
        ("5 / 7", ""),
        ("9" * 16, ""),
        ("1e9", ""),
        ("1200 \x07", ""),
    ],
)
def test_what_is_not_a_quantity_is_refused_with_what_was_probably_meant(typed: str, meant: str) -> None:
    with pytest.raises(InvalidValueError) as refused:
        read_quantity(typed)
    assert refused.value.example == meant
    assert not meant or read_quantity(meant).text == meant


@pytest.mark.parametrize("typed", QUANTITY_EXAMPLES)
def test_the_examples_are_quantities(typed: str) -> None:
    assert read_quantity(typed).text == typed


@given(st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-(10**9), max_value=10**9))
def test_any_number_is_kept_exactly(number: Decimal) -> None:
    read = read_quantity(f"{number:f}")
    assert read.low == read.high == number
    assert read.is_exact


def test_the_unit_of_a_number_of_the_impact_is_part_of_it() -> None:
    made = record("title: x\nimpact: {other: [{name: found late, value: 1_260_000 documents}]}\n").impact
    assert made
    assert quantity(ENGLISH, made.other[0].value) == "1,260,000 documents"
    found = complaint("impact: {other: [{name: a, value: 3, unit: pages}]}")
    assert found[1:] == (
        "`unit` is no longer a key: write the unit after the value",
        "value: 310 dashboards",
    )


@pytest.mark.parametrize(
    ("measure", "message"),
    [
        ("{metric: queue}", "`measure` needs either `value` or `from` and `to`, and has neither"),
        ("{metric: queue, from: 3}", "`measure` needs either `value` or `from` and `to`, and has neither"),
        (
            "{metric: queue, value: 1, to: 3}",
            "`measure` needs either `value` or `from` and `to`, and has both",
        ),
        (
            "{metric: queue, value: 1 s, unit: s}",
            "`measure` has a unit after a number and in `unit`; write it once",
        ),
    ],
)
def test_a_measure_has_one_value_or_a_course(measure: str, message: str) -> None:
    window = f"{{component: search, level: degraded, start: 2026-11-20 09:40, measure: {measure}}}"
    assert complaint(f"windows: [{window}]")[1] == message
