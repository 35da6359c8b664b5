"""`site_url` in `mkdocs.yml` is the address of a site that states none, for every command."""

from __future__ import annotations

from pathlib import Path

import pytest

from afterword.app.checking import check
from afterword.app.diff import compare
from afterword.app.read_site import read_site
from afterword.editor.live_site import read_live_site
from afterword.source.site_source import site_url_in
from tests.repositories import repository
from tests.sites import MKDOCS, NOW, SMALL_SITE, write_site

WITHOUT_URL = SMALL_SITE.replace("{name: Acme}", "{name: Acme, id: acme}").replace(
    ", rules: {site-without-url: off}", ""
)
FIRST, SECOND = "https://first.example/status/", "https://second.example/"


def with_url(root: Path, url: str, name: str = "mkdocs.yml") -> None:
    (root / name).write_text(f"{MKDOCS}site_url: {url}\n")


@pytest.mark.parametrize(
    ("config", "expected"),
    [
        (f"site_url: {FIRST}\nplugins: [afterword]\n", FIRST),
        (f"site_name: 1\n'site_url' : \"{FIRST}\" # here\n", FIRST),
        (f"hooks: !!python/name:os.remove\nvalue: !ENV [A, b]\nsite_url: {FIRST}\n", FIRST),
        (f"? [a, b]\n: c\nextra: &x {{site_url: {SECOND}}}\nmore: *x\nsite_url: {FIRST}\n", FIRST),
        (f"site_url: {SECOND}\nsite_url: {FIRST}\n", FIRST),
        (f"site_url: !ENV [URL, '{FIRST}']\n", ""),
        ("site_url: !ENV URL\n", ""),
        (f"site_url: {FIRST}\nhooks: [\n", ""),
        (f"extra: {{site_url: {FIRST}}}\n", ""),
        (f"[site_url, {FIRST}]\n", ""),
        ("site_url", ""),
        ("[" * 100_000 + "site_url", ""),
        ("site_url:\n", ""),
        ("", ""),
    ],
)
def test_the_address_is_read_from_the_text_without_running_anything(config: str, expected: str) -> None:
    assert site_url_in(config.encode()) == expected


@pytest.mark.parametrize("name", ["mkdocs.yml", "properdocs.yml"])
def test_it_is_the_default_of_the_address_and_no_more(tmp_path: Path, name: str) -> None:
    root = write_site(tmp_path, site=WITHOUT_URL)
    assert [each.rule for each in check(root, NOW).diagnostics] == ["site-without-url"]
    with_url(root, FIRST, name)
    assert check(root, NOW).diagnostics == ()
    assert read_site(root).page.root == FIRST
    assert read_live_site(root, NOW, (), None).findings("status.yml", WITHOUT_URL, NOW) == ()
    with_url(root, "nowhere", name)
    assert [each.rule for each in check(root, NOW).diagnostics] == ["site-without-url"]
    with_url(root, FIRST, name)
    (root / "status.yml").write_text(WITHOUT_URL.replace("id: acme", f"id: acme, url: {SECOND}"))
    assert read_site(root).page.root == SECOND


def test_a_diff_reads_the_address_of_each_version(tmp_path: Path) -> None:
    root = write_site(tmp_path / "site", site=WITHOUT_URL)
    with_url(root, FIRST)
    repository(root)
    (root / "mkdocs.yml").write_text(MKDOCS)
    assert [each.rule for each in compare(root, ("HEAD",), NOW).findings.new] == ["site-without-url"]
