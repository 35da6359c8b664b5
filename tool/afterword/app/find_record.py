"""Finds the record that someone means, and reads as few others as possible.

A part of an id is looked for in the names of the files. Which record is open, the latest, or had another id before, is
known from cached rows; only records that have changed since, and those that change with the clock, are read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from afterword.arguments.record_choice import (
    LATEST,
    OPEN,
    NoRecord,
    OneRecord,
    RecordChoice,
    RecordRow,
    SeveralRecords,
    choose_record,
    id_in,
)
from afterword.cache.database import CacheUnwritableError, with_sound_cache
from afterword.cache.opening import cache_folder
from afterword.cache.record_rows import NEVER, CachedRow, RowCache
from afterword.cache.rows import as_instant, as_number
from afterword.cache.version import checks_version
from afterword.diagnostics import Diagnostic
from afterword.parallel import map_ordered
from afterword.records.decode import decode_record
from afterword.records.record import Record
from afterword.records.site import Site
from afterword.records.vocabulary import Kind
from afterword.records.zone import UTC_ZONE
from afterword.source.files import SITE_FILE, FileStat, list_records, read_source, record_paths
from afterword.timeline.lifecycle import Phase, lifecycle
from afterword.timeline.valid_until import valid_interval

_MAX_READ = 30
"""How many records with a part in their ids are read rather than looked up in the cache."""
_WHOLE_ID = re.compile(r"\d{4}-\d\d-\d\d-.*", re.ASCII)
_NEVER_VALID = 0, 0

Progress = Callable[[int, int], None]
"""Called with the number of records that were read, and the number of all that must be."""


class _Sources(NamedTuple):
    """The site whose records are read, and the time for which."""

    root: Path
    site: Site
    now: datetime


def find_record(
    root: Path,
    site: Site,
    now: datetime,
    typed: str | None,
    *,
    kinds: Collection[Kind] = (),
    progress: Progress | None = None,
) -> RecordChoice:
    """Find the record that is meant; see `choose_record`.

    The open and the latest record are looked for among those of certain `kinds`, if any are given.
    """
    sources = _Sources(root, site, now)
    word = id_in(typed or "")
    if word not in ("", OPEN, LATEST):
        by_name = choose_record(typed, (_unread(path) for path in record_paths(root)))
        found = _found_by_name(sources, word, by_name)
        if found:
            return found
    briefs = _briefs(sources, progress)
    choice = choose_record(typed, _rows(briefs, word, kinds))
    broken = [each.path for each in briefs if not each.kind]
    if isinstance(choice, NoRecord) and broken:
        return replace(choice, reason=f"{choice.reason}; {_unreadable(broken)}, `afterword check` says why")
    return choice


def _found_by_name(sources: _Sources, word: str, by_name: RecordChoice) -> RecordChoice | None:
    """Return what is found by the names of files alone, with the records read; None if other records matter too.

    A whole id that no record has may be the former one of any record.
    """
    if isinstance(by_name, OneRecord) and (
        by_name.row.id.casefold() == word or not _WHOLE_ID.fullmatch(word)
    ):
        return OneRecord(_read(sources, by_name.row))
    if (
        isinstance(by_name, SeveralRecords)
        and len(by_name.rows) <= _MAX_READ
        and not _WHOLE_ID.fullmatch(word)
    ):
        return choose_record(word, (_read(sources, row) for row in by_name.rows))
    return None


def _read(sources: _Sources, row: RecordRow) -> RecordRow:
    return _row(_brief(sources, FileStat(row.path, -1, 0)))


def _unreadable(paths: Sequence[str]) -> str:
    return f"{paths[0]} cannot be read" if len(paths) == 1 else f"{len(paths)} records cannot be read"


def _rows(briefs: Sequence[CachedRow], word: str, kinds: Collection[Kind]) -> Iterator[RecordRow]:
    """Yield all records; of those that cannot be meant by what they are, only the path and the id."""
    if word == LATEST:
        of_kinds = [each for each in briefs if not kinds or each.kind in kinds]
        latest = max((each.started for each in of_kinds), default=NEVER)
        yield from (_row(each) if each.started == latest else _unread(each.path) for each in of_kinds)
    elif word in ("", OPEN):
        for each in briefs:
            is_meant = each.is_open and (not kinds or each.kind in kinds)
            yield _row(each) if is_meant else _unread(each.path)
    else:
        yield from (
            _row(each) if word in each.path or each.aliases else _unread(each.path) for each in briefs
        )


@with_sound_cache
def _briefs(sources: _Sources, progress: Progress | None) -> list[CachedRow]:
    """Return what is known of each record, and cache what had to be read for it."""
    source = read_source(sources.root, SITE_FILE)
    version = checks_version(source if isinstance(source, bytes) else b"")
    listed, _ = list_records(sources.root)
    instant = as_number(sources.now)
    with RowCache(cache_folder(sources.root), version) as cache:
        rows = cache.former()
        outdated = [each for each in listed if not _is_valid(rows.get(each.path), each, instant)]
        gone = rows.keys() - {each.path for each in listed}
        new = []
        done = map_ordered(lambda each: _brief(sources, each), outdated)
        for number, brief in enumerate(done, start=1):
            if brief.valid_until - brief.valid_from > 1:  # any other is read again anyway
                new.append(brief)
            rows[brief.path] = brief
            if progress:
                progress(number, len(outdated))
        if new or gone:
            with suppress(CacheUnwritableError):
                cache.update(new, gone)
                cache.commit()
    return [rows[each.path] for each in listed]


def _is_valid(row: CachedRow | None, listed: FileStat, instant: int) -> bool:
    return row is not None and row[:3] == listed and row.valid_from <= instant < row.valid_until


def _brief(sources: _Sources, listed: FileStat) -> CachedRow:
    """Read a record; of one that cannot be read, return a row with its path alone."""
    source = read_source(sources.root, listed.path)
    record = None
    if not isinstance(source, Diagnostic):
        record = decode_record(listed.path, source, sources.site).model
    if record is None:
        return CachedRow(*listed, *_NEVER_VALID)
    state = lifecycle(record, sources.now, sources.site)
    return CachedRow(
        *listed,
        *_validity(sources, record),
        kind=record.kind.value,
        title=record.full_title,
        is_open=int(state.is_open),
        waits=int(state.phase is Phase.UPCOMING or record.kind is Kind.NOTICE),
        started=as_number(state.started) if state.started else NEVER,
        aliases=" ".join(record.aliases),
    )


def _validity(sources: _Sources, record: Record) -> tuple[int, int]:
    try:
        valid = valid_interval(record, sources.site.zone or UTC_ZONE, sources.now)
    except ValueError:  # the id does not begin with a day
        return _NEVER_VALID
    return as_number(valid.start), as_number(valid.end)


def _row(brief: CachedRow) -> RecordRow:
    return _unread(brief.path)._replace(
        title=brief.title,
        is_open=bool(brief.is_open),
        started=None if brief.started == NEVER else as_instant(brief.started),
        aliases=tuple(brief.aliases.split()),
        waits=bool(brief.waits),
    )


def _unread(path: str) -> RecordRow:
    record_id = path.rpartition("/")[2].rpartition(".")[0]
    return RecordRow(record_id, "", is_open=False, started=None, path=path)
