"""Edits several files of a site at once: all edits are prepared first, then all files are written, or none."""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from secrets import token_hex
from typing import NamedTuple, TypeAlias

from afterword.app.edit_record import EditedRecord
from afterword.app.errors import UserError
from afterword.comparison.differences import Difference, differences
from afterword.comparison.tree import tree_of
from afterword.output.pages import OutputFile
from afterword.output.rewrite import rewrite
from afterword.output.write import write_new
from afterword.records.record import Record
from afterword.records.site import Site
from afterword.records.zone import UTC_ZONE
from afterword.review.record_diff import record_diff
from afterword.review.site_diff import SiteDiff
from afterword.source.git_history import git, in_repository

_NAMED = 3
"""How many files the preview names."""


class FileEdit(NamedTuple):
    """A file before and after an edit, None where it does not exist. `path` is relative to the site's root."""

    path: str
    before: bytes | None
    after: bytes | None


class Move(NamedTuple):
    """A file or a folder that gets another path. Both are relative to the site's root."""

    path: str
    to: str


RecordPair: TypeAlias = tuple[Record | None, Record | None]


@dataclass(frozen=True, slots=True)
class EditedFiles:
    """Files before and after an edit. Nothing has been written.

    `moves` come before `files`, whose paths are those after the moves. `records` are those that the preview shows, and
    `sites` the settings before and after. `removed` are folders that are deleted last.
    """

    root: Path
    sites: tuple[Site, Site]
    records: tuple[RecordPair, ...]
    files: tuple[FileEdit, ...]
    moves: tuple[Move, ...] = ()
    removed: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The paths of the files that are written."""
        written = (each.path for each in self.files if each.after is not None)
        return tuple(dict.fromkeys((*written, *(each.to for each in self.moves))))

    @property
    def deleted(self) -> tuple[str, ...]:
        """The paths of the files and folders that are deleted."""
        return (*(each.path for each in self.files if each.after is None), *self.removed)

    @property
    def is_changed(self) -> bool:
        """Whether the edit changes anything."""
        return bool(self.moves or any(each.before != each.after for each in self.files))

    def preview(self, now: datetime) -> SiteDiff:
        """Compare the files before and after the edit; the uptime of components is not part of it."""
        found = (record_diff(before, after, self.sites, now) for before, after in self.records)
        named = (*self.names, *self.deleted)
        more = len(named) - _NAMED
        before = ", ".join(named[:_NAMED]) + (f" and {more} more" if more > 0 else "")
        compared = tuple(each for each in found if not each.is_empty)
        return SiteDiff(before, "this edit", compared, self._settings(), (), self.sites, now)

    def write(self) -> None:
        """Write all files. Raises UserError if one cannot be written; the others are then as they were."""
        writer = _Writer(self.root)
        try:
            writer.check(self.files, self.moves)
            for move in self.moves:
                writer.move(move)
            for file in self.files:
                writer.write(file)
            for folder in self.removed:
                writer.set_aside(self.root / folder)
        except BaseException as error:
            writer.undo()
            if isinstance(error, OSError):
                reason = error.strerror or str(error)
                raise UserError(f"nothing was changed: {writer.file}: {reason}") from None
            raise
        writer.finish()

    def _settings(self) -> tuple[Difference, ...]:
        before, after = self.sites
        if before is after:
            return ()
        return differences(*(tree_of(each, each.zone or UTC_ZONE) for each in (before, after)))


def edits_of(records: Iterable[EditedRecord]) -> tuple[FileEdit, ...]:
    """Return the edits of those records that change."""
    return tuple(
        FileEdit(each.path, each.data_before, each.data_after) for each in records if each.is_changed
    )


class _Writer:
    """Writes one file after the other, and puts all of them back if one fails. `file` is the one that it is at."""

    def __init__(self, root: Path) -> None:
        self.file = ""
        self._root = root
        self._undo: list[Callable[[], object]] = []
        self._aside: list[Path] = []

    def check(self, files: Iterable[FileEdit], moves: Iterable[Move]) -> None:
        """Raise OSError for a file that has changed meanwhile, may not be written, or is in the way."""
        former = {each.to: each.path for each in moves}
        for each in moves:
            self.file = each.to
            if os.path.lexists(self._root / each.to):
                raise OSError("it exists already")
        for file in files:
            self.file = file.path
            path = self._root / former.get(file.path, file.path)
            if file.before is None:
                if os.path.lexists(path):
                    raise OSError("it exists already")
                continue
            status = os.lstat(path)
            if not stat.S_ISREG(status.st_mode):
                raise OSError("it is a link, and not the file itself")
            if not status.st_mode & stat.S_IWUSR or not os.access(path, os.W_OK):
                raise OSError("it is read-only")
            if path.read_bytes() != file.before:
                raise OSError("it has changed meanwhile")

    def move(self, move: Move) -> None:
        """Move a file or folder; git does it if it knows the file, so that it does not see a deleted one."""
        self.file = move.to
        self._make_folder((self._root / move.to).parent)
        by_git = in_repository(self._root.resolve()) and bool(
            git(self._root, "ls-files", "-z", "--", move.path)
        )
        self._rename(move, by_git=by_git)
        self._undo.append(lambda: self._rename(Move(move.to, move.path), by_git=by_git))

    def write(self, file: FileEdit) -> None:
        """Write, create or delete a file."""
        self.file = file.path
        path, before, after = self._root / file.path, file.before, file.after
        if before == after:
            return
        if after is None:
            self.set_aside(path)
        elif before is None:
            self._make_folder(path.parent)
            write_new(self._root, OutputFile(file.path, after))
            self._undo.append(lambda: path.unlink(missing_ok=True))
        else:
            rewrite(path, before, after)
            self._undo.append(lambda: rewrite(path, after, before))

    def set_aside(self, path: Path) -> None:
        """Give a file or folder that is deleted a hidden name until all the others have been written."""
        if not os.path.lexists(path):
            return
        aside = path.with_name(f".{path.name}-{token_hex(4)}")
        os.rename(path, aside)
        self._undo.append(lambda: os.rename(aside, path))
        self._aside.append(aside)

    def undo(self) -> None:
        """Put everything back as it was, the last change first."""
        while self._undo:
            with suppress(OSError):
                self._undo.pop()()

    def finish(self) -> None:
        """Delete what was set aside."""
        for each in self._aside:
            if each.is_dir():
                shutil.rmtree(each, ignore_errors=True)
            else:
                each.unlink(missing_ok=True)

    def _make_folder(self, folder: Path) -> None:
        if not folder.is_dir():
            self._make_folder(folder.parent)
            folder.mkdir(exist_ok=True)
            self._undo.append(folder.rmdir)

    def _rename(self, move: Move, *, by_git: bool) -> None:
        if by_git and git(self._root, "mv", "--", move.path, move.to) is not None:
            return
        os.rename(self._root / move.path, self._root / move.to)
