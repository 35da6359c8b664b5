"""Opens the databases in which results are kept from one run to the next.

They are conveniences: whatever is wrong with one, it is begun anew, and where it cannot be written nothing is kept.
They hold data and no code; but parts of pages are among it, so whoever can write them can write the site.
"""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

CACHE_FOLDER = ".cache/afterword"
"""Where they stand, below the site's root."""

CacheCorruptError = sqlite3.DatabaseError
"""What reading or writing may come upon at any time; then `forget` and begin once more."""

_LAYOUT = 1
"""Raised with every change of any table."""
_MADE = "CREATE TABLE made (fingerprint TEXT NOT NULL)"
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def open_cache(file: Path, tables: str, fingerprint: str) -> sqlite3.Connection:
    """Open a database with these tables, empty unless it was written under the same fingerprint.

    The caller has it alone until it is closed. While somebody else does, or where nothing can be written, an empty
    one in memory is given, which keeps nothing.
    """
    try:
        _make_folder(file.parent)
        return _opened(file, tables, fingerprint)
    except sqlite3.OperationalError:  # it is locked, or cannot be written
        return _in_memory(tables, fingerprint)
    except (sqlite3.DatabaseError, OSError):
        clear(file.parent, file.name)
        try:
            return _opened(file, tables, fingerprint)
        except (sqlite3.Error, OSError):
            return _in_memory(tables, fingerprint)


def clear(folder: Path, pattern: str = "*.sqlite") -> None:
    """Remove databases, those of a folder if nothing else is said; what cannot be removed is left."""
    for file in folder.glob(f"{pattern}*"):
        with suppress(OSError):
            file.unlink()


def as_number(instant: datetime) -> int:
    """Give an instant in microseconds since 1970, exactly."""
    return (instant - _EPOCH) // _MICROSECOND


def as_instant(number: int) -> datetime:
    """Give the instant of a number of microseconds since 1970."""
    return _EPOCH + timedelta(microseconds=number)


def _in_memory(tables: str, fingerprint: str) -> sqlite3.Connection:
    return _begun(sqlite3.connect(":memory:", isolation_level=None), tables, fingerprint)


def _make_folder(folder: Path) -> None:
    if folder.is_symlink() or folder.parent.is_symlink():
        raise OSError("a link could lead anywhere")
    if not folder.is_dir():
        folder.mkdir(parents=True)
        (folder / ".gitignore").write_text("# Made by Afterword; may be removed at any time.\n*\n", "utf-8")


def _opened(file: Path, tables: str, fingerprint: str) -> sqlite3.Connection:
    database = sqlite3.connect(file, timeout=0.2, isolation_level=None)
    try:
        database.execute("PRAGMA synchronous = OFF")  # what a power cut spoils is begun anew
        database.execute("PRAGMA trusted_schema = OFF")
        database.execute("BEGIN EXCLUSIVE")
        if _layout(database) == _LAYOUT and _has_all(database, tables):
            known = database.execute("SELECT fingerprint FROM made").fetchone()
            if known and known[0] == fingerprint:
                return database
        for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
            database.execute(f'DROP TABLE "{name}"')
        return _begun(database, tables, fingerprint)
    except BaseException:
        database.close()
        raise


def _layout(database: sqlite3.Connection) -> int:
    number: int = database.execute("PRAGMA user_version").fetchone()[0]
    return number


def _has_all(database: sqlite3.Connection, tables: str) -> bool:
    """Say whether all tables and indexes stand as they are wanted."""
    there = {" ".join(row[0].split()) for row in database.execute("SELECT sql FROM sqlite_master") if row[0]}
    return {" ".join(each.split()) for each in _statements(tables)} <= there


def _statements(tables: str) -> list[str]:
    return [each.strip() for each in (*tables.split(";"), _MADE) if each.strip()]


def _begun(database: sqlite3.Connection, tables: str, fingerprint: str) -> sqlite3.Connection:
    if not database.in_transaction:
        database.execute("BEGIN")
    for statement in _statements(tables):
        database.execute(statement)
    database.execute("INSERT INTO made VALUES (?)", (fingerprint,))
    database.execute(f"PRAGMA user_version = {_LAYOUT}")
    return database
