"""Holds the bodies of pages on disk until they are poured: in memory they would be too much."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path
from typing import NamedTuple

_PREFIX = "spool-"


class Piece(NamedTuple):
    """Where a text lies: in which of the spool's files, from where on, and how long it is, in bytes."""

    file: str
    start: int
    length: int


class Spool:
    """A folder of files that are only ever added to, one for each process that writes."""

    def __init__(self, folder: Path) -> None:
        """Begin an empty spool in a folder of its own below `folder`."""
        folder.mkdir(parents=True, exist_ok=True)
        _clear(folder)
        self._folder = Path(tempfile.mkdtemp(prefix=f"{_PREFIX}{os.getpid()}-", dir=folder))
        self._open: dict[str, int] = {}
        self._ends: dict[str, int] = {}

    def put(self, text: str) -> Piece:
        """Add a text and say where it lies."""
        name = str(os.getpid())
        file = self._file(name)
        rest = memoryview(text.encode())
        piece = Piece(name, self._ends.get(name, 0), len(rest))
        self._ends[name] = piece.start + piece.length
        while rest:
            rest = rest[os.write(file, rest) :]
        return piece

    def get(self, piece: Piece) -> str:
        """Read a text again."""
        return os.pread(self._file(piece.file), piece.length, piece.start).decode()

    def close(self) -> None:
        """Remove the spool."""
        for file in self._open.values():
            os.close(file)
        self._open.clear()
        shutil.rmtree(self._folder, ignore_errors=True)

    def _file(self, name: str) -> int:
        if name not in self._open:
            self._open[name] = os.open(self._folder / name, os.O_CREAT | os.O_RDWR | os.O_APPEND, 0o600)
        return self._open[name]


def _clear(folder: Path) -> None:
    """Remove what processes left behind that were killed."""
    for left in folder.glob(f"{_PREFIX}*"):
        process = left.name.removeprefix(_PREFIX).partition("-")[0]
        try:
            os.kill(int(process), 0)
        except ProcessLookupError:
            shutil.rmtree(left, ignore_errors=True)
        except (OSError, ValueError):
            continue
