"""The chart of a record as a self-contained SVG file."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

from tests.formats.made import made, made_of, made_of_demo
from tests.sites import SMALLEST_ID, SMALLEST_RECORD, write_site

SVG = "{http://www.w3.org/2000/svg}"
PICTURE = f"incidents/{SMALLEST_ID}/timeline.svg"


def words(picture: ElementTree.Element) -> list[str]:
    return ["".join(each.itertext()) for each in picture.iter(f"{SVG}text")]


def test_a_picture_says_what_it_shows_without_the_page(tmp_path: Path) -> None:
    picture = ElementTree.fromstring(made(tmp_path)[PICTURE])
    assert picture.findtext(f"{SVG}title") == "Search is slow: what was affected, and when"
    assert "Search: Degraded for 35 min" in (picture.findtext(f"{SVG}desc") or "")
    said = words(picture)
    assert said[0] == "Search is slow"
    assert said[1] == "Incident, 20 November 2026, 09:40 – 10:15 (UTC)"
    assert {"Search", "▲ Degraded", "Updates", "Investigating", "Resolved", "Acme. Times in UTC."} <= set(
        said
    )


def test_milestones_are_labelled_in_a_picture(tmp_path: Path) -> None:
    text = SMALLEST_RECORD + "milestones: {detected: 2026-11-20 09:45}\n"
    said = words(ElementTree.fromstring(made(tmp_path, {SMALLEST_ID: text})[PICTURE]))
    assert {"Started 09:40", "Detected 09:45", "Resolved 10:15"} <= set(said)


def test_a_record_without_windows_has_no_picture(tmp_path: Path) -> None:
    text = "title: A near miss\nkind: near_miss\nsummary: Nothing happened.\n"
    assert not [
        path for path in made(tmp_path, {"2026-11-20-a-near-miss": text}) if path.endswith("timeline.svg")
    ]


def test_every_picture_of_the_demo_is_whole_and_loads_nothing(tmp_path: Path) -> None:
    pictures = {path: data for path, data in made_of_demo(tmp_path).items() if path.endswith("timeline.svg")}
    assert len(pictures) >= 15
    for path, data in pictures.items():
        picture = ElementTree.fromstring(data)
        drawn = {each.get("id") for each in picture.iter()}
        wanted = re.findall(r'(?:xlink:href="|url\()#([\w-]+)', data.decode())
        assert set(wanted) <= drawn, path
        assert not re.search(rb"<script|<image|@import|url\([^#]|\son\w+=", data), path
        assert {url for url in re.findall(rb'https?://[^"<]*', data) if b"w3.org" not in url} == set(), path


def test_only_the_patterns_and_signs_that_are_drawn_are_in_it(tmp_path: Path) -> None:
    text = made(tmp_path)[PICTURE].decode()
    assert 'id="aw-pattern-dots"' in text
    assert 'id="aw-pattern-cross-hatch"' not in text
    assert 'id="aw-mark-number"' not in text


def test_a_title_in_any_script_does_not_break_out(tmp_path: Path) -> None:
    title = '</text><script>alert("1")</script> & 検索が遅い بحث'
    text = SMALLEST_RECORD.replace("title: Search is slow", f"title: '{title}'")
    picture = ElementTree.fromstring(made(tmp_path, {SMALLEST_ID: text})[PICTURE])
    assert not list(picture.iter(f"{SVG}script"))
    assert title in (picture.findtext(f"{SVG}title") or "")


def test_a_site_with_templates_of_its_own_gets_the_same_pictures_and_badges(tmp_path: Path) -> None:
    root = write_site(tmp_path)
    packaged = made_of(root)
    own = root / "templates" / "pages"
    own.mkdir(parents=True)
    (own / "own.html.j2").write_text("", encoding="utf-8")  # from now on all templates run in the sandbox
    assert made_of(root) == packaged
