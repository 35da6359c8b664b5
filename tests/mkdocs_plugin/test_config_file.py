"""The settings may be in `properdocs.yml`, which ProperDocs reads in place of `mkdocs.yml`."""

from __future__ import annotations

from pathlib import Path

from afterword.mkdocs_plugin.check import check_site
from afterword.mkdocs_plugin.config_findings import read_config
from tests.sites import NOW, write_site


def test_a_finding_names_the_file_of_properdocs(tmp_path: Path) -> None:
    site = write_site(tmp_path)
    (site / "mkdocs.yml").rename(site / "properdocs.yml")
    with (site / "properdocs.yml").open("a") as file:
        file.write("unknown: 1\n")
    (finding,) = (each for each in check_site(site, NOW).diagnostics if each.rule == "mkdocs-config")
    assert (finding.location.file, finding.location.line) == ("properdocs.yml", 7)


def test_of_two_files_that_of_properdocs_is_read(tmp_path: Path) -> None:
    site = write_site(tmp_path)
    (site / "properdocs.yml").write_text("site_name: Another\nplugins: [afterword]\n")
    config, found = read_config(site)
    assert config
    assert (config.site_name, found) == ("Another", ())
