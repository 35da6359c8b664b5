"""Runs one command to its end, and measures what it uses."""

from __future__ import annotations

import os
import signal
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from resource import struct_rusage

from benchmarks.processes import MemoryWatch


@dataclass(frozen=True)
class Run:
    """What a command used, with all processes that it started and waited for; times in seconds, memory in bytes."""

    wall: float
    cpu: float
    peak_memory: int
    exit_status: int
    timed_out: bool
    """Whether it was stopped because it took longer than the limit."""
    output: str
    """The end of its output."""


def run(command: Sequence[str], *, cwd: Path, env: Mapping[str, str], limit: float, log: Path) -> Run:
    """Run a command; stop it and everything that it started when it takes longer than `limit` seconds."""
    start = time.perf_counter()
    process = started(command, cwd=cwd, env=env, log=log)
    too_long = threading.Event()
    timer = threading.Timer(limit, _end, (process.pid, too_long))
    timer.start()
    with MemoryWatch(process.pid) as watch:
        usage = wait(process)
        wall = time.perf_counter() - start
    timer.cancel()
    cpu = usage.ru_utime + usage.ru_stime
    return Run(wall, cpu, watch.peak, process.returncode, too_long.is_set(), tail(log))


def started(
    command: Sequence[str], *, cwd: Path, env: Mapping[str, str], log: Path
) -> subprocess.Popen[bytes]:
    """Start a command in its own process group, with its output going to a file."""
    with log.open("wb") as out:
        return subprocess.Popen(
            command,
            cwd=cwd,
            env=env,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )


def wait(process: subprocess.Popen[bytes]) -> struct_rusage:
    """Wait for a process, set its exit status, and return what it used, with the descendants that it waited for."""
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return usage


def tail(log: Path) -> str:
    """Return the end of a command's output."""
    return log.read_text(encoding="utf-8", errors="replace")[-2_000:]


def _end(pid: int, too_long: threading.Event) -> None:
    too_long.set()
    with suppress(ProcessLookupError):
        os.killpg(pid, signal.SIGKILL)
