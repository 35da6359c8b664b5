"""Locks on temporary folders, which distinguish those in use from those that a killed process left behind."""

from __future__ import annotations

import os
import shutil
from importlib import import_module
from pathlib import Path
from typing import Any

_fcntl: Any = import_module("fcntl") if os.name == "posix" else None
"""None on systems without it; there, folders that a killed process has left stay until somebody removes them."""

_FILE = "lock"


def acquire(folder: Path) -> int | None:
    """Lock a folder until `release` or the end of the process.

    Returns None if another process has locked it, or if the system has no such locks.
    """
    if _fcntl is None:
        return None
    try:
        file = os.open(folder / _FILE, os.O_CREAT | os.O_RDWR, 0o600)
    except OSError:
        return None
    try:
        _fcntl.flock(file, _fcntl.LOCK_EX | _fcntl.LOCK_NB)
    except OSError:
        os.close(file)
        return None
    return file


def release(lock: int | None) -> None:
    """Release a lock; None is ignored."""
    if lock is not None:
        os.close(lock)


def remove_abandoned(folder: Path, prefix: str) -> None:
    """Remove the folders below `folder` whose names begin with `prefix` and that no process has locked."""
    for left in folder.glob(f"{prefix}*/"):
        lock = acquire(left)
        if lock is not None:
            shutil.rmtree(left, ignore_errors=True)
            os.close(lock)
