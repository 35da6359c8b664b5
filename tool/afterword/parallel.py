"""Runs work in parallel on all cores."""

from __future__ import annotations

import gc
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from afterword import garbage

if TYPE_CHECKING:
    from concurrent.futures import Executor, Future

MIN_ITEMS = 400
"""The number of items from which on more processes save time; starting them takes some tens of milliseconds."""
_CHUNK = 25
"""How many items are sent at once: with more, some processes have nothing left to do at the end."""
_AHEAD = 3
"""How many chunks for each process are under way: results that wait to be taken fill the memory."""
_RENEWED = 5_000
"""After how many items the processes are replaced: they keep what they have read, and copies of what they share."""

T = TypeVar("T")
R = TypeVar("R")

_work: Callable[[Any], Any] | None = None


def map_ordered(work: Callable[[T], R], items: Sequence[T]) -> Iterator[R]:
    """Apply a function to each item, and yield the results in the order of the items.

    Many items are shared among forked processes. These inherit everything in memory, so that only items and results
    are sent. Where forking is not safe (on other systems, or with other threads), this process does all the work.
    """
    with garbage.relaxed():
        if _cores() < 2 or len(items) < MIN_ITEMS or not _may_fork():
            yield from map(work, items)
        else:
            for start in range(0, len(items), _RENEWED):
                yield from _map_forked(work, items[start : start + _RENEWED])


def _map_forked(work: Callable[[T], R], items: Sequence[T]) -> Iterator[R]:
    import multiprocessing  # most commands never fork, and importing this takes as long as pydantic
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    global _work  # noqa: PLW0603 - what a forked process inherits must have a name
    _work = work
    gc.freeze()  # forked processes would copy every object that the garbage collector visits
    fork = multiprocessing.get_context("fork")
    executor = ProcessPoolExecutor(_cores(), mp_context=fork, initializer=_start_process)
    done = 0
    try:
        for results in _in_order(executor, items):
            yield from results
            done += len(results)
    except BrokenProcessPool:  # a process was killed, perhaps for lack of memory: do the rest here
        yield from map(work, items[done:])
    finally:
        _work = None
        gc.unfreeze()
        executor.shutdown(cancel_futures=True)


def _in_order(executor: Executor, items: Sequence[Any]) -> Iterator[list[Any]]:
    """Yield the results of each chunk in order, with only a few chunks under way."""
    waiting: deque[Future[list[Any]]] = deque()
    for start in range(0, len(items), _CHUNK):
        if len(waiting) >= _AHEAD * _cores():
            yield waiting.popleft().result()
        waiting.append(executor.submit(_work_on, items[start : start + _CHUNK]))
    while waiting:
        yield waiting.popleft().result()


def _start_process() -> None:
    """Ignore Ctrl-C, which the parent process handles, and end on SIGTERM."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)


def _work_on(chunk: Sequence[Any]) -> list[Any]:
    assert _work is not None
    return [_work(item) for item in chunk]


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _may_fork() -> bool:
    return sys.platform == "linux" and threading.active_count() == 1
