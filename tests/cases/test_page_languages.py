"""A site in another language: the words of its pages, feeds and calendars, and the files that do not change."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import TypeAlias

import pytest

from afterword.views import urls
from tests.sites import prepared, write_site

Files: TypeAlias = dict[str, str]
SITE = """\
page: {{name: Papermoor, id: papermoor, url: https://status.example.com/, language: {language}}}
timezone: Europe/Berlin
components:
  - {{id: search, name: Search (EU), since: 2026-01-01}}
  - {{id: api, name: API, since: 2026-01-01}}
"""
RECORDS = {
    "2026-11-20-slow": """\
title: Search is slow
severity: sev2
summary: Searches took several seconds.
windows:
  - {component: search, level: major_outage, start: 2026-11-20 09:40, end: 2026-11-20 11:00}
  - {component: api, level: degraded, start: 2026-11-20 09:50, end: 2026-11-20 10:00}
updates:
  - {at: 2026-11-20 09:50, status: investigating, body: We are looking into it., next_update: 2026-11-20 10:30}
  - {at: 2026-11-20 11:10, status: resolved, body: Searches are fast again.}
""",
    "2026-11-22-down": """\
title: Search is down
language: en
windows:
  - {component: search, level: partial_outage, start: 2026-11-22 09:40}
updates:
  - {at: 2026-11-22 09:50, status: investigating, body: We are looking into it.}
""",
}
LANGUAGES = ("en", "de", "ar")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Files]:
    """The pages and files of the same site in each language, by their address."""
    made: dict[str, Files] = {}
    for language in LANGUAGES:
        folder = write_site(tmp_path_factory.mktemp(language), RECORDS, SITE.format(language=language))
        build = prepared(folder)
        files = {page.address: page.html for page in build.pages()}
        files |= {file.path: file.data.decode("utf-8", "replace") for file in build.all_files()}
        made[language] = files
    return made.__getitem__


def text_of(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^<>]*>", " ", html))


def test_the_status_page_in_german(built: Callable[[str], Files]) -> None:
    text = text_of(built("de")[""])
    for expected in (
        "Search (EU): Teilausfall",
        "Offene Störungen",
        "Wird untersucht",
        "20. November 2026",
        "MEZ",
    ):
        assert expected in text
    assert "Investigating" not in text


def test_the_tables_of_a_component_in_german(built: Callable[[str], Files]) -> None:
    html = "".join(text for path, text in built("de").items() if path.startswith("components/search/"))
    assert set(re.findall(r"<caption[^>]*>([^<]*)", html)) >= {
        "Zeitfenster, 30 Tage, das neueste zuerst",
        "Zeitfenster, November 2026, das neueste zuerst",
        "2026, Tag für Tag",
    }
    assert '23. November 2026, Teilausfall 13 Std."' in html, (
        "a unit that ends with a point ends the sentence too"
    )


def test_a_record_in_german(built: Callable[[str], Files]) -> None:
    html = built("de")["incidents/2026-11-20-slow/"]
    text = text_of(html)
    assert "1 Std. 20 Min. Störung, durchgehend „Schwerer Ausfall“" in text
    assert "Was wann betroffen war" in text
    assert "Searches are fast again." in text, "the text of a record stays as it was typed"


def test_a_record_in_the_language_of_its_text(built: Callable[[str], Files]) -> None:
    assert (
        '<h1 id="title" class="aw-title" lang="en" dir="auto">' in built("de")["incidents/2026-11-22-down/"]
    )


def test_names_are_isolated_and_time_runs_from_left_to_right_in_arabic(built: Callable[[str], Files]) -> None:
    status, record = built("ar")[""], built("ar")["incidents/2026-11-20-slow/"]
    assert "\u2068Search (EU)\u2069" in status
    assert re.search(r'<a href="[^"]*components/search/" dir="auto">Search \(EU\)</a>', status)
    assert '<p lang="ar" dir="auto">Searches took several seconds.</p>' in record
    marks = [float(x) for x in re.findall(r'<text class="aw-tick" x="([\d.]+)%"', record)]
    assert marks == sorted(marks)


def test_feeds_and_calendars_state_the_language_and_use_it(built: Callable[[str], Files]) -> None:
    files = built("de")
    assert 'xml:lang="de"' in files[urls.ATOM]
    assert json.loads(files[urls.JSON_FEED])["language"] == "de"
    assert "Betroffen: Search (EU)" in files[urls.CALENDAR].replace("\r\n ", "")


def test_the_embed_widget_speaks_the_language(built: Callable[[str], Files]) -> None:
    script = built("ar")["embed/status.js"]
    assert '"language":"ar","direction":"rtl"' in script


@pytest.mark.parametrize("language", ["de", "ar"])
def test_files_for_programs_do_not_change(built: Callable[[str], Files], language: str) -> None:
    ours = ("data/", "api/", "components/")
    feeds = (urls.JSON_FEED, urls.UPDATES_JSON_FEED)
    english = {
        path: text
        for path, text in built("en").items()
        if path.startswith(ours) and path.endswith((".json", ".csv")) and not path.endswith(feeds)
    }
    other = {path: built(language)[path] for path in english}
    assert len(english) > 20
    assert {path for path in english if neutral(other[path]) != neutral(english[path])} == set()


def neutral(text: str) -> str:
    """Return a file without what may change: the stated language, and the words of the page's own list."""
    text = re.sub(r'"words":\{.*?\]\}', "", text)
    return re.sub(r'("language": ?)(null|"\w+")', r"\1null", text)
