"""The components that a record affected, with the worst level of each, as in feeds."""

from __future__ import annotations

from pathlib import Path

from afterword.records.record import Record
from afterword.views.context import Context
from afterword.views.incident.affected import affected
from tests.sites import SMALLEST_ID, published, write_site

WINDOW = "windows:\n  - {component: search, level: LEVEL, start: 2026-11-20 09:40, end: 2026-11-20 10:15}\n"


def context_of(folder: Path, text: str) -> tuple[Context, Record]:
    context = published(write_site(folder, {SMALLEST_ID: f"title: Trouble\n{text}"}))
    return context, context.records[0]


def levels(folder: Path, text: str) -> list[tuple[str, str]]:
    return [(each.id, each.level_name) for each in affected(*context_of(folder, text))]


def test_the_worst_of_windows_and_updates_counts_and_the_order_is_that_of_the_page(tmp_path: Path) -> None:
    updates = """\
updates:
  - {at: 2026-11-20 09:52, status: investigating, body: Slow., levels: {search: major_outage, api: degraded}}
  - {at: 2026-11-20 10:20, status: resolved, body: Fast., levels: {search: operational}}
"""
    found = levels(tmp_path, WINDOW.replace("LEVEL", "degraded") + updates)
    assert found == [("search", "Major outage"), ("api", "Degraded")]


def test_a_future_window_names_its_component_without_a_level(tmp_path: Path) -> None:
    future = "windows:\n  - {component: api, level: degraded, start: 2026-12-20 09:40}\n"
    assert levels(tmp_path, future) == [("api", "")]
