"""What the commands say about themselves, and how they refuse options."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from afterword.checks.rule_pages import every_page
from afterword.cli import cli
from tests.sites import write_site


def test_the_help_lists_each_command_with_a_whole_sentence() -> None:
    result = CliRunner().invoke(cli, ["--help"], terminal_width=80)
    commands = result.output.partition("Commands:\n")[2].splitlines()
    assert len(commands) == len(cli.commands)
    assert all(line.endswith(".") and "..." not in line for line in commands)


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
