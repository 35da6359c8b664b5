"""Takes over from the former output what still holds, so that only what changed is written."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from afterword.views.addresses import ACTIONS, COMPONENTS, HISTORY, INCIDENTS

PARKED = ".afterword"
"""Where the former output waits while a host empties its folder: hosts leave alone what begins with a dot."""

_TREES = tuple(each.rstrip("/") for each in (INCIDENTS, HISTORY, COMPONENTS, ACTIONS))
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
    """Records are many and most of them hold: theirs is the only folder that is moved as a whole."""
    records: dict[str, list[str]] = {}
    rest: list[str] = []
    for path in kept:
        tree, _, below = path.partition("/")
        if f"{tree}/" == INCIDENTS:
            record, _, name = below.partition("/")
            records.setdefault(record, []).append(name)
        else:
            rest.append(path)
    source, target = former / INCIDENTS, new / INCIDENTS
    present = set(_names(target))
    whole = {name for name, files in records.items() if name not in present and _holds(source / name, files)}
    rest += [f"{INCIDENTS}{name}/{file}" for name in records.keys() - whole for file in records[name]]
    for path in rest:
        if not os.path.exists(new / path):
            moves.move(os.path.join(former, path), os.path.join(new, path))
    if len(whole) <= len(present):
        for name in whole:
            moves.move(str(source / name), str(target / name))
        return
    for name in set(_names(source)) - whole:
        moves.move(str(source / name), str(aside / name))
    for name in _names(target):
        moves.move(str(target / name), str(source / name))
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
