"""Waits until somebody changes a file of a site that could not be built."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TypeAlias

from afterword.source.files import CONFIG_FILES, RECORDS_FOLDER, SITE_FILE, TEMPLATES_FOLDER

_INTERVAL = 0.5
_FOLDERS = (RECORDS_FOLDER, TEMPLATES_FOLDER)

Snapshot: TypeAlias = Mapping[str, tuple[int, int]]
"""The time and the size of each file."""


def snapshot(root: Path) -> Snapshot:
    """Return how the files of a site are now in which a build may find errors."""
    found: dict[str, tuple[int, int]] = {}
    for path in _files(root):
        try:
            status = os.stat(path)
        except OSError:
            continue
        found[path] = status.st_mtime_ns, status.st_size
    return found


def wait_for_change(root: Path, former: Snapshot) -> None:
    """Return as soon as a file of a site is not as it was."""
    while snapshot(root) == former:
        time.sleep(_INTERVAL)


def _files(root: Path) -> Iterator[str]:
    yield from (str(root / name) for name in (SITE_FILE, *CONFIG_FILES))
    for folder in _FOLDERS:
        for parent, _, names in os.walk(root / folder):
            yield from (os.path.join(parent, name) for name in names)
