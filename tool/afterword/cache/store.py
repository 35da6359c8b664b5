"""SQLite build cache: per-record fragments (list row, feed entry, windows) and the manifest of written files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from afterword.cache.database import CacheDatabase
from afterword.cache.entries import Attachment, CachedRecord, CacheEntry, KeptText, ManifestEntry
from afterword.cache.record_queries import (
    ACTION,
    ACTION_ORDER,
    LIST_ROW,
    SEARCH_ENTRY,
    SUMMARY,
    SUMMARY_ORDER,
    WINDOW,
    MakeLatest,
    StoredRecords,
    add_fragments,
    no_fragments,
)
from afterword.cache.rows import RowType, as_number, from_json
from afterword.source.files import FileStat
from afterword.views.index.queries import RecordIndex
from afterword.views.reads import digest

_RECORD = RowType(CachedRecord)
_ATTACHMENT = RowType(Attachment)
_MANIFEST = RowType(ManifestEntry)
_KEPT = RowType(KeptText)

_TABLES = f"""
CREATE TABLE record (row_id INTEGER PRIMARY KEY, {_RECORD.declaration}, UNIQUE (path));
CREATE TABLE summary ({SUMMARY.declaration});
CREATE TABLE fragment (record_row, kind, text);
CREATE UNIQUE INDEX fragment_by_kind ON fragment (kind, record_row);
CREATE INDEX fragment_by_record ON fragment (record_row);
CREATE TABLE attachment (record_row, {_ATTACHMENT.declaration});
CREATE INDEX attachment_by_record ON attachment (record_row);
CREATE TABLE "window" (record_row, {WINDOW.declaration});
CREATE INDEX window_by_record ON "window" (record_row);
CREATE INDEX window_by_component ON "window" (component, start, "end", level, record, title);
CREATE TABLE "action" (record_row, {ACTION.declaration}, row, data);
CREATE INDEX action_by_record ON "action" (record_row);
CREATE INDEX action_by_year ON "action" ({ACTION_ORDER}, slug);
CREATE TABLE level_change (record_row, component, at);
CREATE INDEX level_change_by_record ON level_change (record_row);
CREATE INDEX level_change_by_component ON level_change (component, at);
CREATE TABLE kept ({_KEPT.declaration}, PRIMARY KEY (path));
CREATE TABLE manifest ({_MANIFEST.declaration}, PRIMARY KEY (path)) WITHOUT ROWID
"""
"""`record_row` in any table is the `row_id` of a record; a published record has the same in `record` and `summary`."""
_TABLES_OF_RECORDS = ("fragment", "attachment", "window", "action", "level_change")


class Validity(NamedTuple):
    """When what is kept of a record is valid: while its file is the same, from an instant on and before another one.

    That of a `live` record is valid only at one instant, since it changes with the clock.
    """

    listed: FileStat
    valid_from: int
    valid_until: int
    live: bool


class BuildCache(CacheDatabase):
    """The build cache of one site, audience and output. Once its index has been queried, records must not change."""

    def __init__(self, folder: Path | None, name: str, fingerprint: str) -> None:
        """Open this cache of a folder, or one in memory; it is empty unless written under the same fingerprint."""
        super().__init__(folder and folder / f"{name}.sqlite", _TABLES, fingerprint)

    def records(self) -> dict[str, CachedRecord]:
        """Return every cached record by its path."""
        records = self.query_as(_RECORD, f"SELECT {_RECORD.columns} FROM record")
        return {record.listed.path: record for record in records}

    def validity(self) -> dict[str, Validity]:
        """Return of every cached record, by its path, when what is kept of it is valid."""
        columns = "path, size, record.changed, valid_from, valid_until, live"
        rows = self.query(f"SELECT {columns} FROM record LEFT JOIN summary USING (row_id)")
        return {row[0]: Validity(FileStat(*row[:3]), row[3], row[4], bool(row[5])) for row in rows}

    def covers(self) -> dict[str, tuple[str, ...]]:
        """Return the ids of the records that post-mortems cover, by the id of the record with the post-mortem."""
        rows = self.query("SELECT id, covers FROM record WHERE published AND covers != '[]'")
        return {record_id: tuple(from_json(covers)) for record_id, covers in rows}

    def present_ids(self) -> dict[str, str]:
        """Return the id of a published record for each of its former ones."""
        rows = self.query("SELECT id, aliases FROM summary WHERE aliases != '[]'")
        return {alias: record_id for record_id, aliases in rows for alias in from_json(aliases)}

    def paths(self) -> dict[str, str]:
        """Return the paths of the published records by their ids."""
        return dict(self.query("SELECT id, path FROM record WHERE published"))

    def attachments(self) -> dict[str, tuple[Attachment, ...]]:
        """Return the attachments of records by the record's path; records without any are left out."""
        query = "FROM attachment JOIN record ON row_id = record_row ORDER BY attachment.rowid"
        columns = _ATTACHMENT.columns_of("attachment")
        rows = self.query(f"SELECT {columns}, path {query}")
        found: dict[str, tuple[Attachment, ...]] = {}
        for attachment, (*_, path) in zip(_ATTACHMENT.decode(row[:-1] for row in rows), rows, strict=True):
            found[path] = (*found.get(path, ()), attachment)
        return found

    def manifest(self) -> dict[str, ManifestEntry]:
        """Return every file of the site that the last build noted, by its path."""
        entries = self.query_as(_MANIFEST, f"SELECT {_MANIFEST.columns} FROM manifest")
        return {entry.path: entry for entry in entries}

    def kept_texts(self) -> dict[str, KeptText]:
        """Return the texts that were kept last, by their paths."""
        return {each.path: each for each in self.query_as(_KEPT, f"SELECT {_KEPT.columns} FROM kept")}

    def index(self, make_latest: MakeLatest = no_fragments) -> RecordIndex:
        """Return the index of all published records; `make_latest` makes the fragments that are not kept."""
        stored = StoredRecords(self, make_latest)
        return RecordIndex(stored.summaries(), stored)

    def first_day(self) -> str:
        """Return the day on which the earliest published record begins: an ISO date, or empty without records."""
        days = self.query_texts("SELECT min(start_day) FROM summary WHERE start_day != '' HAVING count(*)")
        return days[0] if days else ""

    def live_paths(self) -> tuple[str, ...]:
        """Return the paths of the published records whose pages change with the clock."""
        query = "SELECT path FROM summary JOIN record USING (row_id) WHERE live ORDER BY path"
        return tuple(self.query_texts(query))

    def search_entries(self) -> tuple[str, ...]:
        """Return the search entries of the published records, latest first."""
        return self.fragments(SEARCH_ENTRY)

    def fragments(self, kind: str) -> tuple[str, ...]:
        """Return the fragments of a kind of all published records, latest first."""
        query = "SELECT text FROM summary JOIN fragment ON record_row = row_id"
        where = f"WHERE fragment.kind = ? ORDER BY {SUMMARY_ORDER}"
        return tuple(self.query_texts(f"{query} {where}", (kind,)))

    def fragments_of(self, kind: str, record_ids: Iterable[str]) -> tuple[str, ...]:
        """Return the fragments of a kind of some published records, in the order of their ids as given."""
        query = "SELECT text FROM summary JOIN fragment ON record_row = row_id"
        query += " WHERE fragment.kind = ? AND summary.id = ?"
        return tuple(text for each in record_ids for text in self.query_texts(query, (kind, each)))

    def save(self, entry: CacheEntry, *, replaces: bool) -> None:
        """Store a record; `replaces` says that one of the same path may be there already."""
        if replaces:
            self.delete((entry.record.listed.path,))
        row_id = self.insert("record", _RECORD.encode(entry.record))
        owner = {"record_row": row_id}
        if entry.summary:
            fingerprint = {"fingerprint": _fingerprint(entry)}
            self._insert("summary", SUMMARY.encode(entry.summary), fingerprint, {"row_id": row_id})
            own = {LIST_ROW: entry.row, SEARCH_ENTRY: entry.search}
            add_fragments(self, row_id, {**entry.fragments, **entry.latest, **own})
        for attachment in entry.attachments:
            self._insert("attachment", owner, _ATTACHMENT.encode(attachment))
        for window in entry.windows:
            self._insert("window", owner, WINDOW.encode(window))
        for (action, row), data in zip(entry.actions, entry.action_data, strict=True):
            fingerprint = {"fingerprint": digest(entry.record.listed.path, action, row, data)}
            self._insert("action", owner, ACTION.encode(action), fingerprint, {"row": row, "data": data})
        for component, at in entry.level_changes.items():
            self._insert("level_change", owner, {"component": component, "at": as_number(at)})

    def delete(self, paths: Iterable[str]) -> None:
        """Delete records, with all that was stored of them."""
        for path in paths:
            query = "SELECT row_id FROM record WHERE path = ?"
            for (row_id,) in self.query(query, (path,)):
                for table in _TABLES_OF_RECORDS:
                    self.execute(f'DELETE FROM "{table}" WHERE record_row = ?', (row_id,))
                for table in ("record", "summary"):
                    self.execute(f"DELETE FROM {table} WHERE row_id = ?", (row_id,))

    def update_mtime(self, listed: FileStat) -> None:
        """Note that a record's file has another size and time, and the same text."""
        self.execute(
            "UPDATE record SET size = :size, changed = :changed WHERE path = :path", listed._asdict()
        )

    def update_manifest(self, written: Iterable[ManifestEntry], deleted: Iterable[str]) -> None:
        """Note the files of the site that were written, and those that are gone."""
        self.execute_many("DELETE FROM manifest WHERE path = ?", [(path,) for path in deleted])
        self.replace_all("manifest", _MANIFEST, written)

    def keep_text(self, text: KeptText) -> None:
        """Keep a text that was made anew."""
        self.replace_all("kept", _KEPT, [text])

    def _insert(self, table: str, *values: Mapping[str, object]) -> None:
        self.insert(table, {name: value for some in values for name, value in some.items()})


def _fingerprint(entry: CacheEntry) -> str:
    """Return a digest of all that decides what is kept of a record, and what is not made yet.

    Besides `status.yml`, the templates and the code, of which a change empties the cache, that is the record's file,
    what it shows of others, and the instant from which on it looks as it does. What is kept of a live record changes
    with the clock in between too.
    """
    record, is_live = entry.record, entry.summary is not None and entry.summary.live
    shown = entry.summary, entry.row, entry.fragments, entry.latest, entry.action_data
    return digest(record.id, record.digest, record.linked, shown if is_live else record.valid_from)
