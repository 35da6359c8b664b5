"""What the shell completes, and `afterword completion`, which lets it; last in real shells."""

from __future__ import annotations

import os
import pty
import select
import shlex
import shutil
import subprocess
import sys
import time
from pathlib import Path

import click
import pytest
from click.shell_completion import ShellComplete
from click.testing import CliRunner

from afterword.arguments.record_choice import LATEST, OPEN
from afterword.cli import cli, complete
from tests.sites import SMALLEST_RECORD, write_site

RECORD = f"""\
{SMALLEST_RECORD}tags: [search, database]
action_items:
  - {{id: a1, title: Add an index, owner: Ada, due: 2026-12-01, status: open}}
  - {{id: a2, title: Alert earlier, owner: Grace, due: 2026-12-01, status: done}}
"""
RECORDS = {
    "2026-11-20-search-is-slow": RECORD,
    "2025-03-01-login-fails": "title: [\n",
    "2026-11-21-api": "a: 1\n",
}
LEVELS = ("under_maintenance", "degraded", "partial_outage", "major_outage", "operational")
SHELLS = ("bash", "zsh", "fish")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return write_site(tmp_path / "site", RECORDS)


def offered(words: list[str], incomplete: str = "", command: click.Command = cli) -> list[str]:
    """Return what a shell offers behind these words."""
    found = ShellComplete(command, {}, "afterword", "_AFTERWORD_COMPLETE").get_completions(words, incomplete)
    return [each.value for each in found]


def values(completer: complete.Completer, site: Path, incomplete: str = "") -> list[str]:
    """Return what a function offers for an argument of a command that has --root."""
    root = click.Option(["--root"], type=click.Path(path_type=Path))
    argument = click.Argument(["value"], shell_complete=completer)
    return offered(["--root", str(site)], incomplete, click.Command("x", params=[root, argument]))


def test_commands_and_their_options() -> None:
    assert offered([], "ne") == ["new", "next-change"]
    assert offered(["explain"], "--") == ["--quiet", "--no-color", "--help"]


