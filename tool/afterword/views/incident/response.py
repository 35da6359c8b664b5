"""Builds the sections about the response: the timeline, milestones and response times."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from afterword.records.record import Record
from afterword.records.response import Detection
from afterword.records.vocabulary import Kind, State, Visibility
from afterword.timeline.contradictions import contradicted
from afterword.timeline.lifecycle import MilestoneName, Phase, milestones
from afterword.timeline.maintenance import announced_at
from afterword.timeline.response_times import response_times_between
from afterword.translations.marks import mark as _
from afterword.views import rows
from afterword.views.context import Context
from afterword.views.incident.model import (
    DetectionView,
    EventView,
    MilestoneView,
    RecordParts,
    ResponseTimeView,
    ResponseView,
)
from afterword.views.text.day_headings import under_days
from afterword.views.text.glyphs import EVENT_GLYPHS
from afterword.views.text.labels import component_link

_MILESTONES = {
    "started": _("start"),
    "detected": _("detection"),
    "acknowledged": _("acknowledgement"),
    "declared": _("declaration"),
    "notified": _("first public notice"),
    "identified": _("identification"),
    "mitigated": _("mitigation"),
    "resolved": _("resolution"),
}
"""Milestones as nouns."""


def timeline(context: Context, record: Record, _parts: RecordParts) -> tuple[EventView, ...]:
    """Build the timeline, oldest event first."""
    events = sorted(record.timeline, key=lambda event: event.at)
    fragment_ids = rows.fragment_ids("event", (event.at for event in events), record.zone)
    times = [context.words.instant(event.at, record.zone) for event in events]
    return tuple(
        EventView(
            fragment_id=fragment_id,
            at=at,
            until=context.words.instant(event.until, record.zone) if event.until else None,
            kind=context.words.word(event.kind) if event.kind else "",
            glyph=EVENT_GLYPHS[event.kind],
            text=event.text,
            component=component_link(context.site, event.component) if event.component else None,
            evidence=event.evidence,
            internal=event.visibility is Visibility.INTERNAL,
            day=day,
        )
        for event, fragment_id, at, day in zip(events, fragment_ids, times, under_days(times), strict=True)
    )


def response(context: Context, record: Record, _parts: RecordParts) -> ResponseView | None:
    """Build the detections, the response times and the milestones.

    Maintenance is planned, so it has no response times; once it is cancelled, it has no milestones either. The time of
    the first update alone is no response, and the updates show it; nor are the start and end of the windows.
    """
    lifecycle = context.lifecycle[record.id]
    none_apply = lifecycle.state is State.CANCELLED or record.kind is Kind.NOTICE
    reached = {} if none_apply else milestones(record, context.now)
    detections = tuple(_detection(context, record, each) for each in record.detection if each != Detection())
    first_update = min(map(record.public_from, record.updates), default=None)
    is_first_update = not record.milestones.notified and announced_at(record) in (None, first_update)
    derived = {name for name in reached if getattr(record.milestones, name) is None}
    only_windows = derived == reached.keys() <= {"started", "resolved"}
    if not detections and (only_windows or (list(reached) == ["notified"] and is_first_update)):
        return None
    times = () if lifecycle.phase is Phase.UPCOMING else _response_times(context, record, reached)
    return ResponseView(detections, times, _milestones(context, record, reached))


def _detection(context: Context, record: Record, detection: Detection) -> DetectionView:
    method = context.words.word(detection.method) if detection.method else ""
    source = f"({detection.source})" if method and detection.source else detection.source or ""
    return DetectionView(
        by=f"{method} {source}".strip(),
        at=context.words.instant(detection.at, record.zone) if detection.at else None,
        when=rows.periods_of_windows(context.words, record, detection.windows, context.now),
    )


def _response_times(
    context: Context, record: Record, reached: Mapping[MilestoneName, datetime]
) -> tuple[ResponseTimeView, ...]:
    return tuple(
        ResponseTimeView(
            context.words.word(each.name),
            context.words.gettext(
                "From {first} to {last}",
                first=context.words.gettext(_MILESTONES[each.from_milestone]),
                last=context.words.gettext(_MILESTONES[each.to_milestone]),
            ),
            context.words.duration(each.duration, each.certainty),
        )
        for each in response_times_between(record, reached, context.site)
    )


def _milestones(
    context: Context, record: Record, reached: Mapping[MilestoneName, datetime]
) -> tuple[MilestoneView, ...]:
    contrary = contradicted(record, context.site)
    return tuple(
        MilestoneView(
            context.words.milestone(name),
            context.words.instant(at, record.zone),
            derived=getattr(record.milestones, name) is None,
            contradicted=name in contrary,
            by_updates=name == "notified",
        )
        for name, at in sorted(reached.items(), key=lambda pair: pair[1])
    )
