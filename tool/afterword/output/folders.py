"""Lists the files below a folder, and removes the folders that are empty."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path


def files_in(folder: Path) -> Iterator[str]:
    """Yield the path of every file in a folder, relative to it; links count as files."""
    waiting = [""]
    while waiting:
        below = waiting.pop()
        with os.scandir(os.path.join(folder, below)) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(f"{below}{entry.name}/")
                else:
                    yield f"{below}{entry.name}"


def remove_empty_above(top: Path, path: str) -> None:
    """Remove the folders above a file that are empty, up to a folder that stays."""
    for folder in (top / path).parents:
        if folder == top:
            return
        try:
            folder.rmdir()
        except OSError:
            return
