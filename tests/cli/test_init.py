"""`afterword init`: creating a site."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from datetime import date
from pathlib import Path

import jsonschema
import pytest
import yaml
from click.testing import CliRunner

from afterword.app.errors import UserError
from afterword.cli import cli
from afterword.cli.commands import BY_NAME
from afterword.records.decode import decode_site
from afterword.records.page_facts import PageFacts
from tests.sites import DEMO


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


def init(folder: Path, *words: str, name: str | None = "Acme", typed: str = "") -> str:
    """Run `afterword init`, which must succeed; return its output."""
    named = [] if name is None else ["--name", name]
    result = CliRunner().invoke(cli, ["init", str(folder), *named, *words], input=typed)
    assert result.exit_code == 0, result.output
    return result.output


def again(folder: Path, *words: str, typed: str = "") -> str:
    return init(folder, *words, name=None, typed=typed)


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make what is typed come from a terminal."""
    monkeypatch.setattr("click.testing._NamedTextIOWrapper.isatty", lambda _: True, raising=False)


def test_a_new_site_builds_without_warnings(tmp_path: Path) -> None:
    init(tmp_path, "--url", "https://status.example.com/", "--component", "Search")
    built = CliRunner().invoke(cli, ["build", "--strict", "--root", str(tmp_path)])
    assert built.exit_code == 0, built.output
    assert "warning" not in built.output.lower()


