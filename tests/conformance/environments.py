"""Installs each client into an environment of its own, once: the versions are in `pinned/`."""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from hashlib import blake2b
from pathlib import Path

_PINNED = Path(__file__).parent / "pinned"
_CACHE = Path(sys.prefix) / "conformance"
"""Next to the tests' own packages, so that `make clean` removes it."""


def python_with(client: str) -> Path:
    """Return the Python of an environment with a client and its dependencies."""
    pins = _PINNED / f"{client}.txt"
    folder = _made(client, (pins,), lambda empty: _install_python(empty, pins))
    return folder / "bin" / "python"


def node() -> Path:
    """Find Node, which must have npm next to it or on the path."""
    found = os.environ.get("AFTERWORD_NODE") or shutil.which("node")
    assert found, "there is no Node; `make test` installs it"
    return Path(found)


def node_modules() -> Path:
    """Return the folder of Node's packages."""
    return node_packages("node", _PINNED / "node")


def node_packages(name: str, pinned: Path) -> Path:
    """Return the `node_modules` of an environment for the lock file in a folder."""
    pins = [pinned / each for each in ("package.json", "package-lock.json")]
    return _made(name, pins, lambda empty: _install_node(empty, pins)) / "node_modules"


def _made(name: str, pins: Sequence[Path], install: Callable[[Path], None]) -> Path:
    """Return the environment for these pins. Of several processes one makes it, and the others wait."""
    pinned = b"\0".join([sys.version.encode(), *(each.read_bytes() for each in pins)])
    folder = _CACHE / f"{name}-{blake2b(pinned, digest_size=6).hexdigest()}"
    _CACHE.mkdir(exist_ok=True)
    with (_CACHE / f"{folder.name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        done = folder / "installed"
        if not done.exists():
            sys.stderr.write(f"tests: installing {name} into {_CACHE} (once)\n")
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            install(folder)
            done.touch()
    return folder


def _install_python(folder: Path, pins: Path) -> None:
    _run([sys.executable, "-m", "venv", str(folder)], folder)
    quiet = ["--quiet", "--disable-pip-version-check", "--no-deps", "--requirement", str(pins)]
    _run([str(folder / "bin" / "python"), "-m", "pip", "install", *quiet], folder)


def _install_node(folder: Path, pins: Sequence[Path]) -> None:
    for each in pins:
        shutil.copy(each, folder)
    search = f"{node().parent}{os.pathsep}{os.environ['PATH']}"
    npm = shutil.which("npm", path=search)
    assert npm, "there is no npm; `make test` installs it"
    _run([npm, "ci", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error"], folder)


def _run(command: Sequence[str], folder: Path) -> None:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{' '.join(command)}\n{done.stdout}{done.stderr}"
