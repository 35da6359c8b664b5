"""Takes over from the former output what still holds, so that only what changed is written."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from afterword.views.addresses import (
    GROWING,
    INCIDENTS,
    RECORD_DATA,
    STATUSPAGE_INCIDENTS,
    STATUSPAGE_MAINTENANCES,
)

PARKED = ".afterword"
"""Where the former output waits while a host empties its folder: hosts leave alone what begins with a dot."""

_TREES = tuple(each.rstrip("/") for each in GROWING)
_LARGE = (INCIDENTS, STATUSPAGE_INCIDENTS, STATUSPAGE_MAINTENANCES, RECORD_DATA)
"""Folders with an entry for each record: many, of which most hold."""
_GONE = "gone"


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
        _adopt(former, new, kept, moves, aside / _GONE)
        yield
    except BaseException:
        moves.undo()
        raise


def _adopt(former: Path, new: Path, kept: Iterable[str], moves: _Moves, aside: Path) -> None:
    """Move what is kept; of the large folders, the entries that hold are moved as they are."""
    large: dict[str, dict[str, list[str]]] = {folder: {} for folder in _LARGE}
    rest: list[str] = []
    for path in kept:
        folder = next((each for each in _LARGE if path.startswith(each)), "")
        if folder:
            entry, _, name = path[len(folder) :].partition("/")
            large[folder].setdefault(entry, []).append(name)
        else:
            rest.append(path)
    _adopt_files(former, new, rest, moves)
    for folder, entries in large.items():
        _adopt_entries(former / folder, new / folder, entries, moves, aside / folder)


def _adopt_files(former: Path, new: Path, paths: Iterable[str], moves: _Moves) -> None:
    for path in paths:
        if not os.path.exists(new / path):
            moves.move(os.path.join(former, path), os.path.join(new, path))


def _adopt_entries(
    source: Path, target: Path, entries: Mapping[str, list[str]], moves: _Moves, aside: Path
) -> None:
    """Move the entries of a large folder, or the folder itself where more of them stay than are new.

    An entry is a file, which then has the one name "", or a folder of the files of these names.
    """
    present = set(_names(target))
    whole = {
        entry
        for entry, files in entries.items()
        if entry not in present and (files == [""] or _holds(source / entry, files))
    }
    pieces = (f"{entry}/{file}".rstrip("/") for entry in entries.keys() - whole for file in entries[entry])
    _adopt_files(source, target, pieces, moves)
    if len(whole) <= len(present):
        for entry in whole:
            moves.move(str(source / entry), str(target / entry))
        return
    for entry in set(_names(source)) - whole:
        moves.move(str(source / entry), str(aside / entry))
    for entry in _names(target):
        moves.move(str(target / entry), str(source / entry))
    if target.is_dir():
        target.rmdir()
    moves.move(str(source), str(target))


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


def _holds(folder: Path, files: list[str]) -> bool:
    """Say whether a folder holds just these files, and no other that somebody put beside them."""
    return sorted(_names(folder)) == sorted(files)


def _names(folder: Path) -> list[str]:
    try:
        return os.listdir(folder)
    except (FileNotFoundError, NotADirectoryError):
        return []
