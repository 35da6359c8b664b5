"""Suggestions while a record is typed: most of these texts are not valid YAML."""

from __future__ import annotations

from pathlib import Path

import pytest

from afterword.editor.live_site import LiveSite
from tests.editor.typing import accepted, complete, item_named, labels, live
from tests.sites import SMALLEST_RECORD, write_site

SITE = """\
page: {name: Acme}
timezone: Europe/Berlin
groups:
  - {id: answers, name: Answers}
components:
  - {id: search, name: Search, description: What answers your searches.}
  - {id: api, name: API}
scopes:
  - {id: europe, name: Europe}
"""
OLDER = """\
title: The index was full
tags: [capacity, index]
windows:
  - {component: api, level: degraded, start: 2026-10-01 09:40, end: 2026-10-01 10:15}
action_items:
  - {id: a1, title: Warm the cache first, owner: team-search, status: open}
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> LiveSite:
    folder = tmp_path_factory.mktemp("site")
    records = {"2026-11-20-search-is-slow": SMALLEST_RECORD, "2026-10-01-index-full": OLDER}
    return live(write_site(folder, records, SITE))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("windows:\n  - component: |", ["api", "search"]),
        ("windows:\n  - {component: |", ["api", "search"]),
        ("windows:\n  - {component: sea|}\nupdates:\n", ["api", "search"]),
        ("windows:\n  - {level: degraded, components: [search, |", ["api", "search"]),
        ("windows:\n  - components:\n      - search\n      - |", ["api", "search"]),
        ("updates:\n  - {at: 2026-11-20 09:52, levels: {|", ["api", "search"]),
        ("severity: |", ["sev1", "sev2", "sev3", "sev4"]),
        ("severity: s|\nwindows:\n  - {", ["sev1", "sev2", "sev3", "sev4"]),
        ("visibility: |", ["internal", "public"]),
        ("kind: maintenance\nupdates:\n  - at: 2026-11-20 09:52\n    status: |", [
            "cancelled", "completed", "in_progress", "scheduled", "update", "verifying",
        ]),
        ("updates:\n- status: |", ["identified", "investigating", "monitoring", "resolved", "update"]),
        ("kind: notice\nstatus: |", ["current", "ended"]),
        ("tags: [|", ["capacity", "index"]),
        ("tags:\n  - in|", ["capacity", "index"]),
        ("tags:\n  |", ["capacity", "index"]),
        ("action_items:\n  - id: a1\n    owner: |", ["team-search"]),
        ("related:\n  - id: |", ["2026-10-01-index-full"]),
        ("related: [{id: 2026-10|", ["2026-10-01-index-full"]),
        ("related: [{id: 2027|", []),
        ("windows:\n  - {id: w1}\n  - {id: w2}\nsymptoms:\n  - {windows: [|", ["w1", "w2"]),
        ("root_causes:\n  - {id: cache}\naction_items:\n  - {addresses: [|", ["cache"]),
        ("windows:\n  - {scope: |", ["europe"]),
        ("scheduled: {completes_itself: |", ["false", "true"]),
        ("windows:\n  - {component: search, level: degraded, start: |", ["2026-11-23 13:00"]),
        ("timezone: UTC\nwindows:\n  - start: |", ["2026-11-23 12:00"]),
        ("corrections:\n  - on: |", ["2026-11-23"]),
        ("summary: |", []),
        ("title: Search is slow |", []),
        ("summary: >\n  Search is slow, status: |\n", []),
        ('summary: "Search is slow, {|', []),
        ('summary: "Search is\n  slow, {|', []),
        ("summary: 'It''s slow'\nseverity: |", ["sev1", "sev2", "sev3", "sev4"]),
        ('summary: "a \\" {"\nvisibility: |', ["internal", "public"]),
        ('summary: "no end\nvisibility: |', ["internal", "public"]),
        ("windows: [{\nvisibility: |", ["internal", "public"]),
        ("tags: [index, # |", ["afterword: ignore"]),
        ("tags: [index,\n  |\n  ]", ["capacity", "index"]),
        ("---\nvisibility: |", ["internal", "public"]),
        ("root_causes:\n  - {category: cap|", ["capacity"]),
        ("unknowns:\n  - {field: impact.rev|", ["impact.revenue"]),
        ("timezone: uns|", ["unstated"]),
    ],
)  # fmt: skip
def test_values(site: LiveSite, text: str, expected: list[str]) -> None:
    found = labels(site, text)
    if len(found) > 11:  # a list that an editor filters
        assert set(expected) <= set(found)
    else:
        assert found == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("windows:\n  - {component: search, level: |", ["under_maintenance", "degraded"]),
        ("updates:\n  - levels: {search: |", ["under_maintenance", "degraded"]),
    ],
)
def test_levels_are_in_the_order_of_the_scale(site: LiveSite, text: str, expected: list[str]) -> None:
    found = labels(site, text)
    assert found[:2] == expected
    assert found[-1] == "operational"


@pytest.mark.parametrize(
    ("text", "first", "absent"),
    [
        ("|", "title", ""),
        ("title: Search is slow\n|", "kind", "title"),
        ("title: Search is slow\nkind: incident\nsu|\nupdates:\n  - {", "number", "kind"),
        ("windows:\n  - |", "component", ""),
        ("windows:\n  - component: search\n    |", "level", "component"),
        ("windows:\n  - component: search\n    le|\n    start: 2026-11-20 09:40", "level", "start"),
        ("windows:\n- component: search\n  |\nupdates:", "level", "component"),
        ("windows:\n  - {component: search, |", "level", "component"),
        ("windows:\n  - {component: search, le|, start: 2026-11-20 09:40}", "level", "start"),
        ("windows:\n  - {component: search,\n     |", "level", "component"),
        ("windows:\n  - component: search\n    measure:\n      |", "metric", "level"),
        ("windows:\n  - component: search\n    measure: {|", "metric", "level"),
        ("post_mortem:\n  |", "status", "title"),
        ("detection:\n  |", "method", "title"),
    ],
)
def test_keys_at_this_level_the_required_ones_first(
    site: LiveSite, text: str, first: str, absent: str
) -> None:
    found = labels(site, text)
    assert found[0] == first
    assert absent not in found


def test_a_key_says_what_it_is_for_and_whether_it_is_required(site: LiveSite) -> None:
    item = item_named(complete(site, "windows:\n  - {|"), "level")
    assert item.detail == "required"
    assert "A level of `status.yml`." in item.documentation
    assert "Public." in item.documentation


@pytest.mark.parametrize(
    ("text", "label", "line"),
    [
        ("windows:\n  - component: search\n    le|", "level", "    level: "),
        ("windows:\n  |", "component", "  - component: "),
        ("windows:\n  - component: search\n  |", "level", "  - level: "),
        ("windows:\n  - {component: search, le|}", "level", "  - {component: search, level: }"),
        ("wind|", "windows", "windows:"),
        ("ti|: Search is slow", "title", "title: Search is slow"),
        ("windows:\n  - {component: sea|}", "search", "  - {component: search}"),
        ("windows:\n  - {component: sea|rch, level: degraded}", "api", "  - {component: api, level: degraded}"),
        ("tags:\n  |", "index", "  - index"),
        ("detection:\n  |", "method", "  method: "),
        ("# after|", "afterword: ignore", "# afterword: ignore "),
        ("title: x  # afterword: ignore missing-su|", "missing-summary",
         "title: x  # afterword: ignore missing-summary because "),
    ],
)  # fmt: skip
def test_an_accepted_suggestion_leaves_the_rest_of_the_line(
    site: LiveSite, text: str, label: str, line: str
) -> None:
    assert accepted(site, text, label) == line


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("review:\n  rules:\n    |", "missing-summary"),
        ("review: {rules: {missing-summary: |", "warning"),
        ("components:\n  - {id: search, name: Search, group: |", "answers"),
        ("timezone: Europe/|", "Europe/Berlin"),
        ("publish: {also: [|", "action_items.tracker"),
        ("uptime:\n  policy: |", "statuspage"),
        ("|", "page"),
    ],
)
def test_status_yml(site: LiveSite, text: str, label: str) -> None:
    assert label in labels(site, text, "status.yml")


def test_only_what_is_internal_can_be_published_in_addition(site: LiveSite) -> None:
    assert "title" not in labels(site, "publish: {also: [|", "status.yml")


def test_of_many_records_only_some_are_suggested_and_the_editor_asks_again(tmp_path: Path) -> None:
    records = {
        f"2026-11-{day:02}-outage-{number}": "title: x\n" for day in range(1, 21) for number in range(8)
    }
    many = live(write_site(tmp_path, records, SITE))
    found = complete(many, "related: [{id: |")
    assert (len(found.items), found.complete) == (100, False)
    assert found.items[0].label == "2026-11-20-outage-7"
    assert complete(many, "related: [{id: 2026-11-03|").complete


def test_suggestions_come_from_the_last_status_yml_that_could_be_used(tmp_path: Path) -> None:
    folder = write_site(tmp_path, site=SITE)
    before = live(folder)
    (folder / "status.yml").write_text("page: {name: Acme\n", "utf-8")
    after = live(folder, former=before)
    assert not after.usable
    assert labels(after, "windows:\n  - {component: |") == ["api", "search"]
