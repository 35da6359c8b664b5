"""Numbers, lengths of time, clock times and shares are read from English as people write them."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest

from afterword.checks.prose.bounds import Bound
from afterword.checks.prose.clock_times import clock_times, offsets_of, periods
from afterword.checks.prose.durations import durations
from afterword.checks.prose.incident_times import stated_spans
from afterword.checks.prose.lengths import stated_lengths
from afterword.checks.prose.numbers import half_step, read_number
from afterword.checks.prose.outages import said_outage
from afterword.checks.prose.sentences import sentences
from afterword.checks.prose.shares import counts, shares


def minutes(text: str) -> tuple[float, ...]:
    """Return the lengths of time in a text in minutes; of a range, both ends."""
    return tuple(
        length / timedelta(minutes=1)
        for stated in durations(text)
        for length in dict.fromkeys((stated.low, stated.high))
    )


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", 0),
        ("17", 17),
        ("1,200", 1200),
        ("6.5", Decimal("6.5")),
        ("twelve", 12),
        ("Twenty-five", 25),
        ("ninety nine", 99),
        ("a", 1),
        ("a couple of", 2),
        ("a dozen", 12),
        ("a hundred", 100),
        ("two hundred and ten", 210),
        ("5 thousand", 5000),
        ("five thousand", 5000),
        ("154k", 154_000),
        ("1.2 million", 1_200_000),
        ("17.5M", 17_500_000),
    ],
)
def test_numbers(text: str, value: Decimal) -> None:
    assert read_number(text) == value


@pytest.mark.parametrize(
    ("text", "step"),
    [("300", 50), ("310", 5), ("17", "0.5"), ("1.2", "0.05"), ("0.8", "0.05"), ("2,000", 500)],
)
def test_the_last_place_of_a_number_says_how_it_was_rounded(text: str, step: str | int) -> None:
    assert half_step(text) == Decimal(step)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("for 66 minutes", (66,)),
        ("a 66-minute outage", (66,)),
        ("15mins", (15,)),
        ("1,200 minutes", (1200,)),
        ("about 6.5 hours", (390,)),
        ("nearly two days", (2880,)),
        ("an hour", (60,)),
        ("an hour and a half", (90,)),
        ("one and a half hours", (90,)),
        ("two and a half days", (3600,)),
        ("half an hour", (30,)),
        ("half a day", (720,)),
        ("a half hour", (30,)),
        ("a quarter of an hour", (15,)),
        ("three quarters of an hour", (45,)),
        ("a couple of hours", (120,)),
        ("twenty-five minutes", (25,)),
        ("1 hour and 12 minutes", (72,)),
        ("1 hour, 12 minutes", (72,)),
        ("an hour and 20 minutes", (80,)),
        ("1 h 12 min", (72,)),
        ("1h12m", (72,)),
        ("2h30", (150,)),
        ("1.5h", (90,)),
        ("4h", (240,)),
        ("5 days, 11 hours, 47 minutes", (7907,)),
        ("12 minutes, 30 seconds", (12.5,)),
        ("20–149 minutes", (20, 149)),
        ("5-10 minutes", (5, 10)),
        ("two to three hours", (120, 180)),
        ("between 2 and 3 hours", (120, 180)),
        ("three or four hours", (180, 240)),
        ("10 minutes to 2 hours", (10, 120)),
        ("one hour and again 20 minutes", (60, 20)),
        # A decimal comma is not English, and what is behind it is no number of its own.
        ("6,5 hours", ()),
        ("v1.2 days", ()),
        ("2026-11-20 hours", ()),
        ("at 10:20", ()),
        ("several minutes", ()),
        ("the minutes of the meeting", ()),
    ],
)
def test_lengths_of_time(text: str, expected: tuple[float, ...]) -> None:
    assert minutes(text) == expected


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("66 minutes", Bound.EXACT),
        ("about 66 minutes", Bound.ABOUT),
        ("~66 minutes", Bound.ABOUT),
        ("66 minutes or so", Bound.ABOUT),
        ("nearly an hour", Bound.NEARLY),
        ("just under 40 minutes", Bound.NEARLY),
        ("under 40 minutes", Bound.UNDER),
        ("no more than 5 min", Bound.UNDER),
        ("for up to 28 hours", Bound.UNDER),
        ("5 minutes or less", Bound.UNDER),
        ("more than 5 min", Bound.OVER),
        ("well over three hours", Bound.OVER),
        ("for at least a period of 3 hours", Bound.OVER),
        ("3 hours or more", Bound.OVER),
        ("3 hours+", Bound.OVER),
    ],
)
def test_words_around_a_number_say_how_exact_it_is(text: str, bound: Bound) -> None:
    assert [each.bound for each in durations(text)] == [bound]


@pytest.mark.parametrize(
    ("text", "actual", "fits"),
    [
        ("66 minutes", 66, True),
        ("66 minutes", 65, True),
        ("66 minutes", 72, False),
        ("90 minutes", 94, True),
        ("70 minutes", 75, False),
        ("an hour", 50, True),
        ("an hour", 90, False),
        ("22 hours", 22 * 60 + 14, True),
        ("6.5 hours", 400, True),
        ("6.5 hours", 420, False),
        ("about 6.5 hours", 420, True),
        ("about an hour", 100, False),
        ("nearly two days", 44 * 60, True),
        ("nearly two days", 26 * 60, False),
        ("nearly an hour", 75, False),
        ("over three hours", 190, True),
        ("over three hours", 150, False),
        ("up to 28 hours", 30, True),
        ("up to 28 hours", 40 * 60, False),
        ("20–149 minutes", 100, True),
        ("20–149 minutes", 160, False),
        ("1 h 12 min", 70, False),
        ("three days", 50 * 60, True),
        ("three days", 24 * 60, False),
    ],
)
def test_a_rounded_length_fits_the_actual_one(text: str, actual: int, *, fits: bool) -> None:
    (stated,) = durations(text)
    assert stated.fits(timedelta(minutes=actual)) is fits


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("from 10:20", ["10:20"]),
        ("at 9:40 PM PST", ["21:40 PST"]),
        ("at 9 a.m. UTC", ["09:00 UTC"]),
        ("12:30 AM", ["00:30"]),
        ("12pm", ["12:00"]),
        ("17:00 CET on 20 November", ["17:00 CET 11-20"]),
        ("on November 20th, 2026 at 17:00", ["17:00 11-20"]),
        ("2026-11-20 07:56:12 US/Pacific", ["07:56 US/Pacific 11-20"]),
        ("10:20 on 20 November to 11:00 on 21 November", ["10:20 11-20", "11:00 11-21"]),
        ("10:20 (UTC+2)", ["10:20 UTC+2"]),
        ("until 24:00", ["00:00"]),
        ("1:2:3 and 16:9 and 10:80 and v10:20 and 13pm", []),
        ("10:20:30:40", []),
    ],
)
def test_clock_times(text: str, expected: list[str]) -> None:
    found = [
        " ".join(
            filter(None, (f"{each.clock:%H:%M}", each.zone, each.day and f"{each.day[1]}-{each.day[2]}"))
        )
        for each in clock_times(text)
    ]
    assert found == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("from 10:20 to 11:05", ["10:20-11:05"]),
        ("between 10:20 and 11:05 UTC", ["10:20-11:05"]),
        ("10:20–11:05", ["10:20-11:05"]),
        ("from 07:56 - 10:24 US/Pacific", ["07:56-10:24"]),
        ("from 10:20 on Friday until about 11:05", ["10:20-11:05"]),
        ("from 10:00 PM to 11:30 Eastern", ["22:00-23:30"]),
        ("from 1:10 to 2:30 PM", ["13:10-14:30"]),
        ("from 11:10 to 2:30 PM", ["11:10-14:30"]),
        ("from 8:20 am to 10:10", ["08:20-10:10"]),
        ("at 10:20 and at 11:05", []),
        ("at 10:20 it failed, and until 11:05 nobody knew", []),
    ],
)
def test_periods(text: str, expected: list[str]) -> None:
    found = periods(text, clock_times(text))
    assert [f"{first.clock:%H:%M}-{last.clock:%H:%M}" for first, last in found] == expected


@pytest.mark.parametrize(
    ("zone", "hours"),
    [
        ("UTC", {0}),
        ("CET", {1, 2}),
        ("PST", {-8, -7}),
        ("US/Pacific", {-8, -7}),
        ("ET", {-5, -4}),
        ("Pacific time", {-8, -7}),
        ("UTC+2", {2}),
        ("GMT-05:30", {-5.5}),
    ],
)
def test_the_name_of_a_zone_may_mean_several_offsets(zone: str, hours: set[float]) -> None:
    assert {offset / timedelta(hours=1) for offset in offsets_of(zone)} == hours


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("about 12 % of searches failed", [("searches", "10.2", "13.8")]),
        ("0.8% of all uploads failed", [("uploads", "0.75", "0.85")]),
        ("100 percent of requests", [("requests", "99.5", "100.5")]),
        ("half of the requests", [("requests", "45", "55")]),
        ("two thirds of our customers", [("customers", "61.67", "71.67")]),
        ("up to 30 % of requests", [("requests", "None", "30.1")]),
        ("a third party of ours", []),
        ("8 % error rate", []),
    ],
)
def test_shares(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert [(each.noun, short(each.low), short(each.high)) for each in shares(text)] == expected


def short(value: Decimal | None) -> str:
    """Write a bound with at most two places."""
    return "None" if value is None else f"{float(round(value, 2)):.12g}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("About 5,000 customers were affected", [("customers", "4250", "5750")]),
        ("more than 20 paying customers", [("customers", "19", "None")]),
        ("17.5 million failed requests", [("requests", "17450000", "17550000")]),
        ("three replicas", [("replicas", "2.5", "3.5")]),
        ("Claude 4 requests failed", []),
        ("it cost $300 dollars", []),
    ],
)
def test_counts(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert [(each.noun, short(each.low), short(each.high)) for each in counts(text)] == expected


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        (
            "It was *slow*. See [the report](https://x.example/a.b) now.",
            ["It was slow.", "See the report now."],
        ),
        ("At 9 a.m. UTC. v1.2 ran.", ["At 9 a.m. UTC. v1.2 ran."]),
        ("Set `for 5 minutes. Now` there.", ["Set ￼ there."]),
        ('They wrote "down. For hours" there.', ["They wrote ￼ there."]),
        ("# Down for 2 hours\nIt was slow.", ["It was slow."]),
        ("It ran:\n\n```\nsleep 5 minutes\n```\n\nThen not.", ["It ran:", "Then not."]),
        ("> It lasted an hour.\n\nNo.", ["No."]),
        ("* One\n* Two", ["One", "Two"]),
        ("Duration: 10 minutes\nImpact: none", ["Duration: 10 minutes", "Impact: none"]),
        ("", []),
    ],
)
def test_sentences_are_the_writers_own(markdown: str, expected: list[str]) -> None:
    assert list(sentences(markdown)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Search was down.",
        "There was an outage of search.",
        "A partial outage hit customers in Europe.",
        "All uploads were briefly unavailable.",
        "The Search outage began at night.",
        "Example went offline.",
        "This outage was caused by a full disk.",
        "The website was not reachable.",
    ],
)
def test_an_outage_is_said(text: str) -> None:
    assert said_outage(text, ("Example", "Search"))


@pytest.mark.parametrize(
    "text",
    [
        "Search was slow.",
        "There was no outage.",
        "It was slow, not down.",
        "An outage could not be excluded.",
        "We expect an outage of a few minutes.",
        "Uploads failed because of a power outage.",
        "Uploads failed due to an outage in a dependent service.",
        "There was an outage at our provider.",
        "It began with an Azure outage.",
        "One of three replicas was down.",
        "Load went down to half of the usual.",
        "Answers slowed down.",
        "Downloads were slow.",
        "We will prevent future outages.",
        "The outage page was wrong.",
        "Some reports seemed to be unavailable.",
    ],
)
def test_an_outage_is_not_said(text: str) -> None:
    assert not said_outage(text, ("Example", "Search"))


@pytest.mark.parametrize(
    ("title", "is_outage"),
    [
        ("Search is down", True),
        ("Search down", True),
        ("Search outage", True),
        ("Uploads unavailable for customers in Europe", False),
        ("Uploads unavailable", True),
        ("Downloads slow", False),
        ("Cloudy outage", False),
        ("Answers slow down", False),
    ],
)
def test_outages_in_titles(title: str, *, is_outage: bool) -> None:
    assert bool(said_outage(title, ("Example", "Search", "Uploads"), title=True)) is is_outage


@pytest.mark.parametrize(
    "text",
    [
        "The incident began " + "about Friday the " * 2000 + "x at 10:00 and failed",
        "The outage lasted " + "a total of about " * 2000 + "x 10 minutes",
        "Error " + "A-" * 5000 + " outage",
        "`" * 3 + "a `` b " * 5000,
        "for " * 5000 + "10 minutes",
        "1,1" * 5000 + " minutes and " * 500,
        "10:20 to " * 3000,
    ],
)
def test_long_texts_of_any_kind_are_read_quickly(text: str) -> None:
    # A pattern that tries every combination of words would not end.
    assert list(sentences(text))
    for sentence in sentences(text):
        list(stated_lengths(sentence))
        list(stated_spans(sentence))
        list(shares(sentence))
        list(counts(sentence))
        said_outage(sentence, ("Example",))
