"""Calendars are valid; events have the right time, status and version."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

from tests.formats.made import WITH_URL, made, made_of_demo
from tests.sites import NOW, SMALL_SITE, SMALLEST_ID, SMALLEST_RECORD

PLAN = """\
title: Old documents to be moved
kind: maintenance
scheduled: {start: 2026-11-25 22:00, end: 2026-11-26 02:00, announced: 2026-11-20 10:00}
updates:
  - {at: 2026-11-20 10:00, status: scheduled, body: We move old documents.}
"""
OPEN = """\
title: Search is slow
summary: Searches took seconds.
windows: [{component: search, level: degraded, start: 2026-11-20 09:40}]
"""
ALWAYS = ("UID", "DTSTAMP", "CREATED", "LAST-MODIFIED", "SEQUENCE", "DTSTART", "SUMMARY", "STATUS", "TRANSP")


def calendar(data: bytes) -> Any:
    """Read a calendar, and check what RFC 5545 says about its text."""
    assert data.endswith(b"END:VCALENDAR\r\n")
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    read: Any = Calendar.from_ical(data)
    assert not [error for part in read.walk() for error in part.errors]
    assert read["VERSION"] == "2.0"
    assert read["PRODID"].startswith("-//Afterword//")
    assert read.subcomponents, "a calendar must hold something"
    assert "UID" not in read, "vdirsyncer would take it for the id of each event"
    return read


def events(data: bytes) -> list[Any]:
    found: list[Any] = calendar(data).walk("VEVENT")
    for event in found:
        assert [name for name in ALWAYS if name not in event] == []
        assert "DTEND" not in event or event["DTEND"].dt > event["DTSTART"].dt
    assert len({event["UID"] for event in found}) == len(found)
    return found


def event(folder: Path, text: str, *, now: datetime = NOW, site: str = WITH_URL) -> Any:
    (found,) = events(made(folder, {SMALLEST_ID: text}, site, now=now)["calendar.ics"])
    return found


def span(found: Any) -> tuple[Any, Any]:
    return found["DTSTART"].dt, found["DTEND"].dt if "DTEND" in found else None


def at(day: int, clock: str) -> datetime:
    return datetime.fromisoformat(f"2026-11-{day} {clock}").replace(tzinfo=UTC)


HOSTILE = """\
title: 'a;b,c\\n {x}: "END:VEVENT" 🙂'
summary: |
  A &#1; bell\\, 检索;

  BEGIN:VALARM
"""
SITES: dict[str, Callable[[Path], dict[str, bytes]]] = {
    "demo": made_of_demo,
    "no records": lambda folder: made(folder, {}),
    "no components": lambda folder: made(folder, {}, "page: {name: Acme}\n"),
    "no address": lambda folder: made(folder, None, SMALL_SITE),
    "hostile words": lambda folder: made(
        folder,
        {SMALLEST_ID: HOSTILE},
        WITH_URL.replace("Acme", "'A;B, C\\D'"),
    ),
}


@pytest.mark.parametrize("make", SITES.values(), ids=SITES.keys())
def test_every_calendar_is_valid(make: Callable[[Path], dict[str, bytes]], tmp_path: Path) -> None:
    files = {path: data for path, data in make(tmp_path).items() if path.endswith(".ics")}
    assert "calendar.ics" in files
    for data in files.values():
        events(data)


def test_words_of_a_record_are_read_as_they_were_written(tmp_path: Path) -> None:
    (found,) = events(SITES["hostile words"](tmp_path)["calendar.ics"])
    assert found["SUMMARY"] == 'Incident: a;b,c\\n {x}: "END:VEVENT" 🙂'
    assert found["UID"].endswith("@a-b-c-d")


def test_a_calendar_without_events_contains_the_zone_utc_and_no_event(tmp_path: Path) -> None:
    read = calendar(made(tmp_path, {})["calendar.ics"])
    assert [part.name for part in read.subcomponents] == ["VTIMEZONE"]


def test_an_event_that_is_over_has_its_actual_times(tmp_path: Path) -> None:
    found = event(tmp_path, SMALLEST_RECORD)
    assert span(found) == (at(20, "09:40"), at(20, "10:15"))
    assert (found["SUMMARY"], found["STATUS"], found["TRANSP"]) == (
        "Incident: Search is slow",
        "CONFIRMED",
        "TRANSPARENT",
    )
    assert found["URL"] == f"https://status.acme.example/incidents/{SMALLEST_ID}/"
    assert found["CATEGORIES"].cats == ["Incident", "Search"]


def test_an_open_incident_ends_at_the_time_of_the_build(tmp_path: Path) -> None:
    now = at(20, "12:00")
    first, later = event(tmp_path, OPEN, now=now), event(tmp_path, OPEN, now=now + timedelta(hours=1))
    assert span(first) == (at(20, "09:40"), now)
    assert later["DTEND"].dt == later["LAST-MODIFIED"].dt == later["DTSTAMP"].dt == now + timedelta(hours=1)


def test_an_announced_maintenance_has_its_announced_times(tmp_path: Path) -> None:
    found = event(tmp_path, PLAN)
    assert span(found) == (at(25, "22:00"), at(26, "02:00"))
    assert found["SUMMARY"] == "Maintenance: Old documents to be moved"
    assert found["DTSTAMP"].dt == found["LAST-MODIFIED"].dt == found["CREATED"].dt == at(20, "10:00")


def test_a_maintenance_that_takes_longer_is_drawn_out_to_now(tmp_path: Path) -> None:
    assert span(event(tmp_path, PLAN, now=at(26, "01:00"))) == (at(25, "22:00"), at(26, "02:00"))
    late = event(tmp_path, PLAN, now=at(26, "03:00"))
    assert span(late) == (at(25, "22:00"), at(26, "03:00"))
    assert "In progress, longer than announced" in late["DESCRIPTION"]


def test_a_completed_maintenance_has_its_actual_times(tmp_path: Path) -> None:
    done = """\
  - {at: 2026-11-25 22:05, status: in_progress, body: We begin.}
  - {at: 2026-11-26 00:40, status: completed, body: Done.}
