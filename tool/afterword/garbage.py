"""Says how often Python's garbage collector runs: what a command imports and reads stays until its end."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_AT_WORK = 50_000
"""How many new objects start a collection; a record is made of thousands, and needs none to be freed."""
_OF_SHORT_RUNS = 500_000


def collect_rarely() -> None:
    """Let a process that ends soon hardly ever collect garbage."""
    gc.set_threshold(_OF_SHORT_RUNS)


def collect_sometimes() -> None:
    """Let a process that runs until it is stopped collect its garbage, less often than Python does."""
    gc.set_threshold(_AT_WORK)


def end_at_once() -> None:
    """Spare a process that ends the last look at every object, which the interpreter would take several times."""
    gc.freeze()


def keep_for_good() -> None:
    """Let the collector of a process that runs until it is stopped never look again at what there is now."""
    gc.collect()
    gc.freeze()


@contextmanager
def never_freed() -> Iterator[None]:
    """Make what stays until the process ends, such as modules, and let the collector never look at it."""
    with relaxed():
        yield
        gc.freeze()


@contextmanager
def relaxed() -> Iterator[None]:
    """Run the garbage collector rarely: what is read of ten thousand records is looked at again in each collection.

    Nothing is frozen here: unfreezing moves objects to the oldest generation, where the previous builds of a server
    would accumulate.
    """
    former = gc.get_threshold()
    gc.set_threshold(max(_OF_SHORT_RUNS, former[0]), *former[1:])
    try:
        yield
    finally:
        gc.set_threshold(*former)
