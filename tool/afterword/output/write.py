"""Writing output so that a failure leaves the former output whole."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from afterword.output import locks
from afterword.output.pages import OutputFile


def write(folder: Path, files: Iterable[OutputFile]) -> int:
    """Write files below a folder and count them. Raises ValueError for a path that leads out of it."""
    count = 0
    for file in files:
        target = folder / file.path
        if not target.resolve().is_relative_to(folder.resolve()):
            raise ValueError(f"{file.path!r} leads out of the output folder")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(file.data)
        count += 1
    return count


def write_new(folder: Path, file: OutputFile) -> None:
    """Write a file that must not exist yet. Raises FileExistsError where it does; nothing is changed then."""
    target = folder / file.path
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("xb") as out:
        out.write(file.data)


@contextmanager
def replacing(folder: Path) -> Iterator[Path]:
    """Give an empty folder to fill; it takes the place of `folder` only when all went well."""
    with beside(folder) as fresh:
        yield fresh
        swap(folder, fresh)


@contextmanager
def beside(folder: Path) -> Iterator[Path]:
    """Give an empty folder next to another, in a workshop that is removed in the end."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    locks.clear(folder.parent, f".{folder.name}-")
    workshop = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    lock = locks.take(workshop)
    try:
        fresh = workshop / "new"
        fresh.mkdir()
        yield fresh
    finally:
        locks.release(lock)
        shutil.rmtree(workshop, ignore_errors=True)


def swap(folder: Path, fresh: Path) -> None:
    """Put a folder of a workshop in the place of another.

    Two renames, as no file system that we know swaps folders in one; the first is undone if the second fails, or
    if the process is stopped in between: the workshop with the former output in it is about to be removed.
    """
    old = fresh.parent / "old"
    try:
        if folder.exists():
            folder.rename(old)
        fresh.rename(folder)
    except BaseException:
        if old.exists() and not folder.exists():
            old.rename(folder)
        raise
