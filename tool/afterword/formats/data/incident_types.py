"""The JSON types of one record: converters are checked against them, and schemas are generated from them."""

from __future__ import annotations

from typing import Annotated, Literal, TypedDict

from afterword.formats.data.analysis_types import (
    Action,
    Cause,
    Event,
    Lessons,
    Milestone,
    PostMortem,
    RecordLink,
    ResponseTime,
    Trigger,
)
from afterword.formats.data.effect_types import AlsoAffected, Exposure, ImpactNumbers, Symptom, Window
from afterword.formats.data.reference_types import Correction, Link, Origin, Related, Unknown
from afterword.formats.data.values import (
    Instant,
    Seconds,
    TimePrecision,
    Url,
)
from afterword.records.vocabulary import (
    ComponentStatus,
    DetectionMethod,
    Impact,
    Kind,
    State,
    UpdateStatus,
    Visibility,
)
from afterword.timeline.certainty import DurationPrecision
from afterword.timeline.lifecycle import Phase
from afterword.views.audience import Audience


class Severity(TypedDict):
    """How bad a record is as a whole."""

    id: Annotated[str, "Id of the severity."]
    name: Annotated[str, "Name for readers."]
    impact: Annotated[Impact, "The common impact for programs."]


class LevelTime(TypedDict):
    """The time at a level."""

    id: Annotated[str, "The level."]
    name: Annotated[str, "Name for readers."]
    status: Annotated[ComponentStatus, "The common status for programs."]
    seconds: Annotated[
        Seconds, "How long it was the worst level among the components that are counted together."
    ]
    precision: Annotated[DurationPrecision, "How exact this time is."]


class LevelTimes(TypedDict):
    """The time at each level. Each instant counts for its worst level only, so the levels add up to the total."""

    seconds: Annotated[Seconds, "The time at all levels together."]
    precision: Annotated[DurationPrecision, "How exact this time is."]
    levels: Annotated[list[LevelTime], "Each level, worst first."]


class ComponentTime(LevelTimes):
    """The time of one component at each level."""

    id: Annotated[str, "Id of the component."]
    name: Annotated[str, "Name for readers."]


class Totals(LevelTimes):
    """The time at each level, for all components together and for each of them."""

    components: Annotated[list[ComponentTime], "Each component that has a window, in the order of the site."]


class ComponentLevel(TypedDict):
    """A component and the level that an update gives it."""

    component: Annotated[str, "Id of the component."]
    level: Annotated[str, "Id of the level."]


class Affected(TypedDict):
    """A component that the record names."""

    id: Annotated[str, "Id of the component."]
    name: Annotated[str, "Name for readers."]
    level: Annotated[str | None, "The level that this record gives it now; null if it gives none."]


class Update(TypedDict):
    """An update that was published."""

    id: Annotated[str, "Id of the update, unique on the site. It is derived from the record and the time."]
    anchor: Annotated[str, "Its fragment id on the record's page."]
    at: Annotated[Instant, "When it was published."]
    at_precision: Annotated[TimePrecision, "How precise that time is."]
    status: Annotated[UpdateStatus, "What it said about the state: a new one, or `update` if there was none."]
    state: Annotated[State, "The state from then on."]
    body: Annotated[str, "The published text, in Markdown."]
    levels: Annotated[list[ComponentLevel], "The levels that this update gives to components."]
    next_update: Annotated[Instant | None, "When the next update was promised."]
    sent_to: Annotated[list[str], "Where it was sent, and to whom."]
    edited: Annotated[Instant | None, "When the text was changed after publication."]
    publish_at: Annotated[Instant | None, "When it became public, if it was held back."]
    next_update_precision: Annotated[TimePrecision | None, "How precise that time is."]
    edited_precision: Annotated[TimePrecision | None, "How precise that time is."]
    publish_at_precision: Annotated[TimePrecision | None, "How precise that time is."]


class Scheduled(TypedDict):
    """A period for which maintenance was announced."""

    start: Annotated[Instant, "Announced start."]
    end: Annotated[Instant | None, "Announced end; null if it is open."]
    start_precision: Annotated[TimePrecision, "How precise that start is; whole days are announced as `day`."]
    end_precision: Annotated[TimePrecision | None, "How precise that end is."]
    announced: Annotated[Instant | None, "When it was announced."]
    announced_precision: Annotated[TimePrecision | None, "How precise that time is."]
    completes_itself: Annotated[
        bool, "Whether the maintenance is completed at its last announced end, without an update."
    ]


class Detection(TypedDict):
    """How the team noticed it."""

    method: Annotated[DetectionMethod | None, "Who or what noticed it."]
    source: Annotated[str | None, "Which alert, probe or person's role it was; internal."]
    at: Annotated[Instant | None, "When it was noticed in this way."]
    at_precision: Annotated[TimePrecision | None, "How precise that time is."]
    windows: Annotated[list[str], "Ids of the windows that were noticed in this way."]


