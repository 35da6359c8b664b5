"""Takes over from the former output what still holds, so that only what changed is written."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

from afterword.views.addresses import ACTIONS, COMPONENTS, HISTORY, INCIDENTS

PARKED = ".afterword"
"""Where the former output waits while a host empties its folder: hosts leave alone what begins with a dot."""

_TREES = tuple(each.rstrip("/") for each in (INCIDENTS, HISTORY, COMPONENTS, ACTIONS))


def was_interrupted(site: Path) -> bool:
    """Say whether a build was stopped while the former output was parked: then nothing can be said of it."""
    return (site / PARKED).exists()


def park(site: Path) -> Path:
    """Put the folders that grow with the years out of the host's way, and say where they are."""
    parked = site / PARKED
    shutil.rmtree(parked, ignore_errors=True)
    for tree in _TREES:
        if (site / tree).is_dir():
            parked.mkdir(exist_ok=True)
            (site / tree).rename(parked / tree)
    return parked


def leave(site: Path) -> None:
    """Remove what was parked and not taken over."""
    shutil.rmtree(site / PARKED, ignore_errors=True)


def adopt(former: Path, new: Path, kept: Iterable[str]) -> None:
    """Move the files that still hold from the former output into the new one; paths are relative to both.

    What stands in the new output already stays. Records are many and most of them hold, so theirs is the only
    folder that is moved as a whole, with the few new ones put into it.
    """
    folders: dict[str, None] = {}
    rest: list[str] = []
    for path in kept:
        tree, _, below = path.partition("/")
        if f"{tree}/" == INCIDENTS:
            folders[below.partition("/")[0]] = None
        else:
            rest.append(path)
    fresh = set(_names(new / INCIDENTS))
    if len(folders) > len(fresh):
        _adopt_records(former / INCIDENTS, new / INCIDENTS, {*folders, *fresh}, fresh)
    else:
        rest += [f"{INCIDENTS}{name}" for name in folders if name not in fresh]
    for path in rest:
        _move(os.path.join(former, path), os.path.join(new, path))


def _adopt_records(former: Path, new: Path, wanted: set[str], fresh: set[str]) -> None:
    for name in _names(former):
        if name in fresh or name not in wanted:
            _remove(former / name)
    for name in fresh:
        (new / name).rename(former / name)
    if new.exists():
        new.rmdir()
    new.parent.mkdir(parents=True, exist_ok=True)
    former.rename(new)


def _move(source: str, target: str) -> None:
    """Move a file or folder to where nothing stands yet."""
    if os.path.exists(target):
        return
    try:
        os.rename(source, target)
    except FileNotFoundError:
        os.makedirs(os.path.dirname(target), exist_ok=True)
        os.rename(source, target)


def _names(folder: Path) -> Iterator[str]:
    if folder.is_dir():
        yield from os.listdir(folder)


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink()
