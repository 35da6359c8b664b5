"""Incident objects of the Statuspage API."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from afterword.formats.statuspage.incident_objects import incident_object
from afterword.records.project import Project
from afterword.records.record import Record
from afterword.timeline.valid_until import site_interval, valid_interval
from afterword.views.context import Context
from tests.sites import DEMO, NOW, SMALLEST_ID, SMALLEST_RECORD, published, write_site

SITE = """\
page: {name: Acme, url: "https://status.acme.example/"}
timezone: Europe/Berlin
groups:
  - {id: core, name: Core}
components:
  - {id: search, name: Search, group: core, since: 2025-07-01}
  - {id: api, name: API}
"""


def incident_json(
    folder: Path, record: str, now: datetime = NOW, record_id: str = SMALLEST_ID
) -> dict[str, Any]:
    context = published(write_site(folder / record_id, {record_id: record}, SITE), now=now)
    return incident_object(context, context.records[0])


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def test_times_are_in_utc_with_milliseconds_whatever_the_zone(tmp_path: Path) -> None:
    found = incident_json(tmp_path, SMALLEST_RECORD)
    assert found["started_at"] == "2026-11-20T08:40:00.000Z"
    assert found["created_at"] == "2026-11-20T08:40:00.000Z"
    assert found["resolved_at"] == "2026-11-20T09:15:00.000Z"
    assert found["updated_at"] == "2026-11-20T09:20:00.000Z"


def test_clock_times_without_a_zone_have_the_offset_of_their_day(tmp_path: Path) -> None:
    assert (
        incident_json(tmp_path, f"timezone: unstated\n{SMALLEST_RECORD}")["started_at"]
        == "2026-11-20T08:40:00.000Z"
    )


def test_updates_are_listed_newest_first_with_the_status_of_the_components(tmp_path: Path) -> None:
    last, first = incident_json(tmp_path, SMALLEST_RECORD)["incident_updates"]
    assert (last["status"], first["status"]) == ("resolved", "investigating")
    assert last["body"] == "Searches are fast again."
    assert first["affected_components"] == [
        {
            "code": "search",
            "name": "Core - Search",
            "old_status": "operational",
            "new_status": "degraded_performance",
        }
    ]
    assert last["affected_components"][0]["old_status"] == "degraded_performance"
    assert last["affected_components"][0]["new_status"] == "operational"


def test_levels_that_only_updates_give_last_until_the_record_is_closed(tmp_path: Path) -> None:
    record = """\
title: API fails
updates:
  - {at: 2026-11-20 10:00, status: investigating, body: Looking., levels: {api: partial_outage}}
  - {at: 2026-11-20 10:10, status: identified, body: Found.}
  - {at: 2026-11-20 10:20, status: resolved, body: Over.}
"""
    changes = [each["affected_components"][0] for each in incident_json(tmp_path, record)["incident_updates"]]
    assert [(each["old_status"], each["new_status"]) for each in reversed(changes)] == [
        ("operational", "partial_outage"),
        ("partial_outage", "partial_outage"),
        ("partial_outage", "operational"),
    ]


def test_ids_of_updates_do_not_change_with_their_words_or_with_later_updates(tmp_path: Path) -> None:
    before = incident_json(tmp_path / "before", SMALLEST_RECORD)["incident_updates"]
    changed = SMALLEST_RECORD.replace("Searches are", "Every search is").replace(
        "updates:\n", "updates:\n  - {at: 2026-11-20 09:55, status: identified, body: Found.}\n"
    )
    after = incident_json(tmp_path / "after", changed)["incident_updates"]
    assert [each["id"] for each in before] == [after[0]["id"], after[2]["id"]]
    assert before[1]["id"] == f"{SMALLEST_ID}-20261120T095200"


def test_two_updates_of_the_same_second_have_two_ids(tmp_path: Path) -> None:
    record = SMALLEST_RECORD.replace("10:20", "09:52")
    assert len({each["id"] for each in incident_json(tmp_path, record)["incident_updates"]}) == 2


@pytest.mark.parametrize(
    ("record", "status", "body"),
    [
        ("title: Search is slow", "investigating", "Search is slow"),
        ("title: Search is slow\nsummary: It took seconds.\nstatus: resolved", "resolved", "It took seconds."),
        ("title: Reindexing\nkind: maintenance\nscheduled: {start: 2026-12-01 10:00, end: 2026-12-01 11:00}",
         "scheduled", "Reindexing"),
    ],
)  # fmt: skip
def test_a_record_without_updates_gets_one(tmp_path: Path, record: str, status: str, body: str) -> None:
    found = incident_json(tmp_path, record)
    (only,) = found["incident_updates"]
    assert (found["status"], only["status"], only["body"]) == (status, status, body)
    assert only["id"] == f"{SMALLEST_ID}-state"


def test_components_have_the_status_that_this_record_gives_them_now(tmp_path: Path) -> None:
    (during,) = incident_json(tmp_path / "during", SMALLEST_RECORD, at("2026-11-20 09:00"))["components"]
    (after,) = incident_json(tmp_path / "after", SMALLEST_RECORD)["components"]
    assert (during["id"], during["status"], after["status"]) == (
        "search",
        "degraded_performance",
        "operational",
    )
    assert during["group_id"] == "group.core"
    assert during["start_date"] == "2025-07-01"


@pytest.mark.parametrize(
    ("extra", "level", "impact"),
    [
        ("severity: sev1\n", "degraded", "critical"),
        ("severity: sev4\n", "major_outage", "none"),
        ("", "degraded", "minor"),
        ("", "partial_outage", "major"),
        ("", "major_outage", "critical"),
        ("", "under_maintenance", "none"),
        ("kind: near_miss\n", "degraded", "minor"),
    ],
)
def test_impact_follows_the_severity_else_the_worst_level(
    tmp_path: Path, extra: str, level: str, impact: str
) -> None:
    record = extra + SMALLEST_RECORD.replace("level: degraded", f"level: {level}")
    assert incident_json(tmp_path, record)["impact"] == impact


def test_an_incident_without_a_level_is_minor(tmp_path: Path) -> None:
    assert incident_json(tmp_path, "title: Something is odd")["impact"] == "minor"


def test_a_published_post_mortem_is_a_state_and_an_update_of_its_own(tmp_path: Path) -> None:
    record = SMALLEST_RECORD + "post_mortem: {status: published, published: 2026-11-22}\n"
    before = incident_json(tmp_path / "before", record, at("2026-11-21 12:00"))
    after = incident_json(tmp_path / "after", record)
    assert (before["status"], len(before["incident_updates"])) == ("resolved", 2)
    assert (after["status"], len(after["incident_updates"])) == ("postmortem", 3)
    newest = after["incident_updates"][0]
    assert newest["display_at"] == "2026-11-21T23:00:00.000Z"
    assert newest["body"].endswith(f"https://status.acme.example/incidents/{SMALLEST_ID}/")
    assert after["resolved_at"] == before["resolved_at"]


def test_a_post_mortem_of_the_same_day_comes_after_the_last_word(tmp_path: Path) -> None:
    record = SMALLEST_RECORD + "post_mortem: {status: published, published: 2026-11-20}\n"
    newest, last, _ = incident_json(tmp_path, record)["incident_updates"]
    assert newest["status"] == "postmortem"
    assert newest["display_at"] > last["display_at"]


def test_a_draft_leaves_an_incident_resolved(tmp_path: Path) -> None:
    assert incident_json(tmp_path, SMALLEST_RECORD + "post_mortem: {status: draft}\n")["status"] == "resolved"


MOVE = """\
title: Moving the index
kind: maintenance
scheduled: {start: 2026-11-20 20:00, end: 2026-11-20 22:00, announced: 2026-11-18 12:00}
updates:
  - {at: 2026-11-18 12:00, status: scheduled, body: We move the index.}
