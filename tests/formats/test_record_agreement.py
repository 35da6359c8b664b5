"""The two JSON files of a record, ours and that of the Statuspage API, state the same facts."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from random import Random
from typing import Any

import pytest

from afterword.prose.plain_text import plain_text
from tests.formats.made import made, made_of_demo
from tests.formats.test_status_agreement import LEVELS, history

OURS, THEIRS = "data/v1/incidents/", ("api/v2/incidents/", "api/v2/scheduled-maintenances/")
LISTS = ("unresolved", "upcoming", "active")


@pytest.mark.parametrize("seed", range(12))
def test_of_any_history(seed: int, tmp_path: Path) -> None:
    random = Random(seed)
    site = random.choice([*LEVELS])
    files = made(tmp_path, dict(history(random, LEVELS[site])), site)
    for pair in pairs(files):
        assert_agreement(*pair, statuses(files))


def test_of_the_demo(tmp_path: Path) -> None:
    files = made_of_demo(tmp_path)
    found = [*pairs(files)]
    assert len(found) > 10
    for pair in found:
        assert_agreement(*pair, statuses(files))


def pairs(files: Mapping[str, bytes]) -> Iterator[tuple[Any, Any]]:
    """Yield what both files say of each incident and maintenance."""
    ours = {}
    for path, data in files.items():
        if path.startswith(OURS):
            record = json.loads(data)
            ours[next(iter(record["aliases"]), record["id"])] = record
    for path, data in files.items():
        first_id = path.rpartition("/")[2].removesuffix(".json")
        if path.startswith(THEIRS) and first_id not in LISTS:
            theirs = json.loads(data)
            yield ours.pop(first_id), theirs.get("incident") or theirs["scheduled_maintenance"]
    assert {each["kind"] for each in ours.values()} <= {"notice", "drill", "near_miss"}


def statuses(files: Mapping[str, bytes]) -> dict[str | None, str]:
    """Return the status of each level in the Statuspage API; without a level, a component is operational."""
    levels = json.loads(files["data/v1/index.json"])["levels"]
    return {None: "operational", **{each["id"]: each["status"] for each in levels}}


def assert_agreement(ours: Any, theirs: Any, status_of: Mapping[str | None, str]) -> None:
    assert theirs["name"] == (f"{ours['number']}: {ours['title']}" if ours["number"] else ours["title"])
    assert theirs["shortlink"] == (ours["url"] or ours["path"])
    assert (theirs["resolved_at"] is None) == (ours["phase"] != "over")
    assert [(each["name"], each["status"]) for each in theirs["components"]] == [
        (each["name"], status_of[each["level"]]) for each in ours["components"]
    ]
    updates = {each["id"]: each for each in theirs["incident_updates"]}
    for update in ours["updates"]:
        same = updates[update["id"]]
        assert same["body"] == plain_text(update["body"])
        if ours["zone_stated"]:
            assert same["display_at"] == update["at"].replace("Z", ".000Z")
