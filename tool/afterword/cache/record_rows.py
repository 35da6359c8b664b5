"""Cached rows of records: what is needed to find the record that someone means, so that the others are not read."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from afterword.cache.database import CacheDatabase
from afterword.cache.rows import RowType

NEVER = -1
"""In place of an instant in microseconds since 1970, where there is none."""


class CachedRow(NamedTuple):
    """A record in brief, as it is stored: ten thousand are read at once, and few of them are looked into.

    The first three fields are those of a `FileStat`. The row is valid from `valid_from` on and before `valid_until`, in
    microseconds since 1970, as `started` is, which may be `NEVER`. `aliases`, and the ids of unfinished `actions` and
    of `closed` ones, are separated by blanks. The other fields are those of `arguments.record_choice.RecordRow`, and
    the kind of the record.
    A file that cannot be read as a record has no kind.
    """

    path: str
    size: int
    changed: int
    valid_from: int
    valid_until: int
    kind: str = ""
    title: str = ""
    is_open: int = 0
    waits: int = 0
    started: int = NEVER
    aliases: str = ""
    actions: str = ""
    closed: str = ""


_ROW = RowType(CachedRow)
_TABLES = f"CREATE TABLE brief ({_ROW.declaration}, PRIMARY KEY (path)) WITHOUT ROWID"


class RowCache(CacheDatabase):
    """The rows of former runs, to which those of this run are added."""

    def __init__(self, folder: Path | None, fingerprint: str) -> None:
        """Open the cache of a folder, or one in memory; it is empty unless written under the same fingerprint."""
        super().__init__(folder and folder / "rows.sqlite", _TABLES, fingerprint)

    def former(self) -> dict[str, CachedRow]:
        """Return the rows of former runs, by path."""
        found = self.query(f"SELECT {_ROW.columns} FROM brief")
        return {row.path: row for row in map(CachedRow._make, found)}

    def update(self, new: Iterable[CachedRow], deleted: Iterable[str]) -> None:
        """Store new rows, and delete those of files that are gone."""
        self.execute_many("DELETE FROM brief WHERE path = ?", [(path,) for path in deleted])
        self.replace_all("brief", _ROW, new)
