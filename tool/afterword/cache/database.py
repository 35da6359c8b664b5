"""Opens the SQLite databases of the cache, and replaces one that is damaged with an empty one.

The cache only saves time: a database that is damaged is recreated, and where none can be written, nothing is kept.
The databases hold data, no code; but they contain parts of pages, so whoever can write them can change the site.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import lru_cache, wraps
from pathlib import Path
from typing import Any, ParamSpec, Self, TypeAlias, TypeVar

from afterword.cache.rows import RowType, names

CACHE_FOLDER = ".cache/afterword"
"""The folder of the cache, relative to the site's root."""

_LAYOUT = 2
"""Raised with every change of what the columns of any table mean."""
_META = "CREATE TABLE meta (fingerprint TEXT NOT NULL)"
_DATABASES_OF_A_BUILD = 2
_DAMAGED = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})
_UNAVAILABLE = frozenset({
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_PROTOCOL,
    sqlite3.SQLITE_READONLY,
})  # fmt: skip

P = ParamSpec("P")
R = TypeVar("R")
T = TypeVar("T")
Row: TypeAlias = tuple[Any, ...]
Values: TypeAlias = Sequence[object] | Mapping[str, object]


class CacheCorruptError(Exception):
    """A database of the cache is damaged. Its file is deleted when the database is closed; see `retry_if_corrupt`."""


class CacheUnwritableError(OSError):
    """A database of the cache cannot be written, for instance because the disk is full. What it contains stays."""


