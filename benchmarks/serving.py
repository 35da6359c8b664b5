"""Serves a site, and measures how soon a change is visible and what an idle server uses."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from benchmarks.measure import started, wait
from benchmarks.processes import MemoryWatch, cpu_seconds, memory

_HOST = "127.0.0.1"
_BETWEEN_REQUESTS = 0.02
_QUIET_SHARE = 0.5
"""Share of a core below which a server counts as idle; polling many files takes a large part of one."""
_GRACE = 10.0


class TooLongError(Exception):
    """Something did not happen within the limit."""


class EndedError(Exception):
    """The server ended by itself."""


@dataclass(frozen=True)
class Served:
    """The measurements of one session."""

    ready: float
    idle_share: float
    """Processor time while nothing happened, as a share of one core."""
    visible: tuple[float, ...]
    memory: tuple[int, ...]
    """Before the first change, and after each."""
    peak_memory: int


@dataclass(frozen=True)
class Session:
    """What to do with a server: which page to request, how to change it, and how often."""

    path: str
    change: Callable[[], str]
    edits: int
    idle_seconds: float
    limit: float
    quiet: float = 1.0
    """Seconds of little work after which a server counts as idle."""
    port: int = 0
    """By default, any free one."""


def serve(
    command: Sequence[str], session: Session, *, cwd: Path, env: Mapping[str, str], log: Path
) -> Served:
    """Start a server, wait for the page, measure it while idle, then change the record several times.

    `{port}` in the command is replaced by a free port. Raises TooLongError or EndedError.
    """
    port = session.port or free_port()
    filled = [part.replace("{port}", str(port)) for part in command]
    start = time.perf_counter()
    with _running(filled, cwd=cwd, env=env, log=log) as process, MemoryWatch(process.pid) as watch:
        page = _Page(process, port, session.path)
        page.wait_for("</html>", session.limit)
        ready = time.perf_counter() - start
        _wait_until_quiet(process.pid, session)
        idle = _idle_share(process.pid, session.idle_seconds)
        visible, memories = [], [memory(process.pid)]
        for _ in range(session.edits):
            visible.append(_edit_to_visible(page, session))
            memories.append(memory(process.pid))
    return Served(ready, idle, tuple(visible), tuple(memories), watch.peak)


def _edit_to_visible(page: _Page, session: Session) -> float:
    start = time.perf_counter()
    word = session.change()
    page.wait_for(word, session.limit)
    seconds = time.perf_counter() - start
    _wait_until_quiet(page.process.pid, session)
    return seconds


def _idle_share(pid: int, seconds: float) -> float:
    before, start = cpu_seconds(pid), time.perf_counter()
    time.sleep(seconds)
    return (cpu_seconds(pid) - before) / (time.perf_counter() - start)


def _wait_until_quiet(pid: int, session: Session) -> None:
    """Wait until the server does little work, twice in a row."""
    deadline, calm = time.perf_counter() + session.limit, 0
    while calm < 2:
        if time.perf_counter() > deadline:
            raise TooLongError
        before = cpu_seconds(pid)
        time.sleep(session.quiet)
        calm = calm + 1 if cpu_seconds(pid) - before < _QUIET_SHARE * session.quiet else 0


@dataclass(frozen=True)
class _Page:
    """A page of the server, requested repeatedly."""

    process: subprocess.Popen[bytes]
    port: int
    path: str

    def wait_for(self, word: str, limit: float) -> None:
        """Wait until the page contains a word."""
        deadline = time.perf_counter() + limit
        while word.encode() not in self._get(limit):
            if os.waitid(os.P_PID, self.process.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT):
                raise EndedError
            if time.perf_counter() > deadline:
                raise TooLongError
            time.sleep(_BETWEEN_REQUESTS)

    def _get(self, limit: float) -> bytes:
        connection = http.client.HTTPConnection(_HOST, self.port, timeout=limit)
        try:
            connection.request("GET", self.path)
            answer = connection.getresponse()
            text = answer.read()
            return text if answer.status == http.HTTPStatus.OK else b""
        except (OSError, http.client.HTTPException):
            return b""  # not there yet, or being built
        finally:
            connection.close()


@contextmanager
def _running(
    command: Sequence[str], *, cwd: Path, env: Mapping[str, str], log: Path
) -> Iterator[subprocess.Popen[bytes]]:
    """Start a server; afterwards, stop it and everything that it started."""
    process = started(command, cwd=cwd, env=env, log=log)
    try:
        yield process
    finally:
        # Not SIGINT, which processes ignore that a script starts in the background.
        _signal(process.pid, signal.SIGTERM)
        deadline = time.perf_counter() + _GRACE
        while time.perf_counter() < deadline:
            if os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT):
                break
            time.sleep(0.05)
        _signal(process.pid, signal.SIGKILL)
        wait(process)


def _signal(group: int, number: signal.Signals) -> None:
    with suppress(ProcessLookupError):
        os.killpg(group, number)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((_HOST, 0))
        return int(probe.getsockname()[1])
