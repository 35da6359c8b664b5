"""Finds the next instant at which a built site would change though nobody has changed a file."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import NamedTuple

from afterword.app.read_site import decoded_site, read_site
from afterword.app.site_templates import version_of_pages
from afterword.cache.database import CACHE_FOLDER, CacheCorruptError, as_number
from afterword.cache.store import BuildCache, CachedRecord
from afterword.diagnostics import Diagnostic
from afterword.parallel import map_ordered
from afterword.records.decode import decode_record
from afterword.records.project import Project
from afterword.records.site import Site
from afterword.records.zone import UTC_ZONE, Zone
from afterword.source.files import ListedFile, list_records, read_source
from afterword.timeline.valid_until import upcoming_changes
from afterword.views.audience import Audience, for_audience

_END_OF_TIME = datetime(9999, 1, 1, tzinfo=UTC)
_SECOND = timedelta(seconds=1)


class Reason(NamedTuple):
    """Why the site changes: a field of a record, or, where there is no record, that a day begins."""

    record: str
    field: str


class Change(NamedTuple):
    """When the site changes next, and why."""

    at: datetime
    reasons: tuple[Reason, ...]


def next_change(root: Path, now: datetime, audience: Audience) -> Change:
    """Find the next change after `now`: an instant of a record that is shown, or the next midnight.

    With every day the bars and numbers move, so nothing later than that is looked for. Raises CannotRunError
    where `status.yml` has errors; a record that cannot be read changes nothing.
    """
    site = read_site(root)
    midnight = _midnight(site.zone or UTC_ZONE, now)
    sources = _kept(root, audience)
    unsure = [each for each in list_records(root).files if _may_change(each, sources, now, midnight)]

    def soon(listed: ListedFile) -> list[tuple[datetime, Reason]]:
        return _points(root, site, audience, listed, now)

    found = [(midnight, Reason("", "day")), *(each for some in map_ordered(soon, unsure) for each in some)]
    first = min(_whole(at) for at, _ in found)
    return Change(first, tuple(dict.fromkeys(reason for at, reason in found if _whole(at) == first)))


def _kept(root: Path, audience: Audience) -> dict[str, CachedRecord]:
    """Give what the last build noted of each record; it need not be read again if nothing is due."""
    cache = BuildCache(root / CACHE_FOLDER, audience.value, version_of_pages(root, decoded_site(root)[1]))
    try:
        return cache.sources()
    except CacheCorruptError:
        return {}
    finally:
        cache.close()


def _may_change(
    listed: ListedFile, sources: dict[str, CachedRecord], now: datetime, before: datetime
) -> bool:
    known = sources.get(listed.path)
    if known is None or known[:3] != listed:
        return True
    return bool(known.published) and not (
        known.since <= as_number(now) < known.until and known.until > as_number(before)
    )


def _points(
    root: Path, site: Site, audience: Audience, listed: ListedFile, now: datetime
) -> list[tuple[datetime, Reason]]:
    """Give the instants to come of a record, of all that its audience will ever see of it."""
    source = read_source(root, listed.path)
    record = None if isinstance(source, Diagnostic) else decode_record(source.path, source.data, site).model
    if record is None:
        return []
    shown = for_audience(Project(site, (record,)), audience, _END_OF_TIME).records
    zone = site.zone or UTC_ZONE
    return [
        (point.at, Reason(each.id, point.field))
        for each in shown
        for point in upcoming_changes(each, zone, now)
    ]


def _midnight(zone: Zone, now: datetime) -> datetime:
    tomorrow = zone.local(now).date() + timedelta(days=1)
    return datetime.combine(tomorrow, time.min, zone.tz).astimezone(UTC)


def _whole(instant: datetime) -> datetime:
    """Give the first whole second by which an instant has come, as builds count in them."""
    begun = instant.replace(microsecond=0)
    return begun if begun == instant else begun + _SECOND
