"""A database of the cache that is damaged or out of date starts over empty, and never prevents a build."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from afterword.cache.checks import CachedCheck, CheckCache
from afterword.cache.database import (
    CACHE_FOLDER,
    CacheCorruptError,
    CacheDatabase,
    CacheUnwritableError,
    retry_if_corrupt,
)
from afterword.checks.record_ids import Answer
from afterword.diagnostics import Diagnostic, Location, Severity
from afterword.source.files import FileStat

TABLES = "CREATE TABLE word (text TEXT)"
ANSWER = Answer("similar", "2026-11-20-a", ("2026-11-20-ä",))
FOUND = Diagnostic(
    "future-time", Severity.WARNING, Location("incidents/2026/a.yml", 3, 5, 3, 9), "Später “soon”", "a: b"
)
CHECK = CachedCheck(
    listed=FileStat("incidents/2026/a.yml", 10, 20),
    digest=b"digest",
    valid_from=-5,
    valid_until=5,
    answers=(ANSWER,),
    diagnostics=(FOUND,),
)


def opened(file: Path, fingerprint: str = "one") -> CacheDatabase:
    return CacheDatabase(file, TABLES, fingerprint)


def stored(file: Path, fingerprint: str = "one") -> list[str]:
    with opened(file, fingerprint) as database:
        return [text for (text,) in database.query("SELECT text FROM word")]


def store(file: Path, *words: str) -> None:
    with opened(file) as database:
        database.execute_many("INSERT INTO word VALUES (?)", [(word,) for word in words])
        database.commit()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A database that contains one word."""
    file = tmp_path / "new" / "folder" / "words.sqlite"
    store(file, "stored")
    return file


def damage_page(file: Path, table: str) -> None:
    """Overwrite the page of a table with 0xFF."""
    with sqlite3.connect(file) as database:
        query = "SELECT rootpage FROM sqlite_master WHERE name = ?"
        (number,) = database.execute(query, (table,)).fetchone()
        (size,) = database.execute("PRAGMA page_size").fetchone()
    database.close()
    data = bytearray(file.read_bytes())
    data[(number - 1) * size : number * size] = b"\xff" * size
    file.write_bytes(data)


def test_committed_rows_are_found_again_and_git_ignores_the_folder(file: Path) -> None:
    assert stored(file) == ["stored"]
    assert "*" in (file.parent / ".gitignore").read_text().splitlines()


def test_another_fingerprint_starts_empty_and_leaves_the_stored_rows_until_it_commits(file: Path) -> None:
    assert stored(file, "two") == []
    assert stored(file) == ["stored"]


def test_rows_that_were_not_committed_are_lost(file: Path) -> None:
    with opened(file) as database:
        database.execute("INSERT INTO word VALUES ('lost')")
    assert stored(file) == ["stored"]


@pytest.mark.parametrize(
    "data",
    [b"", b"SQLite format 3\0", b"rubbish" * 1_000, b"\xff" * 4096],
    ids=["empty", "cut", "rubbish", "hole"],
)
def test_a_file_that_is_no_database_is_replaced_and_its_neighbours_stay(file: Path, data: bytes) -> None:
    file.write_bytes(data)
    other = file.with_name("words.sqlite.copy")
    other.write_bytes(b"rubbish")
    assert stored(file) == []
    store(file, "again")
    assert stored(file) == ["again"]
    assert other.read_bytes() == b"rubbish"


def test_the_files_that_belong_to_a_damaged_database_go_with_it(file: Path) -> None:
    file.write_bytes(b"rubbish" * 1_000)
    for suffix in ("-journal", "-wal", "-shm"):
        file.with_name(f"{file.name}{suffix}").write_bytes(b"of the damaged file")
    store(file, "again")
    assert sorted(each.name for each in file.parent.iterdir()) == [".gitignore", file.name]


def test_a_database_of_another_layout_is_recreated(file: Path) -> None:
    with sqlite3.connect(file) as other:
        other.execute("PRAGMA user_version = 99")
    other.close()
    assert stored(file) == []


def test_a_database_that_another_process_has_open_is_not_touched(file: Path) -> None:
    first = opened(file)
    assert stored(file) == []
    first.close()
    assert stored(file) == ["stored"]


