"""Builds the page of one record."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime

from afterword.records.analysis import PostMortem
from afterword.records.record import Record
from afterword.records.vocabulary import CauseRole, State, Visibility
from afterword.timeline.levels import totals
from afterword.timeline.lifecycle import Phase, milestones, response_times_between
from afterword.timeline.published_times import published_times
from afterword.views import rows, urls
from afterword.views.chart.lanes import lane_chart
from afterword.views.context import Context
from afterword.views.current.schedule import schedule
from afterword.views.incident.model import (
    CauseGroup,
    CauseView,
    CorrectionView,
    EventView,
    ExternalLink,
    IncidentPage,
    LessonGroup,
    MilestoneView,
    PostMortemView,
    RelatedView,
    ResponseTimeView,
    SymptomView,
)
from afterword.views.text import words
from afterword.views.text.excerpt import excerpt
from afterword.views.text.labels import Fact, component_link, incident_link
from afterword.views.text.words import Instant

_ROLE_HEADINGS = {
    CauseRole.CAUSE: ("Cause", "Causes"),
    CauseRole.AMPLIFIER: ("Amplifier", "Amplifiers"),
    CauseRole.LATENT: ("Latent condition", "Latent conditions"),
    CauseRole.DELAYED_DETECTION: ("What delayed detection", "What delayed detection"),
    CauseRole.DELAYED_MITIGATION: ("What delayed mitigation", "What delayed mitigation"),
}
_LESSONS = (
    ("went_well", "What went well"),
    ("went_poorly", "What went poorly"),
    ("lucky", "Where we were lucky"),
    ("surprised", "What surprised us"),
)
_WORST_COUNTS = "At each moment the worst level of all components counts."
_FIELD_NAMES = {
    "timezone": "Time zone",
    "action_items": "Action items",
    "detection": "How it was detected",
    "impact": "Impact in numbers",
    "limited_by": "What kept it from being worse",
    "milestones.started": "When it began",
    "milestones.detected": "When it was detected",
    "milestones.acknowledged": "When it was acknowledged",
    "milestones.declared": "When it was declared",
    "milestones.notified": "When the public was first told",
    "milestones.identified": "When it was understood",
    "milestones.mitigated": "When it was mitigated",
    "milestones.resolved": "When it was over",
    "post_mortem.customer_actions": "What customers should do",
    "post_mortem.resolution": "How it was resolved",
    "timeline": "Timeline of the response",
    "updates": "Updates published at the time",
    "windows.measure": "How great the overload was",
}


def incident_page(context: Context, record: Record) -> IncidentPage:
    """Show everything that the record tells, in the record's own zone."""
    zone = record.zone
    spent = totals(record.windows, context.site, context.now)
    row = rows.row_in(context, record, zone, spent)
    called_off = context.lifecycle[record.id].state is State.CANCELLED  # there was nothing to respond to
    reached = {} if called_off else milestones(record, context.now)
    summary = record.summary or ""
    origin = record.origin
    published, modified = _told(context, record)
    return IncidentPage(
        head=context.head(
            urls.incident(record.id), record.title, excerpt(rows.summary_of(record)) or record.title
        ),
        row=row,
        summary=summary,
        zone_note=""
        if zone.stated
        else "The source gives clock times without a time zone; they stand as written.",
        announced=rows.announced(record, zone, context.now),
        overrun=context.lifecycle[record.id].phase is Phase.OVERRUN,
        totals=row.levels,
        total=words.duration(spent.overall) if spent.levels else "",
        totals_note=_WORST_COUNTS if len({window.component for window in record.windows}) > 1 else "",
        detection=_detection(record),
        tags=record.tags,
        lanes=lane_chart(record, context.site, context.now),
        picture=urls.picture(record.id),
        updates=rows.update_views(context, record, zone),
        symptoms=_symptoms(context, record),
        impact=_impact(record),
        data_loss=(record.impact.data_loss or "") if record.impact else "",
        timeline=_timeline(context, record),
        trigger_kind=words.word(record.trigger.kind) if record.trigger else "",
        trigger=record.trigger.text if record.trigger else "",
        causes=_causes(record),
        limited_by=record.limited_by,
        milestones=_milestones(record, reached),
        response_times=_response_times(context, record, reached),
        actions=tuple(rows.action_view(context, record, item) for item in record.action_items),
        lessons=_lessons(record),
        post_mortem=_post_mortem(record.post_mortem) if record.post_mortem else None,
        unknowns=tuple(Fact(_field_name(gap.field), words.word(gap.reason)) for gap in record.unknowns),
        corrections=tuple(
            CorrectionView(words.day(c.on), c.on.isoformat(), c.text) for c in record.corrections
        ),
        related=_related(context, record),
        links=tuple(ExternalLink(link.title, link.url) for link in record.links),
        origin=(Fact("System", origin.system), Fact("Id", origin.id)) if origin else (),
        internal_notes=json.dumps(record.internal, indent=2, ensure_ascii=False) if record.internal else "",
        schedule=schedule(context, (record,), whole=False).value if row.is_open else None,
        published=published,
        modified=modified,
    )


