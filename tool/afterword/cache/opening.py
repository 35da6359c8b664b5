"""Opens the SQLite files of the cache, and replaces those that are damaged or not ours."""

from __future__ import annotations

import logging
import os
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

from afterword.cache.checksum import checksum_file, delete_checksum, is_sound

Schema: TypeAlias = list[tuple[str, str, str | None]]
"""The kind, name and declaration of everything in a database."""

CACHE_FOLDER = ".cache/afterword"
"""The folder of the cache, relative to the site's root."""

_OURS = 0x41467764
"""SQLite's application id of our files: "AFwd"."""
_LAYOUT = 6
"""Raised with every change of what the columns of any table mean."""
_PAGE_SIZE = 16_384
"""Bytes. SQLite gives a row of more than a quarter of a page pages of its own, and rows of records have a kilobyte."""
_META = "CREATE TABLE meta (fingerprint TEXT NOT NULL)"
_DAMAGED = frozenset({sqlite3.SQLITE_CONSTRAINT, sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})
"""Our rows fit together, so a conflict with a row that is stored means that it is not what we stored."""
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
_IN_USE = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})
_log = logging.getLogger(__name__)
_in_memory: ContextVar[bool] = ContextVar("in_memory", default=False)


def cache_folder(root: Path) -> Path | None:
    """Return the folder of a site's cache, which is created if necessary.

    Returns None in a block `in_memory`; and, with a warning, if it cannot be used, or if it or the folder above
    it is a link, which could lead anywhere.
    """
    folder = root / CACHE_FOLDER
    if _in_memory.get():
        return None
    if Path(os.path.realpath(folder)) != Path(os.path.realpath(root), CACHE_FOLDER):
        warn_of_no_cache(folder, "it is a link")
        return None
    try:
        if not folder.is_dir():
            folder.mkdir(parents=True)
            (folder / ".gitignore").write_text(
                "# Made by Afterword; may be removed at any time.\n*\n", "utf-8"
            )
        os.lstat(f"{folder}/.")  # not possible without the permission to enter it
    except OSError as problem:
        warn_of_no_cache(folder, problem.strerror or str(problem))
        return None
    return folder


@lru_cache(maxsize=64)
def warn_of_no_cache(path: Path, reason: str) -> None:
    """Log, once in a process, that nothing is kept in a file or folder of the cache. Nothing else is affected."""
    _log.warning("afterword: the cache cannot be used, so this takes longer: %s: %s", path, reason)


@contextmanager
def in_memory() -> Iterator[None]:
    """Open all databases in memory, so that nothing is read from the disk and nothing is kept."""
    token = _in_memory.set(True)
    try:
        yield
    finally:
        _in_memory.reset(token)


class OpenDatabase(NamedTuple):
    """A connection with the file that it has open, and what the file was then; both are None in memory."""

    connection: sqlite3.Connection
    file: Path | None = None
    status: os.stat_result | None = None

    def delete(self) -> None:
        """Close a database and delete its file with those that SQLite keeps next to it.

        A file stays if it cannot be deleted, or if another process has replaced it meanwhile.
        """
        if os.name == "nt":  # it deletes no open file, and so none that another process has open
            self.connection.close()
        with suppress(OSError):
            if self.file and self.status and os.path.samestat(self.file.lstat(), self.status):
                self.file.unlink()  # elsewhere it is still locked, so that no other process can replace it now
                for each in _kept_by_sqlite(self.file):
                    each.unlink(missing_ok=True)
                delete_checksum(self.file)
        self.connection.close()


def open_database(file: Path | None, tables: str, fingerprint: str) -> OpenDatabase:
    """Open a database with exactly these tables; it is empty unless it was written under the same fingerprint.

    It is locked until it is closed. Without a file, while another process has it open, or where nothing can be
    written, a database in memory takes its place, and nothing is kept. So it is for a file that is a link or a pipe, or
    has one next to it.
    """
    empty = _open_in_memory(tables, fingerprint)  # first: a mistake in a declaration must not replace a file
    if file and not _in_memory.get() and _are_ordinary(file):
        schema = _schema(empty)
        try:
            opened = _open(file, tables, schema, fingerprint) or _open(file, tables, schema, fingerprint)
        except (OSError, sqlite3.DatabaseError) as problem:
            warn_if_unusable(file, problem)
        else:
            if opened:
                empty.close()
                return opened
    return OpenDatabase(empty)


def means_damage(error: sqlite3.DatabaseError) -> bool:
    """Return whether an error means that a file has a content that we did not write."""
    if _code(error) is None:  # it comes from Python: a text that is not UTF-8
        return isinstance(error, sqlite3.OperationalError)
    return _code(error) in _DAMAGED


def means_unavailable(error: sqlite3.DatabaseError) -> bool:
    """Return whether an error means that a file cannot be read or written now, whatever it contains."""
    return _code(error) in _UNAVAILABLE


