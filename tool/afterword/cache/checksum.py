"""The checksum of a database, in a file next to it: SQLite finds damage in its own structure, but not in the values.

A file whose checksum is not the noted one is made again. The checksum finds damage, not tampering: whoever can write
the database can write its checksum too.
"""

from __future__ import annotations

import zlib
from contextlib import suppress
from pathlib import Path

SUFFIX = ".crc32"
_noted: dict[Path, tuple[int, ...]] = {}
"""The state of each file whose checksum this process has noted, for a server, which builds again and again."""
_TICK = 20_000_000
"""Nanoseconds between two changes of files that are certain to have different times."""
_PIECE = 2**18
"""How many bytes are read at a time: with ten thousand records, a database has more than a hundred megabytes."""


def is_sound(file: Path) -> bool:
    """Return whether a file has the content whose checksum was noted; one that is empty or missing has no content.

    If nothing has changed a file since this process noted its checksum, it is not read again. Raises OSError if it
    cannot be read.
    """
    try:
        if file in _noted and _noted[file] == _state(file):
            return True
        found = _checksum(file)
    except FileNotFoundError:
        return True
    if found == _NO_CONTENT:
        return True
    with suppress(FileNotFoundError):
        return checksum_file(file).read_bytes() == found
    return False


def note_checksum(file: Path) -> None:
    """Note the checksum of a file after it was written; where that is not possible, the file counts as damaged."""
    with suppress(OSError):
        _noted.pop(file, None)
        beside = checksum_file(file)
        state, changed = _state(file), file.stat().st_mtime_ns
        beside.write_bytes(_checksum(file))
        if beside.stat().st_mtime_ns - changed > _TICK:  # else another change might have the same time
            _noted[file] = state


def delete_checksum(file: Path) -> None:
    """Delete the checksum of a file. Raises OSError if it cannot be deleted."""
    checksum_file(file).unlink(missing_ok=True)


def _state(file: Path) -> tuple[int, ...]:
    status = file.stat()
    return status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns


def checksum_file(file: Path) -> Path:
    """Return the file with the checksum of a file."""
    return file.with_name(file.name + SUFFIX)


def _checksum(file: Path) -> bytes:
    size, checksum, piece = 0, 0, bytearray(_PIECE)
    with file.open("rb", buffering=0) as opened:
        while read := opened.readinto(piece):
            size += read
            checksum = zlib.crc32(memoryview(piece)[:read], checksum)
    return _line(size, checksum)


def _line(size: int, checksum: int) -> bytes:
    return f"{size} {checksum:08x}\n".encode()


_NO_CONTENT = _line(0, 0)
