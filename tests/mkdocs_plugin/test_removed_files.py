"""A build names what it removes from the site, if somebody may have put it there by hand."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from afterword.mkdocs_plugin.cli_options import CliOptions
from afterword.mkdocs_plugin.host import build_site
from tests.sites import NOW, write_site


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
        "removed from site/, as no build writes them: google123.html; put such files into docs/, which each "
        "build copies"
    ]
    assert (site / "CNAME").read_text() == "status.acme.example"
    assert not (site / "google123.html").exists()
