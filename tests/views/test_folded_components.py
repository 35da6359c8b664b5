"""Where there are too many components for a page, their groups are folded, and pages of their own list them all."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from html import unescape
from pathlib import Path

import pytest

from tests.limits import lower_limits
from tests.sites import prepared, write_site

SITE = """\
page: {name: Acme, url: "https://status.acme.example/"}
timezone: UTC
review: {look_back: 1 min, rules: {site-without-url: off}}
groups:
  - {id: edge, name: Edge}
  - {id: core, name: Core, description: What everything needs.}
components:
"""
MEMBERS = {
    "edge": ("web", "dns", "cdn"),
    "core": ("db", "queue", "auth", "search", "files"),
    "": ("mail", "chat"),
}
RECORD = """\
title: Queues are slow
windows:
  - {components: [queue, mail], level: degraded, start: 2026-11-23 09:40}
  - {component: db, level: major_outage, start: 2026-10-02 09:40, end: 2026-10-02 13:40}
updates:
  - {at: 2026-11-23 09:52, status: investigating, body: We are looking into it.}
"""


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    lines = [
        f"  - {{id: {each}, name: {each.title()}{f', group: {group}' if group else ''}, since: 2026-01-01}}\n"
        for group, members in MEMBERS.items()
        for each in members
    ]
    folder = write_site(tmp_path_factory.mktemp("site"), {"2026-11-23-queues": RECORD}, SITE + "".join(lines))
    with pytest.MonkeyPatch.context() as patch:
        lower_limits(patch)
        return {page.address: page.html for page in prepared(folder).pages()}


def listed(html: str) -> list[str]:
    """Return the ids of the components whose rows a page has."""
    return re.findall(r'<div class="aw-component-level" data-aw-level="([^"]+)"', html)


def scheduled(html: str) -> set[str]:
    found = re.search(r"data-schedule='([^']+)'", html)
    assert found
    schedule = json.loads(unescape(found[1]))
    return {name for change in schedule["changes"] for name in change["levels"]}


def of_group(pages: Mapping[str, str], address: str) -> list[str]:
    return [html for each, html in pages.items() if re.fullmatch(rf"{address}(page-\d+/)?", each)]


@pytest.mark.parametrize("address", ["", "components/"])
def test_a_page_of_all_components_lists_those_that_are_affected_and_leads_to_the_others(
    pages: dict[str, str], address: str
) -> None:
    html = pages[address]

    assert listed(html) == ["queue", "mail"]
    folds = re.findall(
        r"<summary>Show all (\d+) components.*?data-aw-load><a href=\"[./]*([^\"]+)\"", html, re.DOTALL
    )
    assert folds == [("3", "groups/edge/"), ("5", "groups/core/"), ("2", "ungrouped/")]
    assert scheduled(html) == {"queue", "mail", "group.edge", "group.core"}


@pytest.mark.parametrize(
    ("group", "address"), [("edge", "groups/edge/"), ("core", "groups/core/"), ("", "ungrouped/")]
)
def test_the_pages_of_a_group_list_each_of_its_components_once(
    pages: dict[str, str], group: str, address: str
) -> None:
    own = of_group(pages, address)

    assert [each for html in own for each in listed(html)] == list(MEMBERS[group])
    assert all(len(listed(html)) < 4 for html in own)
    for html in own:
        assert scheduled(html) == {*listed(html), *([f"group.{group}"] if group else [])}


def test_a_compact_bar_has_only_affected_days_over_shared_plain_ones(pages: dict[str, str]) -> None:
    html = pages["groups/core/"]
    bars = dict(re.findall(r'id="days-([^"]+)">(.*?)</svg>', html, re.DOTALL))

    (plain,) = set(re.findall(r'<use xlink:href="#(aw-plain[^"]*)"/>', html))
    shared = re.search(rf'<g id="{plain}">(.*?)</g>', html, re.DOTALL)
    assert shared
    assert shared[1].count("<rect") == 90
    assert "23 November 2026, so far: Operational" in shared[1]
    assert re.findall(r"<title>(.*?):", bars["db"]) == ["2 October 2026"]
    assert all(x in shared[1] for x in re.findall(r' x="[^"]+"', bars["db"]))


def test_a_site_without_groups_is_folded_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lower_limits(monkeypatch)
    components = "".join(f"  - {{id: c{number}, name: C{number}}}\n" for number in range(9))
    folder = write_site(tmp_path, {}, SITE[: SITE.index("groups:")] + f"components:\n{components}")
    built = {page.address: page.html for page in prepared(folder).pages()}

    assert "Show all 9 components" in built[""]
    assert [each for html in of_group(built, "ungrouped/") for each in listed(html)] == [
        f"c{number}" for number in range(9)
    ]


def test_the_pages_of_a_group_have_the_breakdown_of_its_uptime(pages: dict[str, str]) -> None:
    assert "Calculation" in pages["groups/core/"]
    assert "Calculation" not in pages["components/"]
    assert "What everything needs." in pages["groups/core/"]


def test_a_component_leads_to_the_page_with_its_feeds(pages: dict[str, str]) -> None:
    for component in (each for members in MEMBERS.values() for each in members):
        found = re.search(r'href="\.\./\.\./(subscribe/[^#]*)#components"', pages[f"components/{component}/"])
        assert found
        assert f"/components/{component}/history.atom" in pages[found[1]]
        assert f'src="{"../" * found[1].count("/")}badges/{component}/status.svg"' in pages[found[1]]
