"""The files below `/api/v2/`: which there are, what is in which, and that each of them is complete."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tests.formats.made import WITH_URL, made, made_of_demo
from tests.formats.statuspage.shape import tree_of
from tests.sites import NOW, SMALLEST_ID, SMALLEST_RECORD

SUMMARY, STATUS = "api/v2/summary.json", "api/v2/status.json"
COMPONENTS, INCIDENTS = "api/v2/components.json", "api/v2/incidents.json"
UNRESOLVED = "api/v2/incidents/unresolved.json"
MAINTENANCES = "api/v2/scheduled-maintenances.json"
UPCOMING = "api/v2/scheduled-maintenances/upcoming.json"
ACTIVE = "api/v2/scheduled-maintenances/active.json"

OPEN = """\
title: Search fails
windows:
  - {component: search, level: major_outage, start: 2026-11-23 11:00}
updates:
  - {at: 2026-11-23 11:10, status: investigating, body: We are looking into it.}
"""


def maintenance(start: str, end: str, *more: str) -> str:
    updates = [f"{{at: 2026-11-20 12:00, status: scheduled, body: It is planned for {start}.}}", *more]
    return "\n".join(
        (
            "title: Moving the index",
            "kind: maintenance",
            f"scheduled: {{start: {start}, end: {end}}}",
            "updates:",
            *(f"  - {each}" for each in updates),
        )
    )


BUSY = {
    "2026-11-20-search-is-slow": SMALLEST_RECORD,
    "2026-11-23-search-fails": OPEN,
    "2026-11-23-active": maintenance("2026-11-23 11:30", "2026-11-23 13:00"),
    "2026-11-23-overrun": maintenance("2026-11-23 08:00", "2026-11-23 09:00"),
    "2026-11-24-cancelled": maintenance(
        "2026-11-24 08:00",
        "2026-11-24 09:00",
        "{at: 2026-11-21 12:00, status: cancelled, body: Not now.}",
    ),
    "2026-11-25-upcoming": maintenance("2026-11-25 08:00", "2026-11-25 09:00"),
    "2026-11-19-nearly": f"kind: near_miss\n{SMALLEST_RECORD}".replace("2026-11-20", "2026-11-19"),
    "2026-11-18-exercise": f"kind: drill\n{SMALLEST_RECORD}".replace("2026-11-20", "2026-11-18"),
}


def ids(content: dict[str, Any], key: str) -> list[str]:
    return [each["id"] for each in content[key]]


def test_every_file_of_the_demo_is_complete(tmp_path: Path) -> None:
    tree = tree_of(made_of_demo(tmp_path))
    assert tree[STATUS]["status"] == tree[SUMMARY]["status"]
    assert tree[SUMMARY]["status"] == {"indicator": "minor", "description": "Minor Service Outage"}
    assert ids(tree[UNRESOLVED], "incidents") == ["2026-11-23-uploads-slow"]
    assert len(tree[COMPONENTS]["components"]) == 16


def test_a_site_without_any_record_has_every_file(tmp_path: Path) -> None:
    tree = tree_of(made(tmp_path / "site", {}))
    assert tree[SUMMARY]["status"] == {"indicator": "none", "description": "All Systems Operational"}
    for path, key in ((INCIDENTS, "incidents"), (MAINTENANCES, "scheduled_maintenances")):
        assert tree[path][key] == []


def test_a_site_without_components_or_an_address_has_every_file(tmp_path: Path) -> None:
    tree = tree_of(
        made(tmp_path / "site", {"2026-11-23-odd": "title: Something is odd"}, "page: {name: A}\n")
    )
    assert tree[SUMMARY]["page"]["url"] == ""
    assert tree[SUMMARY]["page"]["time_zone"] == "Etc/UTC"
    assert tree[SUMMARY]["status"] == {"indicator": "minor", "description": "Minor Service Outage"}


def test_each_record_is_in_the_lists_of_its_state(tmp_path: Path) -> None:
    tree = tree_of(made(tmp_path / "site", BUSY))
    assert ids(tree[INCIDENTS], "incidents") == ["2026-11-23-search-fails", "2026-11-20-search-is-slow"]
    assert ids(tree[UNRESOLVED], "incidents") == ["2026-11-23-search-fails"]
    assert sorted(ids(tree[MAINTENANCES], "scheduled_maintenances")) == [
        "2026-11-23-active",
        "2026-11-23-overrun",
        "2026-11-24-cancelled",
        "2026-11-25-upcoming",
    ]
    assert ids(tree[UPCOMING], "scheduled_maintenances") == ["2026-11-25-upcoming"]
    assert sorted(ids(tree[ACTIVE], "scheduled_maintenances")) == ["2026-11-23-active", "2026-11-23-overrun"]
    assert ids(tree[SUMMARY], "incidents") == ids(tree[UNRESOLVED], "incidents")
    assert sorted(ids(tree[SUMMARY], "scheduled_maintenances")) == [
        "2026-11-23-active",
        "2026-11-23-overrun",
        "2026-11-25-upcoming",
    ]
    assert tree[STATUS]["status"] == {"indicator": "major", "description": "Partial System Outage"}


def test_near_misses_and_drills_are_nowhere(tmp_path: Path) -> None:
    files = made(tmp_path / "site", BUSY)
    for path, data in files.items():
        if path.startswith("api/"):
            assert b"nearly" not in data
            assert b"exercise" not in data
            assert "nearly" not in path


def test_a_record_is_the_same_object_in_every_list(tmp_path: Path) -> None:
    tree = tree_of(made(tmp_path / "site", BUSY))
    alone = tree["api/v2/incidents/2026-11-23-search-fails.json"]["incident"]
    assert alone == tree[INCIDENTS]["incidents"][0] == tree[UNRESOLVED]["incidents"][0]
    active = tree["api/v2/scheduled-maintenances/2026-11-23-active.json"]["scheduled_maintenance"]
    assert active in tree[ACTIVE]["scheduled_maintenances"]
    assert active in tree[SUMMARY]["scheduled_maintenances"]
    assert "api/v2/incidents/2026-11-23-active.json" not in tree


def test_lists_contain_fifty_records_and_every_record_that_is_open(tmp_path: Path) -> None:
    days = [f"2026-{month:02d}-{day:02d}" for month in (9, 10) for day in range(1, 31)]
    records = {f"{day}-slow": SMALLEST_RECORD.replace("2026-11-20", day) for day in days}
    old = OPEN.replace("2026-11-23", "2024-01-01")
    tree = tree_of(made(tmp_path / "site", {**records, "2024-01-01-old": old}))
    found = ids(tree[INCIDENTS], "incidents")
    assert len(found) == 50
    assert (found[0], found[-1]) == ("2026-10-30-slow", "2024-01-01-old")


def test_lists_of_records_that_are_over_stay_byte_for_byte(tmp_path: Path) -> None:
    early = made(tmp_path / "early", {SMALLEST_ID: SMALLEST_RECORD})
    late = made(tmp_path / "late", {SMALLEST_ID: SMALLEST_RECORD}, now=datetime(2027, 3, 1, tzinfo=UTC))
    assert early[INCIDENTS] == late[INCIDENTS]
    assert early[SUMMARY] != late[SUMMARY]
    assert json.loads(late[SUMMARY])["page"]["updated_at"] == "2027-03-01T00:00:00.000Z"


GROUPED = (
    WITH_URL
    + """\
  - {id: mail, name: Mail, group: outside}
  - {id: core, name: Core, since: 2026-01-05}
