"""Finds the peers that are programs of their own, or installs them below the work folder."""

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
    """A tool cannot be had here; says why."""


def pinned(name: str) -> str:
    """Give the version of a peer that is measured."""
    found = re.search(rf"^{name}==(\S+)$", REQUIREMENTS.read_text(encoding="utf-8"), re.MULTILINE)
    if not found:
        raise MissingError(f"{REQUIREMENTS.name} does not name {name}")
    return found.group(1)


def environment(name: str, work: Path) -> Path:
    """Give a virtual environment that holds a peer in its pinned version; make one if there is none."""
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
    """Give Zensical's command."""
    return _there(environment("zensical", work) / "bin" / "zensical")


def hugo(work: Path) -> Path:
    """Give Hugo's own binary: the command that the package installs is a Python script that only starts it."""
    folder = environment("hugo", work)
    for binary in folder.glob("lib/python*/site-packages/hugo/binaries/hugo*"):
        return _there(binary)
    raise MissingError(f"the package of hugo {pinned('hugo')} holds no binary for {platform.machine()}")


def _there(binary: Path) -> Path:
    done = subprocess.run([str(binary), "--help"], capture_output=True, check=False)
    if done.returncode:
        raise MissingError(f"{binary.name} does not start here")
    return binary


def versions() -> dict[str, str]:
    """Say which versions take part, the peers' included."""
    own = {name: metadata.version(name) for name in ("afterword", "mkdocs", "mkdocs-material")}
    return {
        "python": platform.python_version(),
        **own,
        **{name: pinned(name) for name in ("hugo", "zensical")},
    }
