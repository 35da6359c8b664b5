"""`afterword init`: begins a site."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TypeVar

import click

from afterword.cli import options
from afterword.cli.failure import telling

T = TypeVar("T")


@click.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path), default=Path())
@click.option("--name", prompt="Name of the service", help="What the site calls the service.")
@click.option(
    "--component",
    "components",
    multiple=True,
    help="A part of the service that customers know; may be repeated.",
)
@click.option(
    "--timezone", default="UTC", show_default=True, help="IANA zone of the pages and of typed times."
)
@options.now
def init(folder: Path, name: str, components: tuple[str, ...], timezone: str, now: datetime) -> None:
    """Begin a site in FOLDER: `status.yml`, `mkdocs.yml`, a `.gitignore` and the folders that belong to them.

    Files that are there already stay as they are. The history of the components begins today.
    """
    from afterword.app.create import create_site
    from afterword.cli.prompts import text_for
    from afterword.records.fields import Line
    from afterword.records.zone import zone_named

    line = text_for(Line)
    zone = _refuse_unless("--timezone", zone_named, timezone)
    _refuse_unless("--name", line, name)
    for component in components:
        _refuse_unless("--component", line, component)
    with telling():
        for path, written in create_site(folder, name, zone, components or (name,), now):
            click.echo(f"{'Wrote' if written else 'Kept '} {path}")
    first = "" if components else "name your components in status.yml, then "
    click.echo(f"Next: {first}`afterword serve` shows the site; `afterword new` begins a record.")


def _refuse_unless(option: str, read: Callable[[str], T], said: str) -> T:
    """Read what was said. Raises a usage error that names the option where it cannot be read."""
    try:
        return read(said)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint=option) from None
