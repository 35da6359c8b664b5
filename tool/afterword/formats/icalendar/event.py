"""The calendar event of a record (RFC 5545, 3.6.1)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from typing import NamedTuple
from uuid import UUID

from afterword.formats.icalendar.lines import component, line, local, text, texts, utc
from afterword.formats.stable_ids import stable_id
from afterword.records.impact import Window
from afterword.records.record import Record
from afterword.records.response import Scheduled
from afterword.records.rough_time import form_of, is_coarse, is_vague, period_of
from afterword.records.vocabulary import State
from afterword.timeline.lifecycle import Lifecycle, Phase
from afterword.timeline.maintenance import begun_period
from afterword.views.context import Context
from afterword.views.incident.model import RecordParts
from afterword.views.incident.page import zone_note
from afterword.views.text.excerpt import excerpt
from afterword.views.text.words import Words

_LENGTH = 500
"""Maximum number of characters of a text."""


class _When(NamedTuple):
    """When an event takes place; without a start, all day. `runs`: it goes on, and its end is the time of the build."""

    start: datetime | None
    end: datetime | None
    runs: bool = False


def event_text(context: Context, record: Record, parts: RecordParts) -> str:
    """Return a record's event; one for each announced period if there are several."""
    periods = _periods(context, record) if len(record.scheduled) > 1 else (_when(context, record),)
    return "".join(
        _event(context, record, parts, when, number) for number, when in enumerate(periods, start=1)
    )


def _event(context: Context, record: Record, parts: RecordParts, when: _When, number: int) -> str:
    times = context.published[record.id]
    # The end of an event that goes on changes with every build.
    changed = utc(max(times.latest, context.now) if when.runs else times.latest)
    kind, cancelled = parts.row.kind, parts.row.state.slug == State.CANCELLED.value
    lines = [
        line("UID", f"{_uid(context, record, number)}@{context.site.page.slug}"),
        line("DTSTAMP", changed),
        line("CREATED", utc(times.first)),
        line("LAST-MODIFIED", changed),
        line("SEQUENCE", str(times.revision)),
        *_start_and_end(record, when),
        line("STATUS", "CANCELLED" if cancelled else "TENTATIVE" if _has_no_day_yet(when) else "CONFIRMED"),
        line("TRANSP", "TRANSPARENT"),
        text("SUMMARY", _summary(context.words, kind, record.full_title, is_cancelled=cancelled)),
        text("DESCRIPTION", _description(context.words, record, parts)),
        texts("CATEGORIES", (kind, *(each.text for each in parts.row.components))),
    ]
    if parts.head.url:
        lines.append(line("URL", parts.head.url))
    return component("VEVENT", lines)


def _uid(context: Context, record: Record, number: int) -> UUID:
    """Return the UID of a record's event; the first of several keeps it when others are added."""
    return stable_id(context.site, record.first_id if number == 1 else f"{record.first_id}/{number}")


def _when(context: Context, record: Record) -> _When:
    """Return when a record takes place: as announced until it is over, then as it really was."""
    lifecycle, now = context.lifecycle[record.id], context.now
    started, is_open = lifecycle.started, lifecycle.is_open
    if record.scheduled and not _took_place(lifecycle):
        (plan,) = record.scheduled
        return _planned(plan, lifecycle, now)
    if started is None:
        return _When(min(record.times, default=None), max(record.times, default=None))
    if is_open:
        return _When(started, now, runs=True)
    return _When(started, lifecycle.resolved)


def _periods(context: Context, record: Record) -> Iterator[_When]:
    """Yield when each of several announced periods takes place, in the order in which they were typed.

    Once the record is over, a period lasts from the first to the last of the windows that began closest to it.
    """
    lifecycle = context.lifecycle[record.id]
    current = begun_period(record, context.now)
    for plan in record.scheduled:
        windows = [each for each in record.windows if _closest(record, each) is plan]
        if windows and _took_place(lifecycle):
            ends = [window.end for window in windows if window.end]
            yield _When(min(window.start for window in windows), max(ends, default=None))
        elif plan is current and lifecycle.phase is not Phase.UPCOMING:
            yield _planned(plan, lifecycle, context.now)
        else:
            yield _When(plan.start, plan.end)


def _closest(record: Record, window: Window) -> Scheduled:
    return min(record.scheduled, key=lambda plan: abs(window.start - plan.start))


def _took_place(lifecycle: Lifecycle) -> bool:
    return not lifecycle.is_open and lifecycle.state is not State.CANCELLED and lifecycle.started is not None


def _planned(plan: Scheduled, lifecycle: Lifecycle, now: datetime) -> _When:
    """Return an announced period; while the work goes on, one with an open end or after its end lasts until now.

    One without a day does not begin by itself, so it stays as announced.
    """
    if is_vague(plan.start):
        return _When(plan.start, plan.end)
    late = lifecycle.is_open and plan.start < now and (plan.end is None or plan.end < now)
    return _When(plan.start, now if late else plan.end, late)


def _start_and_end(record: Record, when: _When) -> list[str]:
    if when.start is None:
        return [line("DTSTART;VALUE=DATE", record.id[:10].replace("-", ""))]
    if is_coarse(when.start):
        return _days(when.start, when.end, record)
    start = local(when.start, record.zone)
    end = local(when.end, record.zone) if when.end else start
    # RFC 5545, 3.8.2.2: an end must be later than the start, so an event without length has none.
    return [line("DTSTART", start), *([line("DTEND", end)] if end > start else [])]


def _days(start: datetime, end: datetime | None, record: Record) -> list[str]:
    """Return the dates of an event of which only the days are known; the end is the day after the last one.

    If only the month or the year is known, and no end, the event is all of it.
    """
    lines = [line("DTSTART;VALUE=DATE", f"{record.zone.local(start):%Y%m%d}")]
    if end is None and is_vague(start):
        end = record.zone.start_of(period_of(form_of(start))[1])
    if end is None:
        return lines
    last = record.zone.local(end)
    after = last.date() if last.time() == time.min else last.date() + timedelta(days=1)
    return [*lines, line("DTEND;VALUE=DATE", f"{after:%Y%m%d}")]


def _has_no_day_yet(when: _When) -> bool:
    """Return whether an event is announced for some day of a month or a year."""
    return when.end is None and is_vague(when.start)


def _summary(words: Words, kind: str, title: str, *, is_cancelled: bool) -> str:
    if is_cancelled:
        return words.gettext("Cancelled {kind}: {title}", kind=words.in_sentence(kind), title=title)
    return f"{kind}: {title}"


def _description(words: Words, record: Record, parts: RecordParts) -> str:
    latest = parts.updates[0] if parts.updates else None
    paragraphs = (
        words.fill(words.feeds.overrun, state=parts.row.state.name)
        if parts.row.overrun
        else parts.row.state.name,
        words.gettext(
            "Affected: {components}", components=words.comma.join(each.text for each in parts.row.components)
        )
        if parts.row.components
        else "",
        zone_note(words, record),
        excerpt(record.summary or "", _LENGTH),
        f"{f'{latest.at.text} {latest.at.zone}'.rstrip()}, {latest.state.name}: {excerpt(latest.body, _LENGTH)}"
        if latest
        else "",
    )
    return "\n\n".join(filter(None, paragraphs))
