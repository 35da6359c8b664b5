"""The JSON of one record."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from afterword.views.audience import Audience
from tests.formats.data.reading import files_of
from tests.formats.made import WITH_URL, made
from tests.sites import PNG, REPOSITORY, SMALL_SITE, SMALLEST_ID, SMALLEST_RECORD

ROOT = "https://status.acme.example/"
FULL = """\
title: Search is slow
severity: sev2
timezone: Europe/Berlin
summary: Searches took *long*. <script>alert(1)</script>
windows:
  - {id: w1, component: search, level: degraded, start: 2026-11-20 09:40, end: 2026-11-20 10:15:00.250}
  - {component: api, level: major_outage, start: 2026-11-20 10:00, end: 2026-11-20 10:05,
     measure: {metric: queue, value: 12.50, unit: queries}}
updates:
  - {at: 2026-11-20 09:52, status: investigating, body: We are looking., levels: {search: degraded}}
  - {at: 2026-11-20 10:20, status: resolved, body: It is over.}
milestones: {detected: 2026-11-20 09:45}
root_causes:
  - {id: c1, role: cause, category: capacity, text: Too small.}
action_items:
  - {id: a1, title: Grow, type: prevent, priority: p1, owner: team, due: 2026-11-22, status: open, addresses: [c1]}
