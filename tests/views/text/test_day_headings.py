"""Under the heading of a day, times need no date."""

from __future__ import annotations

from afterword.records.rough_time import with_form
from afterword.records.zone import UTC_ZONE
from afterword.views.text.day_headings import NO_HEADING, UnderDay, under_days
from afterword.views.text.words import ENGLISH
from tests.timeline.building import at


def days(*times: str) -> list[tuple[str, str]]:
    found = under_days(ENGLISH.instant(at(time), UTC_ZONE) for time in times)
    return [(each.date, each.heading) for each in found]


def test_each_day_has_one_heading_above_its_first_time() -> None:
    assert days("2026-11-20 09:40", "2026-11-20 10:15", "2026-11-21 08:00") == [
        ("2026-11-20", "20 November 2026"),
        ("2026-11-20", ""),
        ("2026-11-21", "21 November 2026"),
    ]


def test_a_single_time_keeps_its_date() -> None:
    assert days("2026-11-20 09:40") == [("", "")]
    assert under_days([]) == ()


def test_a_time_of_which_only_the_month_is_known_is_under_no_heading() -> None:
    vague = ENGLISH.instant(with_form(at("2026-11-01 00:00"), "2026-11"), UTC_ZONE)
    clear = ENGLISH.instant(at("2026-11-20 09:40"), UTC_ZONE)
    assert under_days([clear, vague, clear]) == (
        UnderDay("2026-11-20", "20 November 2026"),
        NO_HEADING,
        UnderDay("2026-11-20", "20 November 2026"),
    )
