"""Spreads work over the cores there are."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from typing import Any, TypeVar

LEAST = 400
"""From how many pieces on further processes pay for their start: some tens of milliseconds each."""
_CHUNK = 50
_COLLECT_AFTER = 50_000
"""How many new objects the collector waits for: records are made of thousands, and go by themselves."""

T = TypeVar("T")
R = TypeVar("R")

_work: Callable[[Any], Any] | None = None


def spread(work: Callable[[T], R], pieces: Sequence[T]) -> Iterator[R]:
    """Do the same work on each piece, and give the results in the order of the pieces.

    Many pieces are shared out among forked processes: they see everything that stands in memory, so only
    pieces and results travel. Where forking is not safe – other systems, or threads beside this one – they are
    done here, one by one.
    """
    with collecting_little():
        if _cores() < 2 or len(pieces) < LEAST or not _may_fork():
            yield from map(work, pieces)
        else:
            yield from _shared(work, pieces)


def _shared(work: Callable[[T], R], pieces: Sequence[T]) -> Iterator[R]:
    global _work  # noqa: PLW0603 - what a forked process inherits must have a name
    _work = work
    gc.freeze()  # forked processes would get copies of all that the collector looks at
    chunks = [pieces[start : start + _CHUNK] for start in range(0, len(pieces), _CHUNK)]
    fork = multiprocessing.get_context("fork")
    executor = ProcessPoolExecutor(_cores(), mp_context=fork, initializer=_begin)
    done = 0
    try:
        for results in executor.map(_do, chunks):
            yield from results
            done += len(results)
    except BrokenProcessPool:  # one was killed, for want of memory perhaps: the rest is done here
        yield from map(work, pieces[done:])
    finally:
        _work = None
        gc.unfreeze()
        executor.shutdown(cancel_futures=True)


@contextmanager
def collecting_little() -> Iterator[None]:
    """Let the collector look seldom.

    Nothing is frozen: what was goes to the oldest generation uncounted, where a server's former builds would pile up.
    """
    former = gc.get_threshold()
    gc.set_threshold(_COLLECT_AFTER, *former[1:])
    try:
        yield
    finally:
        gc.set_threshold(*former)


def _begin() -> None:
    """Leave it to the process that began the work to answer when somebody wants to stop it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)


def _do(chunk: Sequence[Any]) -> list[Any]:
    assert _work is not None
    return [_work(piece) for piece in chunk]


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _may_fork() -> bool:
    return sys.platform == "linux" and threading.active_count() == 1
