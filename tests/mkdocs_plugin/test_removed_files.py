"""A build names what it removes from the site, if somebody may have put it there by hand."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from afterword.mkdocs_plugin.cli_options import CliOptions
from afterword.mkdocs_plugin.host import build_site
from tests.sites import NOW, SMALLEST_ID, SMALLEST_RECORD, write_site


def removed(caplog: pytest.LogCaptureFixture) -> list[str]:
    messages = [each.getMessage() for each in caplog.records]
    return [each.partition(": ")[2].partition(";")[0] for each in messages if each.startswith("removed")]


def test_files_in_folders_are_named_but_for_those_of_builds_also_behind_a_link(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    root = write_site(tmp_path)
    site = root / "site"
    site.symlink_to("site.1")
    (root / "docs" / "us.md").write_text("Us\n")
    build_site(root, site, CliOptions(now=NOW))
    (root / "docs" / "us.md").unlink()
    for name in (
        ".well-known/security.txt",
        "incidents/old.json",
        "assets/old.css",
        *(f"f/{n}" for n in range(10)),
    ):
        (site / name).parent.mkdir(exist_ok=True)
        (site / name).write_text("ours")
    with caplog.at_level(logging.WARNING):
        build_site(root, site, CliOptions(now=NOW))
    assert removed(caplog) == [
        ".well-known/security.txt, f/0, f/1, f/2, f/3, f/4, f/5, f/6, f/7, f/8 and 1 more"
    ]
    assert not (site / ".well-known").exists()


def test_a_file_of_an_earlier_build_is_not_named(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    root = write_site(tmp_path, {SMALLEST_ID: f"{SMALLEST_RECORD}aliases: [2026-11-20-slow]\n"})
    site = root / "site"
    build_site(root, site, CliOptions(now=NOW))
    assert (site / "_redirects").is_file()
    record = root / "incidents" / "2026" / f"{SMALLEST_ID}.yml"
    record.write_text(f"{SMALLEST_RECORD}visibility: internal\n")
    with caplog.at_level(logging.WARNING):
        build_site(root, site, CliOptions(now=NOW))
    assert not (site / "_redirects").exists()
    assert removed(caplog) == []


def test_a_file_at_the_root_of_the_site_is_removed_by_name_unless_it_is_in_docs(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    root = write_site(tmp_path)
    site = root / "site"
    build_site(root, site, CliOptions(now=NOW))
    for name in ("CNAME", "google123.html"):
        (site / name).write_text("ours")
    (root / "docs" / "CNAME").write_text("status.acme.example")
    with caplog.at_level(logging.WARNING):
        build_site(root, site, CliOptions(now=NOW))
    assert [each.getMessage() for each in caplog.records if "removed" in each.getMessage()] == [
        "removed from site/, as this build does not write them: google123.html; put such files into docs/, "
        "which builds copy"
    ]
    assert (site / "CNAME").read_text() == "status.acme.example"
    assert not (site / "google123.html").exists()