def test_commands_are_completed_without_importing_them() -> None:
    code = (
        "import sys; from afterword.cli import cli; from click.shell_completion import BashComplete;"
        "assert BashComplete(cli, {}, 'afterword', 'X').get_completions([], 'che');"
        "assert not {'afterword.cli.check', 'pydantic', 'yaml'} & {*sys.modules}"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


@pytest.mark.parametrize("words", ["show", "update", "level", "list --component"])
def test_values_are_completed_without_validating_the_site(site: Path, words: str) -> None:
    code = (
        "import sys; from afterword.cli import cli; from click.shell_completion import BashComplete;"
        f"assert BashComplete(cli, {{}}, 'afterword', 'X').get_completions({words.split()}, '');"
        "assert 'pydantic' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], cwd=site, check=True)


def test_ids_of_records_are_those_of_files_that_are_not_read(site: Path) -> None:
    newest_first = ["2026-11-21-api", "2026-11-20-search-is-slow", "2025-03-01-login-fails"]
    assert values(complete.records, site) == ["open", "latest", *newest_first]
    assert values(complete.records, site, "2026-11-2") == newest_first[:2]
    assert values(complete.records, site, "login") == ["2025-03-01-login-fails"]
    assert values(complete.records, site, "i") == []  # two contain it


@pytest.mark.parametrize(
    ("completer", "incomplete", "expected"),
    [
        (complete.components, "", ["search", "api"]),
        (complete.components, "s", ["search"]),
        (complete.groups, "n", ["none"]),
        (complete.levels, "", [*LEVELS[:-1]]),
        (complete.component_levels, "", ["search", "api"]),
        (complete.component_levels, "a", [f"api={each}" for each in LEVELS]),
        (complete.component_levels, "api=", [f"api={each}" for each in LEVELS]),
        (complete.component_levels, "api=p", ["api=partial_outage"]),
        (complete.component_levels_or_record, "api=p", ["api=partial_outage"]),
        (complete.component_levels_or_record, "login", ["2025-03-01-login-fails"]),
        (complete.component_maybe_level, "a", ["api", *(f"api={each}" for each in LEVELS)]),
        (complete.component_maybe_level, "", ["search", "api"]),
        (complete.statuses, "mon", ["monitoring"]),
        (complete.severities, "sev", ["sev1", "sev2", "sev3", "sev4"]),
        (complete.owners, "", ["Ada", "Grace"]),
        (complete.tags, "d", ["database"]),
        (complete.actions, "", ["a1"]),
        (complete.words_of("EventKind"), "de", ["detection", "decision"]),
        (complete.milestones_or_record, "a", ["acknowledged"]),
        (complete.milestones_or_record, "login", ["2025-03-01-login-fails"]),
        (complete.rules, "unknown-lev", ["unknown-level"]),
    ],
)
def test_values_come_from_the_site(
    completer: complete.Completer, incomplete: str, expected: list[str], site: Path
) -> None:
    assert values(completer, site, incomplete) == expected


def test_the_words_for_records_are_those_that_commands_read() -> None:
    assert {*complete.RECORD_WORDS} == {LATEST, OPEN}


def test_levels_of_the_site_replace_the_usual_ones(tmp_path: Path) -> None:
    own = "page: {name: Acme}\nlevels: [{id: slow, name: Slow, status: degraded_performance}]\n"
    assert values(complete.levels, write_site(tmp_path, {}, own)) == ["slow"]


@pytest.mark.parametrize("text", ["", "components: search\n", "components: [search]\n", "\t\xff", "a: [\n"])
def test_a_site_that_cannot_be_read_offers_nothing(tmp_path: Path, text: str) -> None:
    site = write_site(tmp_path, {}, text)
    for completer in (complete.components, complete.owners, complete.tags):
        assert values(completer, site) == []
    assert values(complete.records, site) == ["open", "latest"]


def test_outside_a_site_nothing_is_offered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert offered(["new", "--component"]) == []


def test_the_site_may_be_named_before_the_command(site: Path) -> None:
    assert offered(["--root", str(site), "new", "--component"]) == ["search", "api"]
    assert offered(["new", "--root", str(site), "--component"], "a")[:2] == ["api", "api=under_maintenance"]


@pytest.mark.parametrize("shell", SHELLS)
def test_the_script_is_printed(shell: str) -> None:
    result = CliRunner().invoke(cli, ["completion", shell])
    assert result.exit_code == 0
    assert f"_AFTERWORD_COMPLETE={shell}_complete" in result.output


def test_the_shell_is_the_one_that_the_user_has(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHELL", "/usr/bin/fish")
    assert "fish_complete" in CliRunner().invoke(cli, ["completion"]).output
    monkeypatch.setenv("SHELL", "/bin/tcsh")
    result = CliRunner().invoke(cli, ["completion"])
    assert result.exit_code == 2
    assert "name bash, zsh or fish, such as `afterword completion bash`" in result.output


@pytest.mark.parametrize(
    ("shell", "script", "configuration"),
    [
        ("bash", ".local/share/afterword/completion.bash", ".bashrc"),
        ("zsh", ".local/share/afterword/completion.zsh", ".zshrc"),
        ("fish", ".config/fish/completions/afterword.fish", ""),
    ],
)
def test_installing_twice_changes_nothing(
    tmp_path: Path, shell: str, script: str, configuration: str
) -> None:
    home = tmp_path / "my home"
    home.mkdir()
    environment = {"HOME": str(home), "XDG_DATA_HOME": "", "XDG_CONFIG_HOME": "", "ZDOTDIR": ""}
    if configuration:
        (home / configuration).write_bytes(b"export A=\xff")  # without a line break, and not UTF-8
    files = [home / each for each in (script, configuration) if each]

    def install() -> list[str]:
        result = CliRunner().invoke(cli, ["completion", shell, "--install"], env=environment)
        assert result.exit_code == 0, result.output
        return result.output.splitlines()[:-1]

    assert install() == [f"Wrote {file}" for file in files]
    before = [file.read_bytes() for file in files]
    assert install() == [f"Kept  {file}" for file in files]
    assert [file.read_bytes() for file in files] == before
    if configuration:
        assert before[1].splitlines()[0] == b"export A=\xff"


def test_a_configuration_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / ".bashrc").mkdir()
    result = CliRunner().invoke(cli, ["completion", "bash", "--install"], env={"HOME": str(tmp_path)})
    assert result.exit_code == 2
    assert f"afterword: {tmp_path / '.bashrc'}: Is a directory" in result.output


@pytest.mark.slow
@pytest.mark.parametrize("shell", SHELLS)
def test_a_real_shell_completes_what_is_typed(site: Path, tmp_path: Path, shell: str) -> None:
    program = tmp_path / "bin" / "afterword"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m afterword "$@"\n')
    program.chmod(0o755)
    environment = {
        "HOME": str(tmp_path),
        "PATH": f"{program.parent}:{os.environ['PATH']}",
        "PYTHONPATH": os.environ.get("PYTHONPATH", ""),
        "TERM": "dumb",
    }
    subprocess.run(
        [program, "completion", shell, "--install"], env=environment, check=True, capture_output=True
    )
    run = shutil.which(shell)
    assert run, f"there is no {shell}; `make test` installs it"
    with Terminal(run, site, environment) as terminal:
        terminal.type("afterword expl\t", until="explain ")
        terminal.type("unknown-lev\t", until="unknown-level")
        terminal.type("\r", until="unknown-level (error)")
        terminal.type("afterword uptime --component sea\t", until="search")
        terminal.type("\r", until="Search")
        terminal.type("afterword level sea\t", until="rch=")  # bash rings the bell before the rest
        terminal.type("major\t", until="_outage")
        terminal.type("2026-11-20\t", until="-search-is-slow")
        terminal.type(
            "--yes --at 2026-11-20T10:00Z\r", until="Wrote incidents/2026/2026-11-20-search-is-slow.yml"
        )


class Terminal:
    """An interactive shell in a pseudo-terminal."""

    def __init__(self, shell: str, folder: Path, environment: dict[str, str]) -> None:
        """Start a shell in a folder."""
        self._process, self._terminal = pty.fork()
        if not self._process:
            os.chdir(folder)
            os.execve(shell, [shell, "-i"], environment)
        self._seen = ""

    def __enter__(self) -> Terminal:
        return self

    def __exit__(self, *_: object) -> None:
        os.close(self._terminal)  # which ends the shell
        os.waitpid(self._process, 0)

    def type(self, keys: str, *, until: str) -> None:
        """Press keys, and wait for a text on the screen."""
        self._seen = ""
        os.write(self._terminal, keys.encode())
        end = time.monotonic() + 60
        while until not in self._seen:
            assert time.monotonic() < end, f"{until!r} is not in {self._seen!r}"
            if select.select([self._terminal], [], [], 0.2)[0]:
                self._seen += os.read(self._terminal, 65536).decode(errors="replace")
