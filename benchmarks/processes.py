"""Reads from /proc what a process and all its descendants use."""

from __future__ import annotations

import os
import threading
import time
from pathlib import Path
from types import TracebackType

_PROC = Path("/proc")
_TICKS = os.sysconf("SC_CLK_TCK")
_USER, _SYSTEM = 11, 12
"""Places in /proc/PID/stat behind the name, which may itself hold blanks."""
PAUSE = 0.04
"""Seconds between two looks at the memory; with the look itself hardly more than 50 ms."""
FIRST_PAUSE = 0.01
"""The same during the first second, which is all that some commands take."""


def tree(root: int) -> list[int]:
    """List a process and its living descendants."""
    found, open_ends = [], [root]
    while open_ends:
        pid = open_ends.pop()
        found.append(pid)
        open_ends += _children(pid)
    return found


def _children(pid: int) -> list[int]:
    children: list[int] = []
    for task in _entries(_PROC / str(pid) / "task"):
        children += map(int, _read(task / "children").split())
    return children


def memory(root: int) -> int:
    """Add up the proportional set sizes of a tree, in bytes: shared pages are counted once, by shares."""
    total = 0
    for pid in tree(root):
        for line in _read(_PROC / str(pid) / "smaps_rollup").splitlines():
            if line.startswith("Pss:"):
                total += int(line.split()[1]) * 1024
                break
    return total


def cpu_seconds(root: int) -> float:
    """Add up the processor time that a tree has used and still can be asked about."""
    ticks = 0
    for pid in tree(root):
        fields = _read(_PROC / str(pid) / "stat").rpartition(")")[2].split()
        if fields:
            ticks += sum(map(int, fields[_USER : _SYSTEM + 1]))
    return ticks / _TICKS


class MemoryWatch:
    """Looks at a tree's memory again and again, and keeps the most that it saw."""

    def __init__(self, root: int) -> None:
        self.peak = 0
        self._root = root
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> MemoryWatch:
        """Begin to look."""
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        """Stop looking."""
        self._stop.set()
        self._thread.join()

    def _watch(self) -> None:
        start = time.perf_counter()
        while not self._stop.is_set():
            self.peak = max(self.peak, memory(self._root))
            self._stop.wait(FIRST_PAUSE if time.perf_counter() - start < 1 else PAUSE)


def _read(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8", errors="replace")
    except (FileNotFoundError, ProcessLookupError, PermissionError):
        return ""  # it ended between two looks


def _entries(folder: Path) -> list[Path]:
    try:
        return list(folder.iterdir())
    except (FileNotFoundError, ProcessLookupError):
        return []
