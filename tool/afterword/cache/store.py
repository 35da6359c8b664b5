"""Keeps of each record what pages about many need, and which pages of it were written: the shelf of an archive."""

from __future__ import annotations

import json
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import cached_property, lru_cache
from hashlib import blake2b
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

from afterword.cache.database import as_instant, as_number, open_cache
from afterword.source.files import ListedFile
from afterword.views.index.queries import year_span
from afterword.views.index.summary import ActionSummary, RecordSummary, WindowSpan

_TABLES = """
CREATE TABLE record (
    path TEXT PRIMARY KEY, size INTEGER, changed INTEGER, digest BLOB, since INTEGER, until INTEGER,
    ties TEXT, beside TEXT, files TEXT, published INTEGER,
    id TEXT, title TEXT, ord TEXT, year INTEGER, month INTEGER, first TEXT, last TEXT, told TEXT, live INTEGER,
    components TEXT, kind TEXT, levels TEXT, row TEXT, mark TEXT, stamp TEXT, search TEXT
);
CREATE INDEX record_in_order
    ON record (published, ord DESC, id, year, month, first, last, told, live, components, kind, levels, mark, stamp);
CREATE TABLE part (path TEXT, kind TEXT, text TEXT, PRIMARY KEY (path, kind)) WITHOUT ROWID;
CREATE TABLE span (
    path TEXT, number INTEGER, component TEXT, level TEXT, start INTEGER, stop INTEGER, id TEXT, title TEXT
);
CREATE INDEX span_by_path ON span (path);
CREATE INDEX span_in_order ON span (component, start, stop, level, id, title);
CREATE TABLE promise (
    path TEXT, mark TEXT, slug TEXT, ord TEXT, year INTEGER, record TEXT, item TEXT, row TEXT
);
CREATE INDEX promise_by_path ON promise (path);
CREATE INDEX promise_in_order ON promise (year, ord, mark, slug, record, item);
CREATE TABLE change (path TEXT, component TEXT, at INTEGER);
CREATE INDEX change_by_path ON change (path);
CREATE INDEX change_in_order ON change (component, at);
CREATE TABLE output (path TEXT PRIMARY KEY, key TEXT, size INTEGER, changed INTEGER) WITHOUT ROWID
"""
_SOME = 500
"""How many values a query is given at once."""

_Stretch: TypeAlias = tuple[int, int | None, str, str, str]
"""A span of a component: its start, its end if it has one, its level, the id and the title of its record."""

_NOTHING = RecordSummary("", "", 0, 0, "", "", "", False, (), "", ())


class CachedRecord(NamedTuple):
    """What a record's page was made from, and while what it stands: see `app.making`.

    `since` and `until` are microseconds since 1970. `ties` are the related records as they were shown, `beside`
    the files beside the record, `files` the paths of those that were made of it besides the page, with blanks between
    them; `published` is 0 for a record that readers never see.
    """

    path: str
    size: int
    changed: int
    digest: bytes
    since: int
    until: int
    ties: str
    beside: str
    files: str
    published: int
    id: str
    title: str


class CacheEntry(NamedTuple):
    """What a record puts on the shelf; a record that is not published puts nothing but its source there."""

    source: CachedRecord
    summary: RecordSummary = _NOTHING
    row: str = ""
    search: str = ""
    fragments: Mapping[str, str] = {}
    spans: tuple[WindowSpan, ...] = ()
    action_summaries: tuple[tuple[ActionSummary, str], ...] = ()
    changes: Mapping[str, datetime] = {}


class ManifestEntry(NamedTuple):
    """A file of the site, from which key it was made, and its size and age when it had been written."""

    path: str
    key: str
    size: int
    changed: int


