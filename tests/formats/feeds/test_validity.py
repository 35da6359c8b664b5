"""Feeds are valid whatever the site holds: much, nothing, no address, words that look like markup."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urljoin

import pytest

from tests.formats.feeds.formats import check_atom, check_rss, parsed, read_json_feed
from tests.formats.made import WITH_URL, made, made_of_demo
from tests.sites import SMALL_SITE, SMALLEST_ID, SMALLEST_RECORD

HOSTILE = {
    "2026-11-20-markup": """\
title: '<script>alert(1)</script> & <b>]]></b> "quoted"'
summary: '[x](https://e.org/?javascript:alert(1)) <script>alert(2)</script>'
""",
    "2026-11-20-signs": """\
title: 🙂 השירות איטי, données perdues & 检索缓慢
summary: 'A &#1; bell, and &#11; more.'
""",
    "2026-11-20-no-zone": f"timezone: unstated\n{SMALLEST_RECORD}",
    "2026-11-20-late": """\
title: Late
summary: It was slow.
windows: [{component: api, level: degraded, start: 2026-11-20 09:40:01.250}]
""",
    "2026-11-20-nothing": "title: No time at all\nsummary: It was slow.\nstatus: resolved\n",
}
SITES: dict[str, Callable[[Path], dict[str, bytes]]] = {
    "demo": made_of_demo,
    "no records": lambda folder: made(folder, {}),
    "no components": lambda folder: made(folder, {}, "page: {name: Acme}\n"),
    "no address": lambda folder: made(folder, None, SMALL_SITE),
    "hostile words": lambda folder: made(folder, HOSTILE, WITH_URL.replace("Acme", "'<Acme> & ]]> Söhne'")),
}
KINDS = (
    ("history.atom", "history.rss", "feed.json"),
    ("updates.atom", "updates.rss", "updates.json"),
)
each_site = pytest.mark.parametrize("make", SITES.values(), ids=SITES.keys())


@each_site
def test_every_feed_is_valid(make: Callable[[Path], dict[str, bytes]], tmp_path: Path) -> None:
    files = make(tmp_path)
    folders = [path.removesuffix("history.atom") for path in files if path.endswith("history.atom")]
    assert "" in folders
    for folder in folders:
        for atom, rss, json_feed in KINDS:
            check_atom(files[f"{folder}{atom}"])
            check_rss(files[f"{folder}{rss}"])
            ids = [[entry.id for entry in parsed(files[f"{folder}{name}"]).entries] for name in (atom, rss)]
            items = read_json_feed(files[f"{folder}{json_feed}"])["items"]
            assert ids[0] == ids[1] == [item["id"] for item in items]


def test_words_that_look_like_markup_stay_words(tmp_path: Path) -> None:
    files = made(tmp_path, HOSTILE)
    expected = '<script>alert(1)</script> & <b>]]></b> "quoted"'
    items = json.loads(files["feed.json"])["items"]
    assert expected in [item["title"] for item in items]
    assert all("<script" not in item["content_html"] for item in items)
    for name in ("history.atom", "history.rss"):
        entries = {entry.id: entry for entry in parsed(files[name]).entries}
        assert all(
            "<script" not in str(entry.get("content", entry.get("description"))) for entry in entries.values()
        )
        signs = next(item for item in items if "🙂" in item["title"])
        assert entries[signs["id"]].title == "🙂 השירות איטי, données perdues & 检索缓慢"


@pytest.mark.parametrize("name", ["history.atom", "updates.atom"])
def test_a_feed_without_entries_is_as_old_as_its_history(tmp_path: Path, name: str) -> None:
    site = WITH_URL.replace("name: Search", "name: Search, since: 2024-03-01").replace(
        "name: API", "name: API, since: 2025-01-01"
    )
    files = made(tmp_path, {}, site.replace("timezone: UTC", "timezone: Europe/Berlin"))
    found = {folder: parsed(files[f"{folder}{name}"]).feed.updated for folder in ("", "components/api/")}
    assert found == {"": "2024-02-29T23:00:00Z", "components/api/": "2024-12-31T23:00:00Z"}


def test_a_feed_without_entries_or_history_looks_no_newer_each_time(tmp_path: Path) -> None:
    files = made(tmp_path, {})
    atom = parsed(files["history.atom"])
    assert (atom.entries, atom.feed.updated) == ([], "2000-01-01T00:00:00Z")
    assert not any(b"1970" in files[name] for name in ("history.atom", "history.rss", "feed.json"))


@pytest.mark.parametrize("file", ["history.atom", "components/search/history.atom"])
def test_without_an_address_atom_has_links_relative_to_the_feed(tmp_path: Path, file: str) -> None:
    entry = parsed(made(tmp_path, None, SMALL_SITE)[file]).entries[0]
    assert urljoin(f"https://any.example/status/{file}", entry.link) == (
        f"https://any.example/status/incidents/{SMALLEST_ID}/"
    )


def test_without_an_address_other_feeds_have_no_links_rather_than_wrong_ones(tmp_path: Path) -> None:
    files = made(tmp_path, None, SMALL_SITE)
    assert "url" not in read_json_feed(files["feed.json"])["items"][0]
    rss = parsed(files["history.rss"])
    assert rss.feed.link.startswith("urn:uuid:")
    assert "link" not in rss.entries[0]
