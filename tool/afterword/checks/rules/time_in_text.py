"""A text says that the incident began or ended at a time at which the record has nothing.

Usually the time is of another zone than that of the record, or the windows were corrected and the text was not. The
rule reads clock times where a text says from when or until when something failed: "between 10:20 and 11:05 UTC", "the
outage began at 9:40 PM PST". It accepts each time between the first and the last that is known of the incident from its
windows, milestones and updates, and any other time of the record. A time without a zone is read in that of the record
and in that of the site, and one without a day on each day of the incident. If it fits after whole hours, the message
says so. Only English texts are read, once the incident is over.

Passes:

```yaml
title: Search is down
summary: Search was unavailable from 10:00 to 11:12.
windows:
  - {component: search, level: major_outage, start: 2026-11-20 10:00, end: 2026-11-20 11:12}
```

Fails:

```yaml
title: Search is down
summary: Search was unavailable from 09:00 to 10:12.
windows:
  - {component: search, level: major_outage, start: 2026-11-20 10:00, end: 2026-11-20 11:12}
```
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

from afterword.checks.plausible_times import closing_update
from afterword.checks.prose.clock_times import (
    MAY_STATE,
    StatedTime,
    instants_of,
    offsets_of,
    zones_named,
)
from afterword.checks.prose.incident_times import StatedSpan, stated_spans
from afterword.checks.prose.sentences import sentences
from afterword.checks.rule import Finding, Rule, Subject
from afterword.checks.timestamps import timestamps
from afterword.diagnostics import Severity
from afterword.records.record import Record
from afterword.records.rough_time import exact, is_coarse, is_unknown
from afterword.records.vocabulary import FINAL_STATES
from afterword.source.nodes import Path

_MINUTE, _HOUR, _DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
_TOLERANCE, _ROUGH = 5 * _MINUTE, 30 * _MINUTE
_MOST_DAYS = 8
"""Of a longer incident, a time without a day says too little."""
_CLOSE = 2 * _MINUTE
_SHIFTS = sorted((timedelta(hours=each) for each in range(-14, 15) if each), key=abs)
_LENGTH_OF_DAY = len("2026-11-20 ")

_Reading = list[tuple[datetime, timedelta]]
"""What the times of a text may mean: each in UTC, and how far it may be from what is known."""


class _Known(NamedTuple):
    """The times of a record, and from the first to the last of those of the incident itself. Clock times in UTC."""

    times: tuple[datetime, ...]
    first: datetime
    last: datetime

    def allows(self, at: datetime, tolerance: timedelta) -> bool:
        return self.first - tolerance <= at <= self.last + tolerance or self.has(at, tolerance)

    def has(self, at: datetime, tolerance: timedelta) -> bool:
        return any(abs(at - each) <= tolerance for each in self.times)


def check(subject: Subject) -> Iterator[Finding]:
    if not subject.record.windows or not subject.is_english:
        return
    told = [(path, text) for path, text in subject.told if MAY_STATE.search(text)]
    if not told or subject.state not in FINAL_STATES:
        return
    stated = [
        (path, text, line, each)
        for path, text in told
        for line in sentences(text)
        for each in stated_spans(line)
    ]
    known = _known(subject.record) if stated else None
    reported: set[Path] = set()
    for path, text, line, span in stated if known else ():
        if known and path not in reported and (finding := _judged(subject, path, text, span, known)):
            reported.add(path)
            yield finding._replace(passage=line)


def _judged(subject: Subject, path: Path, text: str, span: StatedSpan, known: _Known) -> Finding | None:
    offsets = _offsets(subject, span, text, known)
    readings = list(_readings(span, known, offsets))
    if not readings or any(all(known.allows(*each) for each in reading) for reading in readings):
        return None
    first, last = (subject.local_time(at.replace(tzinfo=UTC)) for at in (known.first, known.last))
    until = last.removeprefix(first[:_LENGTH_OF_DAY])
    message = f"the text says {_in_words(span)}, and the record knows of the incident from {first} to {until}"
    shift = _shift(subject, span, known, readings)
    if shift:
        hours = abs(shift) // timedelta(hours=1)
        later = "later" if shift > timedelta() else "earlier"
        message += f"; it would fit {hours} h {later}, so check the zone"
    else:
        message += "; correct the text, or the windows"
    words = next((each.text for each in span if each), "")
    return Finding(path, message, f"from {first} to {until}", words=words)


def _shift(subject: Subject, span: StatedSpan, known: _Known, readings: list[_Reading]) -> timedelta | None:
    """Return how many whole hours later or earlier the times are those of the record, or None.

    A single time may be so by chance: for one, only the time in UTC is tried.
    """
    if span.first and span.last:
        shifts: Iterable[timedelta] = _SHIFTS
    else:
        zoned = any(each and each.zone for each in span)
        local = subject.record.zone.local(known.first.replace(tzinfo=UTC)).utcoffset() or timedelta()
        shifts = [] if zoned or local % _HOUR else [local]
    for shift in shifts:
        for reading in readings:
            if all(known.has(at + shift, _CLOSE) for at, _ in reading):
                return shift
    return None


def _known(record: Record) -> _Known | None:
    typed = [at for _, at in timestamps(record)]
    if any(is_coarse(at) or is_unknown(at) for at in typed):
        return None
    closed = closing_update(record)
    milestones = [at for at in record.milestones.__dict__.values() if isinstance(at, datetime)]
    started = [*record.times, *milestones, *([closed.at] if closed else [])]
    started += [each.at for each in record.updates if not closed or each.at <= closed.at]
    own = [_in_utc(at) for at in started]
    return _Known(tuple(map(_in_utc, typed)), min(own), max(own))


def _offsets(subject: Subject, span: StatedSpan, text: str, known: _Known) -> tuple[timedelta, ...]:
    """Return the offsets in which the times may have been written: of their zone, or else of all that may be meant."""
    named = [each.zone for each in span if each and each.zone]
    if named:
        return offsets_of(named[0])
    zones = (subject.record.zone, subject.known.zone)
    own = (
        zone.local(at.replace(tzinfo=UTC)).utcoffset() for zone in zones for at in (known.first, known.last)
    )
    in_text = (offset for zone in zones_named(text) for offset in offsets_of(zone))
    return tuple(dict.fromkeys((*(offset for offset in own if offset is not None), *in_text)))


def _readings(span: StatedSpan, known: _Known, offsets: Iterable[timedelta]) -> Iterator[_Reading]:
    """Yield what the times may mean in any of the offsets, on each day that they may be on."""
    for offset in offsets:
        for day in _days(span.first or span.last, known):
            reading: _Reading = []
            for stated in (each for each in span if each):
                own = _days(stated, known) if stated.day and stated is not span.first else [day]
                at = next(instants_of(stated, (own[0] if len(own) == 1 else day,), (offset,)))
                if reading and at < reading[0][0]:
                    at += _DAY
                reading.append((at, _ROUGH if stated.about else _TOLERANCE))
            yield reading


def _days(stated: StatedTime | None, known: _Known) -> list[date]:
    """Return the days that a stated time may be on."""
    first, last = known.first.date(), known.last.date()
    if stated is None:
        return []
    if stated.day:
        years = [stated.day.year] if stated.day.year else sorted({first.year, last.year})
        return [date(year, stated.day.month, stated.day.day) for year in years if _exists(year, stated)]
    count = (last - first).days
    return [] if count > _MOST_DAYS else [first + each * _DAY for each in range(-1, count + 2)]


def _exists(year: int, stated: StatedTime) -> bool:
    try:
        return bool(stated.day and date(year, stated.day.month, stated.day.day))
    except ValueError:
        return False


def _in_utc(at: datetime) -> datetime:
    return exact(at).astimezone(UTC).replace(tzinfo=None)


def _in_words(span: StatedSpan) -> str:
    if span.first and span.last:
        return f"from {span.first.text} to {span.last.text}"
    began = f"that it began at {span.first.text}" if span.first else ""
    return began or f"that it ended at {span.last.text if span.last else ''}"


RULE = Rule(
    "time-in-text",
    Severity.WARNING,
    check,
    __doc__,
    needs=("windows", "updates", "milestones", "scheduled", "timeline", "status", "kind"),
    review=True,
)
