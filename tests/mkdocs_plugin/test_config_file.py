"""The settings may be in `properdocs.yml`, as of ProperDocs, and the address in them agrees with that of the site."""

from __future__ import annotations

from pathlib import Path

from afterword.app.read_site import read_site
from afterword.cache.sound_config import is_known_sound
from afterword.mkdocs_plugin.check import check_site
from afterword.mkdocs_plugin.cli_options import CliOptions
from afterword.mkdocs_plugin.config_findings import read_config
from afterword.mkdocs_plugin.host import build_site
from tests.sites import MKDOCS, NOW, SMALL_SITE, SMALLEST_ID, write_site


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


def test_a_warm_build_has_the_new_address_of_the_settings_everywhere(tmp_path: Path) -> None:
    root = write_site(tmp_path)
    published = []
    for url in ("https://first.example/status/", "https://second.example/"):
        (root / "mkdocs.yml").write_text(f"{MKDOCS}site_url: {url}\n")
        build_site(root, root / "site", CliOptions(now=NOW))
        published.append((root / "site" / "history.rss").read_text())
        assert f"{url}incidents/{SMALLEST_ID}/" in published[-1]
        assert read_site(root).page.root == url
    files = [each for each in (root / "site").rglob("*") if each.is_file() and each.suffix != ".gz"]
    assert not [each for each in files if b"first.example" in each.read_bytes()]
