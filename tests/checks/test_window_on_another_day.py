"""A window is found that would continue another one on another day, on which everything else in the record is."""

from __future__ import annotations

import pytest

from tests.checks.reviewing import HEAD, review

FIRST = "  - {component: search, level: degraded, start: 2026-11-20 10:00, end: 2026-11-20 10:20}\n"
NEWS = "updates:\n  - {at: 2026-11-20 10:05, status: investigating, body: Searches take several seconds.}\n"
CLOSED = "  - {at: 2026-11-20 11:00, status: resolved, body: Searches are fast again.}\n"


def found(start: str, end: str, *, component: str = "search", said: str = NEWS + CLOSED) -> list[str]:
    window = f"  - {{component: {component}, level: degraded, start: 2026-{start}, end: 2026-{end}}}\n"
    record = f"{HEAD}windows:\n{FIRST}{window}{said}"
    return [each.example for each in review("window-on-another-day", record)]


@pytest.mark.parametrize(
    ("start", "end", "example"),
    [
        ("11-19 10:25", "11-19 11:00", "start: 2026-11-20 10:25"),
        ("11-19 10:20", "11-19 10:40", "start: 2026-11-20 10:20"),
        ("11-21 10:25", "11-21 11:00", "start: 2026-11-20 10:25"),
    ],
)
def test_the_day_of_the_others_is_suggested(start: str, end: str, example: str) -> None:
    said = NEWS if start.startswith("11-21") else NEWS + CLOSED
    assert found(start, end, said=said) == [example]


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        ("11-19 14:00", "11-19 14:30", NEWS + CLOSED),
        ("11-19 10:10", "11-19 10:40", NEWS + CLOSED),
        ("11-18 10:25", "11-18 11:00", NEWS + CLOSED),
        ("11-20 10:25", "11-20 11:00", NEWS + CLOSED),
        ("11-21 10:25", "11-21 11:00", NEWS + CLOSED),
        ("11-19 10:25", "11-19 11:00", f"{NEWS}timeline:\n  - {{at: 2026-11-19 10:30, text: It fails.}}\n"),
        ("11-19 10:25", "11-19 11:00", ""),
    ],
    ids=[
        "another time",
        "an overlap",
        "another distance",
        "the same day",
        "after the end",
        "an event",
        "no news",
    ],
)
def test_any_other_gap_is_not(start: str, end: str, said: str) -> None:
    assert found(start, end, said=said) == []


def test_another_component_has_gaps_of_its_own() -> None:
    assert found("11-19 10:25", "11-19 11:00", component="api") == []


@pytest.mark.parametrize(("start", "end"), [("20 23:50", "21 00:10"), ("21 00:00", "21 00:20")])
@pytest.mark.parametrize(("again", "over"), [("21 00:15", "21 00:40"), ("21 23:55", "22 00:15")])
def test_a_night_is_one_day(start: str, end: str, again: str, over: str) -> None:
    windows = "".join(
        f"  - {{component: search, level: degraded, start: 2026-11-{begin}, end: 2026-11-{finish}}}\n"
        for begin, finish in ((start, end), (again, over))
    )
    said = NEWS.replace("2026-11-20 10:05", "2026-11-21 00:05")
    assert review("window-on-another-day", f"{HEAD}windows:\n{windows}{said}") == []
