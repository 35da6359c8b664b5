"""Comparisons as HTML, Markdown and JSON: whole, safe against what records contain, and valid."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html import unescape
from html.parser import HTMLParser

import pytest
from jsonschema import Draft202012Validator

from afterword.records.record import Record
from afterword.report.diff_html import render_diff_html
from afterword.report.diff_json import render_diff_json
from afterword.report.diff_markdown import render_diff_markdown
from afterword.report.diff_text import render_diff
from afterword.review.neighbours import neighbours, record_traits
from afterword.review.sections import sections
from afterword.review.site_diff import SiteDiff, Unread
from tests.review.sides import DEMO_SITE, compared, demo_records, read
from tests.sites import REPOSITORY

ID = "2026-11-20-search-is-slow"
HOSTILE = "<img src=x onerror=alert(1)> </style><script>x</script> [a](javascript:x) \\u202e @everyone |"
RECORD = f"""\
title: Search is slow
summary: Searches took several seconds.
windows: [{{component: search, level: degraded, start: 2026-11-20 09:40, end: 2026-11-20 10:15}}]
updates:
  - {{at: 2026-11-20 09:52, status: investigating, body: "{HOSTILE}"}}
root_causes: [{{id: c, category: capacity, text: It was full.}}]
action_items: [{{id: a1, title: "{HOSTILE}", owner: "{HOSTILE}", status: open, due: 2026-11-01}}]
"""
SCHEMA = json.loads((REPOSITORY / "schema" / "diff-v1.json").read_text("utf-8"))
VOID = {"meta", "img"}


def record(old: str = "", new: str = "", record_id: str = ID) -> Record:
    return read(RECORD.replace(old, new) if old else RECORD, record_id)


def with_neighbours(diff: SiteDiff, *earlier: Record) -> SiteDiff:
    traits = [each for one in earlier if (each := record_traits(one))]
    mine = [each for one in diff.records if (each := record_traits(one.record))]
    found = (neighbours(each, traits, DEMO_SITE) for each in mine)
    return replace(diff, neighbours=tuple(each for each in found if each))


CHANGED = with_neighbours(
    compared([record()], [record("10:15", "11:15")]), record(record_id="2026-10-01-search-was-slow")
)
NEW = compared([], [record()])
GONE = compared([record()], [])
NOTHING = compared([record()], [record()])
DEMO = with_neighbours(compared([], demo_records()), *demo_records())
ALL = pytest.mark.parametrize("diff", [CHANGED, NEW, GONE, NOTHING, DEMO])


class _Page(HTMLParser):
    """Reads a page; raises AssertionError if its elements are not nested, or if it loads or runs anything."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: set[str] = set()
        self.targets: set[str] = set()
        self.headings: list[int] = []
        self.feed(text)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        assert tag not in ("script", "iframe", "object", "link", "form", "svg")
        assert not any(name.startswith("on") for name in given)
        source = given.get("src", "data:image/svg+xml;base64,")
        assert source.startswith("data:image/svg+xml;base64,")
        if tag == "img":
            assert given["alt"]
        if "href" in given:
            assert given["href"].startswith("#")
            self.targets.add(given["href"][1:])
        if "id" in given:
            assert given["id"] not in self.ids
            self.ids.add(given["id"])
        if re.fullmatch(r"h\d", tag):
            self.headings.append(int(tag[1]))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@ALL
def test_the_page_is_whole_and_loads_nothing(diff: SiteDiff) -> None:
    text = render_diff_html(diff)
    page = _Page(text)
    assert page.targets <= page.ids
    assert page.headings[0] == 1
    assert all(later <= earlier + 1 for earlier, later in zip(page.headings, page.headings[1:], strict=False))
    assert render_diff_html(diff) == text
    assert "prefers-color-scheme:dark" in text


@ALL
def test_the_page_has_every_line_and_every_value(diff: SiteDiff) -> None:
    shown = unescape(re.sub("<[^>]*>", "", render_diff_html(diff)))
    for section in sections(diff):
        assert section.title in shown
        for line in (line for group in section.groups for line in group.lines):
            assert line.name in shown
            for value in (line.before, line.after):
                assert value.replace("\u202e", "\ufffd") in shown


