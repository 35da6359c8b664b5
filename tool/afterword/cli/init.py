"""`afterword init`: creates a site."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TypeVar

import click

from afterword.cli import options
from afterword.cli.failure import user_errors

T = TypeVar("T")


@click.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path), default=Path())
@click.option("--name", prompt="Name of the service", help="Name of the service.")
@click.option(
    "--component",
    "components",
    multiple=True,
    help="Name of a part of the service that customers know; can be repeated.",
)
@click.option(
    "--timezone",
    default="UTC",
    show_default=True,
    help="IANA time zone of the pages and of the times in records.",
)
@options.now
def init(folder: Path, name: str, components: tuple[str, ...], timezone: str, now: datetime) -> None:
    """Create a site in FOLDER: `status.yml`, `mkdocs.yml`, a `.gitignore` and the folders that belong to them.

    Existing files are not changed. The history of the components begins today.
    """
    from afterword.app.create import create_site
    from afterword.cli.prompts import text_for
    from afterword.records.fields import Line
    from afterword.records.zone import zone_named

    line = text_for(Line)
    zone = _read_option("--timezone", zone_named, timezone)
    _read_option("--name", line, name)
    for component in components:
        _read_option("--component", line, component)
    with user_errors():
        for path, written in create_site(folder, name, zone, components or (name,), now):
            click.echo(f"{'Wrote' if written else 'Kept '} {path}")
    first = "" if components else "name your components in status.yml, then "
    click.echo(f"Next: {first}`afterword serve` shows the site; `afterword new` creates a record.")


def _read_option(option: str, read: Callable[[str], T], value: str) -> T:
    """Read the value of an option. Raises a usage error that names the option if the value is invalid."""
    try:
        return read(value)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint=option) from None
