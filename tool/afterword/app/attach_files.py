"""Prepares files that an edit puts next to a record."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path, PurePosixPath
from urllib.parse import quote

from afterword.app.edit_files import EditedFiles, FileEdit, edits_of
from afterword.app.edit_record import EditedRecord
from afterword.app.errors import UserError
from afterword.checks.leaks.picture_parts import ENDINGS, without_metadata
from afterword.checks.references import links_in
from afterword.records.link_targets import ToOwnFile
from afterword.records.texts import texts


def with_files(edited: EditedRecord, files: Iterable[Path]) -> EditedFiles:
    """Return the edit of a record together with files that it gets; pictures lose their metadata.

    Raises UserError for a file that cannot be read, for one that no text of the record shows or links to, and if there
    is a file of its name.
    """
    folder = PurePosixPath(edited.path).with_suffix("")
    shown = _shown_files(edited)
    added: dict[str, FileEdit] = {}
    for each in files:
        path = str(folder / each.name)
        if path in added:
            raise UserError(f"two files are called {each.name}; give one another name")
        if os.path.lexists(edited.root / path):
            raise UserError(f"{path} exists already; give the file another name")
        if each.name not in shown:
            raise UserError(
                f"no text of the record shows {each.name}; write ![What it shows]({quote(each.name)}) for a picture, "
                f"or [What it is]({quote(each.name)})"
            )
        added[path] = FileEdit(path, None, _content(each))
    pair = edited.before, edited.after
    return EditedFiles(
        edited.root, (edited.site, edited.site), (pair,), (*added.values(), *edits_of([edited]))
    )


def _shown_files(edited: EditedRecord) -> set[str]:
    """Return the names of the files to which texts of the record refer."""
    links = links_in(texts(edited.after), edited.after.id, edited.site.page.root)
    return {each.target.name for each in links if isinstance(each.target, ToOwnFile)}


def _content(file: Path) -> bytes:
    try:
        data = file.read_bytes()
    except OSError as error:
        raise UserError(f"{file} cannot be read: {error.strerror or error}") from None
    picture = without_metadata(data)
    if picture is None and file.suffix.lower() in ENDINGS:
        raise UserError(
            f"{file} is damaged: it is not a complete JPEG, PNG, GIF or WebP picture; export or download it again"
        )
    return data if picture is None else picture
