"""MkDocs publishes no record, template or `status.yml` as it is, however it comes to find one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort

from afterword.mkdocs_plugin.config_findings import read_config
from afterword.mkdocs_plugin.raw_sources import ADVICE
from tests.sites import MKDOCS, SMALLEST_ID, write_site

RECORD = f"incidents/2026/{SMALLEST_ID}.yml"


def _configure(folder: Path, *, plugin: str = "afterword", settings: str = "") -> None:
    (folder / "mkdocs.yml").write_text(f"{MKDOCS.replace('afterword', plugin)}{settings}\n")


def _root_in_docs(folder: Path) -> str:
    write_site(folder / "docs" / "status")
    _configure(folder, plugin="afterword: {root: docs/status}")
    return f"docs/status/{RECORD}"


def _records_as_docs(folder: Path) -> str:
    write_site(folder)
    _configure(folder, settings="docs_dir: incidents")
    return RECORD


def _link_in_docs(folder: Path) -> str:
    (write_site(folder) / "docs" / "raw").symlink_to("../incidents")
    return f"docs/raw/2026/{SMALLEST_ID}.yml"


def _link_to_settings(folder: Path) -> str:
    (write_site(folder) / "docs" / "settings.txt").symlink_to("../status.yml")
    return "docs/settings.txt"


def _records_as_theme(folder: Path) -> str:
    write_site(folder)
    _configure(folder, settings="theme: {name: material, font: false, custom_dir: incidents}")
    return RECORD


WAYS = [_root_in_docs, _records_as_docs, _link_in_docs, _link_to_settings, _records_as_theme]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("fast", ["true", "false"])
def test_mkdocs_refuses_to_publish_a_source(
    way: Callable[[Path], str], fast: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    name = way(tmp_path)
    config = load_config(str(tmp_path / "mkdocs.yml"))
    config.plugins["afterword"].config["fast"] = fast == "true"
    with pytest.raises(Abort):
        build(config)
    (message,) = [each.getMessage() for each in caplog.records if ADVICE in each.getMessage()]
    assert message.startswith(name.partition("/status/")[0])
    assert not [each for each in (tmp_path / "site").rglob("*") if each.suffix in (".yml", ".txt")]


@pytest.mark.parametrize("way", WAYS)
def test_a_check_finds_it(way: Callable[[Path], str], tmp_path: Path) -> None:
    name = way(tmp_path)
    found = [each for each in read_config(tmp_path)[1] if each.message == ADVICE]
    assert [each.location.file for each in found] == [name]


def test_a_site_next_to_the_pages_of_another_and_an_excluded_link_are_sound(tmp_path: Path) -> None:
    write_site(tmp_path / "status")
    (tmp_path / "docs" / "incidents").mkdir(parents=True)
    (tmp_path / "docs" / "incidents" / "policy.yml").write_text("ours: true\n")
    (tmp_path / "docs" / "raw").symlink_to("../status/incidents")
    _configure(tmp_path, plugin="afterword: {root: status}", settings="exclude_docs: /raw/")
    assert read_config(tmp_path)[1] == ()
    build(load_config(str(tmp_path / "mkdocs.yml")))
    published = [each.name for each in (tmp_path / "site").rglob("*.yml")]
    assert published == ["policy.yml"]