def _told(context: Context, record: Record) -> tuple[Instant, Instant] | tuple[None, None]:
    """Say when a record was told first and last; nothing where the public was never told, as the day that feeds must
    give then is a guess."""
    lifecycle = context.lifecycle[record.id]
    if not lifecycle.notified:
        return None, None
    times = published_times(record, lifecycle, context.now)
    return words.instant(times.first, record.zone), words.instant(times.latest, record.zone)


def _detection(record: Record) -> str:
    found = record.detection
    if not found:
        return ""
    return f"{words.word(found.method)} ({found.source})" if found.source else words.word(found.method)


def _symptoms(context: Context, record: Record) -> tuple[SymptomView, ...]:
    by_id = {window.id: window for window in record.windows if window.id}
    return tuple(
        SymptomView(
            component=component_link(context.site, symptom.component),
            seen=symptom.seen,
            mechanism=symptom.mechanism or "",
            when=tuple(
                words.period(by_id[name].start, by_id[name].end, record.zone, context.now)
                for name in symptom.windows
                if name in by_id
            ),
        )
        for symptom in record.symptoms
    )


def _impact(record: Record) -> tuple[Fact, ...]:
    numbers = record.impact
    if not numbers:
        return ()
    counted = (
        ("Customers affected", numbers.customers_affected),
        ("Requests failed", numbers.requests_failed),
        ("Support tickets", numbers.support_tickets),
    )
    facts = [Fact(name, f"{count:,}") for name, count in counted if count is not None]
    facts += [Fact("Revenue", numbers.revenue)] if numbers.revenue else []
    facts += [
        Fact(other.name, _with_source(f"{other.value:,} {other.unit}", other.source))
        for other in numbers.other
    ]
    return tuple(facts)


def _with_source(value: str, source: str | None) -> str:
    return f"{value} ({source})" if source else value


def _timeline(context: Context, record: Record) -> tuple[EventView, ...]:
    events = sorted(record.timeline, key=lambda event: event.at)
    anchors = rows.fragment_ids("event", (event.at for event in events))
    return tuple(
        EventView(
            anchor=anchor,
            at=words.instant(event.at, record.zone),
            until=words.instant(event.until, record.zone) if event.until else None,
            approximate=event.approximate,
            kind=words.word(event.kind),
            glyph=words.EVENT_GLYPHS[event.kind],
            text=event.text,
            component=component_link(context.site, event.component) if event.component else None,
            evidence=event.evidence,
            internal=event.visibility is Visibility.INTERNAL,
        )
        for event, anchor in zip(events, anchors, strict=True)
    )


def _causes(record: Record) -> tuple[CauseGroup, ...]:
    found = []
    for role in CauseRole:
        causes = tuple(
            CauseView(
                anchor=rows.cause_fragment_id(cause.id, number),
                category=cause.category.replace("_", " ").capitalize(),
                text=cause.text,
                accepted_risk=cause.accepted_risk or "",
                actions=tuple(
                    item.title for item in record.action_items if cause.id and cause.id in item.addresses
                ),
            )
            for number, cause in enumerate(record.root_causes, start=1)
            if cause.role is role
        )
        if causes:
            found.append(CauseGroup(_ROLE_HEADINGS[role][len(causes) > 1], causes))
    return tuple(found)


def _milestones(record: Record, reached: Mapping[str, datetime]) -> tuple[MilestoneView, ...]:
    return tuple(
        MilestoneView(
            name.capitalize(), words.instant(at, record.zone), getattr(record.milestones, name) is None
        )
        for name, at in sorted(reached.items(), key=lambda pair: pair[1])
    )


def _response_times(
    context: Context, record: Record, reached: Mapping[str, datetime]
) -> tuple[ResponseTimeView, ...]:
    if context.lifecycle[record.id].phase is Phase.UPCOMING:
        return ()
    return tuple(
        ResponseTimeView(
            words.word(time.name),
            f"{time.from_milestone} – {time.to_milestone}",
            words.duration(time.duration),
        )
        for time in response_times_between(reached)
    )


def _lessons(record: Record) -> tuple[LessonGroup, ...]:
    lessons = record.lessons
    groups = (LessonGroup(heading, getattr(lessons, key)) for key, heading in _LESSONS) if lessons else ()
    return tuple(group for group in groups if group.texts)


def _post_mortem(text: PostMortem) -> PostMortemView:
    return PostMortemView(
        status=words.word(text.status),
        stage=words.word(text.stage) if text.stage else "",
        published=words.day(text.published) if text.published else "",
        published_iso=text.published.isoformat() if text.published else "",
        authors=words.listed(text.authors),
        reviewers=words.listed(text.reviewers),
        background=text.background or "",
        resolution=text.resolution or "",
        customer_actions=text.customer_actions or "",
        apology=text.apology or "",
    )


def _related(context: Context, record: Record) -> tuple[RelatedView, ...]:
    found = ((tie.relation, context.by_id.get(tie.id)) for tie in record.related)
    return tuple(
        RelatedView(words.word(relation), incident_link(other)) for relation, other in found if other
    )


def _field_name(path: str) -> str:
    return _FIELD_NAMES.get(path) or path.rsplit(".", 1)[-1].replace("_", " ").capitalize()
