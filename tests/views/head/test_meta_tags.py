"""The metadata in the HTML head of built pages."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from afterword.output.pages import RenderedPage
from tests.formats.made import WITH_URL, made
from tests.sites import SMALL_SITE, SMALLEST_ID, SMALLEST_RECORD, prepared, write_site

HERE = "https://status.acme.example/"
ENDED = f"{SMALLEST_RECORD}corrections:\n  - {{on: 2026-11-22, text: The end was wrong.}}\n"
REQUIRED = {"WebSite": {"name", "url"}, "Article": {"headline", "url", "description"}}
"""What programs require of each schema.org type that is used."""


class Head(HTMLParser):
    """Parses the head of a page."""

    def __init__(self, page: RenderedPage) -> None:
        super().__init__()
        self.meta: dict[str, str] = {}
        self.links: list[dict[str, str | None]] = []
        self.scripts: list[str] = []
        self.inside = False
        self.feed(page.head)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "meta":
            name = given.get("property") or given.get("name") or ""
            assert name not in self.meta, f"{name} occurs twice"
            self.meta[name] = given.get("content") or ""
        elif tag == "link":
            self.links.append(given)
        else:
            assert (tag, given) == ("script", {"type": "application/ld+json"})
            self.scripts.append("")
            self.inside = True

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.scripts[-1] += data
        else:
            assert not data.strip()

    def handle_endtag(self, tag: str) -> None:
        self.inside = False

    @property
    def markup(self) -> Any:
        (script,) = self.scripts
        return json.loads(script)

    @property
    def alternates(self) -> dict[str | None, str | None]:
        others = [each for each in self.links if each["rel"] != "icon"]
        assert all("alternate" in (each["rel"] or "").split() and each["title"] for each in others)
        return {each["type"]: each["href"] for each in others}


def heads(folder: Path, record: str = ENDED, site: str = WITH_URL) -> dict[str, Head]:
    build = prepared(write_site(folder, {SMALLEST_ID: record}, site))
    found = {page.address: Head(page) for page in build.pages()}
    build.discard()
    return found


def test_a_records_page_has_the_preview_of_an_article_with_its_times(tmp_path: Path) -> None:
    meta = heads(tmp_path)[f"incidents/{SMALLEST_ID}/"].meta
    assert meta == {
        "og:type": "article",
        "og:title": "Search is slow",
        "og:site_name": "Acme",
        "og:locale": "en_GB",
        "og:description": "Searches take several seconds. We are looking into it.",
        "og:url": f"{HERE}incidents/{SMALLEST_ID}/",
        "article:published_time": "2026-11-20T09:40:00Z",
        "article:modified_time": "2026-11-22T00:00:00Z",
        "twitter:card": "summary",
    }


def test_every_page_has_a_preview_and_a_record_links_to_its_data(tmp_path: Path) -> None:
    found = heads(tmp_path)
    for address, head in found.items():
        assert {"og:title", "og:type", "og:description", "og:url", "twitter:card"} <= head.meta.keys()
        assert head.meta["og:url"] == f"{HERE}{address}"
    record = found[f"incidents/{SMALLEST_ID}/"]
    assert record.alternates == {"application/json": f"../../data/v1/incidents/{SMALLEST_ID}.json"}


def test_pages_with_news_link_to_the_feeds_and_components_to_their_own(tmp_path: Path) -> None:
    found = heads(tmp_path)
    for address, base in (("", "./"), ("history/", "../"), ("maintenance/", "../"), ("subscribe/", "../")):
        assert found[address].alternates == {
            "application/atom+xml": f"{base}history.atom",
            "application/rss+xml": f"{base}history.rss",
            "application/feed+json": f"{base}feed.json",
            "text/calendar": f"{base}calendar.ics",
        }
    own = found["components/search/"].alternates
    assert own["application/atom+xml"] == "../../components/search/history.atom"
    assert found["about/"].alternates == {}


def test_the_times_of_a_record_without_a_zone_are_days(tmp_path: Path) -> None:
    meta = heads(tmp_path, f"timezone: unstated\n{SMALLEST_RECORD}")[f"incidents/{SMALLEST_ID}/"].meta
    assert meta["article:published_time"] == meta["article:modified_time"] == "2026-11-20"


def test_a_preview_has_the_times_of_the_feeds(tmp_path: Path) -> None:
    record = f"{ENDED}milestones: {{started: 2026-11-20 09:35}}\n"
    meta = heads(tmp_path / "page", record)[f"incidents/{SMALLEST_ID}/"].meta
    (entry,) = json.loads(made(tmp_path / "feed", {SMALLEST_ID: record}, WITH_URL)["feed.json"])["items"]
    assert entry["date_published"] == meta["article:published_time"] == "2026-11-20T09:35:00Z"
    assert entry["date_modified"] == meta["article:modified_time"] == "2026-11-22T00:00:00Z"


def test_a_record_without_updates_has_no_time_of_publication(tmp_path: Path) -> None:
    record = SMALLEST_RECORD.partition("updates:")[0] + "summary: It was slow.\n"
    head = heads(tmp_path, record)[f"incidents/{SMALLEST_ID}/"]
    assert "article:published_time" not in head.meta
    assert "datePublished" not in head.markup


def test_the_image_of_a_preview_is_the_one_of_the_site(tmp_path: Path) -> None:
    picture = "https://acme.example/preview.png"
    site = WITH_URL.replace("name: Acme", f"name: Acme, picture: '{picture}'")
    for head in heads(tmp_path, site=site).values():
        assert head.meta["og:image"] == picture
        assert head.meta["og:image:alt"] == "Acme"


def test_structured_data_has_what_its_type_requires_and_agrees_with_the_page(tmp_path: Path) -> None:
    found = {address: head.markup for address, head in heads(tmp_path).items() if head.scripts}
    assert {address: markup["@type"] for address, markup in found.items()} == {
        "": "WebSite",
        f"incidents/{SMALLEST_ID}/": "Article",
    }
    for address, markup in found.items():
        assert markup["@context"] == "https://schema.org"
        assert REQUIRED[markup["@type"]] <= markup.keys()
        assert markup["url"] == f"{HERE}{address}"
        assert markup["about"] == {"@type": "Service", "name": "Acme"}
    article = found[f"incidents/{SMALLEST_ID}/"]
    assert article["temporalCoverage"] == "2026-11-20T09:40:00Z/2026-11-20T10:15:00Z"
    assert (article["datePublished"], article["dateModified"]) == (
        "2026-11-20T09:40:00Z",
        "2026-11-22T00:00:00Z",
    )


@pytest.mark.parametrize(
    "title", ["</script><script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "a & b 'c'"]
)
def test_markup_in_a_title_is_escaped(tmp_path: Path, title: str) -> None:
    written = json.dumps(title)
    head = heads(tmp_path, ENDED.replace("title: Search is slow", f"title: {written}"))[
        f"incidents/{SMALLEST_ID}/"
    ]
    assert head.meta["og:title"] == title
    assert head.markup["headline"] == title


def test_a_site_without_a_url_has_no_addresses_in_its_metadata(tmp_path: Path) -> None:
    for head in heads(tmp_path, site=SMALL_SITE).values():
        assert "og:url" not in head.meta
        assert head.scripts == []


def test_no_link_makes_the_theme_look_for_a_sitemap_that_does_not_exist(tmp_path: Path) -> None:
    for head in heads(tmp_path).values():
        for link in head.links:
            beside_the_sitemap = "/" not in (link["href"] or "").replace("../", "").replace("./", "")
            assert (link["rel"] == "alternate") == beside_the_sitemap
