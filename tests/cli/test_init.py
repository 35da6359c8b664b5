"""Beginning a site from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from afterword.cli import cli


def test_a_new_site_passes_the_check_and_takes_its_first_record(tmp_path: Path) -> None:
    words = [
        "init",
        str(tmp_path),
        "--name",
        "Acme: the service",
        "--component",
        "Search API",
        "--component",
        "Web",
    ]
    said = CliRunner().invoke(cli, words)
    assert said.exit_code == 0, said.output
    begun = CliRunner().invoke(
        cli, ["new", "--root", str(tmp_path), "--no-input", "--title", "Slow", "--component", "web"]
    )
    assert begun.exit_code == 0, begun.output
    checked = CliRunner().invoke(cli, ["check", "--root", str(tmp_path)])
    assert checked.exit_code == 0, checked.output


def test_what_is_there_already_stays_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text("site_name: Mine\n")
    said = CliRunner().invoke(cli, ["init", str(tmp_path), "--name", "Acme"])
    assert "Kept  mkdocs.yml" in said.output
    assert (tmp_path / "mkdocs.yml").read_text() == "site_name: Mine\n"


def test_a_zone_that_does_not_exist_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    said = CliRunner().invoke(cli, ["init", str(tmp_path), "--name", "Acme", "--timezone", "Berlin"])
    assert said.exit_code == 2
    assert "Europe/Berlin" in said.output
    assert not list(tmp_path.iterdir())


def test_git_leaves_the_built_site_alone_and_a_gitignore_that_is_there_stays(tmp_path: Path) -> None:
    words = ["--name", "Acme"]
    CliRunner().invoke(cli, ["init", str(tmp_path / "new"), *words])
    assert (tmp_path / "new" / ".gitignore").read_text() == "site/\n.site-*/\n"
    (tmp_path / "old").mkdir()
    (tmp_path / "old" / ".gitignore").write_text("mine\n")
    said = CliRunner().invoke(cli, ["init", str(tmp_path / "old"), *words])
    assert "Kept  .gitignore" in said.output
    assert (tmp_path / "old" / ".gitignore").read_text() == "mine\n"


@pytest.mark.parametrize("name", ["status.yml", "mkdocs.yml"])
def test_a_wrong_template_is_named_with_its_line_before_anything_is_written(
    tmp_path: Path, name: str
) -> None:
    (tmp_path / "templates" / "scaffold").mkdir(parents=True)
    (tmp_path / "templates" / "scaffold" / f"{name}.j2").write_text("\n{% if %}\n")
    said = CliRunner().invoke(cli, ["init", str(tmp_path), "--name", "Acme"])
    assert said.exit_code == 2
    assert f"afterword: templates/scaffold/{name}.j2:2: " in said.output
    assert [entry.name for entry in tmp_path.iterdir()] == ["templates"]


@pytest.mark.parametrize(
    ("option", "text"), [("--name", "a\x1b[31mb"), ("--name", " "), ("--component", "two\nlines")]
)
def test_a_name_that_no_site_could_have_is_refused_before_anything_is_written(
    tmp_path: Path, option: str, text: str
) -> None:
    words = ["init", str(tmp_path / "site"), "--name", "Acme", option, text]
    said = CliRunner().invoke(cli, words)
    assert said.exit_code == 2, said.output
    assert option in said.output
    assert not (tmp_path / "site").exists()