def test_what_records_contain_is_shown_as_text() -> None:
    for diff in (CHANGED, NEW, GONE):
        text = render_diff_html(diff)
        assert "<img src=x" not in text
        assert "<script>" not in text
        assert "\u202e" not in text
    assert "&lt;img src=x onerror=alert(1)&gt;" in render_diff_html(NEW)


def test_a_note_in_a_comment_mentions_no_one() -> None:
    outside_code = re.sub(r"(`+)(?!`).*?(?<!`)\1(?!`)", "", render_diff_markdown(CHANGED))
    assert "@everyone" not in outside_code
    assert "similar" in outside_code.lower()


def test_the_words_that_differ_are_marked() -> None:
    text = render_diff_html(CHANGED)
    assert "2026-11-20 <del>10:15</del>" in text
    assert "2026-11-20 <ins>11:15</ins>" in text


def test_charts_stand_side_by_side() -> None:
    assert render_diff_html(CHANGED).count("<img ") == 2
    assert render_diff_html(NEW).count("<img ") == 1
    assert "Charts that differ" not in render_diff_html(NOTHING)


def test_an_unfinished_action_item_of_a_similar_record_is_overdue() -> None:
    text = render_diff(CHANGED, whole=True, width=400)
    assert "≈ 2026-10-01-search-was-slow: Search is slow (same cause: capacity; same component:" in text
    assert re.search(r"⚑ a1: .* \(.*, due 2026-11-01, overdue\)", text)


def test_no_format_shows_a_secret() -> None:
    key = "AKIA" + "QX7RBN3VZ5TKW2LM"
    change = (
        "Searches took several seconds.",
        f"The key {key} was used, see https://a.example.com/?token={key}9.",
    )
    diff = compared([record()], [record(*change)])
    dropped = compared([record(*change)], [record()])
    titled = compared([], [record("Search is slow", f"Search {key} is slow")])
    for found in (diff, dropped, titled):
        for write in (render_diff, render_diff_json, render_diff_markdown, render_diff_html):
            assert key not in write(found)
            assert "AKIA" in write(found)


def test_what_could_not_be_compared_is_said() -> None:
    found = replace(NOTHING, unread=(Unread("HEAD", "incidents/2026/<b>.yml"),))
    sentence = "incidents/2026/<b>.yml has errors in HEAD, and is not compared"
    assert "incidents/2026/&lt;b&gt;.yml has errors" in render_diff_html(found)
    assert f"`{sentence}`" in render_diff_markdown(found)
    assert sentence in render_diff(found)
    assert json.loads(render_diff_json(found))["not_compared"] == [
        {"file": "incidents/2026/<b>.yml", "version": "HEAD"}
    ]
    for write in (render_diff, render_diff_markdown, render_diff_html):
        assert "no change" not in write(found)


def test_a_comment_that_is_too_long_has_the_first_lines_of_each_section() -> None:
    many = compared([], [record(record_id=f"2026-11-20-search-{number}") for number in range(400)])
    text = render_diff_markdown(many)
    assert len(text) < 65_536
    assert text.endswith("`afterword diff --all` shows the rest.\n")
    shown = [section.title for section in sections(many) if f"#### {section.title}" in text]
    assert shown[:2] == ["What readers see", "Numbers that move"]


def test_a_long_text_does_not_hide_the_others_in_a_comment() -> None:
    text = render_diff_markdown(
        compared([record()], [record("Searches took several seconds.", "word " * 15_000)])
    )
    assert len(text) < 65_536
    assert "#### What readers see" in text
    assert "word word" in text
    assert text.endswith("`afterword diff --all` shows the rest.\n")


@ALL
def test_json_is_valid_and_ascii(diff: SiteDiff) -> None:
    text = render_diff_json(diff)
    assert text.isascii()
    Draft202012Validator(SCHEMA).validate(json.loads(text))


def test_json_has_neighbours_and_call_outs() -> None:
    (found,) = json.loads(render_diff_json(CHANGED))["records"]
    (neighbour,) = found["neighbours"]
    assert (neighbour["id"], neighbour["causes"]) == ("2026-10-01-search-was-slow", ["capacity"])
    (item,) = neighbour["unfinished"]
    assert (item["id"], item["due"], item["overdue"], item["internal"]) == ("a1", "2026-11-01", True, False)
    (new,) = json.loads(render_diff_json(NEW))["records"]
    assert new["call_outs"]["names"] == []
    (window,) = (each for each in new["public"] if each["change"] == "window_added")
    assert window["path"] == ["windows", 0]
