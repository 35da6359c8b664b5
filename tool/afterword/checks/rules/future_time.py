"""A time of an incident is in the future.

Incidents and near misses are about what has happened, and so is any record that is over. A time in the future is
not shown until it has come, so during an outage the page would say that all is well. Usually the time was typed
in a different zone from the one in which it is read; if the difference suggests a zone, the message names it. Or
the year or the month is wrong. Five minutes are tolerated, for a time that was rounded up or a clock that is fast;
such a time is shown from the first build after it. If a record says that its zone is `unstated`, a day is
tolerated. The times of maintenance and drills may be in the future until the record is over, and the
announced times of maintenance even then, because it may have been cancelled. So may the time of an update that
is held back until then with `publish_at`.

With `--now` in the past, whatever happened later is in the future. To see a site as it was, build the records
of that time.

Passes:

```yaml
title: Search is slow
summary: Searches took several seconds.
milestones: {started: 2026-11-20 09:40, resolved: 2026-11-20 10:15}
```

Fails:

```yaml
title: Search is slow
summary: Searches took several seconds.
milestones: {started: 2026-11-20 09:40, resolved: 2096-11-20 10:15}
```
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from afterword.checks.distances import distance
from afterword.checks.likely_zone import LikelyZone, likely_zone
from afterword.checks.rule import Finding, Rule, Subject
from afterword.checks.timestamps import CLOCK_TOLERANCE, held_back_updates, timestamps
from afterword.diagnostics import Severity
from afterword.records.record import Record
from afterword.records.rough_time import form_of, is_coarse, is_unknown, period_of
from afterword.records.vocabulary import FINAL_STATES, Kind, State
from afterword.records.zone import UTC_ZONE, written
from afterword.source.nodes import Path

_ANNOUNCED = ("start", "end")
"""The times of `scheduled` that may be in the future."""
_HAS_HAPPENED = (Kind.INCIDENT, Kind.NEAR_MISS)
_FURTHEST_CLOCK = timedelta(days=1)
"""How far the clocks of the earliest zones are ahead of those of any other that a source may have meant."""


def check(subject: Subject) -> Iterator[Finding]:
    over = _claims_to_be_over(subject.record, subject.state)
    if not over and subject.record.kind not in _HAS_HAPPENED:
        return
    times = _times(subject.record)
    tolerance = CLOCK_TOLERANCE if subject.record.zone.stated else _FURTHEST_CLOCK
    last = max((instant for _, instant in times), default=None)
    if last is None or subject.clock.has_reached(last - tolerance):
        return
    now = subject.clock.now
    future = [(path, instant) for path, instant in times if instant - tolerance > now]
    path, instant = future[0]
    ahead = f"{subject.local_time(instant, path)} is {distance(instant - now)} in the future"
    why = "but the record is over" if over else "so the page would not show it yet"
    more = f"; also in the future: {len(future) - 1} more of its times" if len(future) > 1 else ""
    zone = _likely_zone(subject, future, now) if subject.record.zone.stated else None
    message = f"{ahead} (now: {_now(subject, now)}), {why}{more}{_guess(zone)}"
    yield Finding(path, message, _example(subject, path, instant, zone))


def _times(record: Record) -> list[tuple[Path, datetime]]:
    listed = timestamps(record)
    later = {("updates", index, "at") for index in held_back_updates(record)}
    announced = {path for path, _ in listed if path[0] == "scheduled" and path[-1] in _ANNOUNCED}
    left_out = later | announced
    kept = [each for each in listed if each[0] not in left_out] if left_out else listed
    return [(path, _earliest(instant, record)) for path, instant in kept if not is_unknown(instant)]


def _earliest(instant: datetime, record: Record) -> datetime:
    """Return the time itself, or the start of the day, month or year that is all that is known of it."""
    if not is_coarse(instant):
        return instant
    first, _ = period_of(form_of(instant))
    return record.zone.start_of(first)


def _claims_to_be_over(record: Record, state: State) -> bool:
    """Return whether the record says that it is over.

    For an incident the ends of its windows are enough; windows of other kinds may have been planned.
    """
    if record.kind is Kind.NOTICE:
        return False  # it is over when its `until` comes, whatever was written before
    states_it = record.kind is Kind.INCIDENT or record.updates or record.status
    return bool(states_it) and state in FINAL_STATES


def _now(subject: Subject, now: datetime) -> str:
    """Write the current time in the site's zone, and in the record's if its clocks show another time."""
    site, own = subject.known.zone, subject.record.zone
    text = f"{written(site.local(now), with_offset=False)} {site.name}"
    if own.stated and own.local(now).utcoffset() != site.local(now).utcoffset():
        text += f", {written(own.local(now), with_offset=False)} {own.name}"
    return text


def _likely_zone(subject: Subject, future: list[tuple[Path, datetime]], now: datetime) -> LikelyZone | None:
    """Guess the zone of the latest of the times, which is the one that was typed last."""
    path, instant = max(future, key=lambda each: each[1])
    clock = instant.astimezone(subject.offset_at(instant, path))
    return likely_zone(clock, now, (subject.known.zone, subject.record.zone, UTC_ZONE), CLOCK_TOLERANCE)


def _guess(zone: LikelyZone | None) -> str:
    if not zone:
        return ""
    moment = "is now" if zone.ago < timedelta(minutes=1) else f"was {distance(zone.ago)} ago"
    return f"; if the clock times are those of {zone.name}, the last of them {moment}: convert them, or add the offset"


def _example(subject: Subject, path: Path, instant: datetime, zone: LikelyZone | None) -> str:
    """Return the first of the times as it would be read from a clock of the zone."""
    if not zone:
        return ""
    clock = instant.astimezone(subject.offset_at(instant, path))
    meant = subject.local_time(clock.replace(tzinfo=zone.tz), path)
    return f"{path[-1]}: {meant}"


RULE = Rule("future-time", Severity.ERROR, check, __doc__, needs=("updates", "status", "kind"))
