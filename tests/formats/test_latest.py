"""A list of limited length has the latest records, live ones first."""

from __future__ import annotations

from afterword.formats.latest import select_latest
from afterword.views.index.summary import RecordSummary


def summary(number: int, *, live: bool = False, kind: str = "incident") -> RecordSummary:
    return RecordSummary(
        id=f"r{number}", sort_time="", year=2026, month=11, first_day="", last_day="", start_day="", live=live,
        components=(), kind=kind, levels=(), changed="",
    )  # fmt: skip


def ids(summaries: tuple[RecordSummary, ...]) -> list[str]:
    return [each.id for each in summaries]


def test_the_first_are_taken_up_to_the_limit() -> None:
    assert ids(select_latest([summary(number) for number in range(60)], 50)) == [
        f"r{number}" for number in range(50)
    ]


def test_a_record_that_is_still_open_keeps_its_place_however_old_it_is() -> None:
    summaries = [summary(number, live=number == 9) for number in range(10)]
    assert ids(select_latest(summaries, 3)) == ["r0", "r1", "r9"]


def test_the_limit_holds_for_records_that_are_open_as_well() -> None:
    assert ids(select_latest([summary(number, live=True) for number in range(10)], 3)) == ["r0", "r1", "r2"]


def test_near_misses_and_drills_are_no_news() -> None:
    kinds = ("near_miss", "incident", "drill", "maintenance")
    assert ids(select_latest([summary(number, kind=kind) for number, kind in enumerate(kinds)], 3)) == [
        "r1",
        "r3",
    ]
