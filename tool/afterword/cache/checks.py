"""Keeps what was found in each record, so that only what changed is checked again."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import starmap
from pathlib import Path
from typing import NamedTuple

from afterword.cache.database import open_cache
from afterword.checks.record_ids import Answer
from afterword.diagnostics import Diagnostic, Location, Severity

_TABLES = """
CREATE TABLE checked (
    path TEXT PRIMARY KEY, size INTEGER, changed INTEGER, digest BLOB,
    since INTEGER, until INTEGER, answers TEXT, found TEXT
) WITHOUT ROWID
"""
_decode = json.JSONDecoder().raw_decode  # three times as fast as `json.loads`, and done for every record


class CachedCheck(NamedTuple):
    """What was found in a file of a size and an age, and while what it stands.

    It stands from `since` on and before `until`, in microseconds since 1970, as long as the site gives the same
    `answers` about other records.
    """

    path: str
    size: int
    changed: int
    digest: bytes
    since: int
    until: int
    answers: str
    found: str

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """Give the findings as they were."""
        return tuple(_diagnostic(*each) for each in json.loads(self.found)) if self.found else ()

    @property
    def recorded_answers(self) -> Iterator[Answer]:
        """Return what the site answered about other records."""
        return starmap(Answer, _decode(self.answers)[0])


def written(diagnostics: Iterable[Diagnostic]) -> str:
    """Write findings as text; nothing where there are none."""
    rows = [
        [each.rule, each.severity.value, _place(each.location), each.message, each.example]
        for each in diagnostics
    ]
    return json.dumps(rows, ensure_ascii=False) if rows else ""


def answers_to_text(answers: Iterable[Answer]) -> str:
    """Write what the site answered as JSON text."""
    return json.dumps([*answers])


class CheckCache:
    """The findings of former runs, and those of this one."""

    def __init__(self, folder: Path, fingerprint: str) -> None:
        """Open what is kept in a folder under this fingerprint."""
        self._database = open_cache(folder / "findings.sqlite", _TABLES, fingerprint)
        rows = self._database.execute("SELECT * FROM checked")
        self.former = {row[0]: CachedCheck._make(row) for row in rows}

    def commit(self, fresh: Iterable[CachedCheck], gone: Iterable[str]) -> None:
        """Keep new findings and forget those of files that are gone; then close."""
        self._database.executemany("DELETE FROM checked WHERE path = ?", [(path,) for path in gone])
        self._database.executemany("INSERT OR REPLACE INTO checked VALUES (?,?,?,?,?,?,?,?)", fresh)
        self._database.execute("COMMIT")
        self._database.close()

    def close(self) -> None:
        """Close, and keep what was there before."""
        self._database.close()


def _place(location: Location) -> list[str | int]:
    return [location.file, location.line, location.column, location.end_line, location.end_column]


def _diagnostic(rule: str, severity: str, place: list[str | int], message: str, example: str) -> Diagnostic:
    file, line, column, end_line, end_column = place
    location = Location(str(file), int(line), int(column), int(end_line), int(end_column))
    return Diagnostic(rule, Severity(severity), location, message, example)
