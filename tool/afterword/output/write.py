"""Writes files, and names the one that cannot be written."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

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


def write_all(file: int, data: bytes) -> None:
    """Write all data to an open file; the system may take less than it is given."""
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(file, rest) :]


@contextmanager
def naming(path: Path | str) -> Iterator[None]:
    """Add a path to errors of the system that name none, as those of a write to an open file."""
    try:
        yield
    except OSError as problem:
        if problem.errno is not None and problem.filename is None:
            problem.filename = str(path)
        raise
