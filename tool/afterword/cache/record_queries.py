"""Answers the queries of pages about many records from the build cache."""

from __future__ import annotations

import sqlite3
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

from afterword.cache.database import as_instant, as_number
from afterword.cache.rows import RowType
from afterword.views.cached import cache_key
from afterword.views.index.queries import year_span
from afterword.views.index.summary import ActionSummary, RecordSummary, WindowSpan

SUMMARY = RowType(RecordSummary, key="row_id")
WINDOW = RowType(WindowSpan)
ACTION = RowType(ActionSummary, key="row_id")
SUMMARY_ORDER = "sort_time DESC, id DESC"
ACTION_ORDER = "year, undated, day, priority, record, item, row_fingerprint"
"""The order of lists. The last column decides between items of a record with the same id, which is a mistake."""

LIST_ROW, SEARCH_ENTRY = "list-row", "search-entry"
"""Fragments that every published record has, besides those that formats produce."""
_BATCH = 500
"""The most values that one query is given, well below SQLite's limit of 32,766 (999 before 3.32)."""


class _Windows(NamedTuple):
    """The windows of a component that touch a year, as rows with named columns, and a key that changes with them."""

    key: str
    rows: Sequence[sqlite3.Row]


class StoredRecords:
    """The records of a build cache, queried as `views.index.queries.RecordQueries`; they must not change meanwhile."""

    def __init__(self, database: sqlite3.Connection) -> None:
        """Query this database, whose tables are those of `cache.store`."""
        self._database = database
        self._rows: dict[tuple[str, int], _Windows] = {}
        self._windows: dict[tuple[str, int], Sequence[WindowSpan]] = {}

    def summaries(self) -> tuple[RecordSummary, ...]:
        """Return the published records, latest first."""
        query = f"SELECT {SUMMARY.columns} FROM summary ORDER BY {SUMMARY_ORDER}"
        return tuple(map(SUMMARY.decode, self._database.execute(query)))

    def record_rows(self, summaries: Iterable[RecordSummary]) -> Sequence[str]:
        """Return the list rows of records as HTML, in the same order."""
        return self.fragments(LIST_ROW, summaries)

    def fragments(self, kind: str, summaries: Iterable[RecordSummary]) -> Sequence[str]:
        """Return what lists of this kind contain of records, in the same order."""
        query = "SELECT record_row, text FROM fragment WHERE kind = ? AND record_row IN"
        return self._texts(query, (kind,), [summary.row_id for summary in summaries])

    def windows(self, component: str, year: int) -> Sequence[WindowSpan]:
        """Return the windows of a component that touch a year in any time zone, always in the same order."""
        asked = component, year
        if asked not in self._windows:
            self._windows[asked] = [WINDOW.decode(row) for row in self._touching(component, year).rows]
        return self._windows[asked]

    def windows_key(self, component: str, year: int) -> str:
        """Return a cache key of these windows."""
        return self._touching(component, year).key

    def windows_keys_between(self, component: str, year: int, edges: Sequence[datetime]) -> Sequence[str]:
        """Return a cache key of those windows that touch each period between two edges, which are in order."""
        bounds = [as_number(edge) for edge in edges]
        periods: list[list[sqlite3.Row]] = [[] for _ in bounds[1:]]
        for row in self._touching(component, year).rows:
            first = max(bisect_right(bounds, row["start"]) - 1, 0)
            last = len(periods) if row["end"] is None else bisect_left(bounds, row["end"])
            for period in periods[first:last]:
                period.append(row)
        return [_key(period) if period else "" for period in periods]

    def last_level_change(self, component: str) -> datetime | None:
        """Return the latest time at which any record changed the level of a component."""
        query = "SELECT max(at) FROM level_change WHERE component = ?"
        (at,) = self._database.execute(query, (component,)).fetchone()
        return None if at is None else as_instant(at)

    def action_summaries(self) -> Sequence[ActionSummary]:
        """Return every action item, sorted as an `ActionSummary` says."""
        query = f'SELECT {ACTION.columns} FROM "action" ORDER BY {ACTION_ORDER}'
        return [*map(ACTION.decode, self._database.execute(query))]

    def action_rows(self, actions: Iterable[ActionSummary]) -> Sequence[str]:
        """Return the ledger rows of action items as HTML, in the same order."""
        query = 'SELECT row_id, row FROM "action" WHERE row_id IN'
        return self._texts(query, (), [action.row_id for action in actions])

    def _texts(self, query: str, values: tuple[str, ...], numbers: Sequence[int]) -> Sequence[str]:
        """Return the texts that a query gives for rows of these numbers, in the same order."""
        found: dict[int, str] = {}
        for start in range(0, len(numbers), _BATCH):
            batch = numbers[start : start + _BATCH]
            found.update(
                self._database.execute(f"{query} ({', '.join('?' * len(batch))})", (*values, *batch))
            )
        return [found[number] for number in numbers]

    def _touching(self, component: str, year: int) -> _Windows:
        asked = component, year
        if asked not in self._rows:
            begin, end = map(as_number, year_span(year))
            cursor = self._database.cursor()
            cursor.row_factory = sqlite3.Row
            cursor.execute(
                f'SELECT {WINDOW.columns} FROM "window" WHERE component = ? AND start < ?'
                ' AND ("end" IS NULL OR "end" > ?) ORDER BY start, "end", level, record',
                (component, end, begin),
            )
            rows = cursor.fetchall()
            self._rows[asked] = _Windows(_key(rows), rows)
        return self._rows[asked]


def _key(rows: Iterable[sqlite3.Row]) -> str:
    return cache_key([tuple(row) for row in rows])
