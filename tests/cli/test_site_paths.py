"""A path that a message prints is found from every folder of the site; a path as typed comes first."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from afterword.cli import cli
from tests.sites import SMALLEST_ID, write_site

PRINTED = f"incidents/2026/{SMALLEST_ID}.yml"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return write_site(tmp_path / "site")


@pytest.mark.parametrize("folder", ["incidents", "incidents/2026", "docs"])
@pytest.mark.parametrize("command", ["check", "fmt"])
def test_a_printed_path_works_in_a_folder_of_the_site(
    site: Path, monkeypatch: pytest.MonkeyPatch, command: str, folder: str
) -> None:
    monkeypatch.chdir(site / folder)
    result = CliRunner().invoke(cli, [command, PRINTED])
    assert (result.exit_code, "1 " in result.output) == (0, True), result.output


def test_a_path_as_typed_comes_first(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inner = site / "incidents" / PRINTED
    inner.parent.mkdir(parents=True)
    shutil.copy(site / PRINTED, inner)
    inner.write_text("title: [\n", encoding="utf-8")
    monkeypatch.chdir(site / "incidents")
    assert CliRunner().invoke(cli, ["fmt", PRINTED]).exit_code == 2


def test_a_path_that_exists_nowhere_is_reported_as_typed(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(site / "docs")
    for command in ("check", "fmt"):
        result = CliRunner().invoke(cli, [command, "nowhere.yml"])
        assert (result.exit_code, result.output) == (2, "afterword: nowhere.yml does not exist\n")


def test_what_new_prints_is_what_check_accepts(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(site / "incidents")
    written = CliRunner().invoke(cli, ["new", "Search is slow again", "search=degraded", "-q"])
    assert written.exit_code == 0, written.output
    (name,) = (each.name for each in site.glob("incidents/*/*-again.yml"))
    assert CliRunner().invoke(cli, ["check", f"incidents/{name[:4]}/{name}"]).exit_code == 0
