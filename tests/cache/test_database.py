"""A database of the cache that is damaged or out of date starts over empty, and never prevents a build."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from afterword.cache.checks import CachedCheck, CheckCache
from afterword.cache.checksum import is_sound, note_checksum
from afterword.cache.database import (
    CacheCorruptError,
    CacheDatabase,
    CacheUnwritableError,
    with_sound_cache,
)
from afterword.cache.opening import CACHE_FOLDER, cache_folder, warn_of_no_cache
from afterword.checks.record_ids import Answer
from afterword.checks.window_claims import WindowClaims
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
    aliases=("2026-11-20-b",),
    diagnostics=(FOUND,),
    visibility="internal",
    public_from=5,
    claims=WindowClaims(("search degraded 2026",), ("2026-11-20-c",)),
    windows="",
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
    folder = cache_folder(tmp_path)
    assert folder
    store(folder / "words.sqlite", "stored")
    return folder / "words.sqlite"


def execute(file: Path, script: str) -> None:
    """Run statements on a database without the cache."""
    with sqlite3.connect(file) as database:
        database.executescript(script)
    database.close()


def damage_page(file: Path, table: str) -> None:
    """Overwrite the page of a table with 0xFF, as if it had been written like this."""
    with sqlite3.connect(file) as database:
        query = "SELECT rootpage FROM sqlite_master WHERE name = ?"
        (number,) = database.execute(query, (table,)).fetchone()
        (size,) = database.execute("PRAGMA page_size").fetchone()
    database.close()
    data = bytearray(file.read_bytes())
    data[(number - 1) * size : number * size] = b"\xff" * size
    file.write_bytes(data)
    note_checksum(file)


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
    expected = [".gitignore", file.name, f"{file.name}.crc32"]
    assert sorted(each.name for each in file.parent.iterdir()) == expected


def test_no_flipped_bit_is_read(file: Path) -> None:
    store(file, *("a text that fills a page of the file" * 9 for _ in range(40)))
    sound = file.read_bytes()
    generator = Random("bits")
    for _ in range(1_000):
        damaged = bytearray(sound)
        damaged[generator.randrange(len(sound))] ^= 1 << generator.randrange(8)
        file.write_bytes(damaged)
        assert not is_sound(file)
    assert stored(file) == []


def test_a_database_without_a_checksum_is_made_again(file: Path) -> None:
    file.with_name(f"{file.name}.crc32").unlink()
    assert stored(file) == []


def test_a_database_that_another_process_writes_while_it_is_opened_is_read_again(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def is_sound_before_it_is_written(of: Path) -> bool:
        sound = is_sound(of)
        if not wrote:
            wrote.append(True)
            store(of, "of another process")
        return sound

    wrote: list[bool] = []
    monkeypatch.setattr("afterword.cache.opening.is_sound", is_sound_before_it_is_written)
    assert stored(file) == ["stored", "of another process"]


def test_a_database_of_another_layout_is_recreated(file: Path) -> None:
    execute(file, "PRAGMA user_version = 99")
    note_checksum(file)
    assert stored(file) == []


def test_a_database_that_another_process_has_open_is_not_touched(file: Path) -> None:
    first = opened(file)
    assert stored(file) == []
    first.close()
    assert stored(file) == ["stored"]


def test_nothing_is_kept_if_nothing_can_be_written(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file where the folder would be")
    assert stored(tmp_path / "taken" / "words.sqlite") == []


@pytest.mark.parametrize("link", [".cache", CACHE_FOLDER])
@pytest.mark.parametrize("leads_nowhere", [False, True])
def test_there_is_no_cache_folder_where_a_link_leads_elsewhere(
    tmp_path: Path, link: str, leads_nowhere: bool
) -> None:
    target = tmp_path / "elsewhere"
    if not leads_nowhere:
        (target / "afterword").mkdir(parents=True)
    site = tmp_path / "site"
    (site / link).parent.mkdir(parents=True)
    (site / link).symlink_to(target)
    assert cache_folder(site) is None
    assert not leads_nowhere or not target.exists()


def test_a_site_that_a_link_leads_to_has_a_cache_folder(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "site")
    assert cache_folder(tmp_path / "link") == tmp_path / "link" / CACHE_FOLDER


def test_there_is_no_cache_folder_where_none_can_be_created(tmp_path: Path) -> None:
    (tmp_path / ".cache").write_text("a file where the folder would be")
    assert cache_folder(tmp_path) is None


def test_a_file_that_is_a_link_is_neither_read_nor_changed(file: Path) -> None:
    link = file.with_name("link.sqlite")
    link.symlink_to(file)
    assert stored(link) == []
    store(link, "word")
    assert link.is_symlink()
    assert stored(file) == ["stored"]


@pytest.mark.parametrize("suffix", ["", ".crc32", "-journal", "-wal"])
@pytest.mark.parametrize("make", [os.mkfifo, os.mkdir])
def test_a_pipe_or_a_folder_in_place_of_a_file_is_not_opened_and_stays(
    file: Path, suffix: str, make: Callable[[Path], None], caplog: pytest.LogCaptureFixture
) -> None:
    warn_of_no_cache.cache_clear()
    other = file.with_name(f"{file.name}{suffix}")
    other.unlink(missing_ok=True)
    make(other)
    store(file, "word")
    assert stored(file) == []
    assert f"{other}: it is no ordinary file" in caplog.text
    assert not other.is_file()


@pytest.mark.parametrize(
    "script",
    [
        "CREATE TABLE other (x); INSERT INTO other VALUES (1)",
        "CREATE TABLE other (id INTEGER PRIMARY KEY AUTOINCREMENT); INSERT INTO other VALUES (1)",
        "CREATE VIEW meta AS SELECT 1",
        'CREATE TABLE "a""b" (x)',
        "PRAGMA encoding = 'UTF-16le'; CREATE TABLE word (text TEXT)",
        f"{TABLES}; CREATE TABLE meta (fingerprint TEXT NOT NULL); INSERT INTO meta VALUES ('one')",
    ],
)
def test_a_database_that_is_not_ours_is_replaced_as_a_whole(file: Path, script: str) -> None:
    file.unlink()
    execute(file, script)
    assert stored(file) == []
    store(file, "again")
    assert stored(file) == ["again"]


@pytest.mark.parametrize(
    "script",
    [
        "CREATE TRIGGER more AFTER INSERT ON word BEGIN INSERT INTO word VALUES ('more'); END",
        "CREATE VIEW more AS SELECT * FROM word",
        "CREATE INDEX more ON word (text)",
        "ANALYZE",
        "PRAGMA application_id = 1",
    ],
)
def test_a_database_with_more_than_we_put_in_is_replaced(file: Path, script: str) -> None:
    execute(file, script)
    assert stored(file) == []
    store(file, "again")
    assert stored(file) == ["again"]


def test_a_file_that_another_process_has_replaced_is_not_deleted(file: Path) -> None:
    damage_page(file, "word")
    damaged = opened(file)
    with pytest.raises(CacheCorruptError):
        damaged.query("SELECT text FROM word")
    file.unlink()
    store(file, "of another process")
    damaged.close()
    assert stored(file) == ["of another process"]


def test_a_damaged_file_that_cannot_be_deleted_is_not_used(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unlink(path: Path, missing_ok: bool = False) -> None:
        raise PermissionError(f"{path} is open elsewhere")

    damage_page(file, "word")
    damaged = file.read_bytes()
    with monkeypatch.context() as patch:
        patch.setattr(Path, "unlink", unlink)
        assert with_sound_cache(stored)(file) == []
        assert file.read_bytes() == damaged
        file.write_bytes(b"rubbish" * 1_000)
        assert stored(file) == []


def test_a_conflict_with_a_row_that_is_stored_is_damage(tmp_path: Path) -> None:
    unique = "CREATE TABLE word (text TEXT UNIQUE)"
    with CacheDatabase(tmp_path / "words.sqlite", unique, "one") as database:
        database.execute("INSERT INTO word VALUES ('a')")
        with pytest.raises(CacheCorruptError):
            database.execute("INSERT INTO word VALUES ('a')")
    with CacheDatabase(None, unique, "one") as database:
        database.execute("INSERT INTO word VALUES ('a')")
        with pytest.raises(sqlite3.IntegrityError):
            database.execute("INSERT INTO word VALUES ('a')")


def test_work_runs_again_in_memory_if_a_database_cannot_be_written(file: Path) -> None:
    results: list[list[str]] = []

    @with_sound_cache
    def work() -> None:
        results.append(stored(file))
        if len(results) == 1:
            raise CacheUnwritableError(None, "the disk is full", str(file))

    work()
    assert results == [["stored"], []]
    assert stored(file) == ["stored"]


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
    files = [tmp_path / name for name in ("a.sqlite", "b.sqlite")]
    for file in files:
        store(file, "stored")
        damage_page(file, "word")
    results: list[list[str]] = []

    @with_sound_cache
    def work(result: str) -> str:
        for file in files:
            results.append(stored(file))
        return result

    assert work("done") == "done"
    assert results == [[], [], []]


def test_a_mistake_while_a_database_is_open_does_not_make_work_run_again(file: Path) -> None:
    calls: list[str] = []

    @with_sound_cache
    def work() -> None:
        calls.append("called")
        with opened(file) as database:
            database.query("SELECT missing FROM word")

    with pytest.raises(sqlite3.OperationalError):
        work()
    assert calls == ["called"]
    assert stored(file) == ["stored"]


def test_a_file_is_read_again_only_if_it_has_changed_since_its_checksum_was_noted(tmp_path: Path) -> None:
    file = tmp_path / "large.sqlite"
    file.write_bytes(b"content")
    long_ago = file.stat().st_mtime_ns - 10**9
    os.utime(file, ns=(long_ago, long_ago))
    note_checksum(file)
    beside = file.with_name("large.sqlite.crc32")
    noted = beside.read_bytes()
    beside.write_bytes(b"another")
    assert is_sound(file), "it is not read"
    file.write_bytes(b"CONTENT")
    os.utime(file, ns=(long_ago, long_ago))
    beside.write_bytes(noted)
    assert not is_sound(file), "its size and time are the same, but the system has noted a change"


def test_a_file_that_may_have_changed_within_a_tick_is_read_again(tmp_path: Path) -> None:
    file = tmp_path / "small.sqlite"
    file.write_bytes(b"content")
    note_checksum(file)
    file.with_name("small.sqlite.crc32").write_bytes(b"another")
    assert not is_sound(file)


def test_a_commit_returns_whether_a_file_holds_what_was_written(file: Path) -> None:
    with opened(file) as first:
        with opened(file) as in_memory:
            store_in(in_memory)
            assert not in_memory.commit()
        assert first.commit(), "nothing was written, so the file holds it already"
    with opened(file) as database:
        store_in(database)
        assert database.commit()


def store_in(database: CacheDatabase) -> None:
    database.execute("INSERT INTO word VALUES ('new')")
