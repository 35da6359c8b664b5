"""A database of the cache that is damaged or out of date starts over empty, and never prevents a build."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from afterword.cache.checks import CachedCheck, CheckCache, encode_answers, encode_findings
from afterword.cache.database import CACHE_FOLDER, CacheCorruptError, open_cache, retry_if_corrupt
from afterword.checks.record_ids import Answer
from afterword.diagnostics import Diagnostic, Location, Severity

TABLES = "CREATE TABLE word (text TEXT)"
ANSWER = Answer("similar", "2026-11-20-a", ["2026-11-20-ä"])
FOUND = Diagnostic(
    "future-time", Severity.WARNING, Location("incidents/2026/a.yml", 3, 5, 3, 9), "Später “soon”", "a: b"
)


def stored(file: Path, fingerprint: str = "one") -> list[str]:
    database = open_cache(file, TABLES, fingerprint)
    words = [row[0] for row in database.execute("SELECT text FROM word")]
    database.close()
    return words


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A database that contains one word."""
    file = tmp_path / "new" / "folder" / "words.sqlite"
    database = open_cache(file, TABLES, "one")
    database.execute("INSERT INTO word VALUES ('stored')")
    database.execute("COMMIT")
    database.close()
    return file


def test_committed_rows_are_found_again_and_git_ignores_the_folder(file: Path) -> None:
    assert stored(file) == ["stored"]
    assert "*" in (file.parent / ".gitignore").read_text().splitlines()


def test_another_fingerprint_starts_empty_and_leaves_the_stored_rows_until_it_commits(file: Path) -> None:
    assert stored(file, "two") == []
    assert stored(file) == ["stored"]


def test_rows_that_were_not_committed_are_lost(file: Path) -> None:
    database = open_cache(file, TABLES, "one")
    database.execute("INSERT INTO word VALUES ('lost')")
    database.close()
    assert stored(file) == ["stored"]


@pytest.mark.parametrize(
    "data", [b"", b"SQLite format 3\0", b"rubbish" * 1_000], ids=["empty", "cut", "rubbish"]
)
def test_a_file_that_is_no_database_is_recreated(file: Path, data: bytes) -> None:
    file.write_bytes(data)
    assert stored(file) == []
    database = open_cache(file, TABLES, "one")
    database.execute("INSERT INTO word VALUES ('again')")
    database.execute("COMMIT")
    database.close()
    assert stored(file) == ["again"]


def test_a_database_of_another_layout_is_recreated(file: Path) -> None:
    with sqlite3.connect(file) as other:
        other.execute("PRAGMA user_version = 99")
    other.close()
    assert stored(file) == []


def test_a_database_that_another_process_has_open_is_not_touched(file: Path) -> None:
    first = open_cache(file, TABLES, "one")
    assert stored(file) == []
    first.close()
    assert stored(file) == ["stored"]


def test_nothing_is_kept_if_nothing_can_be_written(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file where the folder would be")
    assert stored(tmp_path / "taken" / "words.sqlite") == []


def test_findings_come_back_as_they_were(tmp_path: Path) -> None:
    check = CachedCheck(
        path="incidents/2026/a.yml",
        size=10,
        changed=20,
        digest=b"digest",
        valid_from=-5,
        valid_until=5,
        answers=encode_answers([ANSWER]),
        findings=encode_findings([FOUND]),
    )
    with CheckCache(tmp_path, "one") as first:
        first.update([check], ())
        first.commit()
    with CheckCache(tmp_path, "one") as again:
        assert again.former == {check.path: check}
        assert again.former[check.path].diagnostics == (FOUND,)
        assert [*again.former[check.path].recorded_answers] == [ANSWER]
        again.update((), [check.path])
        again.commit()
    with CheckCache(tmp_path, "one") as last:
        assert last.former == {}


def test_work_runs_once_more_with_an_empty_cache_if_it_finds_the_cache_corrupt(tmp_path: Path) -> None:
    damaged = tmp_path / CACHE_FOLDER / "words.sqlite"
    damaged.parent.mkdir(parents=True)
    damaged.write_bytes(b"rubbish")
    calls: list[bool] = []

    @retry_if_corrupt
    def work(root: Path, result: str) -> str:
        calls.append(damaged.exists())
        if damaged.exists():
            raise CacheCorruptError
        return result

    assert work(tmp_path, "done") == "done"
    assert calls == [True, False]
