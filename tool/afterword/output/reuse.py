"""Takes over from the former output what still holds, so that only what changed is written."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeAlias

from afterword.views.urls import GROWING

PARKED = ".afterword"
"""Where the former output waits while a host empties its folder: hosts leave alone what begins with a dot."""

_TREES = tuple(each.rstrip("/") for each in GROWING)
_GONE = "gone"

_Tree: TypeAlias = "dict[str, _Tree]"
"""Names with what is below them; a file has nothing below it."""


def was_interrupted(site: Path) -> bool:
    """Say whether a build was stopped while the former output was parked: then nothing can be said of it."""
    return (site / PARKED).exists()


def park(site: Path) -> None:
    """Put the folders that grow with the years out of the host's way."""
    shutil.rmtree(site / PARKED, ignore_errors=True)
    for tree in _TREES:
        if (site / tree).is_dir():
            (site / PARKED).mkdir(exist_ok=True)
            (site / tree).rename(site / PARKED / tree)


def unpark(site: Path) -> None:
    """Put back what was parked: the build has failed."""
    for tree in _TREES:
        if (site / PARKED / tree).is_dir():
            shutil.rmtree(site / tree, ignore_errors=True)
            (site / PARKED / tree).rename(site / tree)
    leave(site)


def leave(site: Path) -> None:
    """Remove what was parked and not taken over."""
    shutil.rmtree(site / PARKED, ignore_errors=True)


@contextmanager
def adopting(former: Path, new: Path, kept: Iterable[str], aside: Path) -> Iterator[None]:
    """Move the files that still hold from the former output into the new one; paths are relative to both.

    What stands in the new output already stays. What is in the way goes into the folder `aside`. If anything goes
    wrong, before the block has ended too, all moves are undone.
    """
    moves = _Moves()
    try:
        for name, below in _tree_of(kept).items():
            _merge(str(former / name), str(new / name), below, moves, str(aside / _GONE / name))
        yield
    except BaseException:
        moves.undo()
        raise


def _merge(source: str, target: str, kept: _Tree, moves: _Moves, aside: str) -> None:
    """Move what is kept of a folder to where a new one stands, or is to stand.

    What is kept as a whole is moved as a whole. Where more stays than is new, the new is moved into the old folder,
    and what is gone out of it into the folder `aside`.
    """
    present = set(_names(target))
    missing = kept.keys() - present
    whole = {name for name in missing if _holds(os.path.join(source, name), kept[name])}
    for name, below in kept.items():
        if below and name not in whole:
            _merge(f"{source}/{name}", f"{target}/{name}", below, moves, f"{aside}/{name}")
    if len(whole) <= len(present):
        for name in whole:
            moves.move(os.path.join(source, name), os.path.join(target, name))
        return
    for name in set(_names(source)) - whole:
        moves.move(os.path.join(source, name), os.path.join(aside, name))
    for name in _names(target):
        moves.move(os.path.join(target, name), os.path.join(source, name))
    if os.path.isdir(target):
        os.rmdir(target)
    moves.move(source, target)


def _tree_of(paths: Iterable[str]) -> _Tree:
    tree: _Tree = {}
    for path in paths:
        folder = tree
        *folders, name = path.split("/")
        for each in folders:
            folder = folder.setdefault(each, {})
        folder[name] = {}
    return tree


class _Moves:
    """Moves that can be undone."""

    def __init__(self) -> None:
        self._done: list[tuple[str, str]] = []

    def move(self, source: str, target: str) -> None:
        """Move a file or folder to where nothing stands."""
        try:
            os.rename(source, target)
        except FileNotFoundError:
            os.makedirs(os.path.dirname(target), exist_ok=True)
            os.rename(source, target)
        self._done.append((source, target))

    def undo(self) -> None:
        """Move everything back, the last first."""
        for source, target in reversed(self._done):
            if os.path.lexists(target):
                os.makedirs(os.path.dirname(source), exist_ok=True)
                os.rename(target, source)


def _holds(path: str, kept: _Tree) -> bool:
    """Say whether a folder holds just what is kept of it, and nothing that somebody put beside it; a file does."""
    if not kept:
        return True
    return set(_names(path)) == kept.keys() and all(
        _holds(os.path.join(path, name), below) for name, below in kept.items() if below
    )


def _names(folder: str) -> list[str]:
    try:
        return os.listdir(folder)
    except (FileNotFoundError, NotADirectoryError):
        return []
