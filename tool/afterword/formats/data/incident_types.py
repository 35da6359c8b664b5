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
from afterword.formats.data.values import (
    Day,
    Instant,
    Quantity,
    Seconds,
    TimePrecision,
    Url,
)
from afterword.records.vocabulary import (
    ComponentStatus,
    DetectionMethod,
    Impact,
    Kind,
    Misuse,
    Relation,
    State,
    UnknownReason,
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


Measure = TypedDict(
    "Measure",
    {
        "metric": Annotated[str, "What was measured."],
        "value": Annotated[Quantity | None, "The worst value reached."],
        "from": Annotated[Quantity | None, "The first value of a course."],
        "to": Annotated[Quantity | None, "The last value of a course."],
        "threshold": Annotated[Quantity | None, "The value from which it counts as too much."],
    },
)
Measure.__doc__ = "What was overloaded, and by how much: its worst value, or its course."


class Window(TypedDict):
    """A stretch of time in which a component was at a level. Half-open: the end is no longer part of it."""

    id: Annotated[str | None, "Name of the window, which symptoms refer to."]
    component: Annotated[str, "Id of the component."]
    level: Annotated[str, "Id of the level."]
    status: Annotated[ComponentStatus, "The level in the words that status pages share."]
    start: Annotated[Instant, "When the component came to this level."]
    end: Annotated[Instant | None, "When it left it; null while it goes on."]
    start_precision: Annotated[TimePrecision, "How precise the start is."]
    end_precision: Annotated[
        TimePrecision | None, "How precise the end is; `unknown` if nobody knows when it ended."
    ]
    seconds: Annotated[Seconds, "How long it has lasted; until `as_of` while it goes on."]
    scope: Annotated[list[str], "Which regions, versions or customers: text, or ids of the site's scopes."]
    share: Annotated[Quantity | None, "The part that was affected."]
    label: Annotated[str | None, "A few words for charts."]
    note: Annotated[str | None, "What a reader should know about it, in Markdown."]
    measure: Annotated[Measure | None, "What was overloaded."]


class AlsoAffected(TypedDict):
    """Components that were affected, at times that are not known."""

    components: Annotated[list[str], "Ids of the components."]
    level: Annotated[str | None, "Id of the level."]
    note: Annotated[str | None, "What is known about it, in Markdown."]


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


class Symptom(TypedDict):
    """What people saw, and why."""

    component: Annotated[str, "Id of the component."]
    seen: Annotated[str, "What people saw, in Markdown."]
    mechanism: Annotated[str | None, "How the fault led to it, in Markdown."]
    windows: Annotated[list[str], "Ids of the windows in which it was seen."]


class OtherNumber(TypedDict):
    """A number of the site's own choosing."""

    name: Annotated[str, "What is counted."]
    value: Annotated[Quantity, "How many or how much."]
    source: Annotated[str | None, "Where the number comes from; internal."]


class _From(TypedDict("_From", {"from": Annotated[Instant | None, "From when data was lost."]})):
    """A key that is a word of Python."""


class DataLoss(_From):
    """What data was lost."""

    from_precision: Annotated[TimePrecision | None, "How precise that time is."]
    to: Annotated[Instant | None, "Up to when data was lost."]
    to_precision: Annotated[TimePrecision | None, "How precise that time is."]
    text: Annotated[str, "What was lost, or that nothing was, in Markdown."]


class Exposure(TypedDict):
    """What a security incident opened to others. It is no downtime."""

    since: Annotated[Instant, "When it began."]
    since_precision: Annotated[TimePrecision, "How precise that time is."]
    until: Annotated[Instant | None, "When it ended; null where nobody says so."]
    until_precision: Annotated[TimePrecision | None, "How precise the end is."]
    what: Annotated[str, "What was exposed, and to whom, in Markdown."]
    indicators: Annotated[list[str], "Signs by which customers can tell, in Markdown."]
    misuse: Annotated[Misuse | None, "Whether someone used it."]


class ImpactNumbers(TypedDict):
    """What it cost customers, in numbers."""

    customers_affected: Annotated[Quantity | None, "Customers who noticed."]
    requests_failed: Annotated[Quantity | None, "Requests that failed."]
    support_tickets: Annotated[Quantity | None, "Tickets that came in because of it."]
    data_loss: Annotated[DataLoss | None, "What data was lost, or that none was."]
    revenue: Annotated[Quantity | None, "What it cost; internal."]
    other: Annotated[list[OtherNumber], "Further numbers."]


class Related(TypedDict):
    """A tie to another record."""

    id: Annotated[str, "Id of the other record."]
    relation: Annotated[Relation, "How this record stands to it."]
    title: Annotated[str, "Title of the other record."]
    path: Annotated[str, "Where its page stands, from the site's root."]
    url: Annotated[Url | None, "Its whole address, where the site says where it stands."]


class Unknown(TypedDict):
    """Something that readers would look for and that is not in the record."""

    field: Annotated[str | None, "The key that is missing, with dots; null if there is none for it."]
    what: Annotated[str | None, "What is missing, in words, if there is no key for it."]
    reason: Annotated[UnknownReason, "Why it is missing."]


class Correction(TypedDict):
    """What was changed after publication."""

    on: Annotated[Day, "When it was changed."]
    text: Annotated[str, "What was changed, in Markdown."]


class Link(TypedDict):
    """A place to read on."""

    title: Annotated[str, "What is to be found there."]
    url: Annotated[Url, "Where it is."]


class Origin(TypedDict):
    """Where an imported record came from."""

    system: Annotated[str, "The system it was imported from."]
    id: Annotated[str, "Its id there."]
    url: Annotated[Url | None, "Its address there; internal."]
    fields: Annotated[object, "What the import could not place; internal."]


class Scheduled(TypedDict):
    """When a maintenance was announced to take place."""

    start: Annotated[Instant, "Announced start."]
    end: Annotated[Instant, "Announced end."]
    announced: Annotated[Instant | None, "When it was announced."]


class Detection(TypedDict):
    """How it came to the team's notice."""

    method: Annotated[DetectionMethod | None, "Who or what noticed it."]
    source: Annotated[str | None, "Which alert, probe or person's role it was; internal."]
    at: Annotated[Instant | None, "When it was noticed in this way."]
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
    """One record: an incident, a maintenance, a near miss or a drill, with all that is computed from it."""

    version: Annotated[Literal[1], "Version of the files' shape."]
    audience: Annotated[Audience, "For whom the file was made."]
    id: Annotated[str, "Its id, which never changes."]
    path: Annotated[str, "Where its page stands, from the site's root."]
    url: Annotated[Url | None, "The page's whole address, where the site says where it stands."]
    title: Annotated[str, "What happened, in a few words."]
    number: Annotated[str | None, "Its public number."]
    kind: Annotated[Kind, "What kind of thing happened."]
    visibility: Annotated[Visibility, "Who may see it."]
    publish_at: Annotated[Instant | None, "When it became public, if it was held back."]
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
    scheduled: Annotated[Scheduled | None, "Maintenance: when it was announced to take place."]
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
