"""What is noted of a file of the site when it is written, to see later whether it is still that file."""

from __future__ import annotations

import os
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple


class WrittenFile(NamedTuple):
    """A file of the site: its path, size in bytes, time of the last modification in nanoseconds, and digest."""

    path: str
    size: int
    changed: int
    digest: bytes

    def is_in(self, site: Path) -> bool:
        """Return whether a site has this file as it was written, by its size and time."""
        try:
            status = os.stat(site / self.path)
        except OSError:
            return False
        return (status.st_size, status.st_mtime_ns) == (self.size, self.changed)


def written_file(path: str, status: os.stat_result, data: bytes) -> WrittenFile:
    """Return what is noted of a file, given its data and what the system says about it."""
    return WrittenFile(path, status.st_size, status.st_mtime_ns, content_digest(data))


def content_digest(data: bytes) -> bytes:
    """Return a digest of the content of a file."""
    return content_hash(data).digest()


def content_hash(data: bytes = b"") -> blake2b:
    """Begin the digest of the content of a file; the rest is added with `update`."""
    return blake2b(data, digest_size=16)
