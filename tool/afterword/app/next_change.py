"""Implements `next-change`: the next time at which the built site becomes out of date without any file changing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from afterword.app.checking import Scan
from afterword.app.read_site import decoded_site, read_site
from afterword.app.site_templates import site_pages_version
from afterword.cache.database import with_sound_cache
from afterword.cache.entries import CachedRecord
from afterword.cache.opening import cache_folder
from afterword.cache.rows import as_number
from afterword.cache.store import BuildCache
from afterword.diagnostics import Diagnostic
from afterword.parallel import MIN_ITEMS, map_ordered
from afterword.records.decode import decode_record
from afterword.records.project import Project
from afterword.records.record import Record
from afterword.records.site import Site
from afterword.records.zone import UTC_ZONE, Zone
from afterword.source.files import FileStat, list_records, read_source
from afterword.timeline.silence import silence
from afterword.timeline.valid_until import UpcomingChange, upcoming_changes
from afterword.views.audience import Audience, for_audience

_END_OF_TIME = datetime(9999, 1, 1, tzinfo=UTC)
_SECOND = timedelta(seconds=1)
_MOMENT = timedelta(microseconds=1)
_SILENCE = "silence"
"""The reason in place of a field: from then on, the page says that there has been no update."""


class Reason(NamedTuple):
    """Why the site changes: a field of a record; without a record, the beginning of a day."""

    record: str
    field: str


class Change(NamedTuple):
    """When the site changes next, and why."""

    at: datetime
    reasons: tuple[Reason, ...]


def next_change(root: Path, now: datetime, audience: Audience) -> Change:
    """Find the next change after `now`: a time of a record that is shown, or the next midnight.

    Nothing after midnight matters, since day bars and numbers change with every day. Raises UserError if
    `status.yml` has errors; a record that cannot be read is ignored.
    """
    site = read_site(root)
    midnight = _midnight(site.zone or UTC_ZONE, now)
    cached = _cached_records(root, audience)
    listed, _ = list_records(root)
    uncertain = _may_change(listed, cached, now, midnight)

    def coming(listed: FileStat) -> list[tuple[datetime, Reason]]:
        return _coming_changes(root, site, audience, listed, now)

    of_records = (change for changes in map_ordered(coming, uncertain) for change in changes)
    changes = [(midnight, Reason("", "day")), *of_records]
    first = min(_whole_second(at) for at, _ in changes)
    reasons = (reason for at, reason in changes if _whole_second(at) == first)
    return Change(first, tuple(dict.fromkeys(reasons)))


@with_sound_cache
def _cached_records(root: Path, audience: Audience) -> dict[str, CachedRecord]:
    """Return what the last build cached of each record, so that not every record must be read."""
    version = site_pages_version(root, decoded_site(root)[1])
    with BuildCache(cache_folder(root), audience.value, version) as cache:
        return cache.records()


def _may_change(
    listed: Iterable[FileStat], cached: Mapping[str, CachedRecord], now: datetime, until: datetime
) -> list[FileStat]:
    """Return the records that must be read to know whether they change after `now` and until another time."""
    first, last = as_number(now), as_number(until)

    def stays(listed: FileStat, record: CachedRecord | None) -> bool:
        if record is None or record.listed != listed:
            return False
        return record.valid_from <= first < record.valid_until and last < record.valid_until

    return [each for each in listed if not stays(each, cached.get(each.path))]


def stays_until(scan: Scan, cached: Mapping[str, CachedRecord], until: datetime) -> bool:
    """Return whether nothing on a site changes by itself after the time of a scan and until another time.

    As for `next_change`, a duration that grows is not a change, and every midnight is one. False if too many records
    were changed, or change with the clock, to find out quickly.
    """
    if not scan.now <= until < _midnight(scan.site.zone or UTC_ZONE, scan.now):
        return False
    uncertain = _may_change(scan.listed, cached, scan.now, until)
    return len(uncertain) < MIN_ITEMS and not any(_changes(scan, each, until) for each in uncertain)


def _changes(scan: Scan, listed: FileStat, until: datetime) -> bool:
    read = scan.read(listed, check=False)
    if isinstance(read, Diagnostic) or read.record is None:
        return False
    just_before = scan.now - _MOMENT  # some comparisons change at an instant, and others after it
    return any(at <= until for at, _ in changes_of(read.record, scan.site, just_before))


def _coming_changes(
    root: Path, site: Site, audience: Audience, listed: FileStat, now: datetime
) -> list[tuple[datetime, Reason]]:
    """Return the times after `now` of a record, among everything that its audience will ever see of it."""
    source = read_source(root, listed.path)
    record = None if isinstance(source, Diagnostic) else decode_record(listed.path, source, site).model
    if record is None:
        return []
    shown = for_audience(Project(site, (record,)), audience, _END_OF_TIME).records
    changes = [(at, Reason(each.id, field)) for each in shown for at, field in changes_of(each, site, now)]
    embargo = record.publish_at if audience is Audience.PUBLIC else None
    return [change for change in changes if not embargo or change[0] >= embargo]


def changes_of(record: Record, site: Site, now: datetime) -> tuple[UpcomingChange, ...]:
    """Return the instants after `now` at which the page of a record changes by itself, the next one first."""
    changes = upcoming_changes(record, site.zone or UTC_ZONE, now)
    quiet = silence(record, site.review, now)
    if quiet is None or quiet.too_long_from <= now:
        return changes
    return tuple(sorted((*changes, (quiet.too_long_from, _SILENCE))))


def _midnight(zone: Zone, now: datetime) -> datetime:
    tomorrow = zone.local(now).date() + timedelta(days=1)
    return zone.start_of(tomorrow)


def _whole_second(instant: datetime) -> datetime:
    """Return the first whole second at which an instant has come, since builds count in whole seconds."""
    start = instant.replace(microsecond=0)
    return start if start == instant else start + _SECOND
