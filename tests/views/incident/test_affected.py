"""What machines are told of a record's components: the worst level of each."""

from __future__ import annotations

from pathlib import Path

from afterword.records.record import Record
from afterword.views.context import Context
from afterword.views.incident.affected import affected
from tests.sites import SMALLEST_ID, published, write_site

WINDOW = "windows:\n  - {component: search, level: LEVEL, start: 2026-11-20 09:40, end: 2026-11-20 10:15}\n"


def book_of(folder: Path, text: str) -> tuple[Context, Record]:
    context = published(write_site(folder, {SMALLEST_ID: f"title: Trouble\n{text}"}))
    return context, context.records[0]


def levels(folder: Path, text: str) -> list[tuple[str, str]]:
    return [(each.id, each.level_name) for each in affected(*book_of(folder, text))]


def test_the_worst_of_windows_and_updates_counts_and_the_order_is_the_page_s(tmp_path: Path) -> None:
    updates = """\
updates:
  - {at: 2026-11-20 09:52, status: investigating, body: Slow., levels: {search: major_outage, api: degraded}}
  - {at: 2026-11-20 10:20, status: resolved, body: Fast., levels: {search: operational}}
"""
    told = levels(tmp_path, WINDOW.replace("LEVEL", "degraded") + updates)
    assert told == [("search", "Major outage"), ("api", "Degraded")]


def test_a_window_that_lies_ahead_names_its_component_and_no_level(tmp_path: Path) -> None:
    ahead = "windows:\n  - {component: api, level: degraded, start: 2026-12-20 09:40}\n"
    assert levels(tmp_path, ahead) == [("api", "")]
