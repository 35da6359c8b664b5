"""Times as people type them: which are accepted, in which zone, and the messages for all others."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from afterword.records.error_messages import InvalidValueError
from afterword.records.rough_time import is_coarse
from afterword.records.time_errors import time_problem
from afterword.records.zone import (
    UNSTATED,
    UTC_ZONE,
    Zone,
    has_offset,
    read_date,
    read_time,
    unstated_zone,
    zone_named,
    zone_names,
)
from tests.records.decoding import record, site

BERLIN = zone_named("Europe/Berlin")
ANGELES = zone_named("America/Los_Angeles")


def at(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[misc, arg-type]


@pytest.mark.parametrize(
    ("typed", "instant"),
    [
        ("2026-11-20 09:40", at(2026, 11, 20, 8, 40)),
        ("2026-11-20T09:40", at(2026, 11, 20, 8, 40)),
        ("2026-11-20 09:40:07", at(2026, 11, 20, 8, 40, 7)),
        ("2026-11-20 09:40:07.2", at(2026, 11, 20, 8, 40, 7, 200_000)),
        ("2026-11-20 09:40:07.25", at(2026, 11, 20, 8, 40, 7, 250_000)),
        ("2026-11-20 09:40:07.250", at(2026, 11, 20, 8, 40, 7, 250_000)),
        ("2026-11-20 09:40Z", at(2026, 11, 20, 9, 40)),
        ("2026-11-20 09:40 Z", at(2026, 11, 20, 9, 40)),
        ("2026-11-20T09:40:07+05:30", at(2026, 11, 20, 4, 10, 7)),
        ("2026-11-20 09:40 -0800", at(2026, 11, 20, 17, 40)),
        ("2026-11-20 09:40+14:00", at(2026, 11, 19, 19, 40)),
        ("2026-07-20 09:40", at(2026, 7, 20, 7, 40)),
        ("2028-02-29 00:00", at(2028, 2, 28, 23)),
        ("1900-01-01 00:00+00:00", at(1900, 1, 1)),
        ("2199-12-31 23:59Z", at(2199, 12, 31, 23, 59)),
    ],
)
def test_a_time_is_read_with_a_space_or_a_t_seconds_milliseconds_and_an_offset(
    typed: str, instant: datetime
) -> None:
    assert read_time(typed, BERLIN) == instant


def refusal(typed: str, zone: Zone = BERLIN) -> str:
    with pytest.raises(ValueError) as refused:  # noqa: PT011 (the message is what is tested)
        read_time(typed, zone)
    return str(refused.value)


def zone_refusal(name: str) -> str:
    with pytest.raises(ValueError) as refused:  # noqa: PT011 (the message is what is tested)
        zone_named(name)
    return str(refused.value)


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("17:00", "is a time without a date; write both, such as 2026-11-20 17:00"),
        ("9:40:07", "is a time without a date; write both, such as 2026-11-20 09:40:07"),
        ("10:20 CET", "is a time without a date; write both, such as 2026-11-20 10:20+01:00"),
        ("about 2026-11-21 09:40", "is approximate; write `~` after the time, such as 2026-11-21 09:40~"),
        ("~2026-11-21", "is approximate; write `~` after the time, such as 2026-11-21~"),
        ("2026-11-21 09:40?", "is approximate; write `~` after the time, such as 2026-11-21 09:40~"),
        ("9am", "uses a 12-hour clock; write hours from 00 to 23, such as 2026-11-20 09:00"),
        (
            "2026-11-21 09:40 pm",
            "uses a 12-hour clock; write hours from 00 to 23, such as 2026-11-21 21:40",
        ),
        (
            "2026-11-21 12:10 a.m.",
            "uses a 12-hour clock; write hours from 00 to 23, such as 2026-11-21 00:10",
        ),
        ("2026-11-21T09:40:10z", "ends with a small letter; write `Z`, such as 2026-11-21 09:40:10Z"),
        *(
            (
                typed,
                "has other characters than `0` to `9`, `-` and `:`; write it with these, such as 2026-11-21 09:40",
            )
            for typed in (
                "\uff12\uff10\uff12\uff16-\uff11\uff11-\uff12\uff11\u3000\uff10\uff19\uff1a\uff14\uff10",
                "2026\u201111\u201121 09:40",
                "2026\u201311\u201321 09:40",
                "\u0662\u0660\u0662\u0666-\u0661\u0661-\u0662\u0661 \u0660\u0669:\u0664\u0660",
            )
        ),
        ("2026-11-21 09:40 UTC", "names UTC; write `Z` for it, such as 2026-11-21 09:40Z"),
        ("2026-11-21 09:40 (UTC)", "names UTC; write `Z` for it, such as 2026-11-21 09:40Z"),
        *(
            (
                f"2026-11-21 09:40{typed}",
                "has a zone abbreviation, which is ambiguous; set `timezone:`, or write the offset, "
                f"such as 2026-11-21 09:40{offset}",
            )
            for typed, offset in (
                (" CET", "+01:00"),
                (" PST", "-08:00"),
                (" XYZ", "+01:00"),
                (" EST5EDT", "+01:00"),
            )
        ),
        *(
            (
                f"2026-11-21 09:40{typed}",
                "has an offset in another form; write its hours and minutes with two digits each, "
                f"such as 2026-11-21 09:40{offset}",
            )
            for typed, offset in (
                ("+1", "+01:00"),
                (" -1:30", "-01:30"),
                (" UTC+1", "+01:00"),
                (" GMT-05:00", "-05:00"),
                ("Z+1", "+01:00"),
            )
        ),
        ("2026-11-21 9:40", "has a part with a single digit; write two digits, such as 2026-11-21 09:40"),
        ("2026-3", "has a part with a single digit; write two digits, such as 2026-03"),
        (
            "unknown",
            "is allowed only as the `end` of a window; a component whose times are not known belongs in "
            "`also_affected`; write a time, with `~` after it if it is approximate, such as 2026-11-20 09:40",
        ),
        ("2026-1-5 09:40", "has a part with a single digit; write two digits, such as 2026-01-05 09:40"),
        *(
            (typed, f"has a date in another form; write year, month and day, such as {meant}")
            for typed, meant in (
                ("21.11.2026 09:41", "2026-11-21 09:41"),
                ("11/21/2026 09:41", "2026-11-21 09:41"),
                ("21/11/2026 09:41", "2026-11-21 09:41"),
                ("11/10/2026 09:41", "2026-11-20 09:41"),
                ("2026/11/21 09:41", "2026-11-21 09:41"),
            )
        ),
        (
            "2026-11-21 09:40 Europe/Berlin",
            "names a zone, which belongs in `timezone:`; write only the time, such as 2026-11-21 09:40",
        ),
        ("2026-11-21 09.75", "has no colon between hours and minutes; write one"),
        ("2026-11-21 09h41", "has no colon between hours and minutes; write one, such as 2026-11-21 09:41"),
        (
            "2026-11-21, 09:41",
            "must have exactly one space between the date and the time, such as 2026-11-21 09:41",
        ),
        (
            "20261121T0941",
            "has no separators; write hyphens, a space and a colon, such as 2026-11-21 09:41",
        ),
        ("1763631600", "is a Unix timestamp; write a date and a time, such as 2025-11-20 09:40Z"),
        ("30 min", "is a duration; write the time at which it is over, such as 2026-11-20 09:40"),
        ("yesterday", "is not a time; write a date and a time, such as 2026-11-20 09:40"),
        ("-5", "is not a time; write a date and a time, such as 2026-11-20 09:40"),
    ],
)
def test_the_message_for_a_near_miss_says_what_is_wrong(typed: str, message: str) -> None:
    assert refusal(typed) == f"`{typed}` {message}"


@pytest.mark.parametrize(
    ("day", "problem", "meant"),
    [
        ("2022-11-31", "November 2022 has 30 days", "2022-11-30"),
        ("2026-02-31", "February 2026 has 28 days", "2026-02-28"),
        ("2026-02-29", "February 2026 has 28 days", "2026-02-28"),
        ("2026-13-01", "13 is not a month from 01 to 12", "2026-01-13"),
        ("2026-13-13", "13 is not a month from 01 to 12", "2026-11-20"),
        ("2026-00-10", "00 is not a month from 01 to 12", "2026-11-20"),
        ("2026-01-00", "00 is not a day from 01 to 31", "2026-01-01"),
        ("2026-01-32", "32 is not a day from 01 to 31", "2026-01-31"),
    ],
)
def test_the_message_for_a_day_that_does_not_exist_names_the_part_that_is_wrong(
    day: str, problem: str, meant: str
) -> None:
    message = f"`{day}` is not a valid date: {problem}; write a"
    assert refusal(f"{day} 10:00") == f"{message} time such as {meant} 10:00"
    with pytest.raises(ValueError, match=f"^{message} date such as {meant}$"):
        read_date(day)


@pytest.mark.parametrize(
    "time",
    [
        "0000-01-01 09:40",
        "0001-01-01 00:00+14:00",
        "9999-12-31 23:59-12:00",
        "1899-12-31 10:00",
        "2200-01-01 00:00Z",
    ],
)
def test_a_year_out_of_range_is_refused_before_any_arithmetic(time: str) -> None:
    message = "is not between 1900 and 2199; write a time such as 2026-11-20"
    assert refusal(time).startswith(f"the year of `{time[:10]}` {message}")


@pytest.mark.parametrize(
    ("clock", "problem", "meant"),
    [
        ("24:00", "midnight is 00:00 of the next day", "2026-11-21 00:00"),
        ("25:10", "25 is not an hour from 00 to 23", "2026-11-21 01:10"),
        ("09:60", "60 is not a minute from 00 to 59", ""),
        ("23:59:60", "60 is not a second from 00 to 59", "2026-11-20 23:59:59"),
        ("99:99", "99 is not an hour from 00 to 23", ""),
    ],
)
def test_the_message_for_a_clock_time_out_of_range_names_the_part_that_is_wrong(
    clock: str, problem: str, meant: str
) -> None:
    suggestion = f"; write a time such as {meant}" if meant else ""
    assert (
        refusal(f"2026-11-20 {clock}") == f"`2026-11-20 {clock}` is not a valid time: {problem}{suggestion}"
    )


@pytest.mark.parametrize("offset", ["+14:01", "-23:00", "+01:60", "+9999"])
def test_an_offset_out_of_range_is_refused(offset: str) -> None:
    message = f"`{offset}` is not a valid offset: offsets go from -14:00 to +14:00"
    assert refusal(f"2026-11-20 09:40{offset}") == f"{message}; write a time such as 2026-11-20 09:40+01:00"


UNSTATED_HERE = unstated_zone(None, date(2026, 11, 20))
NOWHERE_STATED = unstated_zone(None, date(2026, 11, 20), missing=True)
WRONG_TIMES = (
    "17:00", "10:20 CET", "9am", "2026-11-21 9:40 pm", "2026-13", "2026-11-21 9:40", "2026-13-20 09:40",
    "2026-02-31 09:40", "2026-11-20 24:00", "2199-12-31 24:00", "0026-11-20 09:40", "now", "",
    "2026-11-20 09:40 UTC", "2026-11-20 09:40 UTC+1", "2026-11-20 09:40+25:00", "2026-11-20 09:40 +1:75",
    "2026-11-20 09:40 PST", "2026-11-20 09:40 Europe/Berlin", "1763631600", "9999999999", "20261120T0940",
    "2026-03-29 2:30", "2026-03-29 2:30 am", "2026-10-25 2:30", "20.11.2026 09:40 Uhr", "~2026-11-20",
    "ca. 2026-11-20 9:40", "2016-12-31 23:59:60", "2016-12-31 23:59:60Z", "\uff12\uff10\uff12\uff16-11-20",
)  # fmt: skip


@pytest.mark.parametrize(
    "zone", [BERLIN, UNSTATED_HERE, NOWHERE_STATED], ids=["stated", "unstated", "missing"]
)
@pytest.mark.parametrize("typed", WRONG_TIMES)
def test_the_example_in_a_message_about_a_time_is_accepted(typed: str, zone: Zone) -> None:
    with pytest.raises(InvalidValueError) as refused:
        read_time(typed, zone)
    example = refused.value.example
    assert example
    assert str(refused.value).endswith(f"such as {example}") or example in str(refused.value)
    assert read_time(example, zone).tzinfo is UTC
    assert has_offset(example) or is_coarse(read_time(example, zone)) or not zone.missing, (
        "rule zone-missing would report it"
    )
    assert not (has_offset(example) and zone is UNSTATED_HERE), "rule offset-in-unstated-zone would report it"


def test_a_time_that_the_clocks_skipped_is_refused_unless_it_has_an_offset() -> None:
    message = (
        "`2026-03-29 02:30:10` does not exist in Europe/Berlin: the clocks went forward "
        "and showed 03:30 instead; write 2026-03-29 03:30:10 or 2026-03-29 01:30:10"
    )
    assert refusal("2026-03-29 02:30:10") == message
    assert read_time("2026-03-29 01:59", BERLIN) == at(2026, 3, 29, 0, 59)
    assert read_time("2026-03-29 03:00", BERLIN) == at(2026, 3, 29, 1)
    assert read_time("2026-03-29 02:30+01:00", BERLIN) == at(2026, 3, 29, 1, 30)


def test_a_time_that_happened_twice_is_refused_with_both_ways_to_write_it() -> None:
    message = (
        "`2026-10-25 02:30` happened twice in Europe/Berlin because the clocks went back; "
        "add the offset: 2026-10-25 02:30+02:00 or 2026-10-25 02:30+01:00"
    )
    assert refusal("2026-10-25 02:30") == message
    assert read_time("2026-10-25 02:30+02:00", BERLIN) == at(2026, 10, 25, 0, 30)
    assert read_time("2026-10-25 02:30+01:00", BERLIN) == at(2026, 10, 25, 1, 30)
    assert read_time("2026-10-25 01:59", BERLIN) == at(2026, 10, 24, 23, 59)
    assert read_time("2026-10-25 03:00", BERLIN) == at(2026, 10, 25, 2)


instants = st.datetimes(at(1950, 1, 1).replace(tzinfo=None), at(2190, 1, 1).replace(tzinfo=None))
zones = st.sampled_from([BERLIN, ANGELES, UTC_ZONE, zone_named("Australia/Lord_Howe")])


def answer(typed: str, zone: Zone) -> datetime | str:
    try:
        return read_time(typed, zone)
    except ValueError as refused:
        return str(refused)


@settings(deadline=None)
@given(instants, zones)
def test_every_time_that_is_read_is_shown_as_it_was_typed(clock: datetime, zone: Zone) -> None:
    typed = clock.isoformat(" ", "milliseconds")
    instant = answer(typed, zone)
    if isinstance(instant, str):
        assert "the clocks went " in instant
    else:
        assert zone.local(instant).replace(tzinfo=None).isoformat(" ", "milliseconds") == typed


@pytest.mark.parametrize("edge", ["1900-01-01 00:00", "2199-12-31 23:59:59.999"])
def test_the_first_and_last_times_can_be_converted_from_and_to_every_zone(edge: str) -> None:
    every = [zone_named(name) for name in zone_names()]
    furthest = [answer(f"{edge}{offset}", UTC_ZONE) for offset in ("-14:00", "+14:00")]
    for zone in every:
        for instant in (*furthest, answer(edge, zone)):
            if isinstance(instant, datetime):
                assert zone.local(instant).astimezone(UTC) == instant
                assert unstated_zone(zone, read_date(edge[:10])).local(instant) == instant
            else:
                assert "the clocks went " in instant, "a zone may have begun with that year"
    assert all(isinstance(instant, datetime) for instant in furthest)


nearly = st.from_regex(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[ T][0-9]{2}:[0-9]{2}([+-][0-9]{4}|Z)?", fullmatch=True)


@settings(deadline=None)
@given(st.text(max_size=40) | nearly)
def test_any_text_is_a_time_or_refused_in_one_line(typed: str) -> None:
    read = answer(typed, BERLIN)
    if isinstance(read, str):
        assert len(read) < 400
        assert "\n" not in read
    else:
        assert read.tzinfo is UTC


def test_a_date_is_read_and_anything_else_is_refused() -> None:
    assert read_date("2026-11-20") == date(2026, 11, 20)
    with pytest.raises(
        ValueError, match=r"^`21.11.2026` is not a date; write year, month and day, such as 2026-11-21$"
    ):
        read_date("21.11.2026")
    with pytest.raises(
        ValueError, match=r"^`2026-11-20 09:40` is a time, and this key needs a date; write 2026-11-20$"
    ):
        read_date("2026-11-20 09:40")


def test_whether_a_time_has_its_own_offset() -> None:
    assert has_offset("2026-11-20 09:40Z")
    assert not has_offset("2026-11-20 09:40")
    assert not has_offset("yesterday")


@pytest.mark.parametrize("name", ["UTC", "Europe/Berlin", "Etc/GMT+1", "EST5EDT", "Asia/Calcutta"])
def test_names_of_the_zone_database_are_zones(name: str) -> None:
    assert zone_named(name).name == name


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("Europe/Berln", "did you mean `Europe/Berlin`?"),
        ("europe/berlin", "did you mean `Europe/Berlin`?"),
        ("Berlin", "did you mean `Europe/Berlin`?"),
        ("XYZ", "write one such as Europe/Berlin or UTC"),
        ("W. Europe Standard Time", "write one such as Europe/Berlin or UTC"),
        ("localtime", "write one such as Europe/Berlin or UTC"),
        ("Europe", "did you mean `Europe/Rome`?"),
        ("../../etc/passwd", "write one such as Europe/Berlin or UTC"),
        ("/etc/localtime", "write one such as Europe/Berlin or UTC"),
        ("Europe/Berlin\0", "did you mean `Europe/Berlin`?"),
        ("", "write one such as Europe/Berlin or UTC"),
    ],
)
def test_the_message_for_an_unknown_zone_names_the_nearest_one(name: str, message: str) -> None:
    assert zone_refusal(name) == f"`{name}` is not an IANA time zone; {message}"


@pytest.mark.parametrize(
    ("name", "zones"),
    [
        ("CET", "`Europe/Berlin`"),
        ("EET", "`Europe/Helsinki`"),
        ("EST", "`America/New_York` or `America/Panama`"),
        ("pst", "`America/Los_Angeles` or `Asia/Manila`"),
    ],
)
def test_an_abbreviation_is_not_a_zone_even_if_the_zone_database_has_it(name: str, zones: str) -> None:
    assert zone_refusal(name) == f"`{name}` is an abbreviation, not an IANA time zone; write {zones}"


@pytest.mark.parametrize("name", ["+01:00", "UTC+1", "GMT+2", "-5"])
def test_an_offset_is_not_a_zone(name: str) -> None:
    message = f"`{name}` is an offset, not an IANA time zone; write one such as Europe/Berlin or UTC"
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        zone_named(name)


def test_a_zone_that_is_not_stated_has_the_offset_of_the_site_on_that_day() -> None:
    assert unstated_zone(BERLIN, date(2026, 7, 1)).tz.utcoffset(None) == timedelta(hours=2)
    assert unstated_zone(BERLIN, date(2026, 12, 1)).tz.utcoffset(None) == timedelta(hours=1)
    assert unstated_zone(None, date(2026, 12, 1)).tz.utcoffset(None) == timedelta()
    assert not unstated_zone(BERLIN, date(2026, 7, 1)).stated


WINDOWS = """\
title: Very overloaded
timezone: unstated
windows:
  - {component: search, level: degraded, start: 2022-11-08 17:00, end: 2022-11-08 23:30}
  - {component: search, level: degraded, start: 2022-11-09 00:15, end: 2022-11-09 11:00}
