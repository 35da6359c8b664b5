"""Writes output so that a failure leaves the previous output as it was."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from afterword.output import locks
from afterword.output.pages import OutputFile


def write(folder: Path, files: Iterable[OutputFile]) -> int:
    """Write files below a folder and count them. Raises ValueError for a path that leads out of the folder."""
    count = 0
    for file in files:
        target = folder / file.path
        if not target.resolve().is_relative_to(folder.resolve()):
            raise ValueError(f"{file.path!r} leads out of the output folder")
        target.parent.mkdir(parents=True, exist_ok=True)
        with naming(target):
            target.write_bytes(file.data)
        count += 1
    return count


def write_new(folder: Path, file: OutputFile) -> None:
    """Write a file that must not exist yet. Raises FileExistsError if it does, and leaves it unchanged.

    If it cannot be written completely, none is left.
    """
    target = folder / file.path
    target.parent.mkdir(parents=True, exist_ok=True)
    with naming(target), target.open("xb") as out:
        try:
            out.write(file.data)
            out.flush()
            os.fsync(out.fileno())
        except BaseException:
            target.unlink(missing_ok=True)
            raise


@contextmanager
def naming(path: Path) -> Iterator[None]:
    """Add a path to errors of the system that name none, as those of a write to an open file."""
    try:
        yield
    except OSError as problem:
        if problem.filename is None:
            problem.filename = str(path)
        raise


@contextmanager
def replacing(folder: Path) -> Iterator[Path]:
    """Provide an empty folder to fill; it replaces `folder` unless the block fails."""
    with sibling_folder(folder) as new:
        yield new
        swap(folder, new)


@contextmanager
def sibling_folder(folder: Path) -> Iterator[Path]:
    """Provide an empty folder next to `folder`, within a temporary folder that is removed afterwards."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    remove_abandoned(folder)
    temporary, lock = locks.make_folder(folder.parent, _prefix(folder))
    try:
        new = temporary / "new"
        new.mkdir()
        yield new
    finally:
        locks.release(lock)
        shutil.rmtree(temporary, ignore_errors=True)


def remove_abandoned(folder: Path) -> None:
    """Remove the temporary folders next to `folder` that killed processes have left."""
    locks.remove_abandoned(folder.parent, _prefix(folder))


def _prefix(folder: Path) -> str:
    return f".{folder.name}-"


def swap(folder: Path, new: Path) -> None:
    """Replace a folder by the one that `sibling_folder` provided.

    There are two renames, since no file system that we know swaps folders in one. The first is undone if the second
    fails or the process is stopped in between: the temporary folder, with the previous output in it, is then about
    to be removed.
    """
    old = new.parent / "old"
    try:
        if folder.exists():
            folder.rename(old)
        new.rename(folder)
    except BaseException:
        if old.exists() and not folder.exists():
            old.rename(folder)
        raise
