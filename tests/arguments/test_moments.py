"""`arguments.moments`: times as people type them."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from afterword.arguments.moments import instant_in, read_moment, shown_back
from afterword.records.rough_time import form_of
from afterword.records.zone import UTC_ZONE, Zone, unstated_zone, zone_named

BERLIN = zone_named("Europe/Berlin")
NOW = datetime(2026, 11, 27, 13, 25, 40, tzinfo=UTC)
"""A Friday, 14:25 in Berlin."""


def berlin(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo("Europe/Berlin")).astimezone(UTC)


def read(text: str, now: datetime = NOW, zone: Zone = BERLIN) -> datetime:
    return read_moment(text, zone, now)


def refusal(text: str, now: datetime = NOW, zone: Zone = BERLIN) -> str:
    with pytest.raises(ValueError, match=r".") as refused:
        read(text, now, zone)
    return str(refused.value)


@pytest.mark.parametrize(
    ("text", "local"),
    [
        ("now", "2026-11-27 14:25"),
        ("NOW", "2026-11-27 14:25"),
        ("14:05", "2026-11-27 14:05"),
        ("at 14:05", "2026-11-27 14:05"),
        ("9:40", "2026-11-27 09:40"),
        ("14:05:30", "2026-11-27 14:05:30"),
        ("23:50", "2026-11-27 23:50"),
        ("-20m", "2026-11-27 14:05"),
        ("−20m", "2026-11-27 14:05"),
        ("- 20 min", "2026-11-27 14:05"),
        ("20 min ago", "2026-11-27 14:05"),
        ("-1h30m", "2026-11-27 12:55"),
        ("-90s", "2026-11-27 14:24:10"),
        ("+1d", "2026-11-28 14:25"),
        ("in 2 hours", "2026-11-27 16:25"),
        ("-2 weeks", "2026-11-13 14:25"),
        ("wed 02:00", "2026-11-25 02:00"),
        ("Wednesday, 02:00", "2026-11-25 02:00"),
        ("thurs at 2:00", "2026-11-26 02:00"),
        ("fri 20:00", "2026-11-27 20:00"),
        ("sat 20:00", "2026-11-21 20:00"),
        ("today 23:10", "2026-11-27 23:10"),
        ("yesterday 23:10", "2026-11-26 23:10"),
        ("tomorrow 02:00", "2026-11-28 02:00"),
        ("14:05 yesterday", "2026-11-26 14:05"),
        ("2026-11-20 09:40", "2026-11-20 09:40"),
        ("2026-11-20T09:40", "2026-11-20 09:40"),
        ("  2026-11-20   09:40 ", "2026-11-20 09:40"),
        ("2026-11-20T09:40:00Z", "2026-11-20 10:40"),
        ("2026-11-20 09:40:12.345 +00:00", "2026-11-20 10:40:12.345"),
        ("2026-11-20T09:40+0530", "2026-11-20 05:10"),
        ("14:05 UTC", "2026-11-27 15:05"),
        ("14:05Z", "2026-11-27 15:05"),
        ("14:05 UTC+2", "2026-11-27 13:05"),
        ("14:05+02:00", "2026-11-27 13:05"),
        ("14:05 Europe/Berlin", "2026-11-27 14:05"),
        ("14:05 (Europe/Berlin)", "2026-11-27 14:05"),
        ("08:05 America/New_York", "2026-11-27 14:05"),
        ("wed 02:00 UTC", "2026-11-25 03:00"),
        ("2026-07-01 14:05 Europe/London", "2026-07-01 15:05"),
    ],
)
def test_times_are_read(text: str, local: str) -> None:
    assert read(text) == berlin(local)


@pytest.mark.parametrize(
    ("now", "text", "local"),
    [
        ("2026-11-27 00:20", "23:50", "2026-11-26 23:50"),
        ("2026-11-27 00:20", "12:21", "2026-11-26 12:21"),
        ("2026-11-27 00:20", "12:19", "2026-11-27 12:19"),
        ("2026-11-27 23:50", "00:10", "2026-11-27 00:10"),
        ("2027-01-01 00:20", "23:50", "2026-12-31 23:50"),
        ("2027-01-01 00:20", "thu 23:50", "2026-12-31 23:50"),
        ("2027-01-01 00:20", "yesterday 23:50", "2026-12-31 23:50"),
        ("2026-12-31 23:50", "tomorrow 00:10", "2027-01-01 00:10"),
        ("2026-12-31 23:50", "+20m", "2027-01-01 00:10"),
        ("2028-02-29 12:00", "-365d", "2027-03-01 12:00"),
    ],
)
def test_a_time_without_a_date_is_the_nearest_of_today_and_yesterday(now: str, text: str, local: str) -> None:
    assert read(text, berlin(now)) == berlin(local)


@pytest.mark.parametrize(
    ("text", "local"),
    [
        ("14:25", "2026-11-27 14:25"),
        ("14:24", "2026-11-28 14:24"),
        ("02:00", "2026-11-28 02:00"),
        ("22:00", "2026-11-27 22:00"),
        ("wed 02:00", "2026-12-02 02:00"),
        ("fri 20:00", "2026-11-27 20:00"),
        ("fri 02:00", "2026-12-04 02:00"),
        ("22:00 UTC", "2026-11-27 23:00"),
        ("+2h", "2026-11-27 16:25"),
        ("2026-11-20 09:40", "2026-11-20 09:40"),
    ],
)
def test_planned_times_are_the_next_ones(text: str, local: str) -> None:
    assert read_moment(text, BERLIN, NOW, is_planned=True) == berlin(local)


@pytest.mark.parametrize(
    ("text", "local"),
    [
        ("10:15", "2026-11-20 10:15"),
        ("09:40", "2026-11-21 09:40"),
        ("02:00", "2026-11-21 02:00"),
        ("sat 02:00", "2026-11-21 02:00"),
        ("tomorrow 02:00", "2026-11-28 02:00"),
    ],
)
def test_a_time_after_another_one_is_the_first_after_it(text: str, local: str) -> None:
    assert read_moment(text, BERLIN, NOW, after=berlin("2026-11-20 09:40")) == berlin(local)


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("2026-11-20", "2026-11-20"),
        ("2026-11", "2026-11"),
        ("2026", "2026"),
        ("2026-11~", "2026-11~"),
        ("yesterday", "2026-11-26"),
        ("wed", "2026-11-25"),
        ("fri", "2026-11-27"),
        ("tomorrow ~", "2026-11-28~"),
    ],
)
def test_a_day_alone_is_a_time_where_a_day_is_meant(text: str, form: str) -> None:
    start = read_moment(text, BERLIN, NOW, allow_day=True)
    end = read_moment(text, BERLIN, NOW, allow_day=True, is_end=True)
    assert (form_of(start), form_of(end)) == (form, form)
    assert start < end
    assert "has no clock time; write both, such as " in refusal(text)


def test_planned_days_are_the_next_ones() -> None:
    read_day = instant_in(BERLIN, NOW, is_planned=True)
    assert [form_of(read_day(text)) for text in ("fri", "sat", "thu")] == [
        "2026-11-27",
        "2026-11-28",
        "2026-12-03",
    ]


def test_a_time_can_be_approximate() -> None:
    assert form_of(read("14:05~")) == "~"
    assert read("wed 02:00 ~") == berlin("2026-11-25 02:00")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "a time is missing; write one such as 14:05, -20m, wed 02:00 or 2026-11-20 09:40"),
        ("soon", "`soon` is not a time; write one such as 14:05, -20m, wed 02:00 or 2026-11-20 09:40"),
        ("noon", "`noon` is not a time; write 12:00"),
        ("yesterday midnight", "`yesterday midnight` is not a time; write yesterday 00:00"),
        ("yesterdy", "`yesterdy` is not a time; did you mean `yesterday`?"),
        ("tomorow 02:00", "`tomorow` is not a day; did you mean `tomorrow 02:00`?"),
        ("foo 02:00", "`foo 02:00` is not a time; write a date and a time, such as 2026-11-20 09:40"),
        ("20", "`20` is not a time; write -20m for 20 minutes ago, or a time such as 14:05, -20m, wed 02:00 or "
               "2026-11-20 09:40"),
        ("1405", "`1405` has no colon; write 14:05"),
        ("905", "`905` has no colon; write 09:05"),
        ("-20", "`-20` has no unit; write -20m, -20h or -20d"),
        ("90 min", "`90 min` is a duration; write -90min for a time ago, or +90min for one ahead"),
        ("14h", "`14h` is a duration; write -14h for a time ago, +14h for one ahead, or 14:00 for the time of day"),
        ("14h30", "`14h30` has another form; write 14:30"),
        ("23.11. 03:18", "`23.11. 03:18` has another form; write 2026-11-23 03:18"),
        ("dec 3rd 9:05", "`dec 3rd 9:05` has another form; write 2025-12-03 09:05"),
        ("11/23 03:18", "`11/23 03:18` has another form; write 2026-11-23 03:18"),
        ("05/06 03:18", "`05/06 03:18` is not a time; write a date and a time, such as 2026-11-27 09:40"),
        ("31.2. 03:18", "`31.2. 03:18` is not a time; write a date and a time"),
        ("2:30 pm", "`2:30 pm` uses a 12-hour clock; write 14:30"),
        ("sat 12am", "`sat 12am` uses a 12-hour clock; write sat 00:00"),
        ("about 14:05", "`about 14:05` is approximate; write `14:05~`"),
        ("-99999999d", "`99999999d` is longer than a hundred years; write one such as 2h, 90m or 1d"),
        ("25:10", "`25:10` is not a valid time: 25 is not an hour from 00 to 23; write a time such as "
                  "2026-11-28 01:10"),
        ("20.11.2026 14:05", "`20.11.2026 14:05` has a date in another form; write year, month and day, such as "
                             "2026-11-20 14:05"),
        ("14:05 +15:00", "`+15:00` is not a valid offset: offsets go from -14:00 to +14:00; write 14:05 +01:00"),
        ("14:05 europe/berlin", "`europe/berlin` is not an IANA time zone; did you mean `Europe/Berlin`?"),
        ("14:05 XYZ", "`XYZ` is not an IANA time zone; write one such as Europe/Berlin or UTC"),
        ("14:05 IST", "`IST` can mean several zones; write `14:05 Asia/Kolkata`, `14:05 Europe/Dublin` or "
                      "`14:05 Asia/Jerusalem`, or the offset, such as `14:05 +01:00`"),
        ("14:05 JST", "`JST` is an abbreviation; write `14:05 Asia/Tokyo`, or the offset, such as `14:05 +01:00`"),
    ],
)  # fmt: skip
def test_the_error_says_what_to_write(text: str, message: str) -> None:
    assert refusal(text) == message


def test_a_time_that_the_clocks_skip_is_refused_with_its_neighbours() -> None:
    now = berlin("2026-03-29 09:00")
    for text in ("02:30", "sun 02:30", "2026-03-29 02:30", "2026-03-29T02:30 Europe/Berlin"):
        assert refusal(text, now) == (
            "`2026-03-29 02:30` does not exist in Europe/Berlin: the clocks went forward and showed 03:30 instead; "
            "write 2026-03-29 03:30 or 2026-03-29 01:30"
        )
    assert "does not exist" in refusal("-1d", berlin("2026-03-30 02:30"))
    assert read("-24h", berlin("2026-03-30 02:30")) == berlin("2026-03-29 01:30")
    assert read("02:30+01:00", now) == berlin("2026-03-29 03:30")


def test_a_time_that_the_clocks_repeat_is_refused_with_both_offsets() -> None:
    now = berlin("2026-10-25 09:00")
    assert refusal("02:30", now) == (
        "`2026-10-25 02:30` happened twice in Europe/Berlin because the clocks went back; "
        "add the offset: 2026-10-25 02:30+02:00 or 2026-10-25 02:30+01:00"
    )
    first, second = datetime(2026, 10, 25, 0, 30, tzinfo=UTC), datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
    assert (read("02:30+02:00", now), read("02:30 +1", now)) == (first, second)
    assert (read("02:30 CEST", now), read("02:30 cet", now)) == (first, second)
    assert shown_back(first, BERLIN, now) == "Sun 25 Oct 02:30 CEST (7 hours 30 minutes ago)"
    assert shown_back(second, BERLIN, now) == "Sun 25 Oct 02:30 CET (6 hours 30 minutes ago)"


def test_a_zone_knows_its_own_abbreviations() -> None:
    chicago, kolkata = zone_named("America/Chicago"), zone_named("Asia/Kolkata")
    assert read("07:05 CST", zone=chicago) == datetime(2026, 11, 27, 13, 5, tzinfo=UTC)
    assert read("18:35 IST", zone=kolkata) == datetime(2026, 11, 27, 13, 5, tzinfo=UTC)
    assert refusal("07:05 CDT", zone=chicago) == (
        "America/Chicago does not use `CDT` at that time; write `2026-11-27 07:05 CST`"
    )


def test_a_record_without_a_stated_zone_has_times_too() -> None:
    zone = unstated_zone(BERLIN, NOW.date())
    moment = read_moment("14:05", zone, NOW)
    assert shown_back(moment, zone, NOW) == "Fri 27 Nov 14:05 (20 minutes ago)"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("now", "Fri 27 Nov 14:25 CET (now)"),
        ("-20m", "Fri 27 Nov 14:05 CET (20 minutes ago)"),
        ("-1h", "Fri 27 Nov 13:25 CET (1 hour ago)"),
        ("+1d", "Sat 28 Nov 14:25 CET (in 1 day)"),
        ("tomorrow 16:30", "Sat 28 Nov 16:30 CET (in 1 day 2 hours)"),
        ("14:05:30", "Fri 27 Nov 14:05:30 CET (20 minutes ago)"),
        ("2026-11-20 09:40", "Fri 20 Nov 09:40 CET (7 days ago)"),
        ("2025-07-20 09:40", "Sun 20 Jul 2025 09:40 CEST (495 days ago)"),
        ("14:05~", "about Fri 27 Nov 14:05 CET (20 minutes ago)"),
        ("wed", "25 November 2026"),
        ("2026-11~", "about November 2026"),
    ],
)
def test_times_are_shown_back(text: str, shown: str) -> None:
    assert shown_back(read_moment(text, BERLIN, NOW, allow_day=True), BERLIN, NOW) == shown


def test_a_zone_without_an_abbreviation_is_shown_by_its_offset() -> None:
    assert shown_back(NOW, zone_named("America/Sao_Paulo"), NOW) == "Fri 27 Nov 10:25:40 UTC-03 (now)"


def test_a_time_in_the_future_is_refused_where_it_cannot_be_known() -> None:
    read_past = instant_in(BERLIN, NOW, allow_future=False)
    assert read_past("14:30") == berlin("2026-11-27 14:30")
    with pytest.raises(
        ValueError, match=r"`23:50` is in the future \(Fri 27 Nov 23:50 CET \(in 9 hours 25 minutes\)\)"
    ):
        read_past("23:50")


zones = st.sampled_from(
    ["UTC", "Europe/Berlin", "America/New_York", "Pacific/Apia", "Asia/Kathmandu", "Australia/Lord_Howe"]
)
instants = st.datetimes(datetime(2000, 1, 1), datetime(2090, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
clocks = st.times().map(lambda time: f"{time:%H:%M}")


@given(zones, instants, clocks)
@example("Pacific/Apia", datetime(2011, 12, 30, 12, tzinfo=UTC), "12:00")
def test_a_clock_time_is_near_and_shows_what_was_typed_or_names_times_that_work(
    name: str, now: datetime, clock: str
) -> None:
    zone = zone_named(name)
    try:
        moment = read_moment(clock, zone, now)
    except ValueError as refused:
        for written in re.findall(
            r"(?:write|or|offset:) (\d{4}-\d\d-\d\d \d\d:\d\d(?:[+-]\d\d:\d\d)?)", str(refused)
        ):
            assert abs(read_moment(written, zone, now) - now) < timedelta(hours=49)
        return
    assert f"{zone.local(moment):%H:%M}" == clock
    assert timedelta(hours=-13) < now - moment < timedelta(hours=25)


@given(zones, instants, clocks, st.sampled_from(["", "mon ", "sunday "]))
def test_a_planned_time_is_the_next_one(name: str, now: datetime, clock: str, day: str) -> None:
    zone = zone_named(name)
    try:
        moment = read_moment(day + clock, zone, now, is_planned=True)
    except ValueError:
        return
    assert timedelta(minutes=-1) <= moment - now < timedelta(days=8 if day else 1, hours=2)


@given(instants, st.integers(0, 100_000))
def test_relative_minutes_are_exact_across_changes_of_the_clocks(now: datetime, minutes: int) -> None:
    whole = now.replace(second=0, microsecond=0)
    assert read_moment(f"-{minutes}m", BERLIN, now) == whole - timedelta(minutes=minutes)


@given(st.text(alphabet="0123456789:-+~TZ yedwn mhCET/Uagopiu.", max_size=24), instants)
def test_any_text_is_a_time_or_a_value_error(text: str, now: datetime) -> None:
    with suppress(ValueError):
        assert shown_back(read_moment(text, UTC_ZONE, now, allow_day=True), UTC_ZONE, now)


def test_a_number_alone_for_a_start_that_is_planned_is_answered_with_minutes_from_now() -> None:
    with pytest.raises(ValueError, match=r"write \+20m for in 20 minutes, or"):
        read_moment("20", BERLIN, NOW, is_planned=True)
