"""The settings may be in `properdocs.yml`, as of ProperDocs, and their address is that of `status.yml`."""

from __future__ import annotations

from pathlib import Path

from afterword.cache.sound_config import is_known_sound
from afterword.mkdocs_plugin.check import check_site
from afterword.mkdocs_plugin.config_findings import read_config
from tests.sites import NOW, SMALL_SITE, write_site


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


def test_two_addresses_of_a_site_are_found_also_after_a_change_of_the_other_file(tmp_path: Path) -> None:
    site = write_site(tmp_path)
    with (site / "mkdocs.yml").open("a") as file:
        file.write("site_url: https://acme.example/docs\n")

    def found(url: str) -> list[tuple[int, str]]:
        (site / "status.yml").write_text(SMALL_SITE.replace("Acme}", f"Acme, id: acme, url: {url}}}"))
        findings = () if is_known_sound(site) else check_site(site, NOW).diagnostics
        return [(each.location.line, each.example) for each in findings if each.rule == "mkdocs-config"]

    assert found("https://acme.example/docs/") == []
    assert is_known_sound(site)
    assert found("https://acme.example/status") == [(7, "site_url: https://acme.example/status/")]
