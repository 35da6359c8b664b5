"""Cached check results, so that only records that changed are checked again."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from itertools import starmap
from pathlib import Path
from typing import Any, NamedTuple

from afterword.cache.database import CacheDatabase
from afterword.cache.rows import RowType, replace_all
from afterword.checks.record_ids import Answer
from afterword.diagnostics import Diagnostic, Location, Severity
from afterword.source.files import ListedFile


class CachedCheck(NamedTuple):
    """The findings in a record, and for how long they are valid.

    `path`, `size` and `changed` are those of its `ListedFile`, `digest` is that of its text. The findings are valid
    from `valid_from` on and before `valid_until`, in microseconds since 1970, as long as the site gives the
    same `answers` about other records.
    """

    path: str
    size: int
    changed: int
    digest: bytes
    valid_from: int
    valid_until: int
    answers: str
    findings: str

    @property
    def listed(self) -> ListedFile:
        """The record's file as it was listed when the record was checked."""
        return ListedFile(self.path, self.size, self.changed)

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """The findings themselves."""
        return tuple(map(_diagnostic, json.loads(self.findings))) if self.findings else ()

    @property
    def recorded_answers(self) -> Iterator[Answer]:
        """What the site answered about other records."""
        return starmap(Answer, _decode(self.answers)[0])


_decode = json.JSONDecoder().raw_decode
"""Three times as fast as `json.loads`, which matters since it is called for every record."""
_CHECK = RowType(CachedCheck)
_TABLES = f'CREATE TABLE "check" ({_CHECK.declaration}, PRIMARY KEY (path)) WITHOUT ROWID'


def encode_findings(diagnostics: Iterable[Diagnostic]) -> str:
    """Write findings as text for `CachedCheck.findings`: JSON, or nothing if there are none."""
    rows = [asdict(diagnostic) for diagnostic in diagnostics]
    return json.dumps(rows, ensure_ascii=False) if rows else ""


def encode_answers(answers: Iterable[Answer]) -> str:
    """Write what the site answered as JSON, for `CachedCheck.answers`."""
    return json.dumps([*answers])


class CheckCache(CacheDatabase):
    """The check results of former runs, to which those of this run are added."""

    def __init__(self, folder: Path, fingerprint: str) -> None:
        """Open the check cache of a folder, and read what was stored under the same fingerprint."""
        super().__init__(folder / "findings.sqlite", _TABLES, fingerprint)
        rows = self.connection.execute(f'SELECT {_CHECK.columns} FROM "check"')
        self.former = {check.path: check for check in map(_CHECK.decode, rows)}

    def update(self, new: Iterable[CachedCheck], deleted: Iterable[str]) -> None:
        """Store new results, and delete those of files that are gone."""
        self.connection.executemany('DELETE FROM "check" WHERE path = ?', [(path,) for path in deleted])
        replace_all(self.connection, "check", _CHECK, new)


def _diagnostic(row: dict[str, Any]) -> Diagnostic:
    return Diagnostic(
        rule=row["rule"],
        severity=Severity(row["severity"]),
        location=Location(**row["location"]),
        message=row["message"],
        example=row["example"],
    )
