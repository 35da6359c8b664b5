"""The page of a record: the numbers of the seed record, and which sections are present."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from afterword.records.record import Record
from afterword.views.context import Context
from afterword.views.incident.model import IncidentPage
from afterword.views.incident.page import incident_page, record_parts
from afterword.views.incident.sections import SECTIONS
from tests.sites import DEMO, REPOSITORY, SMALLEST_ID, SMALLEST_RECORD, published, write_site

SEED = "2022-11-08-query-service-migration"


def build(context: Context, record: Record) -> IncidentPage:
    return incident_page(context, record, record_parts(context, record))


def page(folder: Path, record_id: str) -> IncidentPage:
    context = published(folder)
    return build(context, context.by_id[record_id])


def content(of: IncidentPage, key: str) -> Any:
    """Return what a page has in a section; None if it lacks the section."""
    return next((each.content for each in of.sections if each.key == key), None)


def keys(of: IncidentPage) -> list[str]:
    return [each.key for each in of.sections]


def test_the_seed_record_has_the_numbers_of_its_source() -> None:
    shown = page(REPOSITORY, SEED)
    levels = content(shown, "levels")
    assert [(each.level.name, each.duration) for each in levels.times] == [
        ("Very overloaded", "13 h 30 min"),
        ("Overloaded", "17 h"),
    ]
    assert levels.total == "30 h 30 min"
    assert [row.duration for row in levels.chart.rows] == ["6 h 30 min", "7 h", "17 h"]
    trigger, *causes = content(shown, "why")
    assert [(trigger.heading, cause.category) for cause in trigger.items] == [("Trigger", "Migration")]
    assert [(group.heading, len(group.items)) for group in causes] == [
        ("Causes", 2),
        ("Amplifier", 1),
        ("Latent condition", 1),
    ]
    absent = [fact.name for fact in content(shown, "unknowns") if fact.value == "announced, but missing"]
    assert absent == ["Lessons", "Action items"]
    assert shown.zone_note
    assert shown.row.period is not None
    assert shown.row.period.start.zone == "zone not stated"


def test_the_smallest_record_has_few_sections(tmp_path: Path) -> None:
    shown = page(write_site(tmp_path), SMALLEST_ID)
    assert keys(shown) == ["levels", "updates", "response"]
    assert shown.tags == ()


def test_updates_come_first_while_a_record_is_open_and_after_the_levels_once_it_is_over(
    tmp_path: Path,
) -> None:
    assert keys(page(write_site(tmp_path / "over"), SMALLEST_ID))[:2] == ["levels", "updates"]
    open_record = SMALLEST_RECORD.replace(", end: 2026-11-20 10:15", "").replace("resolved", "monitoring")
    shown = page(write_site(tmp_path / "open", {SMALLEST_ID: open_record}), SMALLEST_ID)
    assert keys(shown)[:2] == ["updates", "levels"]


def test_section_keys_are_unique_because_each_is_a_fragment_id() -> None:
    assert len({section.key for section in SECTIONS}) == len(SECTIONS)


def test_updates_are_newest_first_with_fragment_ids_from_their_times(tmp_path: Path) -> None:
    shown = page(write_site(tmp_path), SMALLEST_ID)
    assert [update.fragment_id for update in content(shown, "updates")] == [
        "update-20261120T102000",
        "update-20261120T095200",
    ]


def test_two_updates_in_the_same_minute_have_different_fragment_ids(tmp_path: Path) -> None:
    record = SMALLEST_RECORD.replace("10:20", "09:52")
    shown = page(write_site(tmp_path, {SMALLEST_ID: record}), SMALLEST_ID)
    assert len({update.fragment_id for update in content(shown, "updates")}) == 2


def test_a_record_is_shown_in_its_own_zone(tmp_path: Path) -> None:
    record = "timezone: Asia/Tokyo\n" + SMALLEST_RECORD
    shown = page(write_site(tmp_path, {SMALLEST_ID: record}), SMALLEST_ID)
    assert shown.row.period is not None
    assert shown.row.period.text == "20 November 2026, 09:40 – 10:15"
    assert shown.row.period.start.zone == "JST"


def test_response_times_name_their_milestones(tmp_path: Path) -> None:
    shown = page(write_site(tmp_path), SMALLEST_ID)
    assert [(each.name, each.between, each.duration) for each in content(shown, "response").times] == [
        ("Time to notify", "From start to first public notice", "12 min"),
        ("Time to resolve", "From start to resolution", "35 min"),
    ]


def test_cancelled_maintenance_has_no_response(tmp_path: Path) -> None:
    cancelled = """\
title: Search moves
kind: maintenance
scheduled: {start: 2026-11-25 10:00, end: 2026-11-25 12:00, announced: 2026-11-20 10:00}
updates:
  - {at: 2026-11-20 10:00, status: scheduled, body: Search moves.}
  - {at: 2026-11-21 10:00, status: cancelled, body: It stays.}
"""
    shown = page(write_site(tmp_path, {"2026-11-25-search-moves": cancelled}), "2026-11-25-search-moves")
    assert "response" not in keys(shown)


@pytest.mark.parametrize(
    ("more", "shows"),
    [
        ("", False),
        ("milestones: {notified: 2026-11-20 09:00}\n", True),
        ("detection: {method: staff}\n", True),
    ],
)
def test_the_first_update_alone_is_no_response(tmp_path: Path, more: str, shows: bool) -> None:
    announced = f"""\
title: Search moves
kind: maintenance
scheduled: {{start: 2026-12-25 10:00, end: 2026-12-25 12:00}}
{more}updates:
  - {{at: 2026-11-20 10:00, status: scheduled, body: Search moves.}}
"""
    shown = page(write_site(tmp_path, {"2026-12-25-search-moves": announced}), "2026-12-25-search-moves")
    assert ("response" in keys(shown)) is shows


def test_the_demo_has_records_with_every_part_of_the_page() -> None:
    context = published(DEMO)
    pages = [build(context, record) for record in context.records]
    for name in IncidentPage._fields:
        if name not in ("zone_note", "language", "completes_itself", "silent"):
            assert any(getattr(shown, name) for shown in pages), name
    for section in SECTIONS:
        if section.key != "internal":
            contents = [found for shown in pages if (found := content(shown, section.key))]
            assert contents, section.key
            for name in getattr(contents[0], "_fields", ()):
                if name != "reviewers":
                    assert any(getattr(found, name) for found in contents), f"{section.key}: {name}"


@pytest.mark.parametrize(
    ("start", "since", "ongoing"),
    [
        ("2026-11-20", "20 November 2026", "about 4 d"),
        ("2026-11", "November 2026", "about 23 d"),
        ("2026-11-23 09:00~", "about 23 November 2026, 09:00", "about 3 h"),
    ],
)
def test_open_maintenance_without_windows_is_ongoing_from_its_announced_start(
    tmp_path: Path, start: str, since: str, ongoing: str
) -> None:
    text = "title: T\nsummary: S.\nkind: maintenance\nstatus: in_progress\n"
    text += f"scheduled: {{start: {start}, announced: 2026-10-20 10:00}}\n"
    write_site(tmp_path, {SMALLEST_ID: text})
    shown = page(tmp_path, SMALLEST_ID)
    assert (shown.since and shown.since.text, shown.ongoing_for) == (since, ongoing)


def test_a_record_that_is_over_is_not_ongoing(tmp_path: Path) -> None:
    write_site(tmp_path)
    assert page(tmp_path, SMALLEST_ID).since is None
