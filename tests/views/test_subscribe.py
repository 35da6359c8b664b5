"""The subscribe page."""

from __future__ import annotations

import re
from pathlib import Path

from afterword.output.pages import RenderedPage
from afterword.views.audience import Audience
from afterword.views.index.queries import RecordIndex
from afterword.views.subscribe import SubscribePage, subscribe_page
from tests.formats.made import WITH_URL, made_of
from tests.sites import SMALL_SITE, prepared, published, write_site

HERE = "https://status.acme.example/"


def page_of(folder: Path, site: str = WITH_URL) -> SubscribePage:
    return subscribe_page(published(write_site(folder, {}, site)), RecordIndex())


def built(folder: Path, site: str, audience: Audience = Audience.PUBLIC) -> RenderedPage:
    build = prepared(write_site(folder, {}, site), audience)
    (page,) = (page for page in build.menu if page.address == "subscribe/")
    build.discard()
    return page


def test_shown_addresses_are_absolute_and_links_relative(tmp_path: Path) -> None:
    page = page_of(tmp_path)
    assert [each.address for each in page.feeds] == [
        f"{HERE}history.atom",
        f"{HERE}history.rss",
        f"{HERE}feed.json",
    ]
    assert [each.href for each in page.feeds] == ["../history.atom", "../history.rss", "../feed.json"]
    assert [each.href for each in page.updates] == ["../updates.atom", "../updates.rss", "../updates.json"]
    assert page.calendar.webcal == "webcal://status.acme.example/calendar.ics"


def test_each_component_has_its_feeds_calendar_and_badges(tmp_path: Path) -> None:
    search = page_of(tmp_path).components[0]
    assert search.part.text == "Search"
    channels = (*search.updates, *search.feeds, search.calendar)
    assert [each.address.removeprefix(f"{HERE}components/search/") for each in channels] == [
        "updates.atom",
        "updates.rss",
        "updates.json",
        "history.atom",
        "history.rss",
        "feed.json",
        "calendar.ics",
    ]
    assert [each.name for each in search.updates] == ["Atom", "RSS", "JSON Feed"]
    assert [each.name for each in search.feeds] == ["Atom", "RSS", "JSON Feed"]
    assert [each.href for each in search.badges] == [
        "../badges/search/status.svg",
        "../badges/search/uptime.svg",
    ]


def test_every_link_of_the_page_leads_to_a_file_of_the_build(tmp_path: Path) -> None:
    page = built(tmp_path, WITH_URL)
    paths = set(made_of(tmp_path))
    files = {
        link for link in re.findall(r'(?:href|src)="\.\./([^"#]+)"', page.html) if not link.endswith("/")
    }
    assert len(files) > 15
    assert files <= paths, files - paths


def test_the_code_of_badges_does_not_contain_the_status(tmp_path: Path) -> None:
    badge = page_of(tmp_path).badges[0]
    assert badge.html == (
        f'<a href="{HERE}"><img src="{HERE}badges/status.svg" alt="Acme status" height="20"></a>'
    )
    assert badge.markdown == f"[![Acme status]({HERE}badges/status.svg)]({HERE})"


def test_names_cannot_break_out_of_the_code_to_copy(tmp_path: Path) -> None:
    site = WITH_URL.replace("name: Search}", "name: '\"><script>[a](b)*'}")
    badge = page_of(tmp_path, site).components[0].badges[0]
    assert 'alt="&quot;&gt;&lt;script&gt;[a](b)* status"' in badge.html
    assert badge.markdown.startswith(r'[![">\<script>\[a\](b)\* status](')


def test_without_page_url_addresses_are_relative_and_there_is_no_code_to_copy(
    tmp_path: Path,
) -> None:
    page = page_of(tmp_path, SMALL_SITE)
    assert page.feeds[0].address == "../history.atom"
    assert page.calendar.webcal == page.status_line == page.badges[0].html == ""


def test_an_internal_build_says_how_to_get_absolute_addresses(tmp_path: Path) -> None:
    assert "aw-todo" in built(tmp_path / "internal", SMALL_SITE, Audience.INTERNAL).html
    assert "aw-todo" not in built(tmp_path / "public", SMALL_SITE).html


def test_a_site_without_components_has_no_empty_tables(tmp_path: Path) -> None:
    page = built(tmp_path, "page: {name: Acme}\n")
    assert "<table" not in page.html
