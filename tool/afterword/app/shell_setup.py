"""Installs the script by which a shell completes our commands."""

from __future__ import annotations

import os
import shlex
from collections.abc import Iterator, Mapping
from pathlib import Path

from afterword.app.errors import UserError

_COMPINIT = "(( $+functions[compdef] )) || { autoload -Uz compinit && compinit -i; }; "
"""zsh completes nothing before this; most configurations have done it already."""


def install_script(shell: str, script: str, environment: Mapping[str, str]) -> Iterator[tuple[Path, bool]]:
    """Write a script, and the line of the shell's configuration that reads it; yield each file, and whether it changed.

    Raises UserError without a home folder.
    """
    if not environment.get("HOME"):
        raise UserError(
            "HOME is not set, so there is no folder for the script; print it instead, without --install"
        )
    home = Path(environment["HOME"])
    if shell == "fish":  # which reads this folder by itself
        folder = Path(environment.get("XDG_CONFIG_HOME") or home / ".config") / "fish" / "completions"
        yield _written(folder / "afterword.fish", script)
        return
    data = Path(environment.get("XDG_DATA_HOME") or home / ".local" / "share") / "afterword"
    file = data / f"completion.{shell}"
    yield _written(file, script)
    if shell == "bash":
        yield _with_line(home / ".bashrc", f". {shlex.quote(str(file))}")
    else:
        configuration = Path(environment.get("ZDOTDIR") or home) / ".zshrc"
        yield _with_line(configuration, f"{_COMPINIT}. {shlex.quote(str(file))}")


def _written(file: Path, text: str) -> tuple[Path, bool]:
    if file.is_file() and file.read_bytes() == text.encode():
        return file, False
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text.encode())
    return file, True


def _with_line(file: Path, line: str) -> tuple[Path, bool]:
    """Append a line to a file, as bytes: nobody says how the rest of it is encoded."""
    present = file.read_bytes() if file.exists() else b""
    added = os.fsencode(line)
    if added in present.splitlines():
        return file, False
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("ab") as opened:
        opened.write((b"\n" if present and not present.endswith(b"\n") else b"") + added + b"\n")
    return file, True
