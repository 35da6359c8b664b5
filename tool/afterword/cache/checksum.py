"""The checksum of a database, in a file next to it: SQLite finds damage in its own structure, but not in the values.

A file whose checksum is not the noted one is made again. The checksum finds damage, not tampering: whoever can write
the database can write its checksum too.
"""

from __future__ import annotations

import zlib
from contextlib import suppress
from pathlib import Path

SUFFIX = ".crc32"


def is_sound(file: Path) -> bool:
    """Return whether a file has the content whose checksum was noted; one that is empty or missing has no content.

    Raises OSError if it cannot be read.
    """
    try:
        data = file.read_bytes()
    except FileNotFoundError:
        return True
    if not data:
        return True
    with suppress(FileNotFoundError):
        return _beside(file).read_bytes() == _checksum(data)
    return False


def note_checksum(file: Path) -> None:
    """Note the checksum of a file after it was written; where that is not possible, the file counts as damaged."""
    with suppress(OSError):
        _beside(file).write_bytes(_checksum(file.read_bytes()))


def delete_checksum(file: Path) -> None:
    """Delete the checksum of a file. Raises OSError if it cannot be deleted."""
    _beside(file).unlink(missing_ok=True)


def _beside(file: Path) -> Path:
    return file.with_name(file.name + SUFFIX)


def _checksum(data: bytes) -> bytes:
    return f"{len(data)} {zlib.crc32(data):08x}\n".encode()