class Place(TypedDict):
    """The address of a file."""

    path: Annotated[str, "Its path, relative to the site's root."]
    url: Annotated[Url | None, "Its absolute URL; null if the site has no `page.url`."]


class Picture(TypedDict):
    """A picture from the record's folder, shown on its page."""

    path: Annotated[str, "Its path, relative to the site's root."]
    url: Annotated[Url | None, "Its absolute URL; null if the site has no `page.url`."]
    alt: Annotated[str, "What it shows, in words."]


class IncidentFile(TypedDict):
    """One record: an incident, maintenance, a near miss, a drill or a notice, with everything computed from it."""

    version: Annotated[Literal[1], "Version of the format."]
    audience: Annotated[Audience, "The audience of the build."]
    id: Annotated[str, "Its id."]
    aliases: Annotated[list[str], "Its former ids, oldest first."]
    path: Annotated[str, "The path of its page, relative to the site's root."]
    url: Annotated[Url | None, "The absolute URL of its page; null if the site has no `page.url`."]
    title: Annotated[str, "What happened, in a few words."]
    number: Annotated[str | None, "Its public number."]
    language: Annotated[str | None, "Language of its text, as a BCP 47 tag; null if none is stated."]
    kind: Annotated[Kind, "The kind of record."]
    visibility: Annotated[Visibility, "Who may see it."]
    publish_at: Annotated[Instant | None, "When it became public, if it was held back."]
    publish_at_precision: Annotated[TimePrecision | None, "How precise that time is."]
    severity: Annotated[Severity | None, "How bad it is as a whole."]
    state: Annotated[State, "Its state."]
    phase: Annotated[Phase, "The phase that follows from its state and its times."]
    as_of: Annotated[
        Instant | None,
        "The time until which open windows were counted; null once nothing in the file changes with time.",
    ]
    timezone: Annotated[str | None, "IANA time zone in which its page shows times; null if none is stated."]
    zone_stated: Annotated[
        bool, "Whether the source states a zone; if not, times are clock times without `Z`."
    ]
    started: Annotated[Instant | None, "When it began; null if it has not begun, or if that is not known."]
    resolved: Annotated[Instant | None, "When it was over; null while it is open, or if that is not known."]
    started_precision: Annotated[TimePrecision | None, "How precise that start is."]
    resolved_precision: Annotated[TimePrecision | None, "How precise that end is."]
    no_update_since: Annotated[
        Instant | None,
        "The time of the last update, if an open incident has had none for too long; null otherwise.",
    ]
    scheduled: Annotated[list[Scheduled], "Maintenance: the periods for which it was announced."]
    until: Annotated[Instant | None, "Notice: how long it is shown on the status page."]
    until_precision: Annotated[TimePrecision | None, "How precise that time is."]
    summary: Annotated[str | None, "What a customer saw, in Markdown."]
    summary_html: Annotated[str | None, "The same as HTML that is safe to display."]
    detection: Annotated[list[Detection], "How the team noticed it; there can be several ways."]
    components: Annotated[list[Affected], "The components that it names, in the order of the site."]
    windows: Annotated[list[Window], "Which component was at which level, and when."]
    also_affected: Annotated[list[AlsoAffected], "Components that were affected at times that are not known."]
    totals: Annotated[Totals, "The time at each level."]
    updates: Annotated[list[Update], "The published updates, oldest first."]
    symptoms: Annotated[list[Symptom], "What people saw."]
    exposure: Annotated[Exposure | None, "Security: what others could see or do."]
    impact: Annotated[ImpactNumbers | None, "The impact on customers, in numbers."]
    timeline: Annotated[list[Event], "What happened, from the team's point of view, oldest first."]
    trigger: Annotated[list[Trigger], "What triggered it."]
    causes: Annotated[list[Cause], "Why it could happen, and why it got so bad."]
    limited_by: Annotated[list[str], "What kept it from being worse, in Markdown."]
    milestones: Annotated[list[Milestone], "Milestones of the response, earliest first."]
    response_times: Annotated[list[ResponseTime], "How long each step of the response took."]
    action_items: Annotated[list[Action], "What will be done about it."]
    lessons: Annotated[Lessons | None, "What was learnt."]
    post_mortem: Annotated[PostMortem | None, "The post-mortem; until it is published, only its status."]
    covered_by: Annotated[list[RecordLink], "The records whose post-mortems are about this one too."]
    related: Annotated[list[Related], "Relations to other records."]
    unknowns: Annotated[list[Unknown], "What is not in the record, and why."]
    corrections: Annotated[list[Correction], "What was changed after publication."]
    links: Annotated[list[Link], "Pages with more information."]
    tags: Annotated[list[str], "Words by which readers can find the record."]
    origin: Annotated[Origin | None, "Where an imported record came from."]
    timeline_picture: Annotated[Place | None, "Its chart as an SVG file; null if it has none."]
    pictures: Annotated[list[Picture], "The pictures on its page, in their order."]
    internal: Annotated[object, "Notes of the team; null outside internal builds."]
