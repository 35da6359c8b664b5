"""Temporary file store for rendered page bodies (350 MB at 10,000 records if kept in memory)."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from sys import intern
from typing import NamedTuple, Self

from afterword.output import locks
from afterword.output.write import write_all

_PREFIX = "bodies-"
_PIECE = 2**20
"""How many characters are encoded, and how many bytes are read, at a time; nearly every text has fewer."""


class BodyRef(NamedTuple):
    """Where a text is in the body store: the file's name, and the offset and length in bytes."""

    file: str
    start: int
    length: int


class BodyStoreError(OSError):
    """A text cannot be stored, for instance because the disk is full."""


class BodyStore:
    """A temporary folder with an append-only file for each process that writes; `close` removes it."""

    def __init__(self, folder: Path | None) -> None:
        """Create an empty store in its own folder below `folder`; without one that can be written, in the system's."""
        self._folder, self._lock = _make_folder(folder)
        self._open: dict[str, int] = {}
        self._ends: dict[str, int] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def put(self, text: str | Iterable[str]) -> BodyRef:
        """Store a text, which may come in pieces, and return where it is. Raises BodyStoreError."""
        pieces = _pieces(text) if isinstance(text, str) else text
        return self._append(piece.encode() for piece in pieces)

    def put_data(self, data: bytes) -> BodyRef:
        """Store data, and return where they are. Raises BodyStoreError."""
        return self._append((data,))

    def _append(self, pieces: Iterable[bytes]) -> BodyRef:
        name = intern(str(os.getpid()))  # every reference has it
        file = self._file(name)
        start = self._ends[name]
        for piece in pieces:
            self._ends[name] += len(piece)
            try:
                write_all(file, piece)
            except OSError as problem:
                raise BodyStoreError(problem.errno, problem.strerror, str(self._folder / name)) from problem
        return BodyRef(name, start, self._ends[name] - start)

    def get(self, ref: BodyRef) -> str:
        """Return a stored text."""
        return self.data(ref).decode()

    def pieces(self, ref: BodyRef) -> Iterator[bytes]:
        """Yield stored data in pieces: of ten thousand records, a list of all takes as much memory as a process."""
        for start in range(0, ref.length, _PIECE):
            yield self.data(BodyRef(ref.file, ref.start + start, min(_PIECE, ref.length - start)))

    def data(self, ref: BodyRef) -> bytes:
        """Return stored data, or a stored text as UTF-8, which takes less memory."""
        file = self._file(ref.file)
        if hasattr(os, "pread"):  # it does not move the position, which forked processes share
            return os.pread(file, ref.length, ref.start)
        os.lseek(file, ref.start, os.SEEK_SET)
        return os.read(file, ref.length)

    def close(self) -> None:
        """Remove the store with everything in it."""
        for file in self._open.values():
            os.close(file)
        self._open.clear()
        locks.remove(self._folder)
        locks.release(self._lock)
        self._lock = None

    def _file(self, name: str) -> int:
        if name not in self._open:
            flags = os.O_CREAT | os.O_RDWR | os.O_APPEND | getattr(os, "O_BINARY", 0)
            self._open[name] = os.open(self._folder / name, flags, 0o600)
            self._ends[name] = os.fstat(self._open[name]).st_size
        return self._open[name]


def _pieces(text: str) -> Iterator[str]:
    return (text[begin : begin + _PIECE] for begin in range(0, len(text), _PIECE))


def _make_folder(parent: Path | None) -> tuple[Path, int | None]:
    if parent:
        with suppress(OSError):
            locks.remove_abandoned(parent, _PREFIX)
            return locks.make_folder(parent, _PREFIX)
    return locks.make_folder(Path(tempfile.gettempdir()), _PREFIX)
