"""`afterword init`: creating a site."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from afterword.cli import cli
from afterword.records.decode import decode_site
from afterword.records.page_facts import PageFacts


def test_a_new_site_passes_the_check_and_accepts_its_first_record(tmp_path: Path) -> None:
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
    result = CliRunner().invoke(cli, words)
    assert result.exit_code == 0, result.output
    created = CliRunner().invoke(
        cli, ["new", "--root", str(tmp_path), "--no-input", "--title", "Slow", "--component", "web"]
    )
    assert created.exit_code == 0, created.output
    checked = CliRunner().invoke(cli, ["check", "--root", str(tmp_path)])
    assert checked.exit_code == 0, checked.output


def test_a_component_keeps_a_name_with_a_comma(tmp_path: Path) -> None:
    CliRunner().invoke(cli, ["init", str(tmp_path), "--name", "Acme", "--component", "Upload, sync"])
    decoded = decode_site("status.yml", (tmp_path / "status.yml").read_bytes())
    assert decoded.model is not None, decoded.diagnostics
    assert [component.name for component in decoded.model.components] == ["Upload, sync"]


@pytest.mark.parametrize(
    ("name", "expected"), [("Acme: the Service", "acme-the-service"), ("東京", "status"), ("1", "1")]
)
def test_a_new_site_has_an_id_that_stays_when_its_name_changes(
    tmp_path: Path, name: str, expected: str
) -> None:
    CliRunner().invoke(cli, ["init", str(tmp_path), "--name", name])
    decoded = decode_site("status.yml", (tmp_path / "status.yml").read_bytes())
    assert decoded.model is not None, decoded.diagnostics
    assert decoded.model.page.id == expected
    assert decoded.model.page.slug == PageFacts(name=name).slug


def test_existing_files_are_not_changed(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text("site_name: Mine\n")
    result = CliRunner().invoke(cli, ["init", str(tmp_path), "--name", "Acme"])
    assert f"Kept  {tmp_path / 'mkdocs.yml'}" in result.output
    assert (tmp_path / "mkdocs.yml").read_text() == "site_name: Mine\n"


def test_a_zone_that_does_not_exist_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    result = CliRunner().invoke(cli, ["init", str(tmp_path), "--name", "Acme", "--timezone", "Berlin"])
    assert result.exit_code == 2
    assert "Europe/Berlin" in result.output
    assert not list(tmp_path.iterdir())


def test_git_ignores_the_built_site_and_an_existing_gitignore_is_not_changed(tmp_path: Path) -> None:
    words = ["--name", "Acme"]
    CliRunner().invoke(cli, ["init", str(tmp_path / "new"), *words])
    assert (tmp_path / "new" / ".gitignore").read_text() == "site/\n.site-*/\n"
    (tmp_path / "old").mkdir()
    (tmp_path / "old" / ".gitignore").write_text("mine\n")
    result = CliRunner().invoke(cli, ["init", str(tmp_path / "old"), *words])
    assert f"Kept  {tmp_path / 'old' / '.gitignore'}" in result.output
    assert (tmp_path / "old" / ".gitignore").read_text() == "mine\n"


@pytest.mark.parametrize("name", ["status.yml", "mkdocs.yml"])
def test_a_wrong_template_is_reported_with_its_line_before_anything_is_written(
    tmp_path: Path, name: str
) -> None:
    (tmp_path / "templates" / "scaffold").mkdir(parents=True)
    (tmp_path / "templates" / "scaffold" / f"{name}.j2").write_text("\n{% if %}\n")
    result = CliRunner().invoke(cli, ["init", str(tmp_path), "--name", "Acme"])
    assert result.exit_code == 2
    assert f"afterword: templates/scaffold/{name}.j2:2: " in result.output
    assert [entry.name for entry in tmp_path.iterdir()] == ["templates"]


@pytest.mark.parametrize(
    ("option", "text"), [("--name", "a\x1b[31mb"), ("--name", " "), ("--component", "two\nlines")]
)
def test_an_invalid_name_is_refused_before_anything_is_written(
    tmp_path: Path, option: str, text: str
) -> None:
    words = ["init", str(tmp_path / "site"), "--name", "Acme", option, text]
    result = CliRunner().invoke(cli, words)
    assert result.exit_code == 2, result.output
    assert option in result.output
    assert not (tmp_path / "site").exists()


@pytest.mark.parametrize(("zone", "today"), [("UTC", "2026-11-23"), ("Asia/Tokyo", "2026-11-24")])
def test_the_history_of_a_new_site_begins_today_in_its_zone(tmp_path: Path, zone: str, today: str) -> None:
    words = ["init", str(tmp_path), "--name", "Acme", "--timezone", zone, "--now", "2026-11-23 20:00"]
    result = CliRunner().invoke(cli, words)
    assert result.exit_code == 0, result.output
    assert f"since: {today}" in (tmp_path / "status.yml").read_text()


def test_a_new_site_claims_no_uptime_for_the_time_before_it(tmp_path: Path) -> None:
    words = ["--now", "2026-11-23 20:00"]
    CliRunner().invoke(cli, ["init", str(tmp_path), "--name", "Acme", *words])
    printed = CliRunner().invoke(cli, ["uptime", "--root", str(tmp_path), "--month", "2026-10", *words])
    assert printed.exit_code == 0, printed.output
    assert "100" not in printed.output


def test_the_next_step_mentions_components_only_if_none_were_named(tmp_path: Path) -> None:
    bare = CliRunner().invoke(cli, ["init", str(tmp_path / "bare"), "--name", "Acme"])
    assert "name your components" in bare.output
    words = ["init", str(tmp_path / "named"), "--name", "Acme", "--component", "Web"]
    named = CliRunner().invoke(cli, words)
    assert "name your components" not in named.output
    assert "Next: " in named.output


def test_the_mkdocs_configuration_of_a_new_site_needs_no_second_address(tmp_path: Path) -> None:
    CliRunner().invoke(cli, ["init", str(tmp_path), "--name", "Acme"])
    assert "site_url" not in (tmp_path / "mkdocs.yml").read_text()


def test_without_a_terminal_a_missing_name_is_reported_with_an_example(tmp_path: Path) -> None:
    result = CliRunner().invoke(cli, ["init", str(tmp_path / "site")], input="")
    assert result.exit_code == 2
    assert "afterword: --name is missing, and without a terminal it cannot be asked for" in result.output
    assert "`--name Example`" in result.output
    assert not (tmp_path / "site").exists()


def test_a_name_can_be_typed_or_piped(tmp_path: Path) -> None:
    result = CliRunner().invoke(cli, ["init", str(tmp_path)], input=" \nAcme\n")
    assert result.exit_code == 0, result.output
    assert "the text is empty" in result.output
    assert "name: Acme" in (tmp_path / "status.yml").read_text()


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (["--name", "Other"], "--name"),
        (["--component", "Web", "--timezone", "UTC"], "--component and --timezone"),
    ],
)
def test_options_that_an_existing_site_would_ignore_are_refused(
    tmp_path: Path, words: list[str], named: str
) -> None:
    CliRunner().invoke(cli, ["init", str(tmp_path), "--name", "Acme"])
    result = CliRunner().invoke(cli, ["init", str(tmp_path), *words])
    assert result.exit_code == 2
    assert f"status.yml exists already and would not be changed by {named}; edit it" in result.output


def test_missing_files_of_an_existing_site_are_written_without_a_question(tmp_path: Path) -> None:
    CliRunner().invoke(cli, ["init", str(tmp_path), "--name", "Acme"])
    (tmp_path / "mkdocs.yml").unlink()
    result = CliRunner().invoke(cli, ["init", str(tmp_path)], input="")
    assert result.exit_code == 0, result.output
    assert f"Kept  {tmp_path / 'status.yml'}\nWrote {tmp_path / 'mkdocs.yml'}\n" in result.output
    assert "site_name: Acme status" in (tmp_path / "mkdocs.yml").read_text()
