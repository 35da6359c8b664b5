"""What our JSON says of one record: the declaration that converters are checked against and schemas are made from."""

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

    id: Annotated[str, "The site's word for it."]
    name: Annotated[str, "What readers are shown."]
    impact: Annotated[Impact, "The same in the words that status pages share."]


class LevelTime(TypedDict):
    """How long a level held."""

    id: Annotated[str, "The level."]
    name: Annotated[str, "What readers are shown."]
    status: Annotated[ComponentStatus, "The same in the words that status pages share."]
    seconds: Annotated[Seconds, "How long it was the worst level of all that are counted together."]
    precision: Annotated[DurationPrecision, "How exact this time is."]


class LevelTimes(TypedDict):
    """How long each level held. Each instant counts for its worst level only, so that the levels add up."""

    seconds: Annotated[Seconds, "All levels together."]
    precision: Annotated[DurationPrecision, "How exact this time is."]
    levels: Annotated[list[LevelTime], "Each level, the worst first."]


class ComponentTime(LevelTimes):
    """How long one component was at each level."""

    id: Annotated[str, "Id of the component."]
    name: Annotated[str, "What readers are shown."]


class Totals(LevelTimes):
    """How long each level held, for all components together and for each of them."""

    components: Annotated[list[ComponentTime], "Each component that has a window, in the order of the site."]


class ComponentLevel(TypedDict):
    """A component at a level, as an update told it."""

    component: Annotated[str, "Id of the component."]
    level: Annotated[str, "Id of the level."]


class Affected(TypedDict):
    """A component that the record speaks of."""

    id: Annotated[str, "Id of the component."]
    name: Annotated[str, "What readers are shown."]
    level: Annotated[str | None, "The level at which this record puts it now; null where it puts it at none."]


class Update(TypedDict):
    """What was published while it went on."""

    id: Annotated[str, "Id of the update, unique on the site. It follows from record and time."]
    anchor: Annotated[str, "Where it stands on the record's page."]
    at: Annotated[Instant, "When it was published."]
    at_precision: Annotated[TimePrecision, "How precise that time is."]
    status: Annotated[UpdateStatus, "What it said about the state: a new one, or `update` if there was none."]
    state: Annotated[State, "The state from then on."]
    body: Annotated[str, "The words that were published, in Markdown."]
    levels: Annotated[list[ComponentLevel], "The level of components as this update told it."]
    next_update: Annotated[Instant | None, "When the next update was promised."]
    sent_to: Annotated[list[str], "Where it was sent, and to whom."]
    edited: Annotated[Instant | None, "When the text was changed after publication."]
    publish_at: Annotated[Instant | None, "When it became public, if it was held back."]
    next_update_precision: Annotated[TimePrecision | None, "How precise that time is."]
    edited_precision: Annotated[TimePrecision | None, "How precise that time is."]
    publish_at_precision: Annotated[TimePrecision | None, "How precise that time is."]


class Scheduled(TypedDict):
    """A period for which a maintenance was announced."""

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
    """How it came to the team's notice."""

    method: Annotated[DetectionMethod | None, "Who or what noticed it."]
    source: Annotated[str | None, "Which alert, probe or person's role it was; internal."]
    at: Annotated[Instant | None, "When it was noticed in this way."]
    at_precision: Annotated[TimePrecision | None, "How precise that time is."]
    windows: Annotated[list[str], "Ids of the windows that were noticed in this way."]


class Place(TypedDict):
    """Where a file stands."""

    path: Annotated[str, "Where it stands, from the site's root."]
    url: Annotated[Url | None, "Its whole address, where the site says where it stands."]


class Picture(TypedDict):
    """A picture beside the record that its page shows."""

    path: Annotated[str, "Where it stands, from the site's root."]
    url: Annotated[Url | None, "Its whole address, where the site says where it stands."]
    alt: Annotated[str, "What it shows, in words."]


