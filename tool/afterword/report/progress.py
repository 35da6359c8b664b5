"""Shows on a terminal how far long work has come."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import click

_LEAST = 400
"""How many pieces of work there must be: fewer are done before anybody has read the line."""


@contextmanager
def progress_bar(label: str) -> Iterator[Callable[[int, int], None]]:
    """Give a function that is told how many of how many pieces are done; it shows nothing off a terminal."""
    bar: Any = None

    def tell(done: int, total: int) -> None:
        nonlocal bar
        if bar is None and total >= _LEAST and sys.stderr.isatty():
            bar = click.progressbar(length=total, label=label, file=sys.stderr, update_min_steps=50)
            bar.__enter__()
        if bar is not None:
            bar.update(1)

    try:
        yield tell
    finally:
        if bar is not None:
            bar.__exit__(None, None, None)
