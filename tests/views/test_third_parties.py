"""A component that a third party runs says so on the pages that list it, on its own, and in the data."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from afterword.app.checking import check
from tests.sites import NOW, SMALL_SITE, output, prepared, write_site

PARTIES = """\
  - {id: mail, name: E-mail, third_party: {name: Post & Sons, url: "https://status.post.example/"}}
  - {id: maps, name: Maps, third_party: {name: Atlas}}
"""
SITE = SMALL_SITE.replace("  - {id: api, name: API}\n", PARTIES)
MAIL = 'Run by <a href="https://status.post.example/" rel="noopener">Post &amp; Sons</a>'


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    folder = write_site(tmp_path_factory.mktemp("site"), site=SITE)
    return output(prepared(folder))


@pytest.mark.parametrize("page", ["index.html", "components/index.html", "components/mail/index.html"])
def test_a_page_says_who_runs_a_component(files: dict[str, str], page: str) -> None:
    assert MAIL in files[page]


def test_without_an_address_the_name_is_no_link(files: dict[str, str]) -> None:
    assert "Run by Atlas<" in files["components/maps/index.html"]


def test_a_component_of_the_site_itself_says_nothing(files: dict[str, str]) -> None:
    assert "Run by" not in files["components/search/index.html"]


def test_the_data_have_its_name_and_address(files: dict[str, str]) -> None:
    listed = json.loads(files["data/v1/components.json"])["components"]
    assert [each["third_party"] for each in listed] == [
        None,
        {"name": "Post & Sons", "url": "https://status.post.example/"},
        {"name": "Atlas", "url": None},
    ]


def test_the_address_must_be_complete(tmp_path: Path) -> None:
    found = check(write_site(tmp_path, site=SITE.replace("https://status", "//status")), NOW).diagnostics
    assert [(each.rule, each.location.line) for each in found] == [("wrong-value", 6)]
