"""Cached check results, so that only records that changed are checked again."""

from __future__ import annotations

import json
from collections.abc import Collection, Container, Iterable, Iterator, Mapping
from dataclasses import astuple
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from afterword.cache.database import CacheDatabase
from afterword.cache.rows import RowType, from_json
from afterword.checks.record_ids import Answer, id_of
from afterword.checks.window_claims import NO_CLAIMS, WindowClaims
from afterword.compact_json import compact_json
from afterword.diagnostics import Diagnostic, Location, Severity
from afterword.source.files import FileStat

NONE = "[]"
"""An empty list of texts or answers, as it is stored."""


class CachedCheck(NamedTuple):
    """The findings in a record, and for how long they are valid.

    `digest` is that of its text, `aliases` are its former ids. The findings are valid from `valid_from` on and before
    `valid_until`, in microseconds since 1970, as long as the site gives the same `answers` about other records.
    `visibility` is that of the record, or empty if it could not be read; `public_from` is its `publish_at` in
    microseconds since 1970, 0 if it has none. `claims` are its windows, which other records
    may have too, and `windows` those that count for components, as `window_text` writes them. `traits` are what makes
    it a neighbour of other records, as `trait_text` writes them.
    """

    listed: FileStat
    digest: bytes
    diagnostics: tuple[Diagnostic, ...]
    answers: tuple[Answer, ...]
    aliases: tuple[str, ...]
    valid_from: int
    valid_until: int
    visibility: str
    public_from: int
    claims: WindowClaims
    windows: str
    traits: str = ""


class StoredCheck(NamedTuple):
    """A cached check as it is stored, for those who need not look into its texts; the fields are its columns."""

    path: str
    size: int
    changed: int
    digest: bytes
    diagnostics: str
    answers: str
    aliases: str
    valid_from: int
    valid_until: int
    visibility: str
    public_from: int
    claims: str
    windows: str
    traits: str

    @property
    def asked_only_for_its_id(self) -> bool:
        """Whether the only question was which files have the record's own id, and the answer was this one."""
        return self.answers == self.path


