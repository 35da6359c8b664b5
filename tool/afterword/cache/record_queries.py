"""Answers the queries of pages about many records from the build cache."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import TypeAlias

from afterword.cache.database import CacheDatabase, Row
from afterword.cache.rows import RowType, as_instant, as_number
from afterword.views.index.queries import year_span
from afterword.views.index.summary import ActionSummary, RecordSummary
from afterword.views.index.windows import WindowSpan, with_forms
from afterword.views.reads import digest

SUMMARY = RowType(RecordSummary, key="row_id")
WINDOW = RowType(WindowSpan)
ACTION = RowType(ActionSummary, key="row_id")
SUMMARY_ORDER = "sort_time DESC, id DESC"
ACTION_ORDER = "year, undated, day, priority, record, item, fingerprint"
"""The order of lists. The last column decides between items of a record with the same id, which is a mistake."""
_START, _END = WINDOW.fields.index("start"), WINDOW.fields.index("end")

LIST_ROW, SEARCH_ENTRY = "list-row", "search-entry"
"""Fragments that every published record has, besides those of the formats; see `formats.artifacts.RecordArtifacts`."""
MakeLatest: TypeAlias = Callable[[str, bytes], Mapping[str, str]]
"""Makes the fragments of a record for lists of the latest ones, by kind, given the path and the digest of its file."""
_BATCH = 500
"""The most values that one query is given, well below SQLite's limit of 32,766 (999 before 3.32)."""


def no_fragments(_: str, __: bytes) -> Mapping[str, str]:
    """Return no fragments, for those who ask only for what every record has."""
    return {}


def add_fragments(database: CacheDatabase, row_id: int, texts: Mapping[str, str]) -> None:
    """Store fragments of a record by their kinds; those that are stored stay."""
    rows = ((row_id, kind, text) for kind, text in texts.items())
    database.execute_many("INSERT OR IGNORE INTO fragment (record_row, kind, text) VALUES (?, ?, ?)", rows)


class StoredRecords:
    """The records of a build cache, queried as `views.index.queries.RecordQueries`; they must not change meanwhile."""

    def __init__(self, database: CacheDatabase, make_latest: MakeLatest = no_fragments) -> None:
        """Query this database, whose tables are those of `cache.store`."""
        self._database = database
        self._make_latest = make_latest
        self._window_rows: dict[tuple[str, int], list[Row]] = {}
        self._windows: dict[tuple[str, int], Sequence[WindowSpan]] = {}

    def summaries(self) -> tuple[RecordSummary, ...]:
        """Return the published records, latest first."""
        query = f"SELECT {SUMMARY.columns} FROM summary ORDER BY {SUMMARY_ORDER}"
        return tuple(self._database.query_as(SUMMARY, query))

    def record_rows(self, summaries: Iterable[RecordSummary]) -> Sequence[str]:
        """Return the list rows of records as HTML, in the same order."""
        return self.fragments(LIST_ROW, summaries)

    def fragments(self, kind: str, summaries: Iterable[RecordSummary]) -> Sequence[str]:
        """Return what lists of this kind contain of records, in the same order; what is not kept is made, and kept."""
        query = "SELECT record_row, text FROM fragment WHERE kind = ? AND record_row IN"
        numbers = [summary.row_id for summary in summaries]
        found = self._found(query, (kind,), numbers)
        for number in numbers:
            if number not in found:
                found[number] = self._made(number)[kind]
        return [found[number] for number in numbers]

    def windows(self, component: str, year: int) -> Sequence[WindowSpan]:
        """Return the windows of a component that touch a year in any time zone, always in the same order."""
        key = component, year
        if key not in self._windows:
            self._windows[key] = [
                with_forms(each) for each in WINDOW.decode(self._rows_of_windows(component, year))
            ]
        return self._windows[key]

    def windows_key(self, component: str, year: int) -> str:
        """Return a digest of these windows."""
        return digest(self._rows_of_windows(component, year))

    def have_windows(self, component: str, year: int, edges: Sequence[datetime]) -> Sequence[bool]:
        """Return of each period between two edges, which are in order, whether one of these windows touches it."""
        bounds = [as_number(edge) for edge in edges]
        touched = [False] * (len(bounds) - 1)
        for row in self._rows_of_windows(component, year):
            first = max(bisect_right(bounds, row[_START]) - 1, 0)
            last = len(touched) if row[_END] is None else bisect_left(bounds, row[_END])
            touched[first:last] = [True] * len(touched[first:last])
        return touched

    def last_level_change(self, component: str) -> datetime | None:
        """Return the latest time at which any record changed the level of a component."""
        query = "SELECT max(at) FROM level_change WHERE component = ?"
        ((at,),) = self._database.query(query, (component,))
        return None if at is None else as_instant(at)

    def action_summaries(self) -> Sequence[ActionSummary]:
        """Return every action item, sorted as an `ActionSummary` says."""
        query = f'SELECT {ACTION.columns} FROM "action" ORDER BY {ACTION_ORDER}'
        return self._database.query_as(ACTION, query)

    def action_rows(self, actions: Iterable[ActionSummary]) -> Sequence[str]:
        """Return the list rows of action items as HTML, in the same order."""
        query = 'SELECT row_id, row FROM "action" WHERE row_id IN'
        return self._texts(query, [action.row_id for action in actions])

    def action_data(self, actions: Iterable[ActionSummary]) -> Sequence[str]:
        """Return the JSON of action items, in the same order."""
        query = 'SELECT row_id, data FROM "action" WHERE row_id IN'
        return self._texts(query, [action.row_id for action in actions])

    def _made(self, row_id: int) -> Mapping[str, str]:
        """Make the fragments of a record that its build has left out, and keep them."""
        (file,) = self._database.query("SELECT path, digest FROM record WHERE row_id = ?", (row_id,))
        texts = self._make_latest(*file)
        add_fragments(self._database, row_id, texts)
        return texts

    def _texts(self, query: str, numbers: Sequence[int]) -> Sequence[str]:
        """Return the texts that a query gives for rows of these numbers, in the same order."""
        found = self._found(query, (), numbers)
        return [found[number] for number in numbers]

    def _found(self, query: str, values: tuple[str, ...], numbers: Sequence[int]) -> dict[int, str]:
        """Return the texts that a query gives for rows of these numbers, as far as there are any."""
        found: dict[int, str] = {}
        for start in range(0, len(numbers), _BATCH):
            batch = numbers[start : start + _BATCH]
            found |= self._database.query(f"{query} ({', '.join('?' * len(batch))})", (*values, *batch))
        return found

    def _rows_of_windows(self, component: str, year: int) -> list[Row]:
        """Return the windows of a component that touch a year as they are stored."""
        key = component, year
        if key not in self._window_rows:
            begin, end = map(as_number, year_span(year))
            self._window_rows[key] = self._database.query(
                f'SELECT {WINDOW.columns} FROM "window" WHERE component = ? AND start < ?'
                ' AND ("end" IS NULL OR "end" > ?) ORDER BY start, "end", level, record',
                (component, end, begin),
            )
        return self._window_rows[key]
