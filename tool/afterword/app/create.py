"""Writes the first files of a site, and protects folders that output must not replace."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from afterword.app.errors import UserError
from afterword.app.scaffold import new_site
from afterword.app.site_templates import naming_templates, templates_of
from afterword.output.pages import LEVELS_FILE
from afterword.output.write import write_new
from afterword.records.zone import Zone


def create_site(
    folder: Path, name: str, zone: Zone, components: tuple[str, ...], now: datetime, *, url: str = ""
) -> Iterator[tuple[str, bool]]:
    """Write the files of a new site; yield each path, and whether it was written or existed already.

    `url` is the address at which it will be published, if that is known.
    """
    with naming_templates():
        files = new_site(name, zone, components, now, templates_of(folder), url=url)
    for file in files:
        try:
            write_new(folder, file)
            yield file.path, True
        except FileExistsError:
            yield file.path, False


def refuse_to_replace(folder: Path, root: Path) -> None:
    """Raise UserError if output would replace anything but earlier output."""
    if root.is_relative_to(folder):
        raise UserError(f"{folder} contains the site's own files; choose another folder for the output")
    if folder.is_dir() and any(folder.iterdir()) and not (folder / LEVELS_FILE).is_file():
        raise UserError(
            f"{folder} is not empty, and its files are not from an earlier build; choose another folder or empty it"
        )
