"""Prepares files that an edit puts next to a record."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path, PurePosixPath
from urllib.parse import quote

from afterword.app.edit_files import EditedFiles, FileEdit, edits_of
from afterword.app.edit_record import EditedRecord
from afterword.app.errors import UserError
from afterword.checks.leaks.picture_parts import without_metadata


def with_files(edited: EditedRecord, files: Iterable[Path]) -> EditedFiles:
    """Return the edit of a record together with files that it gets; pictures lose their metadata.

    Raises UserError for a file that cannot be read, and for one that no text of the record shows or links to.
    """
    folder = PurePosixPath(edited.path).with_suffix("")
    added = tuple(FileEdit(str(folder / each.name), None, _content(each)) for each in files)
    text = edited.data_after.decode("utf-8")
    for each in files:
        if f"]({each.name})" not in text and f"]({quote(each.name)})" not in text:
            raise UserError(
                f"no text of the record shows {each.name}; write ![What it shows]({quote(each.name)}) for a picture, "
                f"or [What it is]({quote(each.name)})"
            )
    pair = edited.before, edited.after
    return EditedFiles(edited.root, (edited.site, edited.site), (pair,), (*added, *edits_of([edited])))


def _content(file: Path) -> bytes:
    try:
        data = file.read_bytes()
    except OSError as error:
        raise UserError(f"{file} cannot be read: {error.strerror or error}") from None
    return without_metadata(data) or data
