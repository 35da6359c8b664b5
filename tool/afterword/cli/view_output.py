"""What the commands that show records have in common: their options, and where their output goes."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

import click

from afterword.cli.console import wants_colour

if TYPE_CHECKING:
    from afterword.diagnostics import Diagnostic
    from afterword.records.components import Component
    from afterword.records.site import Site
    from afterword.report.terminal import Block

F = TypeVar("F", bound=Callable[..., Any])

as_json = click.option(
    "--json", "as_json", is_flag=True, help="Write JSON, in the form that the handbook documents."
)


def view_options(audience: Callable[[F], F]) -> Callable[[F], F]:
    """Return the options of a view: its output, then those of all commands; `audience` is that option."""
    from afterword.cli import options

    def decorate(command: F) -> F:
        for option in (audience, options.now, options.root, as_json):
            command = option(command)
        return command

    return decorate


def component(site: Site, typed: str) -> Component:
    """Return the component that was typed: by its id, a former one, its name, or the beginning of either."""
    from afterword.arguments.choice import one_of
    from afterword.cli.failure import Failure

    names = {**site.component_aliases, **{each.name: each.id for each in site.components}}
    read = one_of(tuple(each.id for each in site.components), "component", names=names)
    try:
        chosen = site.component(read(typed))
    except ValueError as problem:
        raise Failure(str(problem)) from None
    assert chosen is not None
    return chosen


def is_terminal() -> bool:
    """Return whether people read standard output, and not a program."""
    return sys.stdout.isatty()


def write_json(value: object) -> None:
    """Write a value as JSON."""
    from afterword.report.printable import json_text

    click.echo(f"{json_text(value)}\n".encode(), nl=False)  # bytes, whatever encoding the terminal has


def width() -> int:
    """Return how many cells a line may have."""
    from afterword.report.terminal import WIDTH

    return shutil.get_terminal_size().columns if is_terminal() else WIDTH


def write_blocks(blocks: Iterable[Block]) -> None:
    """Write text, laid out for the width of the terminal."""
    from afterword.report.terminal import render

    colour = wants_colour()
    click.echo(render(blocks, width=width(), colour=colour), nl=False, color=colour)


def write_rows(rows: Iterable[Sequence[str]]) -> None:
    """Write values separated by tabs, a line for each row."""
    from afterword.report.terminal import tabbed

    click.echo(tabbed(rows), nl=False)


def warn_of_broken(broken: Sequence[Diagnostic]) -> None:
    """Say on standard error that some files are missing from what was shown."""
    from afterword.report.printable import safe

    if broken:
        names = ", ".join(safe(each.location.file) for each in broken[:3])
        more = f" and {len(broken) - 3} more" if len(broken) > 3 else ""
        click.echo(f"afterword: {names}{more} cannot be read; `afterword check` shows the problems", err=True)


def exit_with(broken: Sequence[Diagnostic]) -> None:
    """Exit with status 1 if files could not be read."""
    if broken:
        raise SystemExit(1)
