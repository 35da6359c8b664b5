"""Holds the bodies of pages on disk until they are poured: in memory they would be too much."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path
from typing import NamedTuple

from afterword.output import locks

_PREFIX = "spool-"


class BodyRef(NamedTuple):
    """Where a text lies: in which of the spool's files, from where on, and how long it is, in bytes."""

    file: str
    start: int
    length: int


class BodyStore:
    """A folder of files that are only ever added to, one for each process that writes."""

    def __init__(self, folder: Path) -> None:
        """Begin an empty spool in a folder of its own below `folder`."""
        try:
            folder.mkdir(parents=True, exist_ok=True)
            locks.clear(folder, _PREFIX)
            self._folder = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=folder))
        except OSError:  # nothing can be written there
            self._folder = Path(tempfile.mkdtemp(prefix=_PREFIX))
        self._lock = locks.take(self._folder)
        self._open: dict[str, int] = {}
        self._ends: dict[str, int] = {}

    def put(self, text: str) -> BodyRef:
        """Add a text and say where it lies."""
        name = str(os.getpid())
        file = self._file(name)
        rest = memoryview(text.encode())
        piece = BodyRef(name, self._ends[name], len(rest))
        self._ends[name] += len(rest)
        while rest:
            rest = rest[os.write(file, rest) :]
        return piece

    def get(self, piece: BodyRef) -> str:
        """Read a text again."""
        file = self._file(piece.file)
        if hasattr(os, "pread"):  # which leaves alone where other processes read
            return os.pread(file, piece.length, piece.start).decode()
        os.lseek(file, piece.start, os.SEEK_SET)
        return os.read(file, piece.length).decode()

    def close(self) -> None:
        """Remove the spool."""
        for file in self._open.values():
            os.close(file)
        self._open.clear()
        locks.release(self._lock)
        self._lock = None
        shutil.rmtree(self._folder, ignore_errors=True)

    def _file(self, name: str) -> int:
        if name not in self._open:
            flags = os.O_CREAT | os.O_RDWR | os.O_APPEND | getattr(os, "O_BINARY", 0)
            self._open[name] = os.open(self._folder / name, flags, 0o600)
            self._ends[name] = os.fstat(self._open[name]).st_size
        return self._open[name]