windows:
  - {component: api, level: under_maintenance, start: 2026-11-25 22:05, end: 2026-11-26 00:30}
"""
    assert span(event(tmp_path, PLAN + done, now=at(27, "00:00"))) == (at(25, "22:05"), at(26, "00:30"))


def test_a_cancelled_maintenance_says_so_and_counts_on(tmp_path: Path) -> None:
    before = event(tmp_path, PLAN)
    after = event(tmp_path, PLAN + "  - {at: 2026-11-21 10:00, status: cancelled, body: Put off.}\n")
    assert (before["STATUS"], after["STATUS"]) == ("CONFIRMED", "CANCELLED")
    assert after["SUMMARY"] == "Cancelled maintenance: Old documents to be moved"
    assert before["UID"] == after["UID"]
    assert span(before) == span(after)
    assert before["SEQUENCE"] < after["SEQUENCE"]
    assert after["LAST-MODIFIED"].dt == at(21, "10:00")


def test_a_maintenance_moved_with_an_update_is_a_later_version_of_the_same_event(tmp_path: Path) -> None:
    moved = PLAN.replace("11-25 22", "11-27 22").replace("11-26 02", "11-28 02")
    moved += "  - {at: 2026-11-21 10:00, status: scheduled, body: Two days later.}\n"
    before, after = event(tmp_path, PLAN), event(tmp_path, moved)
    assert before["UID"] == after["UID"]
    assert (before["SEQUENCE"], after["SEQUENCE"]) == (1, 2)
    assert after["DTSTART"].dt - before["DTSTART"].dt == timedelta(days=2)


def test_clock_times_without_a_zone_float(tmp_path: Path) -> None:
    site = WITH_URL.replace("timezone: UTC", "timezone: Asia/Tokyo")
    found = event(tmp_path, f"timezone: unstated\n{SMALLEST_RECORD}", site=site)
    assert span(found) == (datetime(2026, 11, 20, 9, 40), datetime(2026, 11, 20, 10, 15))  # noqa: DTZ001 - they have none
    assert "without a time zone" in found["DESCRIPTION"]


def test_times_of_other_zones_are_written_in_utc(tmp_path: Path) -> None:
    found = event(tmp_path, f"timezone: Europe/Berlin\n{SMALLEST_RECORD}")
    assert span(found) == (at(20, "08:40"), at(20, "09:15"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("title: No time at all\nsummary: It was slow.\nstatus: resolved\n", date(2026, 11, 20)),
        (
            "title: No end\nsummary: It was slow.\nstatus: resolved\nmilestones: {started: 2026-11-20 09:40}\n",
            at(20, "09:40"),
        ),
        (OPEN.replace("09:40}", "09:40:00.100, end: 2026-11-20 09:40:00.900}"), at(20, "09:40")),
    ],
)
def test_what_has_no_length_has_no_end(tmp_path: Path, text: str, expected: date) -> None:
    assert span(event(tmp_path, text)) == (expected, None)


def test_a_component_has_a_calendar_of_its_own_records(tmp_path: Path) -> None:
    files = made(tmp_path, {SMALLEST_ID: OPEN})
    assert len(events(files["components/search/calendar.ics"])) == 1
    assert events(files["components/api/calendar.ics"]) == []
    names = {str(calendar(files[f"{folder}calendar.ics"])["NAME"]) for folder in ("", "components/search/")}
    assert names == {"Acme", "Acme: Search"}


def test_drills_and_near_misses_are_in_no_calendar(tmp_path: Path) -> None:
    drill = "title: A drill\nsummary: We tried.\nkind: drill\nstatus: resolved\n"
    assert events(made(tmp_path, {SMALLEST_ID: drill})["calendar.ics"]) == []
