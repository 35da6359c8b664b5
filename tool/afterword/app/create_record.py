"""Creates a record, and checks it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from afterword.app.checking import scan_site
from afterword.app.edit_files import EditedFiles, FileEdit
from afterword.app.edit_record import EditedRecord
from afterword.app.errors import UserError
from afterword.app.record_draft import Draft, record_id
from afterword.app.record_scaffold import TEMPLATE_ENDING, new_record
from afterword.app.site_templates import naming_templates, templates_of
from afterword.arguments.choice import one_of
from afterword.cache.database import with_sound_cache
from afterword.checks.record_ids import id_of
from afterword.diagnostics import Severity
from afterword.output.pages import OutputFile
from afterword.output.write import write_new
from afterword.records.decode import decode_record
from afterword.records.error_messages import shown
from afterword.records.field_reference import RECORD_SCHEMA
from afterword.records.new_ids import numbered
from afterword.records.site import Site
from afterword.records.zone import UTC_ZONE
from afterword.source.files import RECORD_TEMPLATES, TEMPLATES_FOLDER


class Created(NamedTuple):
    """A record that was created; `note` says which record has the id that it would have had, if there is one."""

    file: OutputFile
    note: str


def create_record(root: Path, site: Site, draft: Draft, taken: Mapping[str, str], *, write: bool) -> Created:
    """Write a new record, or with `write` false only return what would be written.

    `taken` has the path of the record for each id, former ones too. If there is one with the new id, that gets a
    number, so that nothing that was typed is lost. Raises UserError if the site's template gives no valid record, or if
    the file cannot be written.
    """
    note = ""
    for name in numbered(record_id(draft, site.zone or UTC_ZONE, site.page.language or "")):
        other = taken.get(name, "")
        if not other:
            file = _rendered(root, site, draft, name)
            try:
                if write:
                    write_new(root, file)
                return Created(file, note)
            except FileExistsError:
                other = file.path
            except OSError as error:  # what was typed must not be lost
                reason, text = error.strerror or error, file.data.decode()
                raise UserError(
                    f"{file.path} was not written: {reason}; this is its text:\n\n{text}"
                ) from None
        note = note or taken_by(name, other)
    raise AssertionError("numbers do not end")


def as_edit(root: Path, site: Site, file: OutputFile) -> tuple[EditedFiles, EditedRecord]:
    """Return a new record as an edit, and by itself for the rules. Nothing is written."""
    record = decode_record(file.path, file.data, site).model
    assert record is not None, "a record with errors is refused when it is created"
    edited = EditedFiles(root, (site, site), ((None, record),), (FileEdit(file.path, None, file.data),))
    return edited, EditedRecord(root, file.path, site, record, record, b"", file.data)


def taken_by(name: str, file: str) -> str:
    """Say which record has an id, or had it before."""
    is_present = id_of(file) == name
    return f"{file} exists already" if is_present else f"`{name}` is a former id of {file}"


def _rendered(root: Path, site: Site, draft: Draft, name: str) -> OutputFile:
    with naming_templates():
        file = _with_schema(root, new_record(draft, name, site, templates_of(root)))
    decoded = decode_record(file.path, file.data, site)
    wrong = next((each for each in decoded.diagnostics if each.severity is Severity.ERROR), None)
    if wrong:
        line = f"line {wrong.location.line}, `{_line(file, wrong.location.line)}`: {wrong.message}"
        if draft.template:
            raise UserError(f"{template_path(draft.template)} gives a record with an error in {line}")
        raise UserError(f"{file.path} was not written, since it would have an error in {line}")
    return file


def _with_schema(root: Path, file: OutputFile) -> OutputFile:
    """Name the schema for editors in a record, if the site has it and the record does not name one."""
    if not (root / RECORD_SCHEMA).is_file() or b"yaml-language-server" in file.data:
        return file
    return OutputFile(
        file.path, f"# yaml-language-server: $schema=../../{RECORD_SCHEMA}\n".encode() + file.data
    )


def _line(file: OutputFile, number: int) -> str:
    lines = file.data.decode().split("\n")
    return shown(lines[number - 1]) if 0 < number <= len(lines) else ""


def template_path(name: str) -> str:
    """Return the path of a site's record template."""
    return f"{TEMPLATES_FOLDER}/{RECORD_TEMPLATES}/{name}{TEMPLATE_ENDING}"


def template_in(root: Path) -> Callable[[str], str]:
    """Return a reader of the name of a record template of a site. It raises ValueError for any other text."""
    folder = root / TEMPLATES_FOLDER / RECORD_TEMPLATES
    names = tuple(
        path.name.removesuffix(TEMPLATE_ENDING) for path in sorted(folder.glob(f"*{TEMPLATE_ENDING}"))
    )

    def read(text: str) -> str:
        if not names:
            raise ValueError(f"this site has no record templates; write {template_path(text)}")
        return one_of(names, "record template")(text)

    return read


@with_sound_cache
def taken_ids(root: Path, now: datetime) -> dict[str, str]:
    """Return the path of a record for each id that it has or had."""
    with scan_site(root, now) as scan:
        ids = scan.checker.record_ids
        return {each: files[0] for known in (ids.claimants, ids.files) for each, files in known.items()}