groups:
  - {id: empty, name: Empty}
  - {id: outside, name: Outside}
"""
)


def test_groups_come_first_with_ids_that_no_component_can_have(tmp_path: Path) -> None:
    record = OPEN.replace("component: search", "component: mail")
    tree = tree_of(made(tmp_path / "site", {"2026-11-23-mail": record}, GROUPED))
    found = {each["id"]: each for each in tree[COMPONENTS]["components"]}
    assert list(found) == ["group.outside", "mail", "search", "api", "core"]
    assert found["group.outside"]["status"] == found["mail"]["status"] == "major_outage"
    assert [each["position"] for each in found.values()] == [1, 1, 2, 3, 4]
    assert found["mail"]["group_id"] == "group.outside"


ALWAYS = "2000-01-01T00:00:00.000Z"


def test_a_component_was_created_at_the_same_instant_in_every_file_and_build(tmp_path: Path) -> None:
    site = f"{GROUPED}".replace("{id: api, name: API}", "{id: api, name: API, since: 2027-01-01}")
    for number, now in enumerate((NOW, datetime(2027, 3, 1, tzinfo=UTC))):
        tree = tree_of(made(tmp_path / str(number), BUSY, site, now=now))
        components = tree[COMPONENTS]["components"]
        shown = [each for content in tree[INCIDENTS]["incidents"] for each in content["components"]]
        assert shown
        assert {each["created_at"] for each in (*components, *shown)} == {ALWAYS}


def test_a_component_was_updated_when_its_level_changed_else_on_its_first_day(tmp_path: Path) -> None:
    tree = tree_of(made(tmp_path / "site", {SMALLEST_ID: SMALLEST_RECORD}, GROUPED))
    found = {each["id"]: each for each in tree[COMPONENTS]["components"]}
    assert found["core"]["updated_at"] == "2026-01-05T00:00:00.000Z"
    assert found["core"]["start_date"] == "2026-01-05"
    assert found["api"]["updated_at"] == ALWAYS
    assert found["search"]["updated_at"] == "2026-11-20T10:15:00.000Z"


UPDATED = """\
title: Search is odd
updates:
  - {at: 2024-03-01 09:00, status: investigating, body: We look., levels: {search: degraded}}
  - {at: 2024-03-01 10:00, status: resolved, body: It is over.}
