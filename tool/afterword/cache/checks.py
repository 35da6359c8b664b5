"""Keeps what was found in each record, so that only what changed is checked again."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from afterword.cache.database import open_kept
from afterword.diagnostics import Diagnostic, Severity, Span

_TABLES = """
CREATE TABLE checked (
    path TEXT PRIMARY KEY, size INTEGER, changed INTEGER, digest BLOB,
    since INTEGER, until INTEGER, ids TEXT, answers TEXT, found TEXT
) WITHOUT ROWID
"""


class Found(NamedTuple):
    """What was found in a file of a size and an age, and while what it stands.

    It stands from `since` on and before `until`, in microseconds since 1970, as long as the site says the same
    (`answers`) to what the record asks about (`ids`, with blanks between).
    """

    path: str
    size: int
    changed: int
    digest: bytes
    since: int
    until: int
    ids: str
    answers: str
    found: str

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """Give the findings as they were."""
        return tuple(_diagnostic(*each) for each in json.loads(self.found)) if self.found else ()


def written(diagnostics: Iterable[Diagnostic]) -> str:
    """Write findings as text; nothing where there are none."""
    rows = [
        [each.rule, each.severity.value, _place(each.span), each.message, each.example]
        for each in diagnostics
    ]
    return json.dumps(rows, ensure_ascii=False) if rows else ""


class Findings:
    """The findings of former runs, and those of this one."""

    def __init__(self, folder: Path, fingerprint: str) -> None:
        """Open what is kept in a folder under this fingerprint."""
        self._database = open_kept(folder / "findings.sqlite", _TABLES, fingerprint)
        rows = self._database.execute("SELECT * FROM checked")
        self.former = {row[0]: Found._make(row) for row in rows}

    def keep(self, fresh: Iterable[Found], gone: Iterable[str]) -> None:
        """Keep new findings and forget those of files that are gone; then close."""
        self._database.executemany("DELETE FROM checked WHERE path = ?", [(path,) for path in gone])
        self._database.executemany("INSERT OR REPLACE INTO checked VALUES (?,?,?,?,?,?,?,?,?)", fresh)
        self._database.execute("COMMIT")
        self._database.close()

    def close(self) -> None:
        """Close, and keep what was there before."""
        self._database.close()


def _place(span: Span) -> list[str | int]:
    return [span.file, span.line, span.column, span.end_line, span.end_column]


def _diagnostic(rule: str, severity: str, place: list[str | int], message: str, example: str) -> Diagnostic:
    file, line, column, end_line, end_column = place
    span = Span(str(file), int(line), int(column), int(end_line), int(end_column))
    return Diagnostic(rule, Severity(severity), span, message, example)
