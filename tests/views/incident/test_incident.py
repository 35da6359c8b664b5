"""What a record's page says: the seed's numbers, and the parts that appear or do not."""

from __future__ import annotations

from pathlib import Path

from afterword.views.incident.model import IncidentPage
from afterword.views.incident.page import incident_page
from tests.sites import DEMO, REPOSITORY, SMALLEST_ID, SMALLEST_RECORD, published, write_site

SEED = "2022-11-08-query-service-migration"


def page(folder: Path, record_id: str) -> IncidentPage:
    context = published(folder)
    return incident_page(context, context.by_id[record_id])


def test_the_seed_tells_what_its_source_tells() -> None:
    shown = page(REPOSITORY, SEED)
    assert [(each.level.name, each.duration) for each in shown.totals] == [
        ("Very overloaded", "13 h 30 min"),
        ("Overloaded", "17 h"),
    ]
    assert shown.total == "30 h 30 min"
    assert shown.lanes is not None
    assert [row.duration for row in shown.lanes.rows] == ["6 h 30 min", "7 h", "17 h"]
    assert shown.trigger_kind == "Migration"
    assert [(group.role, len(group.causes)) for group in shown.causes] == [
        ("Causes", 2),
        ("Amplifier", 1),
        ("Latent condition", 1),
    ]
    absent = [fact.name for fact in shown.unknowns if fact.value == "announced, but absent"]
    assert absent == ["Lessons", "Action items"]
    assert shown.zone_note
    assert shown.row.period is not None
    assert shown.row.period.start.zone == "zone not stated"


def test_the_smallest_record_shows_nothing_that_it_does_not_have(tmp_path: Path) -> None:
    shown = page(write_site(tmp_path), SMALLEST_ID)
    empty = ("symptoms", "impact", "timeline", "causes", "limited_by", "actions", "lessons", "unknowns", "corrections",
             "related", "links", "origin", "tags")  # fmt: skip
    assert [name for name in empty if getattr(shown, name)] == []
    assert shown.post_mortem is None
    assert shown.trigger == ""


def test_updates_run_newest_first_with_anchors_by_their_time(tmp_path: Path) -> None:
    shown = page(write_site(tmp_path), SMALLEST_ID)
    assert [update.anchor for update in shown.updates] == ["update-20261120T102000", "update-20261120T095200"]


def test_two_updates_of_one_minute_have_anchors_of_their_own(tmp_path: Path) -> None:
    record = SMALLEST_RECORD.replace("10:20", "09:52")
    shown = page(write_site(tmp_path, {SMALLEST_ID: record}), SMALLEST_ID)
    assert len({update.anchor for update in shown.updates}) == 2


def test_a_record_is_told_in_its_own_zone(tmp_path: Path) -> None:
    record = "timezone: Asia/Tokyo\n" + SMALLEST_RECORD
    shown = page(write_site(tmp_path, {SMALLEST_ID: record}), SMALLEST_ID)
    assert shown.row.period is not None
    assert shown.row.period.text == "20 November 2026, 09:40 – 10:15"
    assert shown.row.period.start.zone == "JST"


def test_computed_times_say_what_they_are_counted_between(tmp_path: Path) -> None:
    shown = page(write_site(tmp_path), SMALLEST_ID)
    assert [(each.name, each.between, each.duration) for each in shown.response_times] == [
        ("Time to notify", "started – notified", "12 min"),
        ("Time to resolve", "started – resolved", "35 min"),
    ]


def test_work_that_was_called_off_has_no_response(tmp_path: Path) -> None:
    called_off = """\
title: Search moves
kind: maintenance
scheduled: {start: 2026-11-25 10:00, end: 2026-11-25 12:00, announced: 2026-11-20 10:00}
updates:
  - {at: 2026-11-20 10:00, status: scheduled, body: Search moves.}
  - {at: 2026-11-21 10:00, status: cancelled, body: It stays.}
"""
    shown = page(write_site(tmp_path, {"2026-11-25-search-moves": called_off}), "2026-11-25-search-moves")
    assert (shown.milestones, shown.response_times) == ((), ())


def test_every_part_of_the_model_is_shown_by_some_record_of_the_demo() -> None:
    context = published(DEMO)
    pages = [incident_page(context, record) for record in context.records]
    for name in IncidentPage._fields:
        if name not in ("internal_notes", "zone_note", "overrun"):
            assert any(getattr(shown, name) for shown in pages), name
