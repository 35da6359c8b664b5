"""Identifies installed code by what it contains, so that a cache stays valid where the same version is installed again.

Installers of wheels note the digest and the size of each file in `RECORD`:
https://packaging.python.org/en/latest/specifications/recording-installed-packages/
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

_METADATA = (".dist-info", ".egg-info")


def recorded_files(folder: Path, package: Path) -> tuple[str, ...]:
    """Return the entries in `RECORD` of the files below a folder of an installed package.

    There are none if the package was not installed as a wheel, or if one of the files was changed afterwards.
    """
    top = package.parent
    if not folder.is_relative_to(package):
        return ()
    prefix = f"{folder.relative_to(top).as_posix()}/"
    for record in top.glob(f"{package.name}-*.dist-info/RECORD"):
        lines = record.read_text(encoding="utf-8").splitlines()
        entries = tuple(sorted(each for each in lines if each.startswith(prefix) and ",sha256=" in each))
        installed_at = record.stat().st_mtime_ns
        return entries if all(_is_unchanged(top, each, installed_at) for each in entries) else ()
    return ()


def versions_beside(modules: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    """Return the names and versions of everything that is installed where some modules are, given their files."""
    folders = sorted({os.path.dirname(os.path.dirname(each)) for each in modules})
    return tuple(
        tuple(sorted(each for each in os.listdir(folder) if each.endswith(_METADATA))) for folder in folders
    )


def _is_unchanged(top: Path, entry: str, installed_at: int) -> bool:
    """Return whether a file has its noted size, and is not newer than the note."""
    path, _, size = entry.rsplit(",", 2)
    try:
        status = os.stat(os.path.join(top, path))
    except OSError:
        return False
    return size == str(status.st_size) and status.st_mtime_ns <= installed_at