class KnownChecks(Mapping[str, CachedCheck]):
    """The check results of records by path. Of ten thousand, few are looked into: each is decoded when it is asked for.

    `rows` are those that are cached; `new` ones take their place.
    """

    def __init__(
        self,
        rows: dict[str, StoredCheck],
        new: Mapping[str, CachedCheck] = MappingProxyType({}),
    ) -> None:
        """Begin without decoding anything."""
        self.rows = rows
        self._new = dict(new)

    def __getitem__(self, path: str) -> CachedCheck:
        """Return the result of a record."""
        if path not in self._new:
            self._new[path] = _CHECK.decode_one(self.rows[path])
        return self._new[path]

    def __iter__(self) -> Iterator[str]:
        """Yield the path of each record."""
        return iter({**self.rows, **self._new})

    def __len__(self) -> int:
        """Return the number of records."""
        return len({**self.rows, **self._new})

    def __contains__(self, path: object) -> bool:
        """Return whether there is a result of a record."""
        return path in self.rows or path in self._new

    def unchanged(self, listed: Mapping[str, FileStat]) -> frozenset[str]:
        """Return the paths of the records whose files are still as they were when they were checked."""
        return frozenset(path for path, row in self.rows.items() if row[:3] == listed.get(path))

    def valid_alone(self, instant: int) -> Iterator[str]:
        """Yield the paths of the records whose findings are valid at an instant, as long as no other file has their id.

        That holds for nearly all records.
        """
        for path, row in self.rows.items():
            if row.asked_only_for_its_id and row.valid_from <= instant < row.valid_until:
                yield path

    def changed(self, new: Mapping[str, CachedCheck], gone: Collection[str]) -> KnownChecks:
        """Return these results with new ones, and without those of records that are gone."""
        rows = {path: row for path, row in self.rows.items() if path not in gone and path not in new}
        kept = {path: each for path, each in self._new.items() if path in rows}
        return KnownChecks(rows, {**kept, **new})

    def aliases(self, paths: Container[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Yield those of these records that have former ids, with them."""
        for path, each in self.undecoded().items():
            if each.aliases and each.aliases != NONE and path in paths:
                yield path, self[path].aliases

    def undecoded(self) -> Mapping[str, StoredCheck | CachedCheck]:
        """Return what is known of each record, with the fields that are texts in both."""
        return {**self._new, **self.rows}

    def answers(self, path: str) -> tuple[Answer, ...]:
        """Return the answers on which the findings in a record depend; nothing else of its result is decoded."""
        if path in self._new:
            return self._new[path].answers
        return _decode_answers(self.rows[path].answers)

    def digests(self) -> dict[str, bytes]:
        """Return the digest of the text of each record, as it was checked."""
        return {path: each.digest for path, each in self.undecoded().items()}

    def findings(self) -> Iterator[Diagnostic]:
        """Yield the findings in all records; nothing else of their results is decoded."""
        for each in self._new.values():
            yield from each.diagnostics
        stored = (
            row.diagnostics for path, row in self.rows.items() if row.diagnostics and path not in self._new
        )
        for text in stored:
            yield from _decode_diagnostics(text)


_SEVERITIES = {each.value: each for each in Severity}


class StoredWindows(NamedTuple):
    """What a cached check says about the windows and traits of a record; its fields are those of `CachedCheck`."""

    listed: FileStat
    visibility: str
    public_from: int
    windows: str
    traits: str


def _encode_diagnostics(diagnostics: tuple[Diagnostic, ...]) -> str:
    rows = [
        (each.rule, each.severity, *astuple(each.location), each.message, each.example)
        for each in diagnostics
    ]
    return compact_json(rows) if rows else ""


def _decode_diagnostics(text: str) -> tuple[Diagnostic, ...]:
    return tuple(map(_decode_diagnostic, from_json(text))) if text else ()


def _decode_diagnostic(row: list[Any]) -> Diagnostic:
    rule, severity, file, line, column, end_line, end_column, message, example = row
    location = Location(file, line, column, end_line, end_column)
    return Diagnostic(rule, _SEVERITIES[severity], location, message, example)


def _encode_answers(answers: tuple[Answer, ...]) -> str:
    """Write answers; of a record that asked only which files have its id, and is the only one, its path."""
    if len(answers) == 1 and len(answers[0].names) == 1 and answers[0] == _only_file(answers[0].names[0]):
        return answers[0].names[0]
    return json.dumps(answers)


def _only_file(path: str) -> Answer:
    return Answer("files", id_of(path), (path,))


def _decode_answers(text: str) -> tuple[Answer, ...]:
    if not text.startswith("["):
        return (_only_file(text),)
    return tuple(Answer(question, record_id, tuple(names)) for question, record_id, names in from_json(text))


def _encode_claims(claims: WindowClaims) -> str:
    """Write claims, the keys above an empty line: those of all records are read, and JSON takes longer."""
    shared_with = "\n".join(claims.shared_with)
    return "\n".join((*claims.keys, "", shared_with)) if claims.keys else ""


def _decode_claims(text: str) -> WindowClaims:
    if not text:
        return NO_CLAIMS
    keys, _, shared_with = text.partition("\n\n")
    return WindowClaims(tuple(keys.split("\n")), tuple(shared_with.split("\n")) if shared_with else ())


_CHECK = RowType(
    CachedCheck,
    codecs={
        tuple[Answer, ...]: (_encode_answers, _decode_answers),
        WindowClaims: (_encode_claims, _decode_claims),
        tuple[Diagnostic, ...]: (_encode_diagnostics, _decode_diagnostics),
    },
)
_TABLES = f'CREATE TABLE "check" ({_CHECK.declaration}, PRIMARY KEY (path)) WITHOUT ROWID'


def nothing_known() -> KnownChecks:
    """Return the results of no record."""
    return KnownChecks({})


class CheckCache(CacheDatabase):
    """The check results of former runs, to which those of this run are added."""

    def __init__(self, folder: Path | None, fingerprint: str) -> None:
        """Open the cache of a folder, or one in memory; it is empty unless written under the same fingerprint."""
        super().__init__(folder and folder / "findings.sqlite", _TABLES, fingerprint)

    @cached_property
    def former(self) -> KnownChecks:
        """The results of former runs, by path."""
        found = self.query(f'SELECT {_CHECK.columns} FROM "check"')
        return KnownChecks({row.path: row for row in map(StoredCheck._make, found)})

    def claims(self, paths: Container[str]) -> dict[str, WindowClaims]:
        """Return the claims of those of these records that have any, by path."""
        rows = self.former.rows
        return {
            path: _decode_claims(row.claims) for path, row in rows.items() if row.claims and path in paths
        }

    def windows(self) -> dict[str, StoredWindows]:
        """The windows and traits of the records of former runs, by path; nothing else of a result is read."""
        rows = self.query('SELECT path, size, changed, visibility, public_from, windows, traits FROM "check"')
        found = (StoredWindows(FileStat(*row[:3]), *row[3:]) for row in rows)
        return {each.listed.path: each for each in found}

    def update(self, new: Iterable[CachedCheck], deleted: Iterable[str]) -> None:
        """Store new results, and delete those of files that are gone."""
        self.execute_many('DELETE FROM "check" WHERE path = ?', [(path,) for path in deleted])
        self.replace_all("check", _CHECK, new)