def test_nothing_is_kept_if_nothing_can_be_written(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file where the folder would be")
    assert stored(tmp_path / "taken" / "words.sqlite") == []


def test_a_folder_that_is_a_link_is_neither_written_nor_cleared(file: Path, tmp_path: Path) -> None:
    file.write_bytes(b"rubbish" * 1_000)
    (tmp_path / "link").symlink_to(file.parent)
    store(tmp_path / "link" / file.name, "word")
    assert file.read_bytes() == b"rubbish" * 1_000


def test_a_damaged_page_is_reported_and_the_file_is_deleted_when_the_database_is_closed(file: Path) -> None:
    damage_page(file, "word")
    other = file.with_name("other.sqlite")
    store(other, "kept")
    with opened(file) as database:
        with pytest.raises(CacheCorruptError, match=r"words\.sqlite is damaged"):
            database.query("SELECT text FROM word")
        assert file.exists()
    assert not file.exists()
    assert stored(other) == ["kept"]


def test_text_that_is_no_utf_8_is_damage(file: Path) -> None:
    with opened(file) as database:
        database.execute("INSERT INTO word VALUES (CAST(x'ff' AS TEXT))")
        with pytest.raises(CacheCorruptError):
            database.query("SELECT text FROM word")
    assert not file.exists()


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("answers", "[["),
        ("answers", '["x"]'),
        ("answers", 5),
        ("diagnostics", '[{"severity": "grave"}]'),
        ("diagnostics", "[{}]"),
    ],
)
def test_a_value_that_cannot_be_decoded_is_damage(tmp_path: Path, column: str, value: object) -> None:
    with CheckCache(tmp_path, "one") as first:
        first.update([CHECK], ())
        first.execute(f'UPDATE "check" SET "{column}" = ?', (value,))
        first.commit()
    with CheckCache(tmp_path, "one") as damaged, pytest.raises(CacheCorruptError):
        _ = damaged.former
    assert not (tmp_path / "findings.sqlite").exists()


@pytest.mark.parametrize(
    "statement", ["SELEKT 1", "SELECT missing FROM word", "INSERT INTO word VALUES (1, 2)"]
)
def test_a_mistake_in_a_statement_is_a_bug_and_deletes_nothing(file: Path, statement: str) -> None:
    with opened(file) as database, pytest.raises(sqlite3.OperationalError):
        database.query(statement)
    assert stored(file) == ["stored"]


def test_a_mistake_in_the_declaration_of_a_table_is_a_bug_and_deletes_nothing(file: Path) -> None:
    with pytest.raises(sqlite3.OperationalError):
        CacheDatabase(file, "CREATE TABEL word (text)", "one")
    assert stored(file) == ["stored"]


def test_a_full_disk_is_reported_and_deletes_nothing(file: Path) -> None:
    with opened(file) as database:
        ((pages,),) = database.query("PRAGMA page_count")
        database.execute(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(CacheUnwritableError, match="full") as caught:
            database.execute_many("INSERT INTO word VALUES (?)", [("long " * 1_000,)] * 10)
        assert caught.value.filename == str(file)
    assert stored(file) == ["stored"]


def test_findings_come_back_as_they_were(tmp_path: Path) -> None:
    with CheckCache(tmp_path, "one") as first:
        first.update([CHECK], ())
        first.commit()
    with CheckCache(tmp_path, "one") as again:
        assert again.former == {CHECK.listed.path: CHECK}
        again.update((), [CHECK.listed.path])
        again.commit()
    with CheckCache(tmp_path, "one") as last:
        assert last.former == {}


def test_work_runs_again_until_every_damaged_database_is_replaced(tmp_path: Path) -> None:
    files = [tmp_path / CACHE_FOLDER / name for name in ("a.sqlite", "b.sqlite")]
    for file in files:
        store(file, "stored")
        damage_page(file, "word")
    results: list[list[str]] = []

    @retry_if_corrupt
    def work(result: str) -> str:
        for file in files:
            results.append(stored(file))
        return result

    assert work("done") == "done"
    assert results == [[], [], []]


def test_a_mistake_while_a_database_is_open_does_not_make_work_run_again(file: Path) -> None:
    calls: list[str] = []

    @retry_if_corrupt
    def work() -> None:
        calls.append("called")
        with opened(file) as database:
            database.query("SELECT missing FROM word")

    with pytest.raises(sqlite3.OperationalError):
        work()
    assert calls == ["called"]
    assert stored(file) == ["stored"]
