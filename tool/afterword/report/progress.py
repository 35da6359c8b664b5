"""Shows the progress of long tasks in a terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import click

QUIET = "afterword.quiet"
"""The key in the context of click under which `--quiet` is kept."""
_MIN_STEPS = 400
"""Tasks with fewer steps show no progress: they are done before anyone has read the line."""


@contextmanager
def progress_bar(label: str) -> Iterator[Callable[[int, int], None]]:
    """Yield a function to call with the numbers of finished and of all steps; outside a terminal nothing is shown.

    Nothing is shown either to a user who has asked for quiet.
    """
    bar: Any = None
    context = click.get_current_context(silent=True)
    is_shown = sys.stderr.isatty() and not (context and context.meta.get(QUIET))

    def advance(done: int, total: int) -> None:
        nonlocal bar
        if bar is None and is_shown and total >= _MIN_STEPS:
            file = sys.__stderr__  # a bar moves the cursor, which `sys.stderr` refuses
            bar = click.progressbar(length=total, label=label, file=file, update_min_steps=50)
            bar.__enter__()
        if bar is not None:
            bar.update(1)

    try:
        yield advance
    finally:
        if bar is not None:
            bar.__exit__(None, None, None)
