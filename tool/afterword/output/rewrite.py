"""Replaces a file that people wrote, so that it is never half-written, and no change by others is lost."""

from __future__ import annotations

import os
import re
import stat
import tempfile
from contextlib import suppress
from pathlib import Path

from afterword.output.locks import alone_in

_TEMPORARY = re.compile(r"\..+\.new-[a-z0-9_]{8}", re.ASCII)
_MAX_AGE = 600
"""How many seconds no process takes to write a file."""


def rewrite(path: Path, before: bytes, after: bytes) -> None:
    """Replace the content of a file if it still is `before`.

    Raises OSError if it is not, and for a link and a file that its owner may not write: replacing it would not need
    that permission.
    """
    status = os.lstat(path)
    if not stat.S_ISREG(status.st_mode):
        raise OSError("it is a link, and not the file itself")
    if not status.st_mode & stat.S_IWUSR or not os.access(path, os.W_OK):
        raise OSError("it is read-only")
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.new-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(after)
            file.flush()
            os.fsync(file.fileno())
        if hasattr(os, "chown"):
            with suppress(PermissionError):  # only root can give a file to its former owner
                os.chown(name, status.st_uid, status.st_gid)
        os.chmod(name, stat.S_IMODE(status.st_mode))
        with alone_in(path.parent):
            if path.read_bytes() != before:
                raise OSError("it has changed meanwhile")
            os.replace(name, path)
            _remove_abandoned(path.parent)
    except BaseException:
        with suppress(FileNotFoundError):
            os.unlink(name)
        raise


def _remove_abandoned(folder: Path) -> None:
    """Remove the temporary files that killed processes have left in a folder, whose time is that of its last change."""
    now = os.stat(folder).st_mtime
    for name in os.listdir(folder):
        if _TEMPORARY.fullmatch(name):
            with suppress(OSError):
                status = os.lstat(folder / name)
                if stat.S_ISREG(status.st_mode) and now - status.st_mtime > _MAX_AGE:
                    os.unlink(folder / name)
