"""Feeds of updates: an entry for each piece of news, which later news do not change."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from afterword.views.audience import Audience
from afterword.views.index.summary import summary
from tests.formats.feeds.formats import parsed
from tests.formats.made import WITH_URL, made, made_of
from tests.sites import SMALLEST_ID, SMALLEST_RECORD, published, write_site

PAGE = f"https://status.acme.example/incidents/{SMALLEST_ID}/"
OPEN = """\
title: Search is slow
windows:
  - {component: search, level: degraded, start: 2026-11-20 09:40}
updates:
  - {at: 2026-11-20 09:52, status: investigating, body: Searches take several seconds.}
"""
WORSE = (
    "  - {at: 2026-11-20 10:05, status: identified, body: Now they fail., levels: {search: major_outage}}\n"
)
END = "  - {at: 2026-11-20 10:20, status: resolved, body: Searches are fast again.}\n"
PLAN = """\
title: Old documents to be moved
kind: maintenance
summary: Reading them takes longer.
scheduled: {start: 2026-11-22 22:00, end: 2026-11-23 02:00, announced: 2026-11-20 10:00}
"""
OVER = (OPEN + WORSE + END).replace(
    "start: 2026-11-20 09:40", "start: 2026-11-20 09:40, end: 2026-11-20 10:20"
)
NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


def items(folder: Path, text: str, name: str = "updates.json", **how: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(made(folder, {SMALLEST_ID: text}, **how)[name])["items"]
    return found


def words_of(html: str) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", html).split())


def test_each_update_is_an_entry_of_its_own_the_newest_first(tmp_path: Path) -> None:
    found = items(tmp_path, OVER)
    assert [each["title"] for each in found] == [
        "Search is slow – Resolved",
        "Search is slow – Identified",
        "Search is slow – Investigating",
    ]
    assert [each["date_published"] for each in found] == [
        "2026-11-20T10:20:00Z",
        "2026-11-20T10:05:00Z",
        "2026-11-20T09:52:00Z",
    ]
    assert found[1]["url"] == f"{PAGE}#update-20261120T100500"
    assert words_of(found[1]["content_html"]) == (
        "20 November 2026, 10:05 UTC Identified – Search: Major outage Now they fail. "
        "Affected: Search (Major outage)"
    )
    assert "status:identified" in found[1]["tags"]


def test_later_news_change_neither_id_nor_title_nor_date_of_earlier_entries(tmp_path: Path) -> None:
    def told(text: str) -> dict[str, tuple[str, ...]]:
        return {
            each["id"]: (each["title"], each["url"], each["date_published"], each["date_modified"])
            for each in items(tmp_path, text)
        }

    before, after = told(OPEN), told(OVER)
    assert before.items() < after.items()


def test_neither_title_nor_address_nor_name_of_the_site_changes_an_id(tmp_path: Path) -> None:
    site = WITH_URL.replace(
        "name: Acme, url: 'https://status.acme.example/'", "name: New, id: acme, url: 'https://new.example/'"
    )
    text = OVER
    other = items(tmp_path / "other", text.replace("is slow", "was slow"), site=site)
    assert [each["id"] for each in other] == [each["id"] for each in items(tmp_path, text)]


def test_an_edited_update_keeps_its_date_of_publication(tmp_path: Path) -> None:
    edited = OPEN.replace("seconds.}", "seconds., edited: 2026-11-20 11:30}")
    (entry,) = items(tmp_path, edited)
    assert (entry["date_published"], entry["date_modified"]) == (
        "2026-11-20T09:52:00Z",
        "2026-11-20T11:30:00Z",
    )
    rss = parsed(made(tmp_path, {SMALLEST_ID: edited})["updates.rss"]).entries[0]
    assert rss.published == "Fri, 20 Nov 2026 09:52:00 GMT"


def test_what_is_held_back_internal_or_a_draft_is_in_no_feed(tmp_path: Path) -> None:
    held = "  - {at: 2026-11-20 10:05, status: identified, body: Held., publish_at: 2026-11-25 10:00}\n"
    for audience in Audience:
        files = made(tmp_path, {SMALLEST_ID: OPEN + held}, audience=audience)
        assert len(json.loads(files["updates.json"])["items"]) == 1
    assert items(tmp_path, OPEN + "visibility: internal\n") == []
    draft = SMALLEST_RECORD + "post_mortem: {status: draft, published: 2026-11-22, background: Secret.}\n"
    assert len(items(tmp_path, draft)) == 2


def test_an_update_that_was_held_back_is_dated_when_it_was_published(tmp_path: Path) -> None:
    held = OPEN.replace("seconds.}", "seconds., publish_at: 2026-11-21 08:00}")
    assert items(tmp_path, held)[0]["date_published"] == "2026-11-21T08:00:00Z"


def test_a_correction_is_an_entry_after_the_updates_of_its_day(tmp_path: Path) -> None:
    text = SMALLEST_RECORD + (
        "corrections:\n"
        "  - {on: 2026-11-20, text: It began at 09:30.}\n"
        "  - {on: 2026-11-20, text: It was slower.}\n"
        "  - {on: 2026-11-22, text: It was the cache.}\n"
    )
    found = items(tmp_path, text)
    assert [(each["title"], each["date_published"]) for each in found[:3]] == [
        ("Search is slow – Corrected on 22 November 2026", "2026-11-22T00:00:00Z"),
        ("Search is slow – Corrected on 20 November 2026", "2026-11-20T10:20:01Z"),
        ("Search is slow – Corrected on 20 November 2026", "2026-11-20T10:20:01Z"),
    ]
    assert [words_of(each["content_html"]) for each in found[1:3]] == [
        "Corrected on 20 November 2026 It was slower.",
        "Corrected on 20 November 2026 It began at 09:30.",
    ]


def test_what_was_published_at_once_keeps_its_order(tmp_path: Path) -> None:
    text = OVER + "corrections: [{on: 2026-11-20, text: It began at 09:30.}]\npublish_at: 2026-11-21 08:00\n"
    found = items(tmp_path, text)
    assert [each["title"].partition(" – ")[2] for each in found] == [
        "Corrected on 20 November 2026",
        "Resolved",
        "Identified",
        "Investigating",
    ]
    assert {each["date_published"] for each in found} == {"2026-11-21T08:00:00Z"}


def test_a_final_post_mortem_is_another_entry_than_a_preliminary_one(tmp_path: Path) -> None:
    preliminary = SMALLEST_RECORD + (
        "post_mortem: {status: published, stage: preliminary, published: 2026-11-22}\n"
    )
    first, final = (
        items(tmp_path, text)[0] for text in (preliminary, preliminary.replace("preliminary", "final"))
    )
    assert first["title"] == final["title"] == "Search is slow – Post-mortem"
    assert first["id"] != final["id"]
    assert "Preliminary: more findings are expected" in first["content_html"]
    assert f'<a href="{PAGE}">Post-mortem</a>' in final["content_html"]


def test_maintenance_without_updates_has_an_entry_for_each_state(tmp_path: Path) -> None:
    announced, begun = datetime(2026, 11, 21, tzinfo=UTC), datetime(2026, 11, 22, 23, tzinfo=UTC)
    (ahead,) = items(tmp_path, PLAN, now=announced)
    assert (ahead["title"], ahead["date_published"]) == (
        "Old documents to be moved – Announced",
        "2026-11-20T10:00:00Z",
    )
    assert words_of(ahead["content_html"]).startswith(
        "Announced for 22 November 2026, 22:00 – 23 November 2026, 02:00 UTC (4 h)"
    )
    (running,) = items(tmp_path, PLAN, now=begun)
    assert (running["title"], running["date_published"]) == (
        "Old documents to be moved – In progress",
        "2026-11-22T22:00:00Z",
    )
    assert running == items(tmp_path, PLAN, now=begun + timedelta(hours=1))[0]
    assert running["id"] != ahead["id"]


def test_maintenance_that_begins_or_ends_without_an_update_is_news(tmp_path: Path) -> None:
    text = PLAN + "updates: [{at: 2026-11-20 10:00, status: scheduled, body: We move them.}]\n"
    text = text.replace("announced:", "completes_itself: true, announced:")
    found = items(tmp_path, text, now=NOW)
    assert [(each["title"].rpartition(" – ")[2], each["date_published"]) for each in found] == [
        ("Completed", "2026-11-23T02:00:00Z"),
        ("Announced", "2026-11-20T10:00:00Z"),
    ]


def test_a_notice_is_one_entry_before_and_after_its_end(tmp_path: Path) -> None:
    text = "title: New prices\nkind: notice\nsummary: From January.\nuntil: 2026-11-22 12:00\n"
    first, later = (items(tmp_path, text, now=datetime(2026, 11, day, tzinfo=UTC)) for day in (21, 23))
    assert len(first) == len(later) == 1
    assert first[0]["id"] == later[0]["id"]
    assert first[0]["date_published"] == later[0]["date_published"]


def test_a_feed_has_the_fifty_newest_updates(tmp_path: Path) -> None:
    many = OPEN + "".join(
        f"  - {{at: 2026-11-20 {10 + minute // 60}:{minute % 60:02}, status: update, body: Still slow.}}\n"
        for minute in range(60)
    )
    found = items(tmp_path, many)
    assert len(found) == 50
    assert found[0]["date_published"] == "2026-11-20T10:59:00Z"


def test_a_feed_has_the_latest_news_however_old_its_record_is(tmp_path: Path) -> None:
    records = {
        f"2026-10-{day:02}-slow-{number}": (
            f"title: Slow {number}\n"
            f"windows: [{{component: search, level: degraded, start: 2026-10-{day:02} 0{number}:00, "
            f"end: 2026-10-{day:02} 0{number}:30}}]\n"
            "updates:\n"
            f"  - {{at: 2026-10-{day:02} 0{number}:05, status: investigating, body: Slow.}}\n"
            f"  - {{at: 2026-10-{day:02} 0{number}:30, status: resolved, body: Fast.}}\n"
        )
        for day in range(2, 26)
        for number in (1, 2)
    }
    records["2026-10-01-first"] = (
        OVER.replace("2026-11-20", "2026-10-01") + "corrections:\n"
        "  - {on: 2026-11-22, text: It began at 09:30.}\n"
        "  - {on: 2026-10-20, text: It was the cache.}\n"
    )
    found = json.loads(made(tmp_path, records)["updates.json"])["items"]
    dates = [each["date_published"] for each in found]
    assert dates == sorted(dates, reverse=True)
    assert len(found) == 50
    assert [each["title"] for each in found if "first" in each["url"]] == [
        "Search is slow – Corrected on 22 November 2026",
        "Search is slow – Corrected on 20 October 2026",
    ]
    assert dates[-1] == "2026-10-14T01:05:00Z"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(OVER, id="updates"),
        pytest.param(
            OVER.partition("updates:")[0] + "summary: Slow.\nmilestones: {resolved: 2026-11-21 09:00}\n",
            id="none",
        ),
        pytest.param(PLAN, id="maintenance that is under way"),
        pytest.param(
            OVER + "corrections: [{on: 2026-11-23, text: It began at 09:30.}]\n"
            "post_mortem: {status: published, published: 2026-11-23}\nroot_causes: [{text: A cache.}]\n",
            id="what is known by its day",
        ),
        pytest.param(
            OVER.replace("body: Now they fail.", "body: Now they fail., publish_at: 2026-11-23 18:00")
            + "corrections: [{on: 2026-11-23, text: It began at 09:30.}]\n",
            id="a correction before an update that is held back",
        ),
    ],
)
@pytest.mark.parametrize("now", [datetime(2026, 11, 22, 23, tzinfo=UTC), NOW])
def test_no_entry_is_newer_than_the_last_change_of_its_record(
    tmp_path: Path, text: str, now: datetime
) -> None:
    context = published(write_site(tmp_path, {SMALLEST_ID: text}), Audience.INTERNAL, now)
    (record,) = context.records
    files = made_of(tmp_path, now=now, audience=Audience.INTERNAL)
    dates = [
        each["date_modified" if name == "feed.json" else "date_published"]
        for name in ("feed.json", "updates.json")
        for each in json.loads(files[name])["items"]
    ]
    assert max(dates) == summary(context, record, ()).changed


def test_a_component_and_a_group_have_feeds_of_their_own(tmp_path: Path) -> None:
    site = f"{WITH_URL}groups: [{{id: core, name: Core}}, {{id: other, name: Other}}]\n".replace(
        "name: Search", "name: Search, group: core"
    )
    files = made(tmp_path, {SMALLEST_ID: OPEN + WORSE}, site)
    counts = {
        folder: len(json.loads(files[f"{folder}updates.json"])["items"])
        for folder in ("", "components/search/", "components/api/", "groups/core/", "groups/other/")
    }
    assert counts == {
        "": 2,
        "components/search/": 2,
        "components/api/": 0,
        "groups/core/": 2,
        "groups/other/": 0,
    }
    core = json.loads(files["groups/core/feed.json"])
    assert core["title"] == "Acme: Core – incidents and maintenance"
    assert len(core["items"]) == 1
    assert b"BEGIN:VEVENT" in files["groups/core/calendar.ics"]
    assert b"BEGIN:VEVENT" not in files["groups/other/calendar.ics"]
    ids = [parsed(files[f"{folder}{name}"]).feed.id
           for folder in counts for name in ("history.atom", "updates.atom")]  # fmt: skip
    assert len(set(ids)) == len(ids)
