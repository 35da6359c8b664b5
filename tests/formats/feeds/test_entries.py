"""Feed entries: an id that never changes, and the content that a customer wants."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from afterword.views.audience import Audience
from tests.formats.feeds.formats import parsed
from tests.formats.made import WITH_URL, made, made_of_demo
from tests.sites import PNG, SMALLEST_ID, SMALLEST_RECORD

OPEN = """\
title: Search is slow
severity: sev2
windows:
  - {component: search, level: degraded, start: 2026-11-20 09:40}
updates:
  - {at: 2026-11-20 09:52, status: investigating, body: Searches take several seconds.}
"""
FURTHER = "  - {at: 2026-11-20 10:05, status: identified, body: It is the cache., levels: {api: degraded}}\n"
MOVED = "title: Old documents to be moved\nkind: maintenance\nsummary: Reading them takes longer.\n"
PLAN = """\
scheduled: {start: 2026-11-29 22:00, end: 2026-11-30 02:00, announced: 2026-11-20 10:00}
updates:
  - {at: 2026-11-20 10:00, status: scheduled, body: We move old documents.}
"""


def item(folder: Path, text: str, **how: Any) -> dict[str, Any]:
    feed = json.loads(made(folder, {SMALLEST_ID: text}, **how)["feed.json"])
    assert len(feed["items"]) == 1
    found: dict[str, Any] = feed["items"][0]
    return found


def words_of(html: str) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", html).split())


def test_an_update_moves_the_entry_and_makes_no_new_one(tmp_path: Path) -> None:
    before, after = item(tmp_path, OPEN), item(tmp_path, OPEN + FURTHER)
    assert before["id"] == after["id"]
    assert before["date_published"] == after["date_published"] == "2026-11-20T09:40:00Z"
    assert (before["date_modified"], after["date_modified"]) == (
        "2026-11-20T09:52:00Z",
        "2026-11-20T10:05:00Z",
    )


def test_neither_title_nor_address_of_the_site_nor_title_of_the_record_changes_an_id(tmp_path: Path) -> None:
    site = WITH_URL.replace(
        "name: Acme, url: 'https://status.acme.example/'", "name: New, id: acme, url: 'https://new.example/'"
    )
    other = item(tmp_path / "other", OPEN.replace("is slow", "was slow"), site=site)
    assert other["id"] == item(tmp_path, OPEN)["id"]
    assert other["url"].startswith("https://new.example/")


def test_an_open_incident_that_nobody_speaks_of_looks_the_same_an_hour_later(tmp_path: Path) -> None:
    now = datetime(2026, 11, 20, 10, tzinfo=UTC)
    first, later = (made(tmp_path, {SMALLEST_ID: OPEN}, now=at) for at in (now, now + timedelta(hours=1)))
    assert all(first[name] == later[name] for name in ("history.atom", "history.rss", "feed.json"))


def test_the_content_has_the_state_then_the_updates_newest_first_with_the_year(tmp_path: Path) -> None:
    html = item(tmp_path, OPEN + FURTHER)["content_html"]
    assert words_of(html) == (
        "Identified – since 20 November 2026, 09:40 UTC "
        "20 November 2026, 10:05 UTC Identified – API: Degraded It is the cache. "
        "20 November 2026, 09:52 UTC Investigating Searches take several seconds. "
        "Affected: Search (Degraded), API (Degraded)"
    )
    # Some readers take the first bold word for the state.
    assert re.findall("<strong>(.*?)</strong>", html)[0] == "Identified"


def test_a_maintenance_begins_with_the_time_that_is_announced(tmp_path: Path) -> None:
    entry = item(tmp_path, MOVED + PLAN)
    assert words_of(entry["content_html"]).startswith(
        "Announced for 29 November 2026, 22:00 – 30 November 2026, 02:00 UTC (4 h) Announced Reading them takes longer."
    )
    assert entry["date_published"] == "2026-11-20T10:00:00Z"
    assert "impact:maintenance" in entry["tags"]


def test_a_correction_is_in_the_content_and_moves_the_entry(tmp_path: Path) -> None:
    entry = item(tmp_path, SMALLEST_RECORD + "corrections: [{on: 2026-11-22, text: It began at 09:30.}]\n")
    assert "Corrected on 22 November 2026: It began at 09:30." in words_of(entry["content_html"])
    assert entry["date_modified"] == "2026-11-22T00:00:00Z"


def test_a_post_mortem_that_is_out_is_linked_and_moves_the_entry(tmp_path: Path) -> None:
    entry = item(tmp_path, SMALLEST_RECORD + "post_mortem: {status: published, published: 2026-11-22}\n")
    assert f'<a href="{entry["url"]}">Post-mortem</a> of 22 November 2026' in entry["content_html"]
    assert entry["date_modified"] == "2026-11-22T00:00:00Z"


def test_categories_are_status_impact_kind_and_components(tmp_path: Path) -> None:
    files = made(tmp_path, {SMALLEST_ID: OPEN})
    expected = [("status", "investigating", "Investigating"), ("impact", "major", "Major"),
                ("kind", "incident", "Incident"), ("component", "search", "Search")]  # fmt: skip
    atom, rss = (parsed(files[name]).entries[0].tags for name in ("history.atom", "history.rss"))
    assert [(tag.scheme, tag.term, tag.label) for tag in atom] == [
        (f"urn:afterword:{scheme}", term, label) for scheme, term, label in expected
    ]
    assert [(tag.scheme, tag.term) for tag in rss] == [
        (f"urn:afterword:{scheme}", term) for scheme, term, _ in expected
    ]
    assert json.loads(files["feed.json"])["items"][0]["tags"] == [
        f"{scheme}:{term}" for scheme, term, _ in expected
    ]


def test_links_and_pictures_of_a_record_are_whole(tmp_path: Path) -> None:
    folder = tmp_path / "incidents" / "2026" / SMALLEST_ID
    folder.mkdir(parents=True)
    (folder / "queue.png").write_bytes(PNG)
    text = OPEN.replace(
        "Searches take several seconds.", "'See ![the queue](queue.png) and [below](#causes).'"
    )
    html = item(tmp_path, text)["content_html"]
    page = f"https://status.acme.example/incidents/{SMALLEST_ID}/"
    assert f'src="{page}queue.png"' in html
    assert f'href="{page}#causes"' in html


def test_times_of_a_record_without_a_zone_say_so(tmp_path: Path) -> None:
    html = item(tmp_path, f"timezone: unstated\n{SMALLEST_RECORD}")["content_html"]
    assert "20 November 2026, 10:20 zone not stated Resolved" in words_of(html)


def test_the_latest_news_comes_first(tmp_path: Path) -> None:
    modified = [each["date_modified"] for each in json.loads(made_of_demo(tmp_path)["feed.json"])["items"]]
    assert modified == sorted(modified, reverse=True)
    assert len(modified) > 20


def test_near_misses_and_drills_are_in_no_feed(tmp_path: Path) -> None:
    kinds = {
        each for item in json.loads(made_of_demo(tmp_path)["feed.json"])["items"] for each in item["tags"]
    }
    assert {each for each in kinds if each.startswith("kind:")} == {
        "kind:incident",
        "kind:maintenance",
        "kind:notice",
    }


def test_a_feed_contains_fifty_records_and_an_older_one_that_is_open(tmp_path: Path) -> None:
    records = {
        f"2026-10-{day:02}-slow-{number}": SMALLEST_RECORD.replace("2026-11-20", f"2026-10-{day:02}")
        for day in range(1, 28)
        for number in (1, 2)
    }
    still_open = OPEN.replace("2026-11-20", "2026-01-20")
    items = json.loads(made(tmp_path, {**records, "2026-01-20-old": still_open})["feed.json"])["items"]
    assert len(items) == 50
    assert "status:investigating" in items[-1]["tags"]
    assert "2026-10-02" not in str([each["url"] for each in items])


def test_a_component_has_feeds_of_its_own_records(tmp_path: Path) -> None:
    api = OPEN.replace("component: search", "component: api")
    files = made(tmp_path, {SMALLEST_ID: OPEN, "2026-11-20-api-is-slow": api})
    for component in ("search", "api"):
        atom = parsed(files[f"components/{component}/history.atom"])
        assert [
            tag.term for entry in atom.entries for tag in entry.tags if tag.scheme.endswith("component")
        ] == [component]
        assert atom.feed.links[0].href == f"https://status.acme.example/components/{component}/history.atom"
    assert (
        len(
            {
                parsed(files[f"{folder}history.atom"]).feed.id
                for folder in ("", "components/search/", "components/api/")
            }
        )
        == 3
    )


def test_an_rss_item_is_dated_by_its_latest_word(tmp_path: Path) -> None:
    entry = parsed(made(tmp_path, {SMALLEST_ID: OPEN + FURTHER})["history.rss"]).entries[0]
    assert entry.published == "Fri, 20 Nov 2026 10:05:00 GMT"
    assert entry.guidislink is False


def test_a_feed_of_an_internal_build_says_that_it_is_one(tmp_path: Path) -> None:
    text = OPEN + "visibility: internal\n"
    assert json.loads(made(tmp_path, {SMALLEST_ID: text})["feed.json"])["items"] == []
    feed = json.loads(made(tmp_path, {SMALLEST_ID: text}, audience=Audience.INTERNAL)["feed.json"])
    assert feed["title"].startswith("Internal – ")
    assert len(feed["items"]) == 1


@pytest.mark.parametrize("file", ["history.atom", "history.rss"])
def test_a_site_may_bring_a_template_of_its_own(tmp_path: Path, file: str) -> None:
    (tmp_path / "templates" / "feeds").mkdir(parents=True)
    own = "<p>Own: {{ entry.state.name }}, {{ entry.affected[0].name }}</p>"
    (tmp_path / "templates" / "feeds" / "entry.html.j2").write_text(own, encoding="utf-8")
    entry = parsed(made(tmp_path, {SMALLEST_ID: OPEN})[file]).entries[0]
    assert (
        entry.content[0].value if "content" in entry else entry.description
    ) == "<p>Own: Investigating, Search</p>"
