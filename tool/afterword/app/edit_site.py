"""Edits `status.yml`, and the records that refer to what changes there."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from pathlib import Path

from afterword.app.edit_files import EditedFiles, FileEdit, edits_of
from afterword.app.edit_record import edit_text
from afterword.app.errors import UserError
from afterword.app.find_mentions import records_with
from afterword.app.revisions import public_commit
from afterword.checks.record_ids import build_record_ids
from afterword.checks.runner import Checker
from afterword.diagnostics import Diagnostic, Severity
from afterword.editing.apply import with_changes
from afterword.editing.changes import Change, RefusedError
from afterword.editing.components import named_in_keys, named_in_values, rename_component
from afterword.editing.edit import UneditableError
from afterword.editing.references import component_links, with_replacements
from afterword.records.decode import Decoded, decode_record, decode_site
from afterword.records.record import Record
from afterword.records.site import Site
from afterword.records.time_text import time_text
from afterword.records.zone import UTC_ZONE
from afterword.source.files import SITE_FILE, read_source, record_paths
from afterword.source.git_history import in_repository
from afterword.source.nodes import MappingNode, contents
from afterword.source.parse import parse
from afterword.source.site_source import read_site_source


def edit_site(root: Path, changes_of: Callable[[Site], Iterable[Change]]) -> EditedFiles:
    """Apply changes to `status.yml`. Raises UserError if it has errors before or after them, or they do not fit it."""
    source = read_site_source(root)
    if isinstance(source, Diagnostic):
        raise UserError(f"{SITE_FILE}: {source.message}")
    data, site_url = source
    before = _sound(root, decode_site(SITE_FILE, data, site_url), "correct it first")
    try:
        text = with_changes(data.decode("utf-8"), changes_of(before), Site)
    except RefusedError as error:
        raise UserError(str(error)) from None
    except UneditableError as error:
        raise UserError(f"{SITE_FILE}: {error}") from None
    edited = text.encode("utf-8")
    decoded = decode_site(SITE_FILE, edited, site_url)
    after = _sound(root, decoded, "this edit would cause an error, and nothing was written")
    return EditedFiles(root, (before, after), (), (FileEdit(SITE_FILE, data, edited),))


def edit_component_id(root: Path, old: str, new: str) -> EditedFiles:
    """Prepare another id for a component, in `status.yml` and in all records that name it."""
    is_known = _is_known(root, old)
    of_site = edit_site(root, lambda site: rename_component(site, old, new, is_known=is_known))
    address = of_site.sites[0].page.root

    def renamed(text: str, record: Record) -> str:
        parsed, _ = parse("", text.replace("\r\n", "\n").replace("\r", "\n"))
        assert isinstance(parsed, MappingNode), "it was read as a record"
        typed = contents(parsed)
        places = (*named_in_values(typed, old, new), *component_links(record, old, new, address))
        return with_changes(with_replacements(text, places), named_in_keys(typed, old, new))

    edited = (edit_text(root, path, of_site.sites, renamed) for path in records_with(root, old))
    files = (*of_site.files, *edits_of(edited))
    return EditedFiles(root, of_site.sites, (), files)


def windows_after(root: Path, site: Site, component_id: str, day: date) -> tuple[str, ...]:
    """Say which windows of a component go on after a day, or have no end; their time after it is not counted."""
    component = site.component(component_id)
    end = (site.zone or UTC_ZONE).start_of(day + timedelta(days=1))
    found = []
    for path in records_with(root, component_id, *(component.aliases if component else ())):
        source = read_source(root, path)
        record = decode_record(path, source, site).model if isinstance(source, bytes) else None
        for each in record.component_windows if record else ():
            if each.component == component_id and (each.end is None or each.end > end):
                assert record
                until = f"ends at {time_text(each.end, record.zone)}" if each.end else "has no end"
                found.append(f"{path}: the window of `{component_id}` {until}")
    return tuple(found)


def _is_known(root: Path, component_id: str) -> bool:
    """Return whether readers may know a component by an id, as far as git can tell."""
    if not in_repository(root.resolve()):
        return True
    commit = public_commit(root)
    data = commit.read(SITE_FILE) if commit else None
    site = decode_site(SITE_FILE, data).model if data is not None else None
    return site is not None and component_id in (
        *(each.id for each in site.components),
        *site.component_aliases,
    )


def _sound(root: Path, decoded: Decoded[Site], reason: str) -> Site:
    found = list(decoded.diagnostics)
    if decoded.model:
        found += Checker(
            decoded.model, decoded.document, build_record_ids(record_paths(root))
        ).site_diagnostics()
    errors = [each for each in found if each.severity is Severity.ERROR]
    if errors or decoded.model is None:
        at = errors[0].location
        raise UserError(f"{at.file}:{at.line}:{at.column}: {errors[0].message} ({reason})")
    return decoded.model
