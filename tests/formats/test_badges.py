"""Badges: what they say, in words and colour, and that nothing in them is hard to read."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from afterword.views.current.badges import ink_on
from tests.formats.made import made, made_of_demo
from tests.sites import SMALL_SITE

SVG = "{http://www.w3.org/2000/svg}"
GOING_ON = """\
title: Search is down
windows:
  - {component: search, level: major_outage, start: 2026-11-23 11:00}
updates:
  - {at: 2026-11-23 11:05, status: investigating, body: Search is down.}
"""


def drawn(files: dict[str, bytes], path: str) -> ElementTree.Element:
    return ElementTree.fromstring(files[path])


def words(badge: ElementTree.Element) -> list[str]:
    return [each.text or "" for each in badge.iter(f"{SVG}text")]


def badge_json(files: dict[str, bytes], path: str) -> Any:
    return json.loads(files[path])


def test_a_badge_names_what_it_is_about_and_says_its_level_by_glyph_word_and_colour(tmp_path: Path) -> None:
    files = made(tmp_path, {"2026-11-23-search-is-down": GOING_ON})
    badge = drawn(files, "badges/search/status.svg")
    assert words(badge) == ["Search", "✕ Major outage"]
    assert "#8f1239" in [each.get("fill") for each in badge.iter(f"{SVG}rect")]
    assert badge.get("role") == "img"
    assert badge.get("aria-label") == badge.findtext(f"{SVG}title") == "Search: Major outage"


def test_the_badge_of_the_site_says_what_the_status_page_says(tmp_path: Path) -> None:
    files = made(tmp_path, {"2026-11-23-search-is-down": GOING_ON})
    assert words(drawn(files, "badges/status.svg")) == ["Acme", "✕ Search: major outage"]
    assert words(drawn(made(tmp_path / "quiet"), "badges/status.svg")) == [
        "Acme",
        "✓ All systems operational",
    ]


def test_an_uptime_names_its_period_and_its_policy(tmp_path: Path) -> None:
    badge = drawn(made(tmp_path), "badges/search/uptime.svg")
    assert words(badge) == ["Search uptime", "100.00 %, 90 days"]
    assert badge.findtext(f"{SVG}title") == "Search: 100.00 % uptime (90 days; policy statuspage)"


def test_an_uptime_of_a_shorter_history_names_its_first_day(tmp_path: Path) -> None:
    site = SMALL_SITE.replace("name: Search}", "name: Search, since: 2026-11-01}")
    for language, text in (
        ("en", "(since 1 November 2026, 23 days; "),
        ("de", "(seit 1. November 2026, 23 Tage; "),
    ):
        translated = site.replace("name: Acme", f"name: Acme, language: {language}")
        badge = drawn(made(tmp_path / language, {}, translated), "badges/search/uptime.svg")
        assert text in (badge.findtext(f"{SVG}title") or "")


def test_where_there_is_no_data_no_number_is_claimed(tmp_path: Path) -> None:
    site = SMALL_SITE.replace("name: Search}", "name: Search, since: 2026-12-24}")
    files = made(tmp_path, {}, site)
    assert words(drawn(files, "badges/search/uptime.svg"))[1] == "no data"
    assert badge_json(files, "badges/search/uptime.json")["message"] == "no data"


def test_shields_is_answered_as_it_asks(tmp_path: Path) -> None:
    files = made(tmp_path, {"2026-11-23-search-is-down": GOING_ON})
    assert badge_json(files, "badges/search/status.json") == {
        "schemaVersion": 1,
        "label": "Search",
        "message": "Major outage",
        "color": "#8f1239",
        "cacheSeconds": 300,
    }


def test_each_picture_has_a_file_for_shields_next_to_it(tmp_path: Path) -> None:
    paths = [path for path in made_of_demo(tmp_path) if path.startswith("badges/")]
    pictures = {path.removesuffix(".svg") for path in paths if path.endswith(".svg")}
    assert pictures == {path.removesuffix(".json") for path in paths if path.endswith(".json")}
    assert {"badges/status", "badges/uptime", "badges/document-store/status"} <= pictures


def test_nothing_in_a_badge_comes_from_elsewhere(tmp_path: Path) -> None:
    for path, data in made_of_demo(tmp_path).items():
        if path.startswith("badges/") and path.endswith(".svg"):
            assert not re.search(rb"<script|<style|<image|href|@import", data), path
            assert re.findall(rb"https?://[^\"]*", data) == [b"http://www.w3.org/2000/svg"]


def test_what_is_too_long_for_a_badge_is_cut_there_and_spoken_in_full(tmp_path: Path) -> None:
    name = "A search engine with a name that nobody would ever fit into a badge of any sensible width"
    badge = drawn(
        made(tmp_path, {}, SMALL_SITE.replace("name: Search", f"name: {name}")), "badges/search/status.svg"
    )
    assert words(badge)[0].endswith("…")
    assert badge.get("aria-label") == f"{name}: Operational"


def test_no_name_becomes_markup(tmp_path: Path) -> None:
    name = '</text><script>alert(1)</script>&amp;\\"'
    files = made(tmp_path, {}, SMALL_SITE.replace("name: Search", f"name: '{name}'"))
    badge = drawn(files, "badges/search/status.svg")
    assert badge.get("aria-label") == f"{name}: Operational"
    assert {each.tag for each in badge.iter()} == {
        f"{SVG}{each}" for each in ("svg", "title", "clipPath", "rect", "g", "text")
    }


@given(st.from_regex(r"#[0-9a-f]{6}", fullmatch=True))
def test_text_on_any_colour_can_be_read(colour: str) -> None:
    def luminance(text: str) -> float:
        shares = [int(text[place : place + 2], 16) / 255 for place in (1, 3, 5)]
        linear = [share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    lighter, darker = sorted((luminance(ink_on(colour)), luminance(colour)), reverse=True)
    assert (lighter + 0.05) / (darker + 0.05) >= 4.5


def test_each_level_has_an_icon_in_its_colour_that_no_font_can_lack(tmp_path: Path) -> None:
    files = made_of_demo(tmp_path)
    icons = {path: drawn(files, path) for path in files if path.startswith("embed/levels/")}
    assert len(icons) == 8
    assert all(words(icon) == [] for icon in icons.values()), "glyphs are drawn, not written"
    colours = {path: icon.find(f"{SVG}rect") for path, icon in icons.items()}
    assert {rect.get("fill") for rect in colours.values() if rect is not None} >= {"#8f1239", "#1f7a4d"}
