"""The page, the badge, the embed widget and the Statuspage API agree on how the site is doing, whatever happened."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import timedelta
from html import unescape
from pathlib import Path
from random import Random
from typing import Any

import pytest

from tests.sites import NOW, prepared, write_site

SITE = """\
page: {name: Acme, url: "https://status.acme.example/"}
timezone: Europe/Berlin
components:
  - {id: search, name: Search}
  - {id: api, name: API}
publish: {statuspage: {maintenance_indicator: true}}
"""
OWN_LEVELS = """\
levels:
  - {id: upkeep, name: Upkeep, status: under_maintenance}
  - {id: slow, name: Slow, status: degraded_performance, weight: 0.1}
  - {id: gone, name: Gone, status: major_outage}
"""
LEVELS = {
    SITE: ("under_maintenance", "degraded", "partial_outage", "major_outage"),
    SITE + OWN_LEVELS: ("upkeep", "slow", "gone"),
}
INDICATORS = {
    "operational": {"none"},
    "under_maintenance": {"maintenance"},
    "degraded_performance": {"minor"},
    "partial_outage": {"minor", "major"},
    "major_outage": {"minor", "major", "critical"},
}
"""Which indicators a page may have whose worst level has a status: Statuspage counts how many components have it."""


def history(random: Random, levels: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Yield a few records by id: open or over, with or without windows, severities and levels in updates."""
    for number in range(random.randint(0, 4)):
        start = NOW - timedelta(minutes=random.randrange(1, 3_000))
        at = f"{start:%Y-%m-%dT%H:%M:%SZ}"
        lines = [f"title: Record {number}"]
        if random.random() < 0.7:
            lines.append(f"severity: sev{random.randint(1, 4)}")
        component, level = random.choice(("search", "api")), random.choice(levels)
        resolved = random.random() < 0.3
        if random.random() < 0.5:
            end = f", end: {NOW:%Y-%m-%dT%H:%M:%SZ}" if resolved or random.random() < 0.3 else ""
            lines.append(f"windows:\n  - {{component: {component}, level: {level}, start: {at}{end}}}")
        named = f", levels: {{{component}: {level}}}" if not resolved and random.random() < 0.3 else ""
        state = "resolved" if resolved else "investigating"
        lines.append(f"updates:\n  - {{at: {at}, status: {state}, body: Words.{named}}}")
        yield f"{start:%Y-%m-%d}-record-{number}", "\n".join(lines) + "\n"


@pytest.mark.parametrize("seed", range(40))
def test_every_output_shows_the_same_status(seed: int, tmp_path: Path) -> None:
    random = Random(seed)
    site = random.choice([*LEVELS])
    build = prepared(write_site(tmp_path, dict(history(random, LEVELS[site])), site))
    page = next(page.html for page in build.menu if not page.address)
    files = {file.path: file.data.decode() for file in build.machine_files()}
    data: dict[str, Any] = {path: json.loads(text) for path, text in files.items() if path.endswith(".json")}
    levels = {each["id"]: each for each in data["data/v1/index.json"]["levels"]}

    heading = re.search(r'aw-banner aw-is-([\w-]+)">.*?<span>([^<]*)</span></h1>', page, re.DOTALL)
    assert heading
    level, sentence = levels[heading[1]], unescape(heading[2])
    for message in (data["badges/status.json"]["message"], badge_text(files["badges/status.svg"])):
        assert message in (level["name"], sentence)
    assert data["embed/status.json"]["frames"][0]["sentence"] == sentence
    for path in ("api/v2/status.json", "api/v2/summary.json"):
        assert data[path]["status"]["indicator"] in INDICATORS[level["status"]]

    down = [
        each for each in data["data/v1/components.json"]["components"] if is_disrupted(levels[each["level"]])
    ]
    assert level["rank"] >= max((levels[each["level"]]["rank"] for each in down), default=0)


def badge_text(picture: str) -> str:
    """Return the message of a badge, which follows its label and a glyph."""
    return unescape(re.findall(r">([^<>]+)</text>", picture)[-1]).split(" ", 1)[1]


def is_disrupted(level: Any) -> bool:
    return level["status"] not in ("operational", "under_maintenance")