"""


@pytest.mark.parametrize(
    ("now", "more", "status"),
    [
        ("2026-11-19 12:00", "", "scheduled"),
        ("2026-11-20 19:00", "", "in_progress"),
        ("2026-11-20 23:30", "", "in_progress"),  # overrun: no update says that it is done
        ("2026-11-20 21:00", "  - {at: 2026-11-20 21:30, status: verifying, body: Checking.}\n", "verifying"),
        ("2026-11-21 12:00", "  - {at: 2026-11-20 22:10, status: completed, body: Done.}\n", "completed"),
        ("2026-11-21 12:00", "  - {at: 2026-11-20 10:00, status: cancelled, body: Not now.}\n", "completed"),
    ],
)
def test_a_maintenance_goes_through_its_states(tmp_path: Path, now: str, more: str, status: str) -> None:
    found = incident_json(tmp_path, MOVE + more, at(now))
    assert (found["status"], found["impact"]) == (status, "maintenance")
    assert (found["scheduled_for"], found["scheduled_until"]) == (
        "2026-11-20T19:00:00.000Z",
        "2026-11-20T21:00:00.000Z",
    )
    assert (found["resolved_at"] is not None) == (status == "completed")
    assert found["incident_updates"][0]["status"] == status


def test_announced_levels_count_from_the_announced_time_on(tmp_path: Path) -> None:
    record = MOVE.replace("We move the index.", "We move the index., levels: {api: under_maintenance}")
    newest, first = incident_json(tmp_path, record, at("2026-11-20 21:00"))["incident_updates"]
    assert (newest["id"], newest["display_at"]) == (f"{SMALLEST_ID}-begun", "2026-11-20T19:00:00.000Z")
    assert first["affected_components"][0]["new_status"] == "operational"
    assert newest["affected_components"][0]["new_status"] == "under_maintenance"


def test_a_maintenance_that_nobody_announced_was_for_when_it_was(tmp_path: Path) -> None:
    record = SMALLEST_RECORD.replace("resolved", "completed").replace("investigating", "in_progress")
    found = incident_json(tmp_path, f"kind: maintenance\n{record}")
    assert (found["scheduled_for"], found["scheduled_until"]) == (found["started_at"], found["resolved_at"])


def test_the_object_does_not_change_with_the_time_once_the_record_is_over(tmp_path: Path) -> None:
    early = incident_json(tmp_path / "early", SMALLEST_RECORD, at("2026-11-21 00:00"))
    assert early == incident_json(tmp_path / "late", SMALLEST_RECORD, at("2029-01-01 00:00"))


def test_of_the_demo_nothing_changes_while_a_record_is_said_to_hold() -> None:
    context = published(DEMO)
    held = 0
    for record in context.records:
        valid = valid_interval(record, context.zone, NOW)
        of_site = site_interval(context.site, context.zone, NOW)
        end = min(valid.end, of_site.end, at("2035-01-01 00:00"))
        for now in (max(valid.start, of_site.start), end - timedelta(microseconds=1)):
            other = published_one(record, context, now)
            assert incident_object(other, other.records[0]) == incident_object(
                context, context.by_id[record.id]
            ), (
                record.id,
                now,
            )
            held += 1
    assert held > 40


def published_one(record: Record, context: Context, now: datetime) -> Context:
    return Context(Project(context.site, (record,)), context.audience, now)
