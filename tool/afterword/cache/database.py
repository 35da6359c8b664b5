"""Opens the SQLite databases of the cache, and starts over with an empty one if one is corrupt.

The cache only saves time: a database that is damaged is recreated, and where none can be written, nothing is kept.
The databases hold data, no code; but they contain parts of pages, so whoever can write them can change the site.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from functools import wraps
from pathlib import Path
from typing import Concatenate, ParamSpec, Self, TypeVar

CACHE_FOLDER = ".cache/afterword"
"""The folder of the cache, relative to the site's root."""

CacheCorruptError = sqlite3.DatabaseError
"""Raised by any read or write of a damaged database; see `retry_if_corrupt`."""

_LAYOUT = 2
"""Raised with every change of what the columns of any table mean."""
_META = "CREATE TABLE meta (fingerprint TEXT NOT NULL)"
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)

P = ParamSpec("P")
R = TypeVar("R")


class CacheDatabase:
    """A database of the cache, locked by this process until it is closed. Nothing is kept without `commit`."""

    def __init__(self, file: Path, tables: str, fingerprint: str) -> None:
        """Open a database; see `open_cache`."""
        self.connection = open_cache(file, tables, fingerprint)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def commit(self) -> None:
        """Keep everything that was written, and close."""
        self.connection.execute("COMMIT")
        self.connection.close()

    def close(self) -> None:
        """Close; what was written since the database was opened is lost unless it was committed."""
        self.connection.close()


def open_cache(file: Path, tables: str, fingerprint: str) -> sqlite3.Connection:
    """Open a database with these tables; it is empty unless it was written under the same fingerprint.

    It is locked until it is closed. While another process has it open, or where nothing can be written, an empty
    database in memory takes its place, and nothing is kept.
    """
    try:
        _make_folder(file.parent)
        return _open(file, tables, fingerprint)
    except sqlite3.OperationalError:  # it is locked, or cannot be written
        return _open_in_memory(tables, fingerprint)
    except (sqlite3.DatabaseError, OSError):
        clear(file.parent, file.name)
        try:
            return _open(file, tables, fingerprint)
        except (sqlite3.Error, OSError):
            return _open_in_memory(tables, fingerprint)


def clear(folder: Path, pattern: str = "*.sqlite") -> None:
    """Delete the databases of a folder, or those that match the pattern; one that cannot be deleted stays."""
    for file in folder.glob(f"{pattern}*"):
        with suppress(OSError):
            file.unlink()


@contextmanager
def clear_if_corrupt(root: Path) -> Iterator[None]:
    """Delete the cache of a site if the block finds it corrupt; what the block was to keep is then lost."""
    try:
        yield
    except CacheCorruptError:
        clear(root / CACHE_FOLDER)


def retry_if_corrupt(work: Callable[Concatenate[Path, P], R]) -> Callable[Concatenate[Path, P], R]:
    """Let a function of a site's root run once more, with an empty cache, if it finds the cache corrupt."""

    @wraps(work)
    def run(root: Path, /, *args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return work(root, *args, **kwargs)
        except CacheCorruptError:
            clear(root / CACHE_FOLDER)
            return work(root, *args, **kwargs)

    return run


def as_number(instant: datetime) -> int:
    """Return an instant in microseconds since 1970, exactly."""
    return (instant - _EPOCH) // _MICROSECOND


def as_instant(number: int) -> datetime:
    """Return the instant of a number of microseconds since 1970."""
    return _EPOCH + timedelta(microseconds=number)


def _open_in_memory(tables: str, fingerprint: str) -> sqlite3.Connection:
    return _create(sqlite3.connect(":memory:", isolation_level=None), tables, fingerprint)


def _make_folder(folder: Path) -> None:
    if folder.is_symlink() or folder.parent.is_symlink():
        raise OSError("the folder is a link, which could lead anywhere")
    if not folder.is_dir():
        folder.mkdir(parents=True)
        (folder / ".gitignore").write_text("# Made by Afterword; may be removed at any time.\n*\n", "utf-8")


def _open(file: Path, tables: str, fingerprint: str) -> sqlite3.Connection:
    database = sqlite3.connect(file, timeout=0.2, isolation_level=None)
    try:
        database.execute("PRAGMA synchronous = OFF")  # after a power cut, a corrupt file is recreated
        database.execute("PRAGMA trusted_schema = OFF")
        database.execute("BEGIN EXCLUSIVE")
        if _layout(database) == _LAYOUT and _has_schema(database, tables):
            stored = database.execute("SELECT fingerprint FROM meta").fetchone()
            if stored and stored[0] == fingerprint:
                return database
        for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
            database.execute(f'DROP TABLE "{name}"')
        return _create(database, tables, fingerprint)
    except BaseException:
        database.close()
        raise


def _layout(database: sqlite3.Connection) -> int:
    number: int = database.execute("PRAGMA user_version").fetchone()[0]
    return number


def _has_schema(database: sqlite3.Connection, tables: str) -> bool:
    """Return whether every table and index is there as it is declared."""
    present = {_spaced(row[0]) for row in database.execute("SELECT sql FROM sqlite_master") if row[0]}
    return {_spaced(statement) for statement in _statements(tables)} <= present


def _spaced(statement: str) -> str:
    return " ".join(statement.split())


def _statements(tables: str) -> list[str]:
    return [statement.strip() for statement in (*tables.split(";"), _META) if statement.strip()]


def _create(database: sqlite3.Connection, tables: str, fingerprint: str) -> sqlite3.Connection:
    if not database.in_transaction:
        database.execute("BEGIN")
    for statement in _statements(tables):
        database.execute(statement)
    database.execute("INSERT INTO meta VALUES (?)", (fingerprint,))
    database.execute(f"PRAGMA user_version = {_LAYOUT}")
    return database
