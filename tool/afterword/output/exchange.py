"""Exchanges two folders: in one step where the system can, and with two renames elsewhere."""

from __future__ import annotations

import ctypes
import errno
import os
import sys
from pathlib import Path
from typing import Any

_OLD = "old"
_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
"""The constants of renameat2(2)."""
_UNSUPPORTED = (errno.EINVAL, errno.ENOSYS, errno.EPERM)


def can_exchange(new: Path, target: Path) -> bool:
    """Return whether two folders can be renamed to each other: not across file systems, nor a mount point."""
    return os.stat(new).st_dev == os.stat(target).st_dev and not os.path.ismount(target)


def exchange(new: Path, target: Path) -> None:
    """Exchange two folders of one file system.

    With two renames there is a moment without `target`; if the process is killed in it, `finish_swap` does the rest.
    """
    if not _exchange_at_once(new, target):
        old = new.parent / _OLD
        os.rename(target, old)
        try:
            os.rename(new, target)
        except BaseException:
            finish_swap(new.parent, target)
            raise


def finish_swap(folder: Path, target: Path) -> None:
    """Give `target` back if there is none because `exchange` was stopped between its renames."""
    for name in ("new", _OLD):
        if (folder / _OLD).is_dir() and (folder / name).is_dir() and not target.exists():
            os.rename(folder / name, target)


def _exchange_at_once(new: Path, target: Path) -> bool:
    """Exchange two folders in one step. Returns False where the system or the file system cannot."""
    renameat2 = _renameat2()
    if renameat2 is None:
        return False
    if renameat2(_AT_FDCWD, os.fsencode(new), _AT_FDCWD, os.fsencode(target), _RENAME_EXCHANGE) == 0:
        return True
    code = ctypes.get_errno()
    if code in _UNSUPPORTED:
        return False
    raise OSError(code, os.strerror(code), str(target))


def _renameat2() -> Any:
    """Return the function of the C library, which has it on Linux only (glibc 2.28, musl 1.2.4)."""
    if sys.platform != "linux":
        return None
    return getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
