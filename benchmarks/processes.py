"""Reads the memory and processor time of a process and all its descendants from /proc."""

from __future__ import annotations

import os
import threading
import time
from pathlib import Path
from types import TracebackType

_PROC = Path("/proc")
_TICKS = os.sysconf("SC_CLK_TCK")
_USER, _SYSTEM = 11, 12
"""Indexes of fields in /proc/PID/stat after the process name, which may itself contain spaces."""
PAUSE = 0.04
"""Seconds between two readings of the memory; with the reading itself, hardly more than 0.05."""
FIRST_PAUSE = 0.01
"""The same during the first second, in which some commands end."""


def tree(root: int) -> list[int]:
    """List a process and its running descendants."""
    found, waiting = [], [root]
    while waiting:
        pid = waiting.pop()
        found.append(pid)
        waiting += _children(pid)
    return found


def _children(pid: int) -> list[int]:
    children: list[int] = []
    for task in _entries(_PROC / str(pid) / "task"):
        children += map(int, _read(task / "children").split())
    return children


def memory(root: int) -> int:
    """Return the sum of the proportional set sizes of a process tree in bytes: shared memory is counted once."""
    total = 0
    for pid in tree(root):
        for line in _read(_PROC / str(pid) / "smaps_rollup").splitlines():
            if line.startswith("Pss:"):
                total += int(line.split()[1]) * 1024
                break
    return total


def cpu_seconds(root: int) -> float:
    """Return the processor time in seconds of all processes of a tree that are still running."""
    ticks = 0
    for pid in tree(root):
        fields = _read(_PROC / str(pid) / "stat").rpartition(")")[2].split()
        if fields:
            ticks += sum(map(int, fields[_USER : _SYSTEM + 1]))
    return ticks / _TICKS


class MemoryWatch:
    """Reads the memory of a process tree repeatedly; `peak` is the maximum."""

    def __init__(self, root: int) -> None:
        self.peak = 0
        self._root = root
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> MemoryWatch:
        """Start reading."""
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        """Stop reading."""
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
        return ""  # it ended between two readings


def _entries(folder: Path) -> list[Path]:
    try:
        return list(folder.iterdir())
    except (FileNotFoundError, ProcessLookupError):
        return []
