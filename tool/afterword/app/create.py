"""Writes the first files of a record or a site, and protects folders that output must not replace."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from afterword.app.errors import UserError
from afterword.app.new_ids import numbered
from afterword.app.scaffold import Draft, new_record, new_site, record_id
from afterword.app.site_templates import naming_templates, templates_of
from afterword.output.pages import LEVELS_FILE
from afterword.output.write import write_new
from afterword.records.site import Site
from afterword.records.zone import UTC_ZONE, Zone


def create_record(root: Path, site: Site, draft: Draft) -> tuple[str, str]:
    """Write a new record; return its path in the site, and the path of a record that has the id it would have had.

    The second path is empty if there is none. The new id has a number then, so that nothing that was typed is lost.
    """
    name = record_id(draft, site.zone or UTC_ZONE)
    existing = ""
    for record_name in numbered(name):
        with naming_templates():
            file = new_record(draft, record_name, site, templates_of(root))
        taken = path_of_id(root, record_name)
        try:
            if not taken:
                write_new(root, file)
                return file.path, existing
        except FileExistsError:
            taken = file.path
        existing = existing or taken
    raise AssertionError("numbers do not end")


def path_of_id(root: Path, name: str) -> str:
    """Return the path of the record with an id, empty if there is none."""
    paths = (f"incidents/{name[:4]}/{name}.{extension}" for extension in ("yml", "yaml"))
    return next((path for path in paths if (root / path).exists()), "")


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