def test_what_is_written_passes_yamllint(tmp_path: Path) -> None:
    init(tmp_path, "--component", "Search", "--timezone", "Europe/Berlin")
    late = [
        "Mail was late",
        "search",
        "--post-mortem",
        "--start",
        "-45m",
        "--end",
        "now",
        "--message",
        "Mail took hours.",
    ]
    planned = ["New disks", "search", "--kind", "maintenance", "--start", "+1d", "--end", "2h"]
    long = "Documents opened through a link load slowly, or not at all, for some customers in Europe"
    edits = (
        ["new", "Search is slow", "search", "--no-input"],
        ["new", *late, "--no-input"],
        ["new", *planned, "--no-input"],
        ["new", long, "search", "--message", f"{long}. {long}.", "--no-input"],
        ["maintenance", "schedule", long, "search", "--start", "+2d", "--end", "2h", "-y"],
        ["update", "is-slow", "--message", f"{long}: {long}.", "-y"],
        ["event", "is-slow", f"{long}. {long}.", "-y"],
        ["action", "add", "is-slow", long, "--owner", "search", "-y"],
        ["correct", "is-slow", f"{long}. {long}.", "-y"],
        ["draft", "is-slow", "-y"],
    )
    for words in edits:
        made = CliRunner().invoke(cli, [*words, "--root", str(tmp_path)])
        assert made.exit_code == 0, made.output
    lint = [sys.executable, "-m", "yamllint", "-f", "parsable", "."]
    done = subprocess.run(lint, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    # Warnings about the missing `---`, and about the key `on` of a correction.
    kinds = {line.rpartition("(")[2] for line in done.stdout.splitlines()}
    assert kinds == {"document-start)", "truthy)"}


def test_what_yaml_takes_for_something_else_is_quoted(tmp_path: Path) -> None:
    names = ("null", "yes", "1.0", "~", "0x1f", "2026-01-01")
    init(tmp_path, *(word for name in names for word in ("--component", name)))
    components = yaml.safe_load((tmp_path / "status.yml").read_text())["components"]
    assert [each["name"] for each in components] == [*names]
    assert [each["id"] for each in components] == ["null", "yes", "1-0", "component-4", "0x1f", "2026-01-01"]
    made = CliRunner().invoke(
        cli, ["new", "Search is slow", "null=degraded", "--no-input", "--root", str(tmp_path)]
    )
    assert made.exit_code == 0, made.output
    checked = CliRunner().invoke(cli, ["check", "--root", str(tmp_path)])
    assert checked.exit_code == 0, checked.output


def test_the_pages_of_a_new_site_look_like_the_demo(tmp_path: Path) -> None:
    init(tmp_path)
    ours, demo = (yaml.safe_load((root / "mkdocs.yml").read_text()) for root in (tmp_path, DEMO))
    assert ours["theme"] == demo["theme"]
    assert ours["extra"] == demo["extra"]


def test_a_folder_becomes_a_git_repository_unless_it_is_in_one(tmp_path: Path) -> None:
    assert f"Made {tmp_path / 'new'} a git repository" in init(tmp_path / "new")
    assert (tmp_path / "new" / ".git").is_dir()
    assert (tmp_path / "new" / ".pre-commit-config.yaml").is_file()
    assert "git repository" not in again(tmp_path / "new")

    assert "git repository" not in init(tmp_path / "new" / "below")
    assert not (tmp_path / "new" / "below" / ".git").exists()
    assert not (tmp_path / "new" / "below" / ".pre-commit-config.yaml").exists()
    assert "pre-commit" not in (tmp_path / "new" / "below" / "README.md").read_text()

    assert "git repository" not in init(tmp_path / "none", "--no-git")
    assert not (tmp_path / "none" / ".git").exists()


def test_a_machine_without_git_is_told_how_to_go_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    result = CliRunner().invoke(cli, ["init", str(tmp_path / "site"), "--name", "Acme"])
    assert result.exit_code == 2
    assert "no git repository was made: git is not installed; use `--no-git` to leave it out" in result.output


@pytest.mark.slow
def test_the_hooks_of_a_new_site_check_a_commit(tmp_path: Path) -> None:
    init(tmp_path)
    program = tmp_path / "bin" / "afterword"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m afterword "$@"\n')
    program.chmod(0o755)
    environment = {
        **os.environ,
        "PATH": f"{program.parent}:{os.environ['PATH']}",
        "PRE_COMMIT_HOME": str(tmp_path / "home"),
    }

    def check() -> subprocess.CompletedProcess[str]:
        subprocess.run(["git", "add", "status.yml"], cwd=tmp_path, check=True)
        asked = [sys.executable, "-m", "pre_commit", "run"]
        return subprocess.run(
            asked, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
        )

    passed = check()
    assert passed.returncode == 0, passed.stdout
    assert "Passed" in passed.stdout
    (tmp_path / "status.yml").write_text("page: {}\n")
    assert check().returncode == 1


def test_the_readme_names_commands_that_exist(tmp_path: Path) -> None:
    init(tmp_path, "--component", "Search")
    text = (tmp_path / "README.md").read_text()
    assert text.startswith("# Acme status\n\n")
    assert set(re.findall(r"`?\bafterword ([a-z][\w-]*)", text)) <= {*BY_NAME}


def test_editors_find_the_schema_of_the_file(tmp_path: Path) -> None:
    init(tmp_path)
    text = (tmp_path / "status.yml").read_text()
    (line,) = re.findall(r"^# yaml-language-server: \$schema=(.*)$", text, re.MULTILINE)
    schema = json.loads((tmp_path / line).read_text())
    site = yaml.safe_load(text)
    site["components"][0]["since"] = str(site["components"][0]["since"])
    jsonschema.validate(site, schema)
    CliRunner().invoke(cli, ["new", "Search is slow", "--no-input", "--root", str(tmp_path)])
    (record,) = (tmp_path / "incidents").glob("*/*.yml")
    first = record.read_text().splitlines()[0]
    path = record.parent / first.removeprefix("# yaml-language-server: $schema=")
    assert record.stem not in path.read_text()
    assert "Wrote" in again(tmp_path)
    assert record.stem in path.read_text()


def test_running_it_again_changes_nothing(tmp_path: Path) -> None:
    init(tmp_path)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    printed = again(tmp_path)
    assert "Wrote" not in printed
    assert "differs" not in printed
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


def test_a_file_that_differs_is_kept_without_a_terminal_and_replaced_by_force(tmp_path: Path) -> None:
    init(tmp_path)
    (tmp_path / "README.md").write_text("Mine\n")
    (tmp_path / "status.yml").write_text("page: {name: Other}\n")
    kept = f"Kept  {tmp_path / 'README.md'}, which differs; `afterword init --force` replaces it"
    assert kept in again(tmp_path)
    assert (tmp_path / "README.md").read_text() == "Mine\n"
    printed = again(tmp_path, "--force")
    assert f"Wrote {tmp_path / 'README.md'}" in printed
    assert f"Kept  {tmp_path / 'status.yml'}\n" in printed
    assert (tmp_path / "README.md").read_text().startswith("# Other status\n")
    assert (tmp_path / "status.yml").read_text() == "page: {name: Other}\n"


@pytest.mark.usefixtures("terminal")
@pytest.mark.parametrize(("answer", "replaced"), [("y", True), ("n", False), ("", False)])
def test_in_a_terminal_a_difference_is_shown_and_asked_about(
    tmp_path: Path, answer: str, replaced: bool
) -> None:
    init(tmp_path)
    (tmp_path / "README.md").write_text("Mine\n")
    printed = again(tmp_path, typed=f"{answer}\n")
    assert "\n-Mine\n+# Acme status\n" in printed
    assert f"Replace {tmp_path / 'README.md'}? [y/N]" in printed
    assert ((tmp_path / "README.md").read_text() != "Mine\n") is replaced


def test_a_gitignore_only_gets_what_it_lacks(tmp_path: Path) -> None:
    (tmp_path / ".gitignore").write_text("mine\nsite/")
    init(tmp_path)
    assert (tmp_path / ".gitignore").read_text() == "mine\nsite/"
    again(tmp_path, "--force")
    assert (tmp_path / ".gitignore").read_text() == "mine\nsite/\n.site-*/\n"
    assert f"Kept  {tmp_path / '.gitignore'}\n" in again(tmp_path)


@pytest.mark.parametrize("second", ["Search", "search", " SEARCH "])
def test_a_component_that_is_given_twice_is_refused(tmp_path: Path, second: str) -> None:
    words = ["init", str(tmp_path / "x"), "--name", "Acme", "--component", "Search", "--component", second]
    result = CliRunner().invoke(cli, words)
    assert result.exit_code == 2
    assert "--component" in result.output
    assert f"`{second}` is given twice; name each component once" in result.output
    assert not (tmp_path / "x").exists()


def test_what_no_option_says_is_asked(tmp_path: Path) -> None:
    typed = "Acme\nSearch, search\nSearch, API\nBerlin\nEurope/Berlin\n\n2026-13-01\n2199-01-01\n2026-01-01\n"
    printed = init(tmp_path, name=None, typed=typed)
    assert "`search` is given twice" in printed
    assert "2199-01-01 is in the future" in printed
    site = yaml.safe_load((tmp_path / "status.yml").read_text())
    assert site["timezone"] == "Europe/Berlin"
    first = date(2026, 1, 1)
    assert site["components"] == [
        {"id": "search", "name": "Search", "since": first},
        {"id": "api", "name": "API", "since": first},
    ]
    assert "url" not in site["page"]


def test_the_history_may_begin_before_today(tmp_path: Path) -> None:
    init(tmp_path, "--since", "2026-01-01")
    assert "since: 2026-01-01" in (tmp_path / "status.yml").read_text()


def test_it_ends_with_the_address_of_the_handbook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("afterword.cli.init.handbook", lambda: "https://afterword.example/")
    assert init(tmp_path).endswith("\nThe handbook is at https://afterword.example/\n")
    assert "The handbook is at <https://afterword.example/>.\n" in (tmp_path / "README.md").read_text()


@pytest.mark.parametrize(
    ("source", "typed"),
    [
        ("afterword==1.2.3", "pip install afterword"),
        (
            f"afterword @ git+ssh://git@git.example.com/a@{'0' * 40}",
            "pip install git+ssh://git@git.example.com/a",
        ),
        ("afterword @ https://example.com/a.whl", "pip install https://example.com/a.whl"),
        ("", "pip install ."),
    ],
)
def test_the_readme_says_what_installs_this_afterword(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, source: str, typed: str
) -> None:
    def own() -> str:
        if not source:
            raise UserError("installed from a folder")
        return source

    monkeypatch.setattr("afterword.app.install_source.own_requirement", own)
    init(tmp_path)
    readme = (tmp_path / "README.md").read_text()
    assert f"`{typed}`" in readme
    # What the other files refer to is there.
    assert "The handbook is" in readme
    assert "README.md\n# says where it is" in (tmp_path / "status.yml").read_text()
    assert (tmp_path / "schema" / "site-v1.json").is_file()


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


def test_the_settings_of_properdocs_take_the_place_of_those_of_mkdocs(tmp_path: Path) -> None:
    CliRunner().invoke(cli, ["init", str(tmp_path), "--name", "Acme"])
    (tmp_path / "mkdocs.yml").rename(tmp_path / "properdocs.yml")
    (tmp_path / "README.md").unlink()
    result = CliRunner().invoke(cli, ["init", str(tmp_path)], input="")
    assert f"Kept  {tmp_path / 'properdocs.yml'}\n" in result.output
    assert not (tmp_path / "mkdocs.yml").exists()
    assert "| `properdocs.yml` |" in (tmp_path / "README.md").read_text()


@pytest.mark.parametrize(
    ("language", "level", "entry"),
    [("de", "Teilausfall", "Verlauf"), ("ar", "انقطاع جزئي", "السجل"), ("ja", "一部停止", "履歴")],
)
def test_a_site_begins_in_its_language(tmp_path: Path, language: str, level: str, entry: str) -> None:
    init(tmp_path, "--language", language)
    status, look = ((tmp_path / name).read_text(encoding="utf-8") for name in ("status.yml", "mkdocs.yml"))
    assert f"language: {language}\n" in status
    assert f"name: {level}, status: partial_outage" in status
    assert f"  - {entry}: history/index.md\n" in look
    checked = CliRunner().invoke(cli, ["check", "--strict", "--root", str(tmp_path)])
    assert "error" not in checked.output


def test_a_country_is_no_language(tmp_path: Path) -> None:
    result = CliRunner().invoke(cli, ["init", str(tmp_path), "--name", "Acme", "--language", "jp"])
    assert result.exit_code == 2
    assert "--language" in result.output
    assert not (tmp_path / "status.yml").exists()
