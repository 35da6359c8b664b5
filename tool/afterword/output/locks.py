"""Tells folders that somebody works in from those that a killed process has left behind."""

from __future__ import annotations

import os
import shutil
from importlib import import_module
from pathlib import Path
from typing import Any

_fcntl: Any = import_module("fcntl") if os.name == "posix" else None
"""Where it is missing, what the killed have left stays until somebody removes it."""

_FILE = "lock"


def take(folder: Path) -> int | None:
    """Take a folder's lock, which ends with the process, or give None where it is taken or there are no locks."""
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
    """Give a lock back."""
    if lock is not None:
        os.close(lock)


def clear(folder: Path, prefix: str) -> None:
    """Remove the folders of a name whose locks nobody holds any more."""
    for left in folder.glob(f"{prefix}*/"):
        lock = take(left)
        if lock is not None:
            shutil.rmtree(left, ignore_errors=True)
            os.close(lock)
