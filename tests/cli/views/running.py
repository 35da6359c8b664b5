"""Runs views of records: for another program, as JSON that is valid, and in a terminal of a width."""

from __future__ import annotations

import fcntl
import json
import os
import pty
import re
import shutil
import struct
import sys
import termios
from pathlib import Path
from typing import Any, NamedTuple
from unittest import mock

from click.testing import CliRunner, Result
from jsonschema import Draft202012Validator

from afterword.cli import cli, view_output
from tests.sites import REPOSITORY

NOW = "2026-11-23 12:00"
WIDTHS = (60, 100, 200)
_STYLE = re.compile(r"\x1b\[[0-9;]*m")


class Screen(NamedTuple):
    """What a command has printed in a terminal, with and without its styles, and its exit status."""

    raw: str
    status: int

    @property
    def text(self) -> str:
        """What was printed without styles."""
        return _STYLE.sub("", self.raw)

    @property
    def lines(self) -> list[str]:
        """The lines without styles."""
        return self.text.splitlines()


def run(root: Path, *words: str, now: str = NOW) -> Result:
    """Run a command whose output another program reads."""
    return CliRunner().invoke(cli, [words[0], "--root", str(root), "--now", now, *words[1:]])


def rows(root: Path, *words: str, now: str = NOW) -> list[list[str]]:
    """Run a command, and return the values of each line."""
    result = run(root, *words, now=now)
    assert result.exit_code in (0, 1), result.output
    return [line.split("\t") for line in result.stdout.splitlines()]


def read_json(root: Path, command: str, *words: str, now: str = NOW) -> Any:
    """Run a command with `--json`, and return what it writes, which must fit its schema."""
    result = run(root, command, "--json", *words, now=now)
    assert result.stdout, result.exception
    schema = json.loads((REPOSITORY / "schema" / f"{command}-v1.json").read_text("utf-8"))
    content = json.loads(result.stdout)
    Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER).validate(content)
    return content


def in_terminal(root: Path, width: int, *words: str, now: str = NOW, **environment: str) -> Screen:
    """Run a command as if its output went to a terminal of a width."""
    columns = os.terminal_size((width, 50))
    with (
        mock.patch.object(view_output, "is_terminal", return_value=True),
        mock.patch.object(shutil, "get_terminal_size", return_value=columns),
    ):
        arguments = [words[0], "--root", str(root), "--now", now, *words[1:]]
        variables = {"FORCE_COLOR": "1", **environment}
        result = CliRunner(env=variables).invoke(cli, arguments, color=True)
    return Screen(result.output, result.exit_code)


def in_real_terminal(root: Path, width: int, *words: str, now: str = NOW, **environment: str) -> Screen:
    """Run a command in a pseudo-terminal of a width."""
    arguments = [sys.executable, "-m", "afterword", words[0], "--root", str(root), "--now", now, *words[1:]]
    variables = {**os.environ, "TERM": "xterm-256color", "PYTHONUTF8": "1", **environment}
    for name in ("COLUMNS", "NO_COLOR", "FORCE_COLOR"):
        if name not in environment:
            variables.pop(name, None)
    child, terminal = pty.fork()
    if child == 0:  # pragma: no cover - becomes the command
        os.execve(sys.executable, arguments, variables)
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 50, width, 0, 0))
    printed = b""
    while True:
        try:
            part = os.read(terminal, 65_536)
        except OSError:  # the command has ended
            break
        if not part:
            break
        printed += part
    os.close(terminal)
    _, status = os.waitpid(child, 0)
    return Screen(printed.decode("utf-8").replace("\r\n", "\n"), os.waitstatus_to_exitcode(status))
