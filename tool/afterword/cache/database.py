"""The SQLite databases of the cache.

The cache only saves time: a database that is damaged is recreated, and where none can be written, nothing is kept.
The databases hold data, no code; but they contain parts of pages, so whoever can write them can change the site.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache, wraps
from pathlib import Path
from typing import Any, ParamSpec, Self, TypeAlias, TypeVar

from afterword.cache.checksum import note_checksum
from afterword.cache.opening import (
    in_memory,
    means_damage,
    means_unavailable,
    open_database,
    warn_if_unusable,
)
from afterword.cache.rows import RowType, names

_DATABASES_OF_A_BUILD = 2

P = ParamSpec("P")
R = TypeVar("R")
T = TypeVar("T")
Row: TypeAlias = tuple[Any, ...]
Values: TypeAlias = Sequence[object] | Mapping[str, object]


class CacheCorruptError(Exception):
    """A database of the cache is damaged. Its file is deleted when the database is closed; see `with_sound_cache`."""


class CacheUnwritableError(OSError):
    """A database of the cache cannot be read or written, for instance because the disk is full. Its file stays."""


class CacheDatabase:
    """A database of the cache, locked by this process until it is closed. Nothing is kept without `commit`.

    Every method but `close` may raise CacheCorruptError and CacheUnwritableError, unless the database is in memory.
    All other errors are mistakes in the code.
    """

    def __init__(self, file: Path | None, tables: str, fingerprint: str) -> None:
        """Open a database; see `open_database`."""
        self._open = open_database(file, tables, fingerprint)
        self._connection = self._open.connection
        self._file = self._open.file
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
        return of.decode(self.query(statement, values))

    def query_texts(self, statement: str, values: Values = ()) -> list[str]:
        """Return the texts that a statement selects as its only column."""
        return [text for (text,) in self.query(statement, values)]

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

    def commit(self) -> bool:
        """Keep everything that was written, and close. If nothing was, the file and its checksum stay as they are.

        Returns whether there is a file that holds it: what is in memory is lost.
        """
        if not self._connection.total_changes:
            self.close()
            return self._file is not None
        try:
            self.execute("COMMIT")
        finally:
            self.close()
        if self._file:
            note_checksum(self._file)
        return self._file is not None

    def close(self) -> None:
        """Close; what was written since the database was opened is lost unless it was committed."""
        if self._damaged:
            self._damaged = False
            self._open.delete()
        self._connection.close()

    @contextmanager
    def _translated_errors(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.DatabaseError as error:
            if means_damage(error):
                self._raise_if_damaged(error)
            if self._file and means_unavailable(error):
                warn_if_unusable(self._file, error)
                raise CacheUnwritableError(None, str(error), str(self._file)) from error
            raise

    def _raise_if_damaged(self, error: Exception) -> None:
        """Raise CacheCorruptError, but not in memory, where an error is a mistake in the code."""
        if self._file:
            self._damaged = True
            raise CacheCorruptError(f"{self._file} is damaged: {error}") from error


def with_sound_cache(work: Callable[P, R]) -> Callable[P, R]:
    """Let a function that opens databases of the cache, and closes them, run again if one of them cannot be used.

    A database that was damaged is empty in the next run. If one cannot be read, written or replaced, all are in memory
    in the last run.
    """

    @wraps(work)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        for _ in range(_DATABASES_OF_A_BUILD + 1):
            try:
                return work(*args, **kwargs)
            except CacheCorruptError:
                continue
            except CacheUnwritableError:
                break
        with in_memory():
            return work(*args, **kwargs)

    return run


@lru_cache(maxsize=64)
def _insertion(verb: str, table: str, columns: tuple[str, ...]) -> str:
    values = ", ".join(f":{column}" for column in columns)
    return f'{verb} INTO "{table}" ({names(columns)}) VALUES ({values})'