class CacheDatabase:
    """A database of the cache, locked by this process until it is closed. Nothing is kept without `commit`.

    Every method may raise CacheCorruptError, and those that write CacheUnwritableError. All other errors of SQLite
    are mistakes in a statement.
    """

    def __init__(self, file: Path, tables: str, fingerprint: str) -> None:
        """Open a database; see `open_cache`."""
        self._connection = open_cache(file, tables, fingerprint)
        self._file = file if _is_on_disk(self._connection) else None
        self._damaged = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def query(self, statement: str, values: Values = ()) -> list[Row]:
        """Return the rows that a statement selects."""
        with self._translated_errors():
            return self._connection.execute(statement, values).fetchall()

    def query_as(self, of: RowType[T], statement: str, values: Values = ()) -> list[T]:
        """Return the named tuples of the rows that a statement selects as `of.columns`."""
        return self.decode(of, self.query(statement, values))

    def decode(self, of: RowType[T], rows: Iterable[Row]) -> list[T]:
        """Return the named tuples of rows that were selected as `of.columns`."""
        try:
            return [of.decode(row) for row in rows]
        except (ValueError, TypeError, KeyError, OverflowError) as error:
            raise self._corrupt(error) from error

    def execute(self, statement: str, values: Values = ()) -> int:
        """Run a statement that writes, and return the number of the last row that it inserted; 0 if there is none."""
        with self._translated_errors():
            return self._connection.execute(statement, values).lastrowid or 0

    def execute_many(self, statement: str, rows: Iterable[Values]) -> None:
        """Run a statement that writes with the values of each row."""
        with self._translated_errors():
            self._connection.executemany(statement, rows)

    def insert(self, table: str, values: Mapping[str, object]) -> int:
        """Insert a row with these values by column, and return its number; 0 in a table without row ids."""
        return self.execute(_insertion("INSERT", table, tuple(values)), values)

    def replace_all(self, table: str, of: RowType[T], items: Iterable[T]) -> None:
        """Insert a row for each item, in place of the row that has its primary key, if there is one."""
        self.execute_many(_insertion("INSERT OR REPLACE", table, of.fields), map(of.encode, items))

    def commit(self) -> None:
        """Keep everything that was written, and close."""
        try:
            self.execute("COMMIT")
        finally:
            self.close()

    def close(self) -> None:
        """Close; what was written since the database was opened is lost unless it was committed."""
        self._connection.close()
        if self._damaged and self._file:
            _remove(self._file)
            self._damaged = False

    @contextmanager
    def _translated_errors(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.DatabaseError as error:
            if _means_damage(error):
                raise self._corrupt(error) from error
            if self._file and _means_unavailable(error):
                raise CacheUnwritableError(None, str(error), str(self._file)) from error
            raise

    def _corrupt(self, error: Exception) -> Exception:
        """Return the error to raise for damage: in memory there is none, so it is a mistake in the code."""
        if self._file is None:
            return error
        self._damaged = True
        return CacheCorruptError(f"{self._file} is damaged: {error}")


def retry_if_corrupt(work: Callable[P, R]) -> Callable[P, R]:
    """Let a function that opens databases of the cache, and closes them, run again if one of them is damaged.

    The damaged database is empty in the next run.
    """

    @wraps(work)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        for _ in range(_DATABASES_OF_A_BUILD):
            with suppress(CacheCorruptError):
                return work(*args, **kwargs)
        return work(*args, **kwargs)

    return run


def open_cache(file: Path, tables: str, fingerprint: str) -> sqlite3.Connection:
    """Open a database with these tables; it is empty unless it was written under the same fingerprint.

    It is locked until it is closed. While another process has it open, or where nothing can be written, an empty
    database in memory takes its place, and nothing is kept.
    """
    try:
        _make_folder(file.parent)
        return _open_or_replace(file, tables, fingerprint)
    except OSError:
        return _open_in_memory(tables, fingerprint)
    except sqlite3.DatabaseError as error:
        if _means_unavailable(error) or _means_damage(error):
            return _open_in_memory(tables, fingerprint)
        raise


def _open_or_replace(file: Path, tables: str, fingerprint: str) -> sqlite3.Connection:
    try:
        return _open(file, tables, fingerprint)
    except sqlite3.DatabaseError as error:
        if not _means_damage(error):
            raise
    _remove(file)
    return _open(file, tables, fingerprint)


def _open(file: Path, tables: str, fingerprint: str) -> sqlite3.Connection:
    database = sqlite3.connect(file, timeout=0.2, isolation_level=None)
    try:
        database.execute("PRAGMA synchronous = OFF")  # after a power cut, a corrupt file is recreated
        database.execute("PRAGMA trusted_schema = OFF")
        database.execute("BEGIN EXCLUSIVE")
        if _layout(database) == _LAYOUT and _has_schema(database, tables):
            stored = database.execute("SELECT fingerprint FROM meta").fetchone()
            if stored and stored[0] == fingerprint:
                _set_layout(database)  # where nothing can be written, it fails now and not when work is done
                return database
        for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
            database.execute(f'DROP TABLE "{name}"')
        return _create(database, tables, fingerprint)
    except BaseException:
        database.close()
        raise


def _open_in_memory(tables: str, fingerprint: str) -> sqlite3.Connection:
    return _create(sqlite3.connect(":memory:", isolation_level=None), tables, fingerprint)


def _is_on_disk(database: sqlite3.Connection) -> bool:
    return bool(database.execute("PRAGMA database_list").fetchone()[2])


def _make_folder(folder: Path) -> None:
    if folder.is_symlink() or folder.parent.is_symlink():
        raise OSError("the folder is a link, which could lead anywhere")
    if not folder.is_dir():
        folder.mkdir(parents=True)
        (folder / ".gitignore").write_text("# Made by Afterword; may be removed at any time.\n*\n", "utf-8")


def _remove(file: Path) -> None:
    """Delete a database and the files that SQLite keeps next to it; one that cannot be deleted stays."""
    for suffix in ("", "-journal", "-wal", "-shm"):
        with suppress(OSError):
            file.with_name(f"{file.name}{suffix}").unlink()


def _means_damage(error: sqlite3.DatabaseError) -> bool:
    if _code(error) is None:  # it comes from Python: a text that is not UTF-8
        return isinstance(error, sqlite3.OperationalError)
    return _code(error) in _DAMAGED


def _means_unavailable(error: sqlite3.DatabaseError) -> bool:
    return _code(error) in _UNAVAILABLE


def _code(error: sqlite3.DatabaseError) -> int | None:
    """Return SQLite's code of an error without its details, which are in the higher bytes."""
    code: int | None = getattr(error, "sqlite_errorcode", None)
    return None if code is None else code & 0xFF


def _layout(database: sqlite3.Connection) -> int:
    number: int = database.execute("PRAGMA user_version").fetchone()[0]
    return number


def _set_layout(database: sqlite3.Connection) -> None:
    database.execute(f"PRAGMA user_version = {_LAYOUT}")


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
    _set_layout(database)
    return database


@lru_cache(maxsize=64)
def _insertion(verb: str, table: str, columns: tuple[str, ...]) -> str:
    values = ", ".join(f":{column}" for column in columns)
    return f'{verb} INTO "{table}" ({names(columns)}) VALUES ({values})'
