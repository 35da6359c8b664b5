"""Locks on folders: temporary ones, which tells those in use from those that were left behind, and others."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from importlib import import_module
from pathlib import Path
from typing import Any

_fcntl: Any = import_module("fcntl") if os.name == "posix" else None
"""None on systems without it; there, folders that a killed process has left stay until someone removes them."""

_FILE = ".afterword-lock"
_RANDOM = "[a-z0-9_]{8}"
"""What `tempfile` adds to a prefix. It has no hyphen, so `.site-` is not the prefix of `.site-internal-abcd1234`."""


def make_folder(parent: Path, prefix: str) -> tuple[Path, int | None]:
    """Create a folder with a unique name, and lock it until `release` or the end of the process.

    It has another name until it is locked, so that no process takes it for one that was left behind. There is no lock
    if the system has none.
    """
    new = Path(tempfile.mkdtemp(prefix=f".new-{prefix}", dir=parent))
    lock = _acquire(new, os.O_CREAT)
    folder = new.with_name(new.name.removeprefix(".new-"))
    os.rename(new, folder)
    return folder, lock


def _acquire(folder: Path, flags: int = 0) -> int | None:
    """Lock a folder. Returns None if it has no lock file, or another process has locked it."""
    if _fcntl is None:
        return None
    try:
        file = os.open(folder / _FILE, flags | os.O_RDWR, 0o600)
    except OSError:
        return None
    try:
        _fcntl.flock(file, _fcntl.LOCK_EX | _fcntl.LOCK_NB)
    except OSError:
        os.close(file)
        return None
    return file


def hold(folder: Path) -> bool:
    """Lock a folder until this process ends. Returns False if it is locked, or if the system has no locks."""
    return _acquire(folder, os.O_CREAT) is not None


@contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """Wait until no other process does the same with a folder. Where there are no locks on folders, do not wait.

    That is so on Windows, and on NFS, which locks only files that are open for writing.
    """
    if _fcntl is None:
        yield
        return
    file = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):
            _fcntl.flock(file, _fcntl.LOCK_EX)
        yield
    finally:
        os.close(file)


def release(lock: int | None) -> None:
    """Release a lock; None is ignored."""
    if lock is not None:
        os.close(lock)


def remove_abandoned(folder: Path, prefix: str, before: Callable[[Path], None] = lambda _: None) -> None:
    """Remove the folders below `folder` that `make_folder` created with this prefix and that no process has locked.

    Each is given to `before` first; if that raises, the folder stays.
    """
    ours = re.compile(re.escape(prefix) + _RANDOM)
    for left in filter(lambda each: ours.fullmatch(each.name), folder.glob("*/")):
        lock = _acquire(left)
        if lock is not None:
            try:
                before(left)
            except BaseException:
                os.close(lock)
                raise
            remove(left)
            os.close(lock)
        else:
            with suppress(OSError):
                os.rmdir(left)  # only one that is empty: `remove` was killed in its last step


def remove(folder: Path) -> None:
    """Remove a folder that `make_folder` created, its lock last, so that the rest can be removed after a kill."""
    with suppress(OSError):
        for entry in os.scandir(folder):
            if entry.is_dir(follow_symlinks=False):
                shutil.rmtree(entry, ignore_errors=True)
            elif entry.name != _FILE:
                os.unlink(entry)
    shutil.rmtree(folder, ignore_errors=True)
