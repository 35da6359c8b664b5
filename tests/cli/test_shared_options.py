"""The options that all commands share, after a command and before it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from afterword.cli import cli
from afterword.cli.commands import BY_NAME
from afterword.cli.console import wants_colour
from tests.sites import SMALLEST_RECORD, write_site

NOW = "2026-11-23 12:00"


def run(*words: str) -> tuple[int, str]:
    result = CliRunner().invoke(cli, words, prog_name="afterword")
    return result.exit_code, result.output


@pytest.mark.parametrize("name", BY_NAME)
def test_every_command_can_be_quiet_and_without_colours(name: str) -> None:
    _, output = run(name, "--help")
    assert "-q, --quiet" in output
    assert "--no-color" in output


def test_the_site_and_the_time_may_stand_before_the_command(tmp_path: Path) -> None:
    site = write_site(tmp_path / "site", {"2026-11-20-x": SMALLEST_RECORD})
    assert run("--root", str(site), "--now", NOW, "check") == (0, "1 record, no problems\n")
    late = run("--root", str(site), "--now", "2026-11-19", "check")
    assert late[0] == 1
    assert (
        run("--root", str(site), "--now", "2026-11-19", "check", "--now", NOW)[0] == 0
    )  # the nearer one wins
    for unreadable in ("never", ""):
        assert run("--root", str(site), "check", "--now", unreadable)[0] == 2


def test_a_site_before_the_command_is_taken_though_a_path_is_elsewhere(tmp_path: Path) -> None:
    site, other = write_site(tmp_path / "site"), write_site(tmp_path / "other")
    status, output = run("--root", str(site), "check", str(other))
    assert status == 2
    assert "is not part of the site" in output


@pytest.mark.parametrize(("option", "value"), [("--root", "."), ("--now", NOW)])
def test_an_option_before_a_command_that_does_not_have_it_is_refused(option: str, value: str) -> None:
    status, output = run(option, value, "explain")
    assert status == 2
    assert f"`afterword explain` has no option {option}" in output


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (("resolve", "--end", "0:40"), "--at"),
        (("update", "--text", "x"), "--message"),
        (("update", "--state", "identified"), "--status"),
        (("update", "--next-update", "30m"), "--next"),
        (("list", "--status", "open"), "--open"),
        (("maintenance", "finish", "--end", "0:40"), "--at"),
        (("window", "close", "--until", "0:40"), "--end"),
        (("new", "Search is slow", "--at", "14:05"), "--start"),
        (("new", "Search is slow", "--mesage", "x"), "--message"),
        (("check", "--public"), "--audience public"),
        (("diff", "-o", "x"), "--output"),
        (("export", "-o", "x"), "--to"),
        (("build", "--output", "x"), "--site-dir"),
        (("list", "-n", "5"), "--limit"),
        (("list", "-json"), "--json"),
        (("-V",), "--version"),
        (("build", "-s"), "--site-dir' or '--strict"),
        (("resolve", "--xyz"), ""),
        (("resolve", "-x"), ""),
    ],
)
def test_an_unknown_option_leads_to_the_one_that_is_meant(words: tuple[str, ...], hint: str) -> None:
    status, output = run(*words)
    assert status == 2
    said = output.partition(" Did you mean '")[2].partition("'?")[0]
    assert said == hint


@pytest.mark.parametrize(
    ("words", "option"),
    [
        (("maintenance", "move", "x", "--by", "1d", "--by", "2h"), "--by"),
        (("update", "-m", "x", "--message=y"), "--message"),
        (("update", "-l", "api=degraded", "--level", "search=degraded"), ""),
        (("resolve", "-y", "--yes"), ""),
    ],
)
def test_an_option_that_counts_once_is_given_once(words: tuple[str, ...], option: str) -> None:
    status, output = run(*words)
    assert status == 2
    assert (f"{option} is given twice" in output) is bool(option)
    assert option or "is given twice" not in output


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (("level", "api=degraded", "-m", "x"), "A text needs another command: afterword update"),
        (("action", "close", "a1"), "there is no command `close`; did you mean `done`?"),
        (("window", "opne", "search=degraded"), "there is no command `opne`; did you mean `open`?"),
        (("component", "xyz"), "there is no command `xyz`; known: "),
    ],
)
def test_what_no_option_does_leads_to_the_command_that_does_it(words: tuple[str, ...], hint: str) -> None:
    status, output = run(*words)
    assert status == 2
    assert hint in output


@pytest.mark.parametrize(
    ("words", "example"),
    [
        (("export", "-o", "x"), "afterword export --to zensical/docs"),
        (("window", "close", "--until", "0:40"), "afterword window close search --end -5m"),
        (("check", "--json"), ""),
    ],
    ids=["of the command", "of its group", "none"],
)
def test_an_unknown_option_is_answered_with_an_example(words: tuple[str, ...], example: str) -> None:
    said = run(*words)[1].splitlines()[-1]
    assert said.endswith(f"? For example: {example}" if example else "?")


def test_a_message_has_the_same_short_option_everywhere() -> None:
    for name, command in _commands():
        options = [each.opts for each in command.params if "--message" in each.opts]
        assert all("-m" in each for each in options), name


def _commands() -> Iterator[tuple[str, click.Command]]:
    for name, each in BY_NAME.items():
        command = each.load()
        yield name, command
        if isinstance(command, click.Group):
            yield from command.commands.items()


@pytest.mark.parametrize("words", [["check", "--quiet"], ["-q", "check"]])
def test_a_quiet_check_prints_problems_only(tmp_path: Path, words: list[str]) -> None:
    site = write_site(tmp_path / "site", {"2026-11-20-x": SMALLEST_RECORD})
    assert run(*words, "--root", str(site), "--now", NOW) == (0, "")
    status, output = run(*words, "--root", str(site), "--now", "2026-11-19")
    assert status == 1
    assert "2026-11-20-x.yml" in output


def test_a_quiet_command_does_not_say_what_it_did(tmp_path: Path) -> None:
    assert run("--quiet", "init", str(tmp_path), "--name", "Acme") == (0, "")
    assert (tmp_path / "status.yml").is_file()
    assert run("new", "-q", "--no-input", "--title", "Search is slow", "--root", str(tmp_path)) == (0, "")


@pytest.mark.parametrize(
    ("words", "environment", "expected"),
    [
        ([], {}, False),
        ([], {"FORCE_COLOR": "1"}, True),
        ([], {"FORCE_COLOR": "0"}, False),
        ([], {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
        ([], {"FORCE_COLOR": "1", "NO_COLOR": ""}, True),
        (["--no-color"], {"FORCE_COLOR": "1"}, False),
    ],
)
def test_who_decides_about_colours(
    words: list[str], environment: dict[str, str], expected: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    result = CliRunner().invoke(_says_whether_it_wants_colours(), words, env=environment)
    assert result.output == f"{expected}\n"


def _says_whether_it_wants_colours() -> click.Command:
    from afterword.cli import options

    command = click.Command("x", callback=lambda: click.echo(wants_colour()))
    command.params += options.for_all()
    return command


def test_forced_colours_reach_a_pipe_and_can_be_switched_off(tmp_path: Path) -> None:
    site = write_site(tmp_path / "site", {"2026-11-20-x": "title: x\n"})
    words = ["check", "--root", str(site), "--now", NOW]
    forced = {"FORCE_COLOR": "1"}
    assert "\x1b[" in CliRunner().invoke(cli, words, env=forced).output
    assert "\x1b[" not in CliRunner().invoke(cli, ["--no-color", *words], env=forced).output


def test_an_option_for_an_audience_is_explained_with_the_one_that_exists() -> None:
    for name, meant in (("build", "internal"), ("list", "public")):
        status, output = run(name, f"--{meant}")
        assert (status, f"Did you mean '--audience {meant}'?" in output) == (2, True)
    assert "audience" not in run("fmt", "--internal")[1]
