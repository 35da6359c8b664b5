"""Stops a site's own template that runs without end, or that fills the memory.

Jinja's sandbox limits neither: two nested loops run for hours, and a text that is doubled forty times fills any memory.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from jinja2 import TemplateRuntimeError

SECONDS = 30.0
"""Seconds of processor time that one rendering may take; the largest pages take three."""
MEMORY = 1_000_000_000
"""Bytes that one rendering may need."""
OUTPUT = 50_000_000
"""Characters that one rendering may give."""


class TemplateBudgetError(TemplateRuntimeError):
    """A template needs too much time or memory, or gives too much text."""


@contextmanager
def within_budget() -> Iterator[None]:
    """Limit what is rendered in a block. Raises TemplateBudgetError.

    Time is limited in the main thread, and memory on Linux; elsewhere, neither the timer nor the limit exists.
    """
    with _limited_time(), _limited_memory():
        try:
            yield
        except MemoryError:
            raise TemplateBudgetError("the template needs too much memory") from None


def checked_length(text: str) -> str:
    """Return a text that was rendered. Raises TemplateBudgetError if it is too long."""
    if len(text) > OUTPUT:
        raise TemplateBudgetError(
            f"the template gives more than {OUTPUT / 1_000_000:.0f} million characters of text"
        )
    return text


@contextmanager
def _limited_time() -> Iterator[None]:
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return
    former = signal.signal(signal.SIGVTALRM, _out_of_time)
    signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, former)


def _out_of_time(number: int, frame: FrameType | None) -> None:
    raise TemplateBudgetError(
        f"the template runs for more than {SECONDS:.0f} seconds; does a loop never end?"
    )


@contextmanager
def _limited_memory() -> Iterator[None]:
    if sys.platform != "linux":
        yield
        return
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    limit = _memory() + MEMORY
    if soft not in (-1, resource.RLIM_INFINITY):
        limit = min(limit, soft)
    resource.setrlimit(resource.RLIMIT_AS, (limit, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


def _memory() -> int:
    """Return the bytes of address space of this process."""
    with open("/proc/self/statm", "rb") as file:
        return int(file.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")
