"""`afterword init`: creates a site."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click
from click.core import ParameterSource

from afterword.cli import options
from afterword.cli.console import say
from afterword.cli.failure import Failure, user_errors
from afterword.cli.group import examples
from afterword.cli.merge_driver import register

if TYPE_CHECKING:
    from afterword.records.zone import Zone

T = TypeVar("T")


@click.command(
    epilog=examples(
        "afterword init status",
        "afterword init status --name Example --component Search --component API --timezone Europe/Berlin",
    ),
)
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path), default=Path())
@click.option("--name", help="Name of the service. Without it, the command asks for it.")
@click.option(
    "--component",
    "components",
    multiple=True,
    show_default="one component with the name of the service",
    help="Name of a part of the service that customers know; can be repeated.",
)
@click.option(
    "--timezone",
    default="UTC",
    show_default=True,
    help="IANA time zone of the pages and of the times in records.",
)
@click.option(
    "--url", help="Address at which the site will be published, for the links in feeds and calendars."
)
@click.option(
    "--merge-driver",
    is_flag=True,
    help="Let git join the updates that two people add to a record; see `afterword merge-driver`.",
)
@options.now
def init(
    folder: Path,
    name: str | None,
    components: tuple[str, ...],
    timezone: str,
    *,
    url: str | None,
    merge_driver: bool,
    now: datetime,
) -> None:
    """Create a site in FOLDER: `status.yml`, `mkdocs.yml`, a `.gitignore` and the folders that belong to them.

    Existing files are not changed; if there is a `status.yml`, only missing files are added. The history of the
    components begins today.
    """
    from afterword.app.create import create_site
    from afterword.cli.prompts import text_for
    from afterword.records.fields import SiteAddress
    from afterword.source.files import SITE_FILE

    with user_errors():
        if (folder / SITE_FILE).exists():
            _refuse_options(folder / SITE_FILE)
            name, zone, first = *_name_and_zone(folder), ""
        else:
            name, zone = _read_options(name, components, timezone)
            if url is not None:
                url = _read_option("--url", text_for(SiteAddress), url)
            first = "" if components else f"name your components in {SITE_FILE}, then "
        for path, written in create_site(folder, name, zone, components or (name,), now, url=url or ""):
            say(f"{'Wrote' if written else 'Kept '} {folder / path}")
        if merge_driver:
            register(folder, after_init=True)
    there = "" if folder.resolve() == Path.cwd() else f"go to {folder}, "
    say(f"Next: {there}{first}`afterword serve` shows the site; `afterword new` creates a record.")


def _refuse_options(site_file: Path) -> None:
    """Raise Failure for options that would be ignored, because the existing file states what they are about."""
    context = click.get_current_context()
    names = ("name", "components", "timezone", "url")
    ignored = [each for each in names if context.get_parameter_source(each) is ParameterSource.COMMANDLINE]
    if ignored:
        given = " and ".join(f"--{each.removesuffix('s')}" for each in ignored)
        raise Failure(
            f"{site_file} exists already and would not be changed by {given}; edit it, or choose another folder"
        )


def _name_and_zone(folder: Path) -> tuple[str, Zone]:
    """Return the name and the zone of an existing site."""
    from afterword.app.read_site import read_site
    from afterword.records.zone import UTC_ZONE

    site = read_site(folder)
    return site.page.name, site.zone or UTC_ZONE


def _read_options(name: str | None, components: tuple[str, ...], timezone: str) -> tuple[str, Zone]:
    from afterword.cli.prompts import OptionReader, text_for
    from afterword.records.fields import Line
    from afterword.records.zone import zone_named

    line = text_for(Line)
    zone = _read_option("--timezone", zone_named, timezone)
    for component in components:
        _read_option("--component", line, component)
    reader = OptionReader(no_input=False, example="--name Example")
    return reader.value("--name", name, line, question="Name of the service", default=None), zone


def _read_option(option: str, read: Callable[[str], T], value: str) -> T:
    """Read the value of an option. Raises a usage error that names the option if the value is invalid."""
    try:
        return read(value)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint=option) from None
