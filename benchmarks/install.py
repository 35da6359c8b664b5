"""Installs the tools that have their own environment, below the work folder, unless they are there already."""

from __future__ import annotations

import platform
import re
import subprocess
import sys
import venv
from importlib import metadata
from pathlib import Path

HERE = Path(__file__).parent
REQUIREMENTS = HERE / "requirements.txt"
CONSTRAINTS = HERE.parent / "constraints.txt"


class MissingError(Exception):
    """A tool cannot be installed or started here; the message says why."""


def pinned(name: str) -> str:
    """Return the version of a tool to measure. Raises MissingError if none is pinned."""
    match = re.search(rf"^{name}==(\S+)$", REQUIREMENTS.read_text(encoding="utf-8"), re.MULTILINE)
    if not match:
        raise MissingError(f"{REQUIREMENTS.name} does not name {name}")
    return match.group(1)


def environment(name: str, work: Path) -> Path:
    """Return a virtual environment with a tool in its pinned version; create it if needed.

    Raises MissingError if pip cannot install the tool.
    """
    folder = work / "tools" / f"{name}-{pinned(name)}"
    if (folder / "installed").exists():
        return folder
    print(f"installing {name} {pinned(name)} …", file=sys.stderr)
    venv.create(folder, with_pip=True, clear=True)
    command = [str(folder / "bin" / "python"), "-m", "pip", "install", "-q", "-c", str(CONSTRAINTS)]
    done = subprocess.run([*command, f"{name}=={pinned(name)}"], capture_output=True, text=True, check=False)
    if done.returncode:
        print(done.stderr, file=sys.stderr)  # not into the results, as it may name folders of this machine
        raise MissingError(f"pip could not install {name} {pinned(name)}")
    (folder / "installed").touch()
    return folder


def zensical(work: Path) -> Path:
    """Return Zensical's command."""
    return _checked(environment("zensical", work) / "bin" / "zensical")


def hugo(work: Path) -> Path:
    """Return Hugo's own binary: the command that the package installs is a Python script that only starts it."""
    folder = environment("hugo", work)
    for binary in folder.glob("lib/python*/site-packages/hugo/binaries/hugo*"):
        return _checked(binary)
    raise MissingError(f"the package of hugo {pinned('hugo')} has no binary for {platform.machine()}")


def _checked(binary: Path) -> Path:
    done = subprocess.run([str(binary), "--help"], capture_output=True, check=False)
    if done.returncode:
        raise MissingError(f"{binary.name} does not start here")
    return binary


def versions() -> dict[str, str]:
    """Return the version of every tool, and of Python."""
    own = {name: metadata.version(name) for name in ("afterword", "mkdocs", "mkdocs-material")}
    return {
        "python": platform.python_version(),
        **own,
        **{name: pinned(name) for name in ("hugo", "zensical")},
    }
