"""Reuses files of the previous output, so that only what changed is written."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeAlias

from afterword.output.folders import files_in, remove_empty_above
from afterword.views.urls import GROWING

STASH = ".afterword"
"""Where folders of the previous output are while a host empties its output folder: hosts skip names with a dot."""

_STASHED = tuple(folder.rstrip("/") for folder in GROWING)
_TRASH = "gone"
_HERE, _BELOW = "here", "below"
"""Folders of the trash, so that two folders with the same name do not collide in it."""

_Tree: TypeAlias = "dict[str, _Tree]"
"""File and folder names, each with what is below it; empty for a file."""


def was_interrupted(site: Path) -> bool:
    """Return whether a build was killed while the previous output was stashed, so that none of it can be trusted."""
    return (site / STASH).exists()


def stash(site: Path) -> None:
    """Move the folders that grow with the years to where the host does not delete them."""
    discard_stash(site)
    for folder in _STASHED:
        if (site / folder).is_dir():
            (site / STASH).mkdir(exist_ok=True)
            (site / folder).rename(site / STASH / folder)


def restore_stash(site: Path) -> None:
    """Move stashed folders back, in place of those that a failed build has written."""
    for folder in _STASHED:
        if (site / STASH / folder).is_dir():
            shutil.rmtree(site / folder, ignore_errors=True)
            (site / STASH / folder).rename(site / folder)
    discard_stash(site)


def discard_stash(site: Path) -> None:
    """Delete what is stashed."""
    shutil.rmtree(site / STASH, ignore_errors=True)


def files_that_grow(site: Path) -> Iterator[str]:
    """Yield the paths of the files in the folders that are stashed, as far as they are in a site."""
    for folder in _STASHED:
        if (site / folder).is_dir():
            yield from (f"{folder}/{path}" for path in files_in(site / folder))


@contextmanager
def putting_back(site: Path, new: Iterable[str], gone: Iterable[str]) -> Iterator[None]:
    """Move the few `new` files of a site into its stashed folders, and these back, without the files that are `gone`.

    For when it is known which files are stashed: none of the others is looked at. If anything fails, the block
    included, every move is undone.
    """
    stash, moves = site / STASH, _Moves()
    trash = stash / _TRASH
    try:
        for path in filter(lambda path: (stash / path).exists(), gone):
            moves.move(str(stash / path), str(trash / _HERE / path))
            remove_empty_above(stash, path)
        for path in new:
            if (stash / path).exists():
                moves.move(str(stash / path), str(trash / _HERE / path))
            moves.move(str(site / path), str(stash / path))
        for folder in _STASHED:
            if (stash / folder).is_dir():
                if (site / folder).is_dir():
                    moves.move(str(site / folder), str(trash / _BELOW / folder))
                moves.move(str(stash / folder), str(site / folder))
        yield
    except BaseException:
        moves.undo()
        raise


@contextmanager
def reusing(previous: Path, new: Path, reused: Iterable[str], trash: Path) -> Iterator[None]:
    """Move files from the previous output into the new one; the paths in `reused` are relative to both.

    Files that are in the new output stay. Files in the way are moved to a folder below `trash`. If anything fails,
    the block included, every move is undone.
    """
    moves = _Moves()
    try:
        for name, below in _tree_of(reused).items():
            _merge(str(previous / name), str(new / name), below, moves, str(trash / _TRASH / name))
        yield
    except BaseException:
        moves.undo()
        raise


def _merge(source: str, target: str, reused: _Tree, moves: _Moves, trash: str) -> None:
    """Move what is reused of the folder `source` to `target`, which may exist.

    A folder of which everything is reused is moved in one piece. If more is reused than is new, the new files are
    moved into the old folder, its other files into `trash`, and the old folder then takes the place of the new one.
    """
    present = set(_names(target))
    missing = reused.keys() - present
    whole = {name for name in missing if _is_exactly(os.path.join(source, name), reused[name])}
    for name, below in reused.items():
        if below and name not in whole:
            _merge(f"{source}/{name}", f"{target}/{name}", below, moves, f"{trash}/{_BELOW}/{name}")
    if len(whole) <= len(present):
        for name in whole:
            moves.move(os.path.join(source, name), os.path.join(target, name))
        return
    for name in set(_names(source)) - whole:
        moves.move(os.path.join(source, name), os.path.join(trash, _HERE, name))
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
        """Move a file or folder to a path that does not exist."""
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


def _is_exactly(path: str, reused: _Tree) -> bool:
    """Return whether everything in a folder is reused, so that it has no file that something else put there.

    A file is always reused as a whole.
    """
    if not reused:
        return True
    return set(_names(path)) == reused.keys() and all(
        _is_exactly(os.path.join(path, name), below) for name, below in reused.items() if below
    )


def _names(folder: str) -> list[str]:
    try:
        return os.listdir(folder)
    except (FileNotFoundError, NotADirectoryError):
        return []
