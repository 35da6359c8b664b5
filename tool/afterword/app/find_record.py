"""Finds a record by what someone typed, and reads as few others as possible.

A whole id names a file in the folder of its year, and a part of one is looked for in the names of all files. Which
record is open, the latest, or had another id before, is known from cached rows; only records that have changed since,
and those that change with the clock, are read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from afterword.app.record_row import Sources, read_record, row_of, unread_row
from afterword.arguments.record_choice import (
    LATEST,
    OPEN,
    NoRecord,
    OneRecord,
    RecordChoice,
    RecordRow,
    SeveralRecords,
    asked_if_waiting,
    choose_record,
    id_in,
    is_going_on,
)
from afterword.records.site import Site
from afterword.records.vocabulary import Kind
from afterword.source.files import record_files, record_paths

_MAX_READ = 30
"""How many records with a part in their ids are read rather than looked up in the cache."""
_WHOLE_ID = re.compile(r"\d{4}-\d\d-\d\d-.*", re.ASCII)


def find_record(
    root: Path,
    site: Site,
    now: datetime,
    typed: str | None,
    *,
    kinds: Collection[Kind] = (),
    action: str = "",
    to_show: bool = False,
    progress: Callable[[int, int], None] | None = None,
) -> RecordChoice:
    """Find the record that is meant; see `choose_record`.

    The open and the latest record are looked for among those of certain `kinds`, if any are given; otherwise, one that
    waits is not meant unless it is named. If nothing is typed, an `action` item means the record in which it is
    unfinished; see `record_of_action`. If a record is only `to_show`, it is the latest one unless one that does
    not wait is open. `progress` is called with the number of records that were read, and that of all that must be.
    """
    sources = Sources(root, site, now)
    word = id_in(typed or "")
    if word not in ("", OPEN, LATEST):
        paths = record_files(root, word) if _WHOLE_ID.fullmatch(word) else ()
        if len(paths) != 1:
            paths = record_paths(root)
        named = [each for each in paths if word in each.casefold()]
        by_name = choose_record(typed, map(unread_row, named or paths))
        found = _found_by_name(sources, word, by_name)
        if found:
            return found
    # Most edits name their record, and need no cache.
    from afterword.app.cached_rows import cached_rows, record_of_action, rows_for

    cached = cached_rows(sources, progress)
    if action and not word:
        choice = record_of_action(action, cached)
    else:
        choice = choose_record(typed, rows_for(word, cached, kinds))
        if to_show and not word and not is_going_on(choice):
            choice = choose_record(LATEST, rows_for(LATEST, cached, kinds))
        if word in ("", OPEN) and not kinds and not to_show:
            choice = asked_if_waiting(choice)
    if isinstance(choice, NoRecord) and word in ("", OPEN) and {*kinds} == {Kind.MAINTENANCE}:
        choice = NoRecord("no maintenance is announced; `afterword maintenance schedule` announces it")
    broken = [each.path for each in cached if not each.kind]
    if broken:
        unread = f"{broken[0] if len(broken) == 1 else f'{len(broken)} records'} cannot be read"
        if isinstance(choice, NoRecord):
            return replace(choice, reason=f"{choice.reason}; {unread}, `afterword check` says why")
        if isinstance(choice, OneRecord) and word in ("", OPEN, LATEST):
            return replace(choice, note=f"{unread}, so {choice.row.id} is chosen; `afterword check` says why")
    return choice


def open_records(root: Path, site: Site, now: datetime) -> tuple[RecordRow, ...]:
    """Return the records that are open."""
    from afterword.app.cached_rows import cached_rows, rows_for

    rows = rows_for(OPEN, cached_rows(Sources(root, site, now), None), ())
    return tuple(row for row in rows if row.is_open)


def _found_by_name(sources: Sources, word: str, by_name: RecordChoice) -> RecordChoice | None:
    """Return what is found by the names of files alone, with the records read; None if other records matter too.

    A whole id that no record has may be the former one of any record.
    """

    def read(row: RecordRow) -> RecordRow:
        return row_of(sources, row.path, read_record(sources, row.path))

    is_whole = bool(_WHOLE_ID.fullmatch(word))
    if isinstance(by_name, OneRecord) and (by_name.row.id.casefold() == word or not is_whole):
        return OneRecord(read(by_name.row))
    if isinstance(by_name, SeveralRecords) and len(by_name.rows) <= _MAX_READ and not is_whole:
        return choose_record(word, map(read, by_name.rows))
    return None
