"""Waits until somebody changes a file of a site that could not be built."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TypeAlias

from afterword.source.files import CONFIG_FILES, RECORDS_FOLDER, SITE_FILE, TEMPLATES_FOLDER

_INTERVAL = 0.5
_OURS = (SITE_FILE, *CONFIG_FILES, RECORDS_FOLDER, TEMPLATES_FOLDER)

Snapshot: TypeAlias = Mapping[str, tuple[int, int]]
"""The time and the size of each file."""


class Waiting:
    """The files in which a build may find errors, as they were before it.

    `named` are those that `mkdocs.yml` names, relative to the root.
    """

    def __init__(self, root: Path, named: Iterable[str]) -> None:
        """Note how the files are now."""
        self._paths = [root / name for name in (*_OURS, *named)]
        self._before = self._snapshot()

    def for_change(self) -> None:
        """Return as soon as a file is not as it was."""
        while self._snapshot() == self._before:
            time.sleep(_INTERVAL)

    def _snapshot(self) -> Snapshot:
        found: dict[str, tuple[int, int]] = {}
        for path in self._files():
            try:
                status = os.stat(path)
            except OSError:
                continue
            found[path] = status.st_mtime_ns, status.st_size
        return found

    def _files(self) -> Iterator[str]:
        for path in self._paths:
            yield str(path)
            for parent, _, names in os.walk(path):
                yield from (os.path.join(parent, name) for name in names)
