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
_NOT_AT_ONCE = (errno.EINVAL, errno.ENOSYS, errno.EPERM, errno.EXDEV)
_NOT_RENAMED = (errno.EXDEV, errno.EBUSY)
"""Errors for folders that cannot be renamed: those of a lower layer of overlayfs, and mount points."""


def can_exchange(new: Path, target: Path) -> bool:
    """Return whether two folders may be renamed to each other: not across file systems, nor a mount point."""
    return os.stat(new).st_dev == os.stat(target).st_dev and not os.path.ismount(target)


def exchange(new: Path, target: Path) -> bool:
    """Exchange two folders of one file system. Returns False, and leaves both, if `target` cannot be renamed.

    With two renames there is a moment without `target`; if the process is killed in it, `finish_swap` does the rest.
    """
    if _exchange_at_once(new, target):
        return True
    old = new.parent / _OLD
    try:
        os.rename(target, old)
    except OSError as problem:
        if problem.errno in _NOT_RENAMED:
            return False
        raise
    try:
        os.rename(new, target)
    except BaseException:
        if not target.exists():
            os.rename(old, target)
        raise
    return True


def has_the_only_site(folder: Path, target: Path) -> bool:
    """Return whether the former site is in a temporary folder, and there is none in its place."""
    return (folder / _OLD).is_dir() and not target.exists()


def finish_swap(folder: Path, target: Path) -> None:
    """Give `target` back if there is none because `exchange` was stopped between its renames."""
    for name in ("new", _OLD):
        if has_the_only_site(folder, target) and (folder / name).is_dir():
            os.rename(folder / name, target)


def _exchange_at_once(new: Path, target: Path) -> bool:
    """Exchange two folders in one step. Returns False where the system or the file system cannot."""
    renameat2 = _renameat2()
    if renameat2 is None:
        return False
    if renameat2(_AT_FDCWD, os.fsencode(new), _AT_FDCWD, os.fsencode(target), _RENAME_EXCHANGE) == 0:
        return True
    code = ctypes.get_errno()
    if code in _NOT_AT_ONCE:
        return False
    raise OSError(code, os.strerror(code), str(target))


def _renameat2() -> Any:
    """Return the function of the C library, which has it on Linux only (glibc 2.28, musl 1.2.4)."""
    if sys.platform != "linux":
        return None
    return getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
