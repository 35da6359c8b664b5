"""Answers the questions of rules about other records and about the files next to a record."""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from afterword.checks.locations import lines_of_windows
from afterword.checks.record_ids import HELD_BACK
from afterword.diagnostics import Diagnostic
from afterword.records.decode import decode_record
from afterword.records.record import Record
from afterword.records.site import Site
from afterword.records.vocabulary import PostMortemStatus, Visibility
from afterword.source.files import (
    FileStat,
    find_attachment,
    names_next_to,
    read_beginning,
    read_source,
    stat_fingerprint,
)

if TYPE_CHECKING:
    from afterword.cache.checks import CheckCache, StoredCheck

_ALIASES = b"aliases"
_VISIBILITY, _PUBLISH_AT, _POST_MORTEM = b"visibility", b"publish_at", b"post_mortem"
_COVERS = b"covers"
"""Keys that most texts do not contain: these need not be parsed to know the value."""
_ESCAPE = b"\\"
"""May be in a key, which then looks different."""


@dataclass(frozen=True)
class CheckedFiles:
    """The files of a site. A record is read only if it was changed since it was last checked, or there is no cache."""

    root: Path
    site: Site
    listed: Mapping[str, FileStat]
    cache: CheckCache | None
    now: datetime
    _visibility: dict[str, str] = field(default_factory=dict)
    _window_lines: dict[str, dict[str, int]] = field(default_factory=dict)
    _covering: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @cached_property
    def unchanged(self) -> frozenset[str]:
        """The records whose files are still as they were when they were checked."""
        return self.cache.former.unchanged(self.listed) if self.cache else frozenset()

    def visibility(self, file: str) -> str:
        """Return the visibility of the record in a file, or `HELD_BACK`; an empty text if it cannot be read."""
        if file not in self._visibility:
            cached = self._cached(file)
            if cached and cached.visibility:
                self._visibility[file] = self._at_present(cached.visibility, cached.public_from)
            else:
                self._visibility[file] = self._read_visibility(file)
        return self._visibility[file]

    def attachment(self, record_id: str, name: str) -> bool:
        """Return whether a record has a file of this name next to it that can be published."""
        return find_attachment(self.root, record_id, name) is not None

    def attachment_names(self, record_id: str) -> tuple[str, ...]:
        """Return the names of the files next to a record, also of those that are never published."""
        return names_next_to(self.root, record_id)

    def report(self, file: str) -> tuple[str, ...]:
        """Return the status of the post-mortem of a record, and the ids that it covers; nothing if it has none."""
        source = read_source(self.root, file)
        if isinstance(source, Diagnostic) or (_POST_MORTEM not in source and _ESCAPE not in source):
            return ()
        return report_of(decode_record(file, source, self.site).model)

    def covering(self, ids: Collection[str]) -> tuple[str, ...]:
        """Return the files with a published post-mortem that covers a record with one of these ids."""
        return tuple(
            file for file in self.listed if self._may_name(file, ids) and covers(self._report(file), ids)
        )

    def _may_name(self, file: str, ids: Collection[str]) -> bool:
        """Return whether a record may name another one. Of one that was checked, it is known what the rules asked."""
        cached = self._cached(file)
        if cached:
            return any(f'"{each}"' in cached.answers for each in ids)
        return True

    def _report(self, file: str) -> tuple[str, ...]:
        """Return the same as `report`, only for records that may cover others, and read each once."""
        if file not in self._covering:
            source = read_source(self.root, file)
            may = not isinstance(source, Diagnostic) and (_COVERS in source or _ESCAPE in source)
            self._covering[file] = self.report(file) if may else ()
        return self._covering[file]

    def attachment_state(self, record_id: str, name: str) -> str:
        """Return a text that differs after every change of such a file; an empty one if there is none."""
        path = find_attachment(self.root, record_id, name)
        try:
            status = path and os.stat(path)
        except OSError:
            return ""
        return f"{status.st_size} {stat_fingerprint(status)}" if status else ""

    def attachment_data(self, record_id: str, name: str) -> bytes:
        """Return the bytes of such a file, of a large one only the first; none if it cannot be read."""
        path = find_attachment(self.root, record_id, name)
        try:
            return read_beginning(path) if path else b""
        except OSError:
            return b""

    def window_line(self, file: str, key: str) -> int:
        """Return the line of the window with a key in a file; 0 if it cannot be read."""
        if file not in self._window_lines:
            source = read_source(self.root, file)
            if isinstance(source, Diagnostic):
                return 0
            decoded = decode_record(file, source, self.site)
            self._window_lines[file] = lines_of_windows(decoded.document, decoded.model)
        return self._window_lines[file].get(key, 0)

    def all_aliases(self) -> dict[str, tuple[str, ...]]:
        """Return the former ids of all records that have any, by file."""
        others = self.listed.keys() - self.unchanged
        read = {file: found for file in others if (found := self._read_aliases(file))}
        return read | (dict(self.cache.former.aliases(self.unchanged)) if self.cache else {})

    def _cached(self, file: str) -> StoredCheck | None:
        return self.cache.former.rows.get(file) if self.cache and file in self.unchanged else None

    def _read_aliases(self, file: str) -> tuple[str, ...]:
        source = read_source(self.root, file)
        if isinstance(source, Diagnostic) or _ALIASES not in source:
            return ()
        record = decode_record(file, source, self.site).model
        return record.aliases if record else ()

    def _read_visibility(self, file: str) -> str:
        source = read_source(self.root, file)
        if isinstance(source, Diagnostic):
            return ""
        if not any(key in source for key in (_VISIBILITY, _PUBLISH_AT, _ESCAPE)):
            return Visibility.PUBLIC
        record = decode_record(file, source, self.site).model
        return self._at_present(record.visibility, public_from(record)) if record else ""

    def _at_present(self, visibility: str, published_from: int) -> str:
        from afterword.cache.rows import as_number

        is_public = visibility == Visibility.PUBLIC
        return HELD_BACK if is_public and as_number(self.now) < published_from else visibility


def report_of(record: Record | None) -> tuple[str, ...]:
    """Return the status of the post-mortem of a record, and the ids that it covers; nothing if it has none."""
    report = record.post_mortem if record else None
    return (report.status.value, *report.covers) if report else ()


def covers(report: tuple[str, ...], ids: Collection[str]) -> bool:
    """Return whether a post-mortem, as `report_of` returns it, is published and covers one of some records."""
    return report[:1] == (PostMortemStatus.PUBLISHED.value,) and any(each in ids for each in report[1:])


def public_from(record: Record) -> int:
    """Return the `publish_at` of a record in microseconds since 1970; 0 if it has none."""
    from afterword.cache.rows import as_number  # an edit of one record does not need it

    return as_number(record.publish_at) if record.publish_at else 0
