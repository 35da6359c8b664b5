"""The data of the embed widget."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests.formats.made import made

MAINTENANCE = """\
title: Search moves
kind: maintenance
summary: Search moves to another building.
scheduled: {{start: {start}, end: {end}}}
windows:
  - {{component: search, level: under_maintenance, start: {start}{until}}}
updates:
  - {{at: 2026-11-20 09:00, status: scheduled, body: Search moves.}}
"""
WHEN = "24 November 2026, 08:00 – 10:00 UTC"


def embed_json(files: dict[str, bytes]) -> Any:
    return json.loads(files["embed/status.json"])


def test_the_script_gets_the_status_and_its_time(tmp_path: Path) -> None:
    found = embed_json(made(tmp_path))
    assert found["name"] == "Acme"
    assert found["frames"] == [
        {
            "at": "2026-11-23T12:00:00Z",
            "sentence": "All systems operational",
            "level": {"glyph": "✓", "light": "#1f7a4d", "dark": "#4cc38a"},
        }
    ]
    assert found["as_of"] == "2026-11-23T12:00:00Z"
    assert found["stale_after_hours"] == 24
    assert found["maintenance"] == []


def test_announced_maintenance_comes_with_its_times_in_the_words_of_the_pages(tmp_path: Path) -> None:
    text = MAINTENANCE.format(
        start="2026-11-24 08:00", end="2026-11-24 10:00", until=", end: 2026-11-24 10:00"
    )
    assert embed_json(made(tmp_path, {"2026-11-24-search-moves": text}))["maintenance"] == [
        {
            "title": "Search moves",
            "address": "incidents/2026-11-24-search-moves/",
            "states": [
                {"at": "2026-11-23T12:00:00Z", "text": "Maintenance announced", "when": WHEN},
                {"at": "2026-11-24T08:00:00Z", "text": "Maintenance now", "when": WHEN},
                {"at": "2026-11-24T10:00:00Z", "text": "", "when": ""},
            ],
        }
    ]


def test_the_script_says_which_night_comes_next_and_what_is_cancelled(tmp_path: Path) -> None:
    nights = """\
title: Search moves
kind: maintenance
scheduled:
  - {start: 2026-11-24 22:00, end: 2026-11-25 02:00}
  - {start: 2026-11-25 22:00}
updates:
  - {at: 2026-11-20 09:00, status: scheduled, body: Search moves.}
"""
    cancelled = nights + "  - {at: 2026-11-21 09:00, status: cancelled, body: It stays.}\n"
    (found,) = embed_json(made(tmp_path / "a", {"2026-11-24-search-moves": nights}))["maintenance"]
    first, second = (
        "24 November 2026, 22:00 – 25 November 2026, 02:00 UTC",
        "25 November 2026, 22:00, end open UTC",
    )
    assert [(each["at"][8:16], each["text"], each["when"]) for each in found["states"]] == [
        ("23T12:00", "Maintenance announced", first),
        ("24T22:00", "Maintenance now", first),
        ("25T02:00", "Maintenance announced", second),
        ("25T22:00", "Maintenance now", second),
    ]
    (found,) = embed_json(made(tmp_path / "b", {"2026-11-24-search-moves": cancelled}))["maintenance"]
    assert found["states"][0]["text"] == "Maintenance cancelled"


def test_the_script_gets_the_status_that_begins_with_announced_maintenance(tmp_path: Path) -> None:
    text = MAINTENANCE.format(
        start="2026-11-24 08:00", end="2026-11-24 10:00", until=", end: 2026-11-24 10:00"
    )
    found = embed_json(made(tmp_path, {"2026-11-24-search-moves": text}))["frames"]
    assert [(each["at"], each["sentence"]) for each in found] == [
        ("2026-11-23T12:00:00Z", "All systems operational"),
        ("2026-11-24T08:00:00Z", "Maintenance in progress"),
        ("2026-11-24T10:00:00Z", "All systems operational"),
    ]
    assert found[1]["level"] == {"glyph": "▤", "light": "#2b5fb3", "dark": "#7fb0ff"}


def test_the_script_contains_nothing_of_the_site(tmp_path: Path) -> None:
    script = made(tmp_path)["embed/status.js"].decode()
    assert "Acme" not in script
    for word in ("eval", "innerHTML", "document.write", "cookie", "localStorage", "Function("):
        assert word not in script


def test_the_news_of_a_page_are_the_same_after_a_build_that_changes_nothing(tmp_path: Path) -> None:
    text = MAINTENANCE.format(start="2026-11-24 08:00", end="2026-11-24 10:00", until="")
    first, second, without = (
        json.loads(made(tmp_path / name, records)["embed/news.json"])
        for name, records in (("1", {"2026-11-24-a": text}), ("2", {"2026-11-24-a": text}), ("3", {}))
    )
    assert first == second
    assert first["version"] != without["version"]
    assert first["as_of"] == {"iso": "2026-11-23T12:00:00Z", "day": "23 November", "clock": "12:00"}
