"""Each file of an internal build says that it is internal, if its format has a place for it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping

import pytest
from click.testing import CliRunner

from afterword.cli import cli
from afterword.formats.hosting import NOT_LISTED
from tests.sites import SMALL_SITE, SMALLEST_ID, SMALLEST_RECORD, write_site

SITE = SMALL_SITE.replace("{name: Acme}", "{name: Acme, url: https://status.acme.example/}").replace(
    "{id: api, name: API}", "{id: api, name: API, aliases: [old-api]}"
)
RECORD = (
    SMALLEST_RECORD
    + """\
aliases: [2026-11-20-searches-fail]
action_items: [{id: a1, title: Warm the cache first, status: done, closed: 2026-11-21}]
"""
)


def _says(*words: str) -> Callable[[str], bool]:
    return lambda text: all(word in text for word in words)


def _audience(text: str) -> bool:
    return bool(json.loads(text)["audience"] == "internal")


MARKED: Mapping[str, Callable[[str], bool]] = {
    r"(.*/)?index\.html|404\.html": _says(">Internal", "noindex"),
    r"(.*/)?(history|updates)\.(rss|atom)": _says("<title>Internal – "),
    r"(.*/)?(feed|updates)\.json": lambda text: json.loads(text)["title"].startswith("Internal – "),
    r"(.*/)?calendar\.ics": _says("\r\nNAME:Internal – ", "\r\nX-WR-CALNAME:Internal – "),
    r"api/v2/.*\.json": lambda text: json.loads(text)["page"]["name"].startswith("Internal – "),
    r"data/v1/(?!schema/).*\.json": _audience,
    r"components/.*/(statements|months)\.json": _audience,
    r"components/.*/(statements|months)\.csv": _says(",audience\r\n", ",internal\r\n"),
    r"badges/.*\.svg": _says(">Internal – "),
    r"badges/.*\.json": lambda text: json.loads(text)["label"].startswith("Internal – "),
    r"incidents/.*/timeline\.svg": _says("Internal – not for publication."),
    r"embed/status\.json": lambda text: json.loads(text)["name"].startswith("Internal – "),
    r"embed/news\.json": _audience,
    r"_headers": _says(f"X-Robots-Tag: {NOT_LISTED}", "Cache-Control: private"),
    r"robots\.txt": _says("internal", "Disallow: /"),
}
"""How the files that match a pattern say it."""
WITHOUT_PLACE = {
    r"assets/.*": "the same in every site",
    r"embed/(status\.js|levels/.*\.svg)": "the same in both builds of a site",
    r"data/v1/schema/.*\.json": "the same in every site",
    r"_redirects": "rules for the host",
    r"sitemap\.xml(\.gz)?": "addresses alone, for search engines, which the other files keep away",
    r"search/search_index\.json": "what MkDocs shows in its pages",
}


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    site = write_site(tmp_path_factory.mktemp("internal"), {SMALLEST_ID: RECORD}, SITE)
    (site / "docs" / "support.md").write_text("# Support\n\nCall us.\n", encoding="utf-8")
    (site / "docs" / "robots.txt").write_text("User-agent: *\nAllow: /\n", encoding="utf-8")
    words = ["build", "--root", str(site), "--now", "2026-12-01 12:00", "--audience", "internal"]
    result = CliRunner().invoke(cli, words)
    assert result.exit_code == 0, result.output
    return {
        file.relative_to(site / "site").as_posix(): file.read_bytes()
        for file in sorted((site / "site").rglob("*"))
        if file.is_file()
    }


@pytest.mark.parametrize("pattern", MARKED)
def test_a_kind_of_file_says_that_it_is_internal(files: dict[str, bytes], pattern: str) -> None:
    found = {name: data for name, data in files.items() if re.fullmatch(pattern, name)}
    assert found
    assert [name for name, data in found.items() if not MARKED[pattern](data.decode())] == []


def test_every_file_is_of_a_known_kind(files: dict[str, bytes]) -> None:
    kinds = (*MARKED, *WITHOUT_PLACE)
    assert [name for name in files if sum(bool(re.fullmatch(kind, name)) for kind in kinds) != 1] == []
    assert [kind for kind in WITHOUT_PLACE if not any(re.fullmatch(kind, name) for name in files)] == []


def test_no_other_site_may_read_an_internal_build(files: dict[str, bytes]) -> None:
    assert b"Access-Control-Allow-Origin" not in files["_headers"]