"""


@pytest.mark.parametrize("zone", ["America/Los_Angeles", "Pacific/Kiritimati", "Asia/Kathmandu", "UTC"])
def test_without_a_stated_zone_differences_and_days_are_as_written(zone: str) -> None:
    here = site(f"page: {{name: Acme}}\ntimezone: {zone}\n")
    made = record(WINDOWS, file="incidents/2022/2022-11-08-very-overloaded.yml", on=here)
    assert (made.zone.name, made.zone.stated) == (UNSTATED, False)
    first, second = made.windows
    assert first.end is not None
    assert second.end is not None
    assert [first.end - first.start, second.end - second.start] == [
        timedelta(hours=6.5),
        timedelta(hours=10.75),
    ]
    assert here.zone is not None
    for shown in (made.zone, here.zone):
        assert [shown.local(t).strftime("%d %H:%M") for t in made.times] == [
            "08 17:00",
            "08 23:30",
            "09 00:15",
            "09 11:00",
        ]


def test_a_record_has_no_zone_if_its_site_states_none_either() -> None:
    made = record("title: x\n", on=site("page: {name: Acme}\n"))
    assert (made.zone.stated, made.zone.tz.utcoffset(None)) == (False, timedelta())


def test_a_record_has_its_own_zone_else_that_of_the_site() -> None:
    assert record("title: x\n").zone == BERLIN
    assert record("title: x\ntimezone: Asia/Tokyo\n").zone.name == "Asia/Tokyo"
    assert record('title: x\ntimezone: " Asia/Tokyo "\n').zone.name == "Asia/Tokyo"
    assert record("title: x\ntimezone:\n").zone == BERLIN
    assert record("title: x\ntimezone: ~\n").zone == BERLIN


def instant_or_none(typed: str, zone: Zone) -> datetime | None:
    try:
        return read_time(typed, zone)
    except ValueError:
        return None


@settings(deadline=None)
@given(
    st.datetimes(datetime(1899, 12, 31), datetime(2200, 1, 2))  # noqa: DTZ001 (a clock time)
    | st.datetimes(datetime(2026, 3, 29), datetime(2026, 3, 30))  # noqa: DTZ001
    | st.datetimes(datetime(2026, 10, 25), datetime(2026, 10, 26)),  # noqa: DTZ001
    st.sampled_from([BERLIN, ANGELES, UTC_ZONE, zone_named("Africa/Monrovia"), zone_named("Asia/Kathmandu")]),
)
def test_a_time_is_the_same_instant_with_and_without_seconds(clock: datetime, zone: Zone) -> None:
    typed = f"{clock:%Y-%m-%d %H:%M}"
    expected = instant_or_none(f"{typed}:00.000", zone)
    assert instant_or_none(typed, zone) == expected
    assert instant_or_none(f"{typed.replace(' ', 'T')}:00", zone) == expected
    assert expected is None or (expected.tzinfo, expected.fold) == (UTC, 0)


@pytest.mark.parametrize(
    "typed", ["2026-02-29 10:00", "2026-11-20 24:00", "1899-12-31 10:00", "2200-01-01 00:00"]
)
def test_a_time_that_does_not_exist_is_refused_in_its_common_form_too(typed: str) -> None:
    assert refusal(typed) == refusal(f"{typed}:00.0").replace(":00.0", "")


def test_a_time_on_several_lines_is_shown_on_one() -> None:
    problem = time_problem("2026-11-21\n\n09:41", unstated=False)
    assert problem == "`2026-11-21 09:41` is not on one line; write a date and a time, such as"


def test_a_day_that_a_zone_never_had_is_refused() -> None:
    apia = zone_named("Pacific/Apia")
    for typed in ("2011-12-30", "2011-12-30~"):
        with pytest.raises(InvalidValueError) as refused:
            read_time(typed, apia)
        assert refused.value.example == "2011-12-31"
        assert str(refused.value).startswith(
            "`2011-12-30` does not exist in Pacific/Apia, where 2011-12-31 followed"
        )
    assert read_time("2011-12-29", apia) < read_time("2011-12-31", apia)
