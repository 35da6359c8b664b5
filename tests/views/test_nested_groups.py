"""A group in a group is shown below it; the outer one sums up its components and those of the groups in it."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import pytest

from afterword.app.checking import check
from afterword.records.day_span import DaySpan
from afterword.views import urls
from afterword.views.uptime.measurement import measure
from tests.limits import lower_limits
from tests.sites import NOW, output, prepared, write_site

SITE = """\
page: {name: Acme, url: "https://status.acme.example/"}
timezone: UTC
review: {look_back: 1 min, rules: {site-without-url: off}}
groups:
  - {id: frankfurt, name: Frankfurt, group: europe}
  - {id: billing, name: Billing}
  - {id: europe, name: Europe}
  - {id: paris, name: Paris, group: europe}
components:
  - {id: invoices, name: Invoices, group: billing, since: 2026-01-01}
  - {id: routing, name: Routing, group: europe, since: 2026-01-01}
  - {id: web-paris, name: Web Paris, group: paris, since: 2026-01-01}
  - id: web-frankfurt
    name: Web Frankfurt
    since: 2026-01-01
    group: [{group: paris}, {group: frankfurt, since: 2026-11-10}]
"""
RECORD = """\
title: Frankfurt is slow
windows:
  - {component: web-frankfurt, level: major_outage, start: 2026-11-05 00:00, end: 2026-11-06 00:00}
  - {component: web-frankfurt, level: degraded, start: 2026-11-23 09:40}
updates:
  - {at: 2026-11-23 09:52, status: investigating, body: We are looking into it.}
"""
RECORDS = {"2026-11-23-frankfurt": RECORD}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_site(tmp_path_factory.mktemp("site"), RECORDS, SITE)


@pytest.fixture(scope="module")
def files(site: Path) -> dict[str, str]:
    return output(prepared(site))


def test_a_group_in_another_comes_after_it_with_a_lower_heading(files: dict[str, str]) -> None:
    headings = re.findall(r"<(h[34])>(Billing|Europe|Frankfurt|Paris)<", files["index.html"])
    assert headings == [("h3", "Billing"), ("h3", "Europe"), ("h4", "Frankfurt"), ("h4", "Paris")]


def test_the_outer_group_has_the_worst_level_of_all(files: dict[str, str]) -> None:
    groups = json.loads(files["data/v1/components.json"])["groups"]
    assert {each["id"]: (each["level"], each["group"]) for each in groups} == {
        "frankfurt": ("degraded", "europe"),
        "billing": ("operational", None),
        "europe": ("degraded", None),
        "paris": ("operational", "europe"),
    }
    assert {each["id"]: each["components"] for each in groups}["europe"] == ["routing"]


def test_a_component_that_moved_within_the_outer_group_counts_once(site: Path) -> None:
    build = prepared(site)
    europe = next(each for each in build.context.site.groups if each.id == "europe")
    moved = build.context.site.component("web-frankfurt")
    assert [span for each, span in build.context.site.members_ever(europe) if each == moved] == [
        DaySpan(date(2026, 1, 1))
    ]
    of_group, of_moved = (measure(build.context, build.index, each, 30).uptime for each in (europe, moved))
    assert of_group
    assert of_moved
    assert of_group.ratio == (1 + 1 + of_moved.ratio) / 3


def test_only_a_group_with_groups_in_it_has_a_bar(files: dict[str, str]) -> None:
    assert re.findall(r'id="group-days-([^"]+)"', files["index.html"]) == ["europe"]
    table = re.findall(r'<tr data-aw-day="group-days-europe \d+">', files["index.html"])
    assert len(table) == 2


def test_its_bar_has_the_days_on_which_a_component_was_in_it(tmp_path: Path) -> None:
    with pytest.MonkeyPatch.context() as patch:
        lower_limits(patch)
        files = output(prepared(write_site(tmp_path, RECORDS, SITE)))
    days = {
        group: re.findall(rf'data-aw-day="group-days-{group} \d+">.*?datetime="([^"]+)"', page, re.DOTALL)
        for group in ("europe", "paris", "frankfurt")
        for page in [files[f"{urls.group(group)}index.html"]]
    }
    assert days == {
        "europe": ["2026-11-23", "2026-11-05"],
        "paris": ["2026-11-05"],
        "frankfurt": ["2026-11-23"],
    }


def test_statuspage_has_flat_groups_with_full_names(files: dict[str, str]) -> None:
    listed = json.loads(files["api/v2/components.json"])["components"]
    assert [(each["name"], each["components"]) for each in listed if each["group"]] == [
        ("Billing", ["invoices"]),
        ("Europe", ["routing"]),
        ("Europe: Frankfurt", ["web-frankfurt"]),
        ("Europe: Paris", ["web-paris"]),
    ]


def test_a_component_says_in_which_groups_it_is(files: dict[str, str]) -> None:
    assert "<li>Europe: Paris</li>" in files["components/web-paris/index.html"]


@pytest.mark.parametrize(
    ("outer", "rule", "line"),
    [
        ("frankfurt", "site-nested-group", 5),
        ("europe", "site-nested-group", 8),
        ("bilin", "site-unknown-group", 5),
    ],
)
def test_a_group_that_cannot_be_shown_is_reported(tmp_path: Path, outer: str, rule: str, line: int) -> None:
    site = SITE.replace("name: Frankfurt, group: europe", f"name: Frankfurt, group: {outer}")
    site = site.replace("name: Europe}", "name: Europe, group: billing}")
    found = check(write_site(tmp_path, RECORDS, site), NOW).diagnostics
    assert (rule, line) in [(each.rule, each.location.line) for each in found]