class BuildCache:
    """The shelf of a site. Once lists have been asked for, it must not be changed any more."""

    def __init__(self, folder: Path, name: str, fingerprint: str) -> None:
        """Open what is kept in a folder under this name and fingerprint."""
        self._database = open_cache(folder / f"{name}.sqlite", _TABLES, fingerprint)

    def sources(self) -> dict[str, CachedRecord]:
        """Give what each record's page was made from."""
        columns = ", ".join(CachedRecord._fields)
        return {
            row[0]: CachedRecord._make(row) for row in self._database.execute(f"SELECT {columns} FROM record")
        }

    def outputs(self) -> dict[str, ManifestEntry]:
        """Give the files that were written."""
        return {row[0]: ManifestEntry._make(row) for row in self._database.execute("SELECT * FROM output")}

    def save(self, entry: CacheEntry, *, replaces: bool) -> None:
        """Put a record on the shelf; `replaces` says that it may stand there already."""
        run, source, summary, path = self._database, entry.source, entry.summary, entry.source.path
        if replaces:
            self.delete((path,))
        run.execute(
            f"INSERT INTO record VALUES ({', '.join('?' * 26)})",
            (
                *source,
                *_as_columns(summary),
                entry.row,
                _mark(entry.row),
                _mark(repr(entry.fragments)),
                entry.search,
            ),
        )
        for kind, text in entry.fragments.items():
            run.execute("INSERT INTO part VALUES (?,?,?)", (path, kind, text))
        for number, span in enumerate(entry.spans):
            stop = as_number(span.end) if span.end else None
            run.execute(
                "INSERT INTO span VALUES (?,?,?,?,?,?,?,?)",
                (path, number, *span[:2], as_number(span.start), stop, *span[4:]),
            )
        for action_summary, row in entry.action_summaries:
            run.execute(
                "INSERT INTO promise VALUES (?,?,?,?,?,?,?,?)",
                (path, _mark(path + row), *action_summary[:5], row),
            )
        for component, at in entry.changes.items():
            run.execute("INSERT INTO change VALUES (?,?,?)", (path, component, as_number(at)))

    def delete(self, paths: Iterable[str]) -> None:
        """Take records away."""
        for path in paths:
            for table in ("record", "part", "span", "promise", "change"):
                self._database.execute(f"DELETE FROM {table} WHERE path = ?", (path,))

    def record_outputs(self, written: Iterable[ManifestEntry], gone: Iterable[str]) -> None:
        """Note the files of the site that are new, and those that are there no more."""
        self._database.executemany("DELETE FROM output WHERE path = ?", [(path,) for path in gone])
        self._database.executemany("INSERT OR REPLACE INTO output VALUES (?,?,?,?)", written)

    def update_mtime(self, listed: ListedFile) -> None:
        """Note that a file has another age and the same text."""
        self._database.execute(
            "UPDATE record SET size = ?, changed = ? WHERE path = ?",
            (listed.size, listed.changed, listed.path),
        )

    def commit(self) -> None:
        """Keep all that was put here, and close."""
        self._database.execute("COMMIT")
        self._database.close()

    def close(self) -> None:
        """Close, and keep what was there before."""
        self._database.close()

    def summaries(self) -> tuple[RecordSummary, ...]:
        """Give the published records, latest first."""
        columns = (
            "id, ord, year, month, first, last, told, live, components, kind, levels, mark, stamp, rowid"
        )
        query = f"SELECT {columns} FROM record WHERE published = 1 ORDER BY ord DESC"
        return tuple(map(_summary, self._database.execute(query)))

    def live(self) -> tuple[str, ...]:
        """Name the files of the published records that change with the clock."""
        rows = self._database.execute("SELECT path FROM record WHERE published AND live ORDER BY path")
        return tuple(row[0] for row in rows)

    def searches(self) -> Iterator[str]:
        """Give the published records' entries of the search, latest first."""
        rows = self._database.execute("SELECT search FROM record WHERE published ORDER BY ord DESC")
        return (row[0] for row in rows)

    def rows(self, summaries: Iterable[RecordSummary]) -> Sequence[str]:
        """Give records as rows of lists: HTML, in the same order."""
        return self._fetched(
            "SELECT rowid, row FROM record WHERE rowid IN", [summary.row_id for summary in summaries]
        )

    def fragments(self, kind: str, summaries: Iterable[RecordSummary]) -> Sequence[str]:
        """Give what lists for machines hold of records, in the same order."""
        numbers = [summary.row_id for summary in summaries]
        query = f"SELECT record.rowid, text FROM record JOIN part USING (path) WHERE part.kind = '{kind}'"
        return self._fetched(f"{query} AND record.rowid IN", numbers)

    def windows(self, component: str, year: int) -> Sequence[WindowSpan]:
        """Give the spans of a component that touch a year in any zone, always in the same order."""
        key = component, year
        if key not in self._spans:
            self._spans[key] = [
                WindowSpan(
                    component, level, as_instant(start), None if stop is None else as_instant(stop), *told
                )
                for start, stop, level, *told in self._touching(component, year)[1]
            ]
        return self._spans[key]

    def windows_key(self, component: str, year: int) -> str:
        """Give a mark for these spans that changes when they do."""
        return self._touching(component, year)[0]

    def windows_keys_between(self, component: str, year: int, edges: Sequence[datetime]) -> Sequence[str]:
        """Give a mark for those of these spans that touch each stretch between two edges, given in order."""
        bounds = [as_number(edge) for edge in edges]
        found: list[list[_Stretch]] = [[] for _ in bounds[1:]]
        for each in self._touching(component, year)[1]:
            last = len(found) if each[1] is None else bisect_left(bounds, each[1])
            for touched in found[max(bisect_right(bounds, each[0]) - 1, 0) : last]:
                touched.append(each)
        return [_mark(repr(each)) if each else "" for each in found]

    def last_change(self, component: str) -> datetime | None:
        """Give the latest instant at which any record changed the level of a component."""
        query = "SELECT max(at) FROM change WHERE component = ?"
        (at,) = self._database.execute(query, (component,)).fetchone()
        return None if at is None else as_instant(at)

    def action_summaries(self) -> Sequence[ActionSummary]:
        """Give every action item, by year and order."""
        rows = self._database.execute(
            "SELECT slug, ord, year, record, item, mark, rowid FROM promise ORDER BY year, ord, mark"
        )
        return [*map(ActionSummary._make, rows)]

    def actions(self, action_summaries: Iterable[ActionSummary]) -> Sequence[str]:
        """Give action items as rows of the ledger: HTML, in the same order."""
        return self._fetched(
            "SELECT rowid, row FROM promise WHERE rowid IN", [each.row_id for each in action_summaries]
        )

    def _fetched(self, query: str, numbers: Sequence[int]) -> Sequence[str]:
        found: dict[int, str] = {}
        for start in range(0, len(numbers), _SOME):
            some = numbers[start : start + _SOME]
            found.update(self._database.execute(f"{query} ({', '.join('?' * len(some))})", some))
        return [found[number] for number in numbers]

    def _touching(self, component: str, year: int) -> tuple[str, list[_Stretch]]:
        """Give the spans of a component that touch a year, with the mark for them."""
        key = component, year
        if key not in self._stretches:
            begin, end = map(as_number, year_span(year))
            query = "SELECT start, stop, level, id, title FROM span WHERE component = ? AND start < ?"
            query = f"{query} AND (stop IS NULL OR stop > ?) ORDER BY start, stop, level, id"
            found = self._database.execute(query, (component, end, begin)).fetchall()
            self._stretches[key] = _mark(repr(found)), found
        return self._stretches[key]

    @cached_property
    def _stretches(self) -> dict[tuple[str, int], tuple[str, list[_Stretch]]]:
        return {}

    @cached_property
    def _spans(self) -> dict[tuple[str, int], list[WindowSpan]]:
        return {}


def _as_columns(summary: RecordSummary) -> tuple[object, ...]:
    """Convert a summary for the table: the names of its components and levels become JSON."""
    return (*summary[1:8], json.dumps(summary.components), summary.kind, json.dumps(summary.levels))


def _summary(row: tuple[Any, ...]) -> RecordSummary:
    return RecordSummary._make((*row[:8], _names(row[8]), row[9], _names(row[10]), *row[11:]))


@lru_cache(maxsize=4096)  # most records name the same few
def _names(text: str) -> tuple[str, ...]:
    """Read a list of names."""
    return tuple(json.loads(text))


def _mark(text: str) -> str:
    return blake2b(text.encode(), digest_size=9).hexdigest()