"""


def record_json(folder: Path, text: str, **given: Any) -> dict[str, Any]:
    """Return the file of a record with this text."""
    files = files_of(made(folder, {SMALLEST_ID: text}, **given))
    found: dict[str, Any] = files[f"incidents/{SMALLEST_ID}.json"]
    return found


def test_times_are_in_utc_and_lengths_in_seconds(tmp_path: Path) -> None:
    record = record_json(tmp_path, FULL)
    assert (record["started"], record["resolved"]) == ("2026-11-20T08:40:00Z", "2026-11-20T09:15:00.250Z")
    assert [window["seconds"] for window in record["windows"]] == [2100.25, 300]
    assert record["totals"]["seconds"] == 2100.25
    assert [(each["id"], each["seconds"]) for each in record["totals"]["levels"]] == [
        ("major_outage", 300), ("degraded", 1800.25),
    ]  # fmt: skip
    assert record["response_times"][0] == {
        "name": "time_to_detect", "begins": "started", "ends": "detected", "seconds": 300,
        "precision": "exact",
    }  # fmt: skip


def test_a_milestone_that_was_not_typed_says_so(tmp_path: Path) -> None:
    found = {each["name"]: each["defaulted"] for each in record_json(tmp_path, FULL)["milestones"]}
    assert found == {"started": True, "detected": False, "notified": True, "resolved": True}


def test_the_summary_is_there_as_typed_and_as_safe_html(tmp_path: Path) -> None:
    record = record_json(tmp_path, FULL)
    assert record["summary"] == "Searches took *long*. <script>alert(1)</script>"
    assert record["summary_html"].startswith("<p>Searches took <em>long</em>.")
    assert "<script" not in record["summary_html"]


def test_updates_are_in_order_and_keep_their_ids_when_their_words_change(tmp_path: Path) -> None:
    ids = [f"{SMALLEST_ID}-20261120T095200", f"{SMALLEST_ID}-20261120T102000"]
    assert [each["id"] for each in record_json(tmp_path / "a", FULL)["updates"]] == ids
    changed = FULL.replace("We are looking.", "We look into it.")
    assert [each["id"] for each in record_json(tmp_path / "b", changed)["updates"]] == ids


def test_an_action_has_its_state_on_the_day_of_the_build(tmp_path: Path) -> None:
    due = datetime(2026, 11, 22, 12, tzinfo=UTC)
    (on_its_day,) = record_json(tmp_path / "a", FULL, now=due)["action_items"]
    (later,) = record_json(tmp_path / "b", FULL)["action_items"]
    assert (on_its_day["state"], later["state"]) == ("open", "overdue")
    assert later["url"] == f"{ROOT}incidents/{SMALLEST_ID}/#action-a1"
    assert later["addresses"] == ["c1"]


def test_what_is_absent_is_null_and_lists_are_empty(tmp_path: Path) -> None:
    record = record_json(tmp_path, "title: Search is slow\nstatus: resolved\nsummary: Searches took long.\n")
    lists = (
        "components", "windows", "updates", "detection", "scheduled", "symptoms", "timeline", "trigger", "causes",
        "limited_by", "milestones", "response_times", "covered_by", "action_items", "related", "unknowns",
        "corrections", "links", "tags", "pictures",
    )  # fmt: skip
    assert [record[name] for name in lists] == [[]] * len(lists)
    nothing = (
        "severity", "started", "resolved", "exposure", "impact", "lessons",
        "post_mortem", "origin", "internal", "as_of", "timeline_picture", "no_update_since",
    )  # fmt: skip
    assert [record[name] for name in nothing] == [None] * len(nothing)


def test_a_zone_that_is_not_stated_gives_clock_times(tmp_path: Path) -> None:
    record = record_json(tmp_path, FULL.replace("Europe/Berlin", "unstated"))
    assert (record["zone_stated"], record["timezone"]) == (False, None)
    assert record["started"] == "2026-11-20T09:40:00"


def test_what_goes_on_says_until_when_it_was_counted(tmp_path: Path) -> None:
    going_on = "title: Slow\nwindows: [{component: api, level: degraded, start: 2026-11-23 11:00}]\n"
    record = record_json(tmp_path, going_on)
    assert (record["as_of"], record["resolved"]) == ("2026-11-23T12:00:00Z", None)
    assert (record["windows"][0]["end"], record["windows"][0]["seconds"]) == (None, 3600)
    assert record["components"] == [{"id": "api", "name": "API", "level": "degraded", "extent": None}]


def test_a_site_without_an_address_gives_paths_and_no_addresses(tmp_path: Path) -> None:
    record = record_json(tmp_path, SMALLEST_RECORD, site=SMALL_SITE)
    assert (record["url"], record["path"]) == (None, f"incidents/{SMALLEST_ID}/")
    assert record["timeline_picture"] == {"path": f"incidents/{SMALLEST_ID}/timeline.svg", "url": None}


def test_pictures_are_those_that_the_page_shows(tmp_path: Path) -> None:
    shown = "summary: Look. ![A queue](queue.png) ![Elsewhere](https://example.com/x.png)\n"
    picture = tmp_path / "incidents" / "2026" / SMALLEST_ID / "queue.png"
    picture.parent.mkdir(parents=True)
    picture.write_bytes(PNG)
    path = f"incidents/{SMALLEST_ID}/queue.png"
    record = record_json(tmp_path, SMALLEST_RECORD + shown)
    assert record["pictures"] == [{"path": path, "url": ROOT + path, "alt": "A queue"}]


@pytest.mark.parametrize("audience", Audience)
def test_every_file_says_for_whom_it_was_made(tmp_path: Path, audience: Audience) -> None:
    files = files_of(made(tmp_path, {SMALLEST_ID: FULL}, WITH_URL, audience=audience))
    content = {name: file for name, file in files.items() if not name.startswith("schema/")}
    assert {file["audience"] for file in content.values()} == {audience.value}
    assert {file["version"] for file in content.values()} == {1}


def test_notes_of_the_team_are_in_internal_files_alone(tmp_path: Path) -> None:
    text = SMALLEST_RECORD + "internal: {call: room 4}\ndetection: {method: alert, source: p95}\n"
    public = record_json(tmp_path / "a", text)
    internal = record_json(tmp_path / "b", text, audience=Audience.INTERNAL)
    assert (public["internal"], public["detection"]) == (
        None,
        [{"method": "alert", "source": None, "at": None, "at_precision": None, "windows": []}],
    )
    assert (internal["internal"], internal["detection"][0]["source"]) == ({"call": "room 4"}, "p95")


def test_the_handbook_shows_what_is_written(tmp_path: Path) -> None:
    page = (REPOSITORY / "docs" / "handbook" / "data.md").read_text("utf-8")
    sample = json.loads(page.partition("```json\n")[2].partition("```")[0])
    site = SMALL_SITE.replace("{name: Acme}", "{name: Example, url: 'https://status.example.com/'}")
    record = record_json(tmp_path, SMALLEST_RECORD, site=site)
    shown = {name: value for name, value in record.items() if name in sample and name != "windows"}
    assert shown == {name: value for name, value in sample.items() if name != "windows"}
    (window,), (real,) = sample["windows"], record["windows"]
    assert {name: real[name] for name in window} == window