"""


def test_when_a_component_was_updated_never_goes_back(tmp_path: Path) -> None:
    """Neither when the record that set its level closes, nor years later."""
    going_on = UPDATED[: UPDATED.index("  - {at: 2024-03-01 10:00")]
    found = []
    for number, (text, now) in enumerate(
        (
            (going_on, datetime(2024, 3, 1, 9, 30, tzinfo=UTC)),
            (UPDATED, datetime(2024, 3, 1, 11, tzinfo=UTC)),
            (UPDATED, NOW),
        )
    ):
        tree = tree_of(made(tmp_path / str(number), {"2024-03-01-odd": text}, now=now))
        found.append({each["id"]: each["updated_at"] for each in tree[COMPONENTS]["components"]}["search"])
    assert found == ["2024-03-01T09:00:00.000Z", "2024-03-01T10:00:00.000Z", "2024-03-01T10:00:00.000Z"]


def test_the_indicator_reports_maintenance_if_the_site_says_so(tmp_path: Path) -> None:
    record = f"kind: maintenance\n{OPEN}".replace("major_outage", "under_maintenance").replace(
        "investigating", "in_progress"
    )
    content = WITH_URL + "publish: {statuspage: {maintenance_indicator: true}}\n"
    description = "Service Under Maintenance"
    for name, site, indicator in (("quiet", WITH_URL, "none"), ("shown", content, "maintenance")):
        tree = tree_of(made(tmp_path / name, {"2026-11-23-move": record}, site))
        assert tree[STATUS]["status"] == {"indicator": indicator, "description": description}


def test_a_change_of_one_second_rebuilds_the_files_about_the_current_state(tmp_path: Path) -> None:
    before = made(tmp_path / "before", BUSY, now=datetime(2026, 11, 25, 7, 59, 59, tzinfo=UTC))
    after = made(tmp_path / "after", BUSY, now=datetime(2026, 11, 25, 8, tzinfo=UTC))
    assert ids(json.loads(before[UPCOMING]), "scheduled_maintenances") == ["2026-11-25-upcoming"]
    assert ids(json.loads(after[UPCOMING]), "scheduled_maintenances") == []


def test_the_page_keeps_its_id_when_its_name_changes(tmp_path: Path) -> None:
    site = WITH_URL.replace("name: Acme", "name: New, id: acme")
    tree = tree_of(made(tmp_path / "site", BUSY, site, now=NOW))
    assert tree[SUMMARY]["page"]["id"] == "acme"
    assert {each["page_id"] for each in tree[SUMMARY]["components"]} == {"acme"}
