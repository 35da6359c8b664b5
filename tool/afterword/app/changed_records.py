"""Reads the records that differ between two versions, and says which of them have errors in one."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from afterword.app.versions import SiteVersion
from afterword.checks.rules.record_id import is_record_id
from afterword.diagnostics import has_errors
from afterword.records.decode import Decoded, decode_record
from afterword.records.record import Record
from afterword.records.site import Site


class ChangedRecords(NamedTuple):
    """The records of both versions, by file, without those with errors in one of them: what these hide is not gone.

    `unread` are the files with errors, of each version.
    """

    before: Mapping[str, Decoded[Record]]
    after: Mapping[str, Decoded[Record]]
    unread: tuple[tuple[str, ...], tuple[str, ...]]


def read_changed(
    versions: tuple[SiteVersion, SiteVersion], sites: tuple[Site, Site], files: Iterable[str]
) -> ChangedRecords:
    """Read the records in some files of two versions."""
    listed = sorted(files)
    before, after = (
        {path: decode_record(path, data, site) for path, data in version.read_all(listed).items()}
        for version, site in zip(versions, sites, strict=True)
    )
    old, new = (
        tuple(path for path, each in decoded.items() if not _is_sound(each, site))
        for decoded, site in zip((before, after), sites, strict=True)
    )
    unread = {*old, *new}
    return ChangedRecords(_without(before, unread), _without(after, unread), (old, new))


def with_present_ids(before: Site, after: Site) -> Site:
    """Return a former site in which components have their present ids: another id is no change of a record.

    The former id must be an alias now. Records that are read with the returned site use the present ids too.
    """
    present = {each.id: after.component_aliases.get(each.id) for each in before.components}
    if not any(present.values()):
        return before
    components = tuple(
        each.model_copy(update={"id": new, "aliases": (*each.aliases, each.id)})
        if (new := present[each.id])
        else each
        for each in before.components
    )
    return before.model_copy(update={"components": components})


def _without(decoded: Mapping[str, Decoded[Record]], files: Collection[str]) -> dict[str, Decoded[Record]]:
    return {path: each for path, each in decoded.items() if path not in files}


def models(decoded: Mapping[str, Decoded[Record]]) -> dict[str, Record]:
    """Return the records themselves, by file."""
    return {path: each.model for path, each in decoded.items() if each.model}


def _is_sound(decoded: Decoded[Record], site: Site) -> bool:
    """Return whether all of a record could be read, and it can have a page with the windows that it names."""
    record = decoded.model
    if record is None or has_errors(decoded.diagnostics):
        return False
    return is_record_id(record.id) and _can_be_counted(record, site)


def _can_be_counted(record: Record, site: Site) -> bool:
    """Return whether the site has the levels and components of all windows."""
    return all(
        site.level(each.level) and site.component(site.component_aliases.get(each.component, each.component))
        for each in record.component_windows
    )