def warn_if_unusable(file: Path, problem: OSError | sqlite3.DatabaseError) -> None:
    """Log that a file of the cache cannot be read or written, unless another process only has it open."""
    if isinstance(problem, OSError):
        warn_of_no_cache(file, problem.strerror or str(problem))
    elif _code(problem) not in _IN_USE:
        warn_of_no_cache(file, str(problem))


def _code(error: sqlite3.DatabaseError) -> int | None:
    """Return SQLite's code of an error without its details, which are in the higher bytes."""
    code: int | None = getattr(error, "sqlite_errorcode", None)
    return None if code is None else code & 0xFF


def _open(file: Path, tables: str, expected: Schema, fingerprint: str) -> OpenDatabase | None:
    """Open and lock a file. One that is damaged or not ours is deleted; the result is then None.

    The file is read before it is locked, since closing it afterwards would end the lock; the result is None too if
    another process has written it meanwhile.
    """
    before = _written_at(file)
    sound = is_sound(file)
    connection = sqlite3.connect(file, timeout=0.2, isolation_level=None)
    try:
        database = OpenDatabase(connection, file, file.lstat())
        try:
            connection.execute("PRAGMA synchronous = OFF")  # after a power cut, a damaged file is made again
            connection.execute("PRAGMA trusted_schema = OFF")
            connection.execute(f"PRAGMA page_size = {_PAGE_SIZE}")  # of a new file
            connection.execute("BEGIN EXCLUSIVE")
            if before and before != _written_at(file):
                connection.close()
                return None
            if sound and _prepare(connection, tables, expected, fingerprint):
                return database
        except sqlite3.DatabaseError as error:
            if means_unavailable(error):
                raise
        database.delete()
    except BaseException:
        connection.close()
        raise
    return None


def _are_ordinary(file: Path) -> bool:
    """Return whether a file and those that belong to it can be opened: a link could lead anywhere, and a pipe waits."""
    for each in (file, checksum_file(file), *_kept_by_sqlite(file)):
        try:
            is_ordinary = stat.S_ISREG(os.lstat(each).st_mode)
        except OSError:  # none, or one that opening it will say more about
            continue
        if not is_ordinary:
            warn_of_no_cache(each, "it is no ordinary file")
            return False
    return True


def _kept_by_sqlite(file: Path) -> Iterator[Path]:
    """Yield the files that SQLite may keep next to a database."""
    yield from (file.with_name(f"{file.name}{suffix}") for suffix in ("-journal", "-wal", "-shm"))


def _written_at(file: Path) -> tuple[int, int] | None:
    """Return the size of a file and when it was written; None if there is none."""
    try:
        status = file.stat()
    except FileNotFoundError:
        return None
    return status.st_size, status.st_mtime_ns


def _prepare(database: sqlite3.Connection, tables: str, expected: Schema, fingerprint: str) -> bool:
    """Create or empty the tables of a locked database if necessary. Returns False if it is not ours."""
    schema = _schema(database)
    if not schema:
        _create(database, tables, fingerprint)
        return True
    marks = _pragma(database, "application_id"), _pragma(database, "user_version")
    if marks != (_OURS, _LAYOUT) or schema != expected:
        return False
    if database.execute("SELECT fingerprint FROM meta").fetchall() != [(fingerprint,)]:
        for kind, name, _ in schema:
            if kind == "table":
                database.execute(f'DELETE FROM "{name}"')
        _set_fingerprint(database, fingerprint)
    _mark(database)  # where nothing can be written, it fails now and not when work is done
    return True


def _open_in_memory(tables: str, fingerprint: str) -> sqlite3.Connection:
    database = sqlite3.connect(":memory:", isolation_level=None)
    database.execute("PRAGMA temp_store = MEMORY")
    database.execute("BEGIN")
    _create(database, tables, fingerprint)
    return database


def _create(database: sqlite3.Connection, tables: str, fingerprint: str) -> None:
    for statement in (*tables.split(";"), _META):
        database.execute(statement)
    _set_fingerprint(database, fingerprint)
    _mark(database)


def _mark(database: sqlite3.Connection) -> None:
    database.execute(f"PRAGMA application_id = {_OURS}")
    database.execute(f"PRAGMA user_version = {_LAYOUT}")


def _set_fingerprint(database: sqlite3.Connection, fingerprint: str) -> None:
    database.execute("INSERT INTO meta VALUES (?)", (fingerprint,))


def _pragma(database: sqlite3.Connection, name: str) -> Any:
    return database.execute(f"PRAGMA {name}").fetchone()[0]


def _schema(database: sqlite3.Connection) -> Schema:
    """Return the kind, name and declaration of everything in a database, with what SQLite adds."""
    return database.execute("SELECT type, name, sql FROM sqlite_master ORDER BY name").fetchall()
