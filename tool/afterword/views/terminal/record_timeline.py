"""What happened in a record, in the order of time: windows, milestones, updates and events together."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Literal, NamedTuple, TypeAlias

from afterword.records.record import Record
from afterword.timeline.levels import window_interval
from afterword.timeline.lifecycle import milestones
from afterword.views.chart.layout import MILESTONES, chart_events
from afterword.views.chart.models import LaneChart, LegendEntry, legend_entry
from afterword.views.context import Context
from afterword.views.incident.model import RecordParts
from afterword.views.incident.response import timeline
from afterword.views.text.instants import Instant
from afterword.views.text.labels import component_link
from afterword.views.text.quantities import window_facts
from afterword.views.text.words import ENGLISH

EntryKind: TypeAlias = Literal["window", "milestone", "update", "event"]


class TimelineEntry(NamedTuple):
    """Something that happened. `level` is that of a window; `text` is Markdown of updates and events."""

    kind: EntryKind
    at: Instant
    until: Instant | None
    glyph: str
    name: str
    text: str
    level: LegendEntry | None = None
    internal: bool = False


class RecordTimeline(NamedTuple):
    """A record with its chart and everything that happened, the earliest first; `zone` says how times are meant."""

    id: str
    title: str
    chart: LaneChart | None
    entries: tuple[TimelineEntry, ...]


def record_timeline(context: Context, record: Record, parts: RecordParts) -> RecordTimeline:
    """Build the timeline of a record until now, from its chart and the other parts of its page."""
    dated = [*_windows(context, record), *_milestones(context, record), *_updates(record, parts)]
    dated += _events(context, record, parts)
    in_order = sorted(dated, key=lambda pair: pair[0])
    return RecordTimeline(record.id, parts.row.link.text, parts.chart, tuple(entry for _, entry in in_order))


_Dated: TypeAlias = tuple[datetime, TimelineEntry]


def _windows(context: Context, record: Record) -> Iterator[_Dated]:
    for each in record.component_windows:
        interval = window_interval(each.window, context.now)
        if interval is None:
            continue
        level = legend_entry(ENGLISH, each.level, context.site)
        name = component_link(context.site, each.component).text
        ongoing = each.end is None or each.end > context.now
        period = ENGLISH.period(interval.start, None if ongoing else interval.end, record.zone, context.now)
        label = [each.window.label] if each.window.label else []
        facts = "; ".join((*label, *window_facts(ENGLISH, each.window, context.site)))
        length = f"{period.duration}, {ENGLISH.record.ongoing}" if ongoing else period.duration
        text = f"{length}; {facts}" if facts else length
        yield each.start, TimelineEntry("window", period.start, period.end, level.glyph, name, text, level)


def _milestones(context: Context, record: Record) -> Iterator[_Dated]:
    """Yield the milestones that the chart shows, with their numbers there."""
    for each in chart_events(ENGLISH, record, context.now, milestones(record, context.now))[MILESTONES]:
        at = ENGLISH.instant(each.at, record.zone)
        yield each.at, TimelineEntry("milestone", at, None, each.number, each.name, "")


def _updates(record: Record, parts: RecordParts) -> Iterator[_Dated]:
    in_order = sorted(record.updates, key=lambda update: update.at)
    for update, view in zip(in_order, reversed(parts.updates), strict=True):
        yield (
            update.at,
            TimelineEntry(
                "update", view.at, None, view.state.glyph, view.state.name, view.body, internal=view.held_back
            ),
        )


def _events(context: Context, record: Record, parts: RecordParts) -> Iterator[_Dated]:
    in_order = sorted(record.timeline, key=lambda event: event.at)
    for event, view in zip(in_order, timeline(context, record, parts), strict=True):
        name = view.kind or "Event"
        yield (
            event.at,
            TimelineEntry("event", view.at, view.until, view.glyph, name, view.text, internal=view.internal),
        )