class IncidentFile(TypedDict):
    """One record: an incident, a maintenance, a near miss, a drill or a notice, with all that is computed from it."""

    version: Annotated[Literal[1], "Version of the files' shape."]
    audience: Annotated[Audience, "For whom the file was made."]
    id: Annotated[str, "Its id."]
    aliases: Annotated[list[str], "Its former ids, the first one first."]
    path: Annotated[str, "Where its page stands, from the site's root."]
    url: Annotated[Url | None, "The page's whole address, where the site says where it stands."]
    title: Annotated[str, "What happened, in a few words."]
    number: Annotated[str | None, "Its public number."]
    language: Annotated[str | None, "Language of its text, as a tag of BCP 47; null where none is stated."]
    kind: Annotated[Kind, "What kind of thing happened."]
    visibility: Annotated[Visibility, "Who may see it."]
    publish_at: Annotated[Instant | None, "When it became public, if it was held back."]
    publish_at_precision: Annotated[TimePrecision | None, "How precise that time is."]
    severity: Annotated[Severity | None, "How bad it is as a whole."]
    state: Annotated[State, "How far it has come."]
    phase: Annotated[Phase, "Where it stands between before and after."]
    as_of: Annotated[
        Instant | None,
        "The instant until which open windows were counted; null once nothing changes with the clock any more.",
    ]
    timezone: Annotated[str | None, "IANA zone in which its page shows times; null where none is stated."]
    zone_stated: Annotated[
        bool, "Whether the source states a zone; if not, times are clock times without `Z`."
    ]
    started: Annotated[Instant | None, "When it began; null where it has not, or nobody knows."]
    resolved: Annotated[Instant | None, "When it was over; null while it is not, or where nobody knows."]
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
    summary_html: Annotated[str | None, "The same as HTML that is safe to show."]
    detection: Annotated[list[Detection], "How it came to the team's notice; several ways may be known."]
    components: Annotated[list[Affected], "The components that it speaks of, in the order of the site."]
    windows: Annotated[list[Window], "Which component was at which level, and when."]
    also_affected: Annotated[list[AlsoAffected], "Components that were affected at times that are not known."]
    totals: Annotated[Totals, "How long each level held."]
    updates: Annotated[list[Update], "What was published, the oldest first."]
    symptoms: Annotated[list[Symptom], "What people saw."]
    exposure: Annotated[Exposure | None, "Security: what others could see or do."]
    impact: Annotated[ImpactNumbers | None, "What it cost customers, in numbers."]
    timeline: Annotated[list[Event], "What happened, seen from inside, the oldest first."]
    trigger: Annotated[list[Trigger], "What set it off."]
    causes: Annotated[list[Cause], "Why it could happen, and why it got so bad."]
    limited_by: Annotated[list[str], "What kept it from being worse, in Markdown."]
    milestones: Annotated[list[Milestone], "Instants of the response, the earliest first."]
    response_times: Annotated[list[ResponseTime], "How long each step of the response took."]
    action_items: Annotated[list[Action], "What will be done about it."]
    lessons: Annotated[Lessons | None, "What was learnt."]
    post_mortem: Annotated[PostMortem | None, "The post-mortem; before it is published, its status alone."]
    covered_by: Annotated[list[RecordLink], "The records whose post-mortems are about this one too."]
    related: Annotated[list[Related], "Ties to other records."]
    unknowns: Annotated[list[Unknown], "What is not in the record, and why."]
    corrections: Annotated[list[Correction], "What was changed after publication."]
    links: Annotated[list[Link], "Places to read on."]
    tags: Annotated[list[str], "Words to find the record by."]
    origin: Annotated[Origin | None, "Where an imported record came from."]
    timeline_picture: Annotated[Place | None, "Its levels over time as an SVG file, where there are any."]
    pictures: Annotated[list[Picture], "Pictures that its page shows, in their order."]
    internal: Annotated[object, "Notes of the team; null outside internal builds."]
