"""The rows of all records of a site: only records that changed, and those that change with the clock, are read."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import suppress

from afterword.app.record_row import Sources, read_record, row_of, unread_row
from afterword.arguments.record_choice import LATEST, OPEN, RecordChoice, RecordRow, choose_record_of_action
from afterword.cache.database import CacheUnwritableError, with_sound_cache
from afterword.cache.opening import cache_folder
from afterword.cache.record_rows import NEVER, CachedRow, RowCache
from afterword.cache.rows import as_instant, as_number
from afterword.cache.version import checks_version
from afterword.checks.action_items import is_unfinished
from afterword.parallel import map_ordered
from afterword.records.record import Record
from afterword.records.vocabulary import Kind
from afterword.records.zone import UTC_ZONE
from afterword.source.files import FileStat, list_records
from afterword.source.site_source import SiteSource, read_site_source
from afterword.timeline.valid_until import valid_interval

_NEVER_VALID = 0, 0

Progress = Callable[[int, int], None]
"""Called with the number of records that were read, and the number of all that must be."""


@with_sound_cache
def cached_rows(sources: Sources, progress: Progress | None) -> list[CachedRow]:
    """Return what is known of each record, and cache what had to be read for it."""
    source = read_site_source(sources.root)
    version = checks_version(source if isinstance(source, SiteSource) else SiteSource(b""))
    listed, _ = list_records(sources.root)
    instant = as_number(sources.now)
    with RowCache(cache_folder(sources.root), version) as cache:
        rows = cache.former()
        outdated = [each for each in listed if not _is_valid(rows.get(each.path), each, instant)]
        gone = rows.keys() - {each.path for each in listed}
        new = []
        done = map_ordered(lambda each: _read(sources, each), outdated)
        for number, row in enumerate(done, start=1):
            if row.valid_until - row.valid_from > 1:  # any other is read again anyway
                new.append(row)
            rows[row.path] = row
            if progress:
                progress(number, len(outdated))
        if new or gone:
            with suppress(CacheUnwritableError):
                cache.update(new, gone)
                cache.commit()
    return [rows[each.path] for each in listed]


def rows_for(word: str, cached: Sequence[CachedRow], kinds: Collection[Kind]) -> Iterator[RecordRow]:
    """Yield a row for each record, for `choose_record`; those that cannot be meant by what they are have only an id."""
    if word == LATEST:
        of_kinds = [each for each in cached if not kinds or each.kind in kinds]
        latest = max((each.started for each in of_kinds), default=NEVER)
        yield from (_row(each) if each.started == latest else unread_row(each.path) for each in of_kinds)
    elif word in ("", OPEN):
        for each in cached:
            is_meant = each.is_open and (not kinds or each.kind in kinds)
            yield _row(each) if is_meant else unread_row(each.path)
    else:
        for each in cached:
            yield _row(each) if each.aliases or word in each.path else unread_row(each.path)


def record_of_action(action: str, cached: Sequence[CachedRow]) -> RecordChoice:
    """Choose the record in which an action item is unfinished; see `choose_record_of_action`."""
    word = action.casefold()
    return choose_record_of_action(
        action,
        (_row(each) for each in cached if word in each.actions.casefold().split()),
        closed=(_row(each) for each in cached if word in each.closed.casefold().split()),
        unfinished=(item for each in cached for item in each.actions.split()),
    )


def _is_valid(row: CachedRow | None, listed: FileStat, instant: int) -> bool:
    return row is not None and row[:3] == listed and row.valid_from <= instant < row.valid_until


def _read(sources: Sources, listed: FileStat) -> CachedRow:
    record = read_record(sources, listed.path)
    if record is None:
        return CachedRow(*listed, *_NEVER_VALID)
    row = row_of(sources, listed.path, record)
    return CachedRow(
        *listed,
        *_validity(sources, record),
        kind=record.kind.value,
        title=row.title,
        is_open=int(row.is_open),
        waits=int(row.waits),
        started=as_number(row.started) if row.started else NEVER,
        aliases=" ".join(row.aliases),
        actions=" ".join(item.id for item in record.action_items if is_unfinished(item)),
        closed=" ".join(item.id for item in record.action_items if not is_unfinished(item)),
    )


def _validity(sources: Sources, record: Record) -> tuple[int, int]:
    try:
        valid = valid_interval(record, sources.site.zone or UTC_ZONE, sources.now)
    except ValueError:  # the id does not begin with a day
        return _NEVER_VALID
    return as_number(valid.start), as_number(valid.end)


def _row(cached: CachedRow) -> RecordRow:
    return unread_row(cached.path)._replace(
        title=cached.title,
        is_open=bool(cached.is_open),
        started=None if cached.started == NEVER else as_instant(cached.started),
        aliases=tuple(cached.aliases.split()),
        waits=bool(cached.waits),
    )
