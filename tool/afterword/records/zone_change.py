"""The zone of a site that has had others before, so that its past does not move."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from afterword.records.zone import Zone


class ChangedZone(tzinfo):
    """A time zone that was another one before a day."""

    def __init__(self, former: tzinfo, before: date, later: tzinfo) -> None:
        """Change from `former` to `later` at the beginning of the day `before`, by the clock of `later`."""
        self._former, self._before, self._later = former, before, later
        self._instant = datetime.combine(before, time(), later).astimezone(UTC)

    def utcoffset(self, moment: datetime | None) -> timedelta | None:
        """Return the offset of a clock time."""
        return self._zone_of(moment).utcoffset(moment)

    def dst(self, moment: datetime | None) -> timedelta | None:
        """Return how far the clocks are set forward for the summer."""
        return self._zone_of(moment).dst(moment)

    def tzname(self, moment: datetime | None) -> str | None:
        """Return the abbreviation of the zone at a clock time."""
        return self._zone_of(moment).tzname(moment)

    def fromutc(self, moment: datetime) -> datetime:
        """Return the clock time of an instant, which is given as if it were in this zone."""
        instant = moment.replace(tzinfo=UTC)
        zone = self._former if instant < self._instant else self._later
        return instant.astimezone(zone).replace(tzinfo=self)

    def _zone_of(self, moment: datetime | None) -> tzinfo:
        is_former = moment is not None and moment.date() < self._before
        return self._former if is_former else self._later


def with_former(zone: Zone, former: Sequence[tuple[Zone, date]]) -> Zone:
    """Return a zone that has the offsets of former ones: each before its day, and after that of the one before it."""
    if not former:
        return zone
    ordered = sorted(former, key=lambda each: each[1])
    tz = ordered[0][0].tz
    following = [each.tz for each, _ in ordered[1:]] + [zone.tz]
    for (_, before), later in zip(ordered, following, strict=True):
        tz = ChangedZone(tz, before, later)
    return Zone(zone.name, tz)


def zone_on(day: date, zone: Zone, former: Sequence[tuple[Zone, date]]) -> Zone:
    """Return the zone that was in use on a day."""
    return next((each for each, before in sorted(former, key=lambda one: one[1]) if day < before), zone)
