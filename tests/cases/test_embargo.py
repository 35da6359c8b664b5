"""What is held back with `publish_at` is in no public file before, and everywhere from then on."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest

from afterword.app.checking import check
from afterword.app.next_change import next_change
from afterword.formats.registry import latest_fragments, record_artifacts
from afterword.output.pages import rendered_page
from afterword.render.environment import create_environment
from afterword.timeline.lifecycle import state_at
from afterword.timeline.published_times import published_times
from afterword.views.audience import Audience
from afterword.views.context import Context
from afterword.views.incident.page import incident_page, record_parts
from afterword.views.text.words import ENGLISH
from tests.sites import MKDOCS, published, write_site
from tests.timeline.building import at

CASE = Path(__file__).parent / "embargo"
BEFORE, AFTER = at("2026-11-27 08:59"), at("2026-11-27 09:00")
ROUTER, TOKEN, SEARCH = "2026-12-20-router-swap", "2026-11-10-token-read", "2026-11-18-search-is-slow"
ENVIRONMENT = create_environment(ENGLISH)


@pytest.fixture
def case(tmp_path: Path) -> Path:
    folder = tmp_path / "site"
    shutil.copytree(CASE, folder)
    (folder / "docs").mkdir()
    (folder / "mkdocs.yml").write_text(MKDOCS, encoding="utf-8")
    return folder


def page(context: Context, record_id: str) -> str:
    record = context.by_id[record_id]
    return rendered_page(ENVIRONMENT, incident_page(context, record, record_parts(context, record))).html


def artifacts(context: Context, record_id: str) -> dict[str, str]:
    record = context.by_id[record_id]
    given = context, record, record_parts(context, record), ENVIRONMENT
    made = record_artifacts(*given)
    return {**{file.path: file.text for file in made.files}, **made.fragments, **latest_fragments(*given)}


@pytest.mark.parametrize("now", [BEFORE, AFTER])
def test_there_is_nothing_to_report(case: Path, now: datetime) -> None:
    assert check(case, now).diagnostics == ()


def test_a_public_build_has_neither_the_records_nor_the_update_before() -> None:
    context = published(CASE, now=BEFORE)
    assert set(context.by_id) == {SEARCH}
    shown = page(context, SEARCH) + "".join(artifacts(context, SEARCH).values())
    assert "secret" not in shown
    assert TOKEN not in shown


def test_a_public_build_has_all_of_it_from_then_on() -> None:
    context = published(CASE, now=AFTER)
    assert set(context.by_id) == {SEARCH, TOKEN, ROUTER}
    assert "The secret reason" in page(context, SEARCH)
    assert "Published <time" in page(context, SEARCH)
    assert TOKEN in page(context, SEARCH)
    assert "Published <time" in page(context, TOKEN)


def test_an_internal_build_shows_it_with_a_mark_before() -> None:
    context = published(CASE, Audience.INTERNAL, BEFORE)
    for record_id in (SEARCH, TOKEN, ROUTER):
        assert "Held back until <time" in page(context, record_id)
    after = published(CASE, Audience.INTERNAL, AFTER)
    assert not any("Held back" in page(after, record_id) for record_id in (SEARCH, TOKEN, ROUTER))


def test_an_update_counts_for_the_state_only_once_it_is_public() -> None:
    text = (CASE / "incidents" / "2026" / f"{SEARCH}.yml").read_text("utf-8")
    assert "status: update" in text
    reopened = published(CASE, Audience.INTERNAL, BEFORE).by_id[SEARCH]
    assert state_at(reopened, BEFORE) == "resolved"


@pytest.mark.parametrize("record_id", [TOKEN, ROUTER])
def test_a_feed_dates_a_record_from_its_publication(record_id: str) -> None:
    context = published(CASE, now=at("2026-11-28 09:00"))
    times = published_times(context.by_id[record_id], context.lifecycle[record_id], context.now)
    assert (times.first, times.latest) == (AFTER, AFTER)
    assert context.lifecycle[record_id].notified == AFTER


def test_the_api_dates_an_update_from_its_publication() -> None:
    made = artifacts(published(CASE, now=AFTER), SEARCH)
    newest = json.loads(made["statuspage"])["incident_updates"][0]
    assert (newest["status"], newest["display_at"]) == ("resolved", "2026-11-19T10:00:00.000Z")
    assert newest["created_at"] == newest["updated_at"] == "2026-11-27T09:00:00.000Z"


def test_next_change_names_the_time(case: Path) -> None:
    change = next_change(case, at("2026-11-27 08:00"), Audience.PUBLIC)
    assert change.at == AFTER
    assert {(each.record, each.field) for each in change.reasons} >= {
        (TOKEN, "publish_at"),
        (ROUTER, "publish_at"),
        (SEARCH, "updates.publish_at"),
    }


def test_an_announcement_that_lies_ahead_asks_for_the_time_of_publication(case: Path) -> None:
    file = case / "incidents" / "2026" / f"{ROUTER}.yml"
    file.write_text(file.read_text("utf-8").replace("publish_at: 2026-11-27 09:00\n", ""), "utf-8")
    (found,) = check(case, at("2026-11-20 09:00")).diagnostics
    assert (found.rule, found.example) == ("announced-ahead", "publish_at: 2026-11-27 09:00")


def build(folder: Path, now: datetime, *arguments: str) -> dict[str, bytes]:
    command = [sys.executable, "-m", "afterword", "build", "--now", now.isoformat(), *arguments]
    subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=300)
    site = folder / "site"
    return {
        path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()
    }


@pytest.mark.slow
def test_no_public_file_has_anything_of_it_and_a_warm_build_adds_it(case: Path) -> None:
    before = build(case, BEFORE)
    assert [
        path
        for path, data in before.items()
        if b"secret" in data or TOKEN.encode() in data or ROUTER in path or TOKEN in path or b"router" in data
    ] == []
    warm = build(case, AFTER)
    shutil.rmtree(case / ".cache")
    shutil.rmtree(case / "site")
    cold = build(case, AFTER)
    assert [path for path in cold if cold[path] != warm.get(path) and not path.endswith(".gz")] == []
    for path in ("history.atom", "calendar.ics", "data/v1/incidents.json", "search/search_index.json"):
        assert b"secret" in warm[path], path
    assert f"incidents/{TOKEN}/index.html" in warm
    assert b"router-swap" in warm["sitemap.xml"]


LINKING = """\
title: A breach of an account
status: resolved
summary: More in the [report](../2026-11-21-embargoed/).
"""
NAMING = LINKING.replace("[report](../2026-11-21-embargoed/)", "2026-11-21-embargoed")
EMBARGOED = """\
title: The report on accounts
status: resolved
summary: What happened.
publish_at: 2026-11-24 09:00
"""


@pytest.mark.parametrize(
    ("linking", "now", "found"),
    [
        (LINKING, "2026-11-23 12:00", ["link-to-record"]),
        (LINKING, "2026-11-24 09:00", []),
        (f"{LINKING}publish_at: 2026-11-24 09:00\n", "2026-11-23 12:00", []),
        (NAMING, "2026-11-23 12:00", ["link-to-record"]),
    ],
)
def test_a_public_text_must_not_name_a_record_that_is_held_back(
    tmp_path: Path, linking: str, now: str, found: list[str]
) -> None:
    records = {"2026-11-20-breach": linking, "2026-11-21-embargoed": EMBARGOED}
    site = write_site(tmp_path, records)
    for _ in range(2):  # the second time with the findings and the visibility from the cache
        assert [each.rule for each in check(site, at(now)).diagnostics] == found
