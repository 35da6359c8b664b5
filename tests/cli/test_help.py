"""What the commands say about themselves, and how they refuse options."""

from __future__ import annotations

import shlex
import socket
import subprocess
import sys
from itertools import takewhile
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from afterword.checks.rule_pages import every_page
from afterword.cli import cli
from afterword.cli.commands import BY_NAME, COMMANDS, Listed
from tests.sites import write_site

each_command = pytest.mark.parametrize("listed", BY_NAME.values(), ids=lambda each: each.name)


def test_the_help_lists_each_command_by_use_with_a_whole_sentence() -> None:
    result = CliRunner().invoke(cli, ["--help"], terminal_width=80)
    for use, listed in COMMANDS.items():
        lines = result.output.partition(f"{use}:\n")[2].splitlines()
        for each, line in zip(listed, lines, strict=False):
            assert line.split() == [each.name, *each.help.split()]
            assert line.endswith(".")


@each_command
def test_each_command_is_under_its_name_and_only_the_list_says_what_it_is_for(listed: Listed) -> None:
    command = listed.load()
    assert command.name == listed.name
    assert command.short_help in (None, listed.help)


@each_command
def test_the_help_of_each_command_ends_with_examples_of_it(listed: Listed) -> None:
    result = CliRunner().invoke(cli, [listed.name, "--help"], prog_name="afterword")
    assert result.exit_code == 0
    shown = result.output.partition("\n  Examples:\n")[2].splitlines()
    assert shown
    assert all(line.strip().startswith(f"afterword {listed.name}") for line in shown)


@each_command
def test_the_options_of_examples_exist(
    listed: Listed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "review.md").touch()  # which `comment` needs to exist
    command = cli.get_command(click.Context(cli), listed.name)
    assert command is not None
    for example in (command.epilog or "").splitlines()[2:]:
        words = [*takewhile(lambda word: word[:1] not in "<>|&", shlex.split(example, comments=True)[1:])]
        _parse(cli, "afterword", words, None)


def _parse(command: click.Command, name: str, words: list[str], parent: click.Context | None) -> None:
    """Parse words as a command does, without running it. Raises click's UsageError for wrong ones."""
    context = command.make_context(name, words, parent)
    if isinstance(command, click.Group):
        found, below, rest = command.resolve_command(context, [*context._protected_args, *context.args])
        assert found is not None
        assert below is not None
        _parse(below, found, rest, context)


def test_the_help_imports_neither_commands_nor_anything_slow() -> None:
    code = "import sys; from afterword.cli import cli; cli(['--help'], standalone_mode=False); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    imported = set(done.stdout.splitlines()[-1].split())
    modules = {f"afterword.cli.{each.module or each.name.replace('-', '_')}" for each in BY_NAME.values()}
    assert not imported & (modules | {"importlib.metadata", "jinja2", "mkdocs", "pydantic", "yaml"})


@pytest.mark.parametrize("words", [["--help"], ["check", "--help"]])
def test_the_help_ends_with_the_address_of_the_handbook_if_the_package_names_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str]
) -> None:
    assert "Handbook" not in CliRunner().invoke(cli, words).output
    (tmp_path / "afterword-1.0.dist-info").mkdir()
    metadata = "Name: afterword\nProject-URL: Documentation, https://afterword.example/docs\n\nReadme\n"
    (tmp_path / "afterword-1.0.dist-info" / "METADATA").write_text(metadata)
    monkeypatch.setattr("sys.path", [str(tmp_path), *sys.path])
    assert CliRunner().invoke(cli, words).output.endswith("\n\nHandbook: https://afterword.example/docs/\n")


@pytest.mark.parametrize(
    ("name", "hint"), [("chekc", "did you mean `check`?"), ("status", "did you mean `now`?"), ("zzqq", "")]
)
def test_an_unknown_command_gets_the_most_similar_one(name: str, hint: str) -> None:
    result = CliRunner().invoke(cli, [name])
    assert result.exit_code == 2
    assert f"Error: there is no command `{name}`; " in result.output
    assert hint in result.output


@pytest.mark.parametrize("command", ["export", "uptime", "next-change"])
def test_commands_that_do_not_read_mkdocs_yml_do_not_mention_it(command: str) -> None:
    result = CliRunner().invoke(cli, [command, "--help"], terminal_width=200)
    assert "mkdocs.yml" not in result.output
    assert "everything.  [default: (public)]" in result.output


@pytest.mark.parametrize("command", ["build", "serve"])
def test_commands_that_run_mkdocs_take_the_audience_from_its_configuration(command: str) -> None:
    result = CliRunner().invoke(cli, [command, "--help"], terminal_width=200)
    assert "[default: (the one in mkdocs.yml, or else public)]" in result.output


def test_explain_without_a_rule_lists_each_rule_in_a_line() -> None:
    result = CliRunner().invoke(cli, ["explain"])
    assert result.exit_code == 0
    assert [line.split()[0] for line in result.output.splitlines()] == [page.id for page in every_page()]


@pytest.mark.parametrize(
    ("rule", "hint"),
    [("unknown-levle", "did you mean `unknown-level`?"), ("qqq", "; `afterword explain` lists all")],
)
def test_an_unknown_rule_gets_the_most_similar_ones(rule: str, hint: str) -> None:
    result = CliRunner().invoke(cli, ["explain", rule])
    assert result.exit_code == 2
    assert result.output.startswith(f"afterword: there is no rule `{rule}`; ")
    assert hint in result.output


@pytest.mark.parametrize(
    "address",
    ["foo", "foo:8000", ":8000", "127.0.0.1", "127.0.0.1:", "127.0.0.1:0", "127.0.0.1:99999", "[::1]:x", ""],
)
def test_an_invalid_address_is_refused_before_the_site_is_built(tmp_path: Path, address: str) -> None:
    words = ["serve", "--root", str(write_site(tmp_path)), "--address", address]
    result = CliRunner().invoke(cli, words)
    assert result.exit_code == 2
    assert f"`{address}` is not an IP address with a port; write one such as 127.0.0.1:8001" in result.output


def test_an_address_in_use_is_refused_before_the_site_is_built(tmp_path: Path) -> None:
    site = write_site(tmp_path)
    with socket.create_server(("127.0.0.1", 0)) as other:
        address = f"127.0.0.1:{other.getsockname()[1]}"
        result = CliRunner().invoke(cli, ["serve", "--root", str(site), "--address", address])
    assert result.exit_code == 2
    assert f"{address} is in use by another program; choose another, such as" in result.output
    assert not (site / ".cache").exists()
