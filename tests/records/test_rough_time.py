"""Times that are known only roughly: how they are read, and at which instant they count."""

from __future__ import annotations

import copy
import pickle
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterword.records.error_messages import InvalidValueError
from afterword.records.rough_time import exact, form_of, is_coarse, slack
from afterword.records.zone import UTC_ZONE, read_time, zone_named
from tests.records.decoding import complaint, record

BERLIN = zone_named("Europe/Berlin")
SAO_PAULO = zone_named("America/Sao_Paulo")


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[arg-type, misc]  # mypy cannot count them


@pytest.mark.parametrize(
    ("typed", "start", "end"),
    [
        ("2026-11-18", utc(2026, 11, 17, 23), utc(2026, 11, 18, 23)),
        ("2026-11-18~", utc(2026, 11, 17, 23), utc(2026, 11, 18, 23)),
        ("2026-12", utc(2026, 11, 30, 23), utc(2026, 12, 31, 23)),
        ("2026-03", utc(2026, 2, 28, 23), utc(2026, 3, 31, 22)),
        ("2024", utc(2023, 12, 31, 23), utc(2024, 12, 31, 23)),
        ("2026-11-18 09:40~", utc(2026, 11, 18, 8, 40), utc(2026, 11, 18, 8, 40)),
        ("2026-11-18T09:40Z~", utc(2026, 11, 18, 9, 40), utc(2026, 11, 18, 9, 40)),
        ("2026-11-18 09:40 ~", utc(2026, 11, 18, 8, 40), utc(2026, 11, 18, 8, 40)),
    ],
)
def test_a_rough_time_counts_from_the_start_of_its_period_or_to_its_end(
    typed: str, start: datetime, end: datetime
) -> None:
    assert (read_time(typed, BERLIN), read_time(typed, BERLIN, is_end=True)) == (start, end)


def test_a_day_begins_where_the_clocks_skip_midnight() -> None:
    assert SAO_PAULO.local(read_time("2018-11-04", SAO_PAULO)).isoformat() == "2018-11-04T01:00:00-02:00"


@pytest.mark.parametrize(
    ("typed", "form"),
    [
        ("2026-11-18 09:40", ""),
        ("2026-11-18 09:40~", "~"),
        ("2026-11-18", "2026-11-18"),
        ("2026-11~", "2026-11~"),
        ("2026", "2026"),
    ],
)
def test_the_form_says_what_is_known(typed: str, form: str) -> None:
    instant = read_time(typed, UTC_ZONE)
    assert form_of(instant) == form
    assert is_coarse(instant) == (len(form) > 1)
    assert form_of(copy.deepcopy(instant)) == form_of(pickle.loads(pickle.dumps(instant))) == form
    assert (form_of(exact(instant)), exact(instant)) == ("", instant)


def test_decimals_of_a_second_are_kept_to_the_millisecond() -> None:
    assert read_time("2026-11-20 09:40:07.123999999", UTC_ZONE) == utc(2026, 11, 20, 9, 40, 7, 123_000)


@pytest.mark.parametrize(
    "typed", ["2026-13", "2026-11-31", "1026", "2026-11-18 25:00~", "202", "2026-1", "~"]
)
def test_a_time_that_the_calendar_does_not_have_is_refused(typed: str) -> None:
    with pytest.raises(InvalidValueError) as refused:
        read_time(typed, UTC_ZONE)
    assert refused.value.example is not None
    assert read_time(refused.value.example, UTC_ZONE).tzinfo is UTC


@given(st.dates(min_value=date(1900, 1, 2), max_value=date(2199, 12, 30)))
def test_a_day_lies_in_its_month_and_its_month_in_its_year(day: date) -> None:
    forms = (str(day), str(day)[:7], str(day)[:4])
    spans = [(read_time(form, BERLIN), read_time(form, BERLIN, is_end=True)) for form in forms]
    assert spans[2][0] <= spans[1][0] <= spans[0][0] < spans[0][1] <= spans[1][1] <= spans[2][1]
    assert slack(spans[0][0]) < slack(spans[1][0]) < slack(spans[2][0])


def window_end(more: str) -> datetime | None:
    window = "{component: search, level: degraded, start: 2026-11-20 09:40, end: unknown}"
    return record(f"title: x\ntimezone: UTC\nwindows: [{window}]\n{more}").windows[0].end


def test_an_unknown_end_counts_to_the_last_time_known_of_the_incident() -> None:
    updates = """updates:
  - {at: 2026-11-20 10:20, status: resolved, body: It is over.}
  - {at: 2026-11-20 09:52, status: investigating, body: We look into it.}
  - {at: 2026-12-01 09:00, status: resolved, body: The report is out.}
"""
    assert window_end(updates) == utc(2026, 11, 20, 10, 20)
    assert window_end("milestones: {mitigated: 2026-11-20 10:00}\n") == utc(2026, 11, 20, 10)
    assert window_end("") == utc(2026, 11, 20, 9, 40)
    assert form_of(window_end(updates)) == "unknown"


def test_an_internal_event_says_nothing_about_an_unknown_end() -> None:
    event = "timeline: [{at: 2026-11-20 11:00, kind: action, text: Secret., visibility: internal}]\n"
    assert window_end(event) == utc(2026, 11, 20, 9, 40)


def test_the_former_key_for_approximate_times_leads_to_the_new_form() -> None:
    line = "timeline: [{at: 2026-11-20 09:40, kind: symptom, text: Slow, approximate: true}]"
    assert complaint(line) == (
        "unknown-key",
        "`approximate` is no longer a key: write `~` after an approximate time, and only the day if that is all "
        "that is known",
        "at: 2026-11-20 09:40~",
    )
