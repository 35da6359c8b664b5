"""What is kept between runs is begun anew at any doubt, and never stands in the way of a build."""

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


def kept(file: Path, fingerprint: str = "one") -> list[str]:
    database = open_cache(file, TABLES, fingerprint)
    words = [row[0] for row in database.execute("SELECT text FROM word")]
    database.close()
    return words


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A database with a word in it."""
    file = tmp_path / "new" / "folder" / "words.sqlite"
    database = open_cache(file, TABLES, "one")
    database.execute("INSERT INTO word VALUES ('kept')")
    database.execute("COMMIT")
    database.close()
    return file


def test_what_was_committed_is_found_again_and_git_leaves_it_alone(file: Path) -> None:
    assert kept(file) == ["kept"]
    assert "*" in (file.parent / ".gitignore").read_text().splitlines()


def test_another_fingerprint_begins_anew_and_keeps_the_former_until_it_is_committed(file: Path) -> None:
    assert kept(file, "two") == []
    assert kept(file) == ["kept"]


def test_what_was_not_committed_is_forgotten(file: Path) -> None:
    database = open_cache(file, TABLES, "one")
    database.execute("INSERT INTO word VALUES ('lost')")
    database.close()
    assert kept(file) == ["kept"]


@pytest.mark.parametrize(
    "data", [b"", b"SQLite format 3\0", b"rubbish" * 1_000], ids=["empty", "cut", "rubbish"]
)
def test_a_file_that_is_no_database_is_begun_anew(file: Path, data: bytes) -> None:
    file.write_bytes(data)
    assert kept(file) == []
    database = open_cache(file, TABLES, "one")
    database.execute("INSERT INTO word VALUES ('again')")
    database.execute("COMMIT")
    database.close()
    assert kept(file) == ["again"]


def test_a_database_of_another_layout_is_begun_anew(file: Path) -> None:
    with sqlite3.connect(file) as other:
        other.execute("PRAGMA user_version = 99")
    other.close()
    assert kept(file) == []


def test_what_somebody_else_has_open_is_left_to_them(file: Path) -> None:
    first = open_cache(file, TABLES, "one")
    assert kept(file) == []
    first.close()
    assert kept(file) == ["kept"]


def test_where_nothing_can_be_written_nothing_is_kept(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file where the folder would be")
    assert kept(tmp_path / "taken" / "words.sqlite") == []


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
    stored = tmp_path / CACHE_FOLDER / "words.sqlite"
    stored.parent.mkdir(parents=True)
    stored.write_bytes(b"rubbish")
    calls: list[bool] = []

    @retry_if_corrupt
    def work(root: Path, result: str) -> str:
        calls.append(stored.exists())
        if stored.exists():
            raise CacheCorruptError
        return result

    assert work(tmp_path, "done") == "done"
    assert calls == [True, False]
