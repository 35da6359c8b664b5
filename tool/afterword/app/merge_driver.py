"""Registers the merge driver for records in the git repository of a site."""

from __future__ import annotations

import shlex
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from afterword.app.errors import UserError
from afterword.source.files import RECORDS_FOLDER
from afterword.source.git_history import GitError, git, in_repository, run_git

NAME = "afterword"
"""The name of the merge driver in git's configuration and in `.gitattributes`."""
ATTRIBUTES_FILE = ".gitattributes"
_PATTERNS = tuple(f"{RECORDS_FOLDER}/**/*.{ending}" for ending in ("yml", "yaml"))
_SAMPLE = f"{RECORDS_FOLDER}/2026/2026-11-20-search-is-slow"


def write_attributes(root: Path) -> bool:
    """Let git merge the records of a site with the driver, in everyone's clone; return whether a file was changed."""
    file = root / ATTRIBUTES_FILE
    text = file.read_text("utf-8") if file.is_file() else ""
    present = {line.split()[0] for line in text.splitlines() if f"merge={NAME}" in line.split()[1:]}
    missing = [f"{pattern} merge={NAME}\n" for pattern in _PATTERNS if pattern not in present]
    if missing:
        separator = "\n" if text and not text.endswith("\n") else ""
        file.write_text(text + separator + "".join(missing), encoding="utf-8", newline="\n")
    return bool(missing)


def configure(root: Path) -> None:
    """Tell git how to run the driver, in this clone alone. Raises UserError if the site is in no repository."""
    if not in_repository(root.resolve()):
        raise UserError(f"{root} is not in a git repository; run `git init` first")
    settings = {"name": "join the entries of Afterword's records", "driver": driver_command()}
    try:
        for key, value in settings.items():
            run_git(root, "config", "--local", f"merge.{NAME}.{key}", value)
    except GitError as error:
        problem = str(error) or "git is not installed"
        raise UserError(f"git could not register the merge driver: {problem}") from None


def overriding_attributes(root: Path) -> Iterator[str]:
    """Yield the patterns for which another line of git's attributes decides, so that the driver is not used."""
    for pattern in _PATTERNS:
        found = git(root, "check-attr", "-z", "merge", "--", f"{_SAMPLE}.{pattern.rpartition('.')[2]}")
        if found is not None and found.split(b"\0")[2:3] != [NAME.encode()]:
            yield pattern


def driver_command() -> str:
    """Return the shell command by which git runs the driver, or its own merge if Afterword is not installed or fails.

    If the driver fails without conflict markers, git would leave a file that has lost the other side.
    """
    folder = Path(sys.executable).parent
    script = shutil.which("afterword", path=str(folder))
    words = [Path(script).as_posix()] if script else [Path(sys.executable).as_posix(), "-m", "afterword"]
    # In git's configuration of a driver, a per cent sign begins a placeholder.
    program, command = (shlex.join(each).replace("%", "%%") for each in (words[:1], words))
    return (
        f"if command -v {program} > /dev/null; then {command} merge-driver %O %A %B %L %P %S %X %Y && exit; "
        "grep -q '^<<<<<<<' %A && exit 1; fi; git merge-file --marker-size=%L %A %O %B"
    )
