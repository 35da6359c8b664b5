"""The public chart of a record is drawn before and after if both differ, and only then."""

from __future__ import annotations

import pytest

from afterword.review.charts import MAX_CHARTS, chart_pairs
from tests.review.sides import compared, read, read_site

SITE = read_site("page: {name: Acme}\ntimezone: UTC\ncomponents: [{id: search, name: Search}]\n")
ID = "2026-11-20-search-is-slow"
RECORD = """\
title: Search is slow
windows: [{component: search, level: degraded, start: 2026-11-20 09:40, end: 2026-11-20 10:15}]
milestones: {detected: 2026-11-20 09:45}
updates:
  - {at: 2026-11-20 09:52, status: investigating, body: Searches take several seconds.}
  - {at: 2026-11-20 10:20, status: resolved, body: Searches are fast again.}
"""


@pytest.mark.parametrize(
    ("typed", "now"),
    [
        ("end: 2026-11-20 10:15", "end: 2026-11-20 11:00"),
        ("level: degraded", "level: major_outage"),
        ("09:45", "09:41"),
        ("  - {at: 2026-11-20 09:52, status: investigating, body: Searches take several seconds.}\n", ""),
    ],
)
def test_a_chart_that_differs(typed: str, now: str) -> None:
    diff = compared([read(RECORD, ID, SITE)], [read(RECORD.replace(typed, now), ID, SITE)], SITE)
    (pair,) = chart_pairs(diff)
    assert pair.record == ID
    assert pair.before
    assert pair.after
    assert pair.before != pair.after


@pytest.mark.parametrize(
    ("typed", "now"), [("is slow", "was slow"), ("are fast again", "are quick again"), ("title", "title")]
)
def test_a_chart_that_is_the_same(typed: str, now: str) -> None:
    diff = compared([read(RECORD, ID, SITE)], [read(RECORD.replace(typed, now), ID, SITE)], SITE)
    assert chart_pairs(diff) == ()


def test_both_charts_have_the_same_time_axis() -> None:
    later = RECORD.replace("end: 2026-11-20 10:15", "end: 2026-11-20 13:15").replace("10:20", "13:20")
    (pair,) = chart_pairs(compared([read(RECORD, ID, SITE)], [read(later, ID, SITE)], SITE))
    assert pair.before
    assert pair.after
    assert pair.before.chart.ticks == pair.after.chart.ticks
    assert pair.before.chart.lanes[0].bars[0].x == pair.after.chart.lanes[0].bars[0].x


def test_both_charts_label_their_milestones() -> None:
    later = RECORD.replace("09:45", "09:47")
    (pair,) = chart_pairs(compared([read(RECORD, ID, SITE)], [read(later, ID, SITE)], SITE))
    assert pair.before
    assert pair.after
    assert ">Detected 09:45<" in pair.before.chart.drawing
    assert ">Detected 09:47<" in pair.after.chart.drawing


def test_an_internal_record_has_no_public_chart() -> None:
    internal = read(f"visibility: internal\n{RECORD}", ID, SITE)
    assert chart_pairs(compared([], [internal], SITE)) == ()
    (pair,) = chart_pairs(compared([internal], [read(RECORD, ID, SITE)], SITE))
    assert (pair.before, pair.after is None) == (None, False)


def test_only_the_first_charts_are_drawn() -> None:
    many = [read(RECORD, f"2026-11-20-search-{number}", SITE) for number in range(MAX_CHARTS + 5)]
    assert len(chart_pairs(compared([], many, SITE))) == MAX_CHARTS
