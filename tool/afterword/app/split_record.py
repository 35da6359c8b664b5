"""Prepares the split of a record: the new one, and the former one without what moves."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from afterword.app.edit_files import EditedFiles, FileEdit
from afterword.app.edit_record import EditedRecord, edit_record, read_record
from afterword.app.errors import UserError
from afterword.app.rename_record import path_for, refuse_taken
from afterword.diagnostics import has_errors
from afterword.editing.apply import with_changes
from afterword.editing.splitting import Split, former_record, new_record
from afterword.records.decode import decode_record
from afterword.records.site import Site
from afterword.source.nodes import MappingNode, contents
from afterword.source.parse import parse
from afterword.source.quoting import scalar


def split_record(
    root: Path, path: str, site: Site, new_id: str, split: Split, *, today: date
) -> tuple[EditedFiles, tuple[EditedRecord, EditedRecord]]:
    """Prepare the split; return it, and the former and the new record by themselves, for the rules.

    Raises UserError if the id is taken, or the new record cannot say what the former one did.
    """
    refuse_taken(root, path, site, new_id)
    data, record = read_record(root, path, site)
    former = edit_record(root, path, site, lambda found: former_record(found, split, today))
    parsed, _ = parse("", data.decode("utf-8").replace("\r\n", "\n").replace("\r", "\n"))
    assert isinstance(parsed, MappingNode), "it was read as a record"
    text = with_changes(f"title: {scalar(split.title)}\n", new_record(record, contents(parsed), split))
    new_data = text.replace("\n", "\r\n").encode() if b"\r\n" in data else text.encode()
    new_path = path_for(new_id)
    decoded = decode_record(new_path, new_data, site)
    new = decoded.model
    moved = [record.windows[index].start for index in sorted(split.windows)]
    if new is None or has_errors(decoded.diagnostics) or [each.start for each in new.windows] != moved:
        raise UserError(f"{new_path} would not say the same as {path} does; write it by hand")
    edited = EditedFiles(
        root,
        (site, site),
        ((former.before, former.after), (None, new)),
        (FileEdit(new_path, None, new_data), FileEdit(path, data, former.data_after)),
    )
    return edited, (former, EditedRecord(root, new_path, site, new, new, b"", new_data))
