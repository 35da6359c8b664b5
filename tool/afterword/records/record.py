"""The record of one incident, maintenance, near miss or drill: every key that people may type."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from pydantic import ConfigDict, Field
from pydantic.json_schema import SkipJsonSchema

from afterword.records.fields import (
    Count,
    Day,
    Label,
    Line,
    Model,
    Moment,
    Name,
    Number,
    Prose,
    RecordZone,
    Slug,
    Title,
    Truth,
    Url,
    optional,
    several,
)
from afterword.records.vocabulary import (
    ActionStatus,
    ActionType,
    CauseRole,
    DetectionMethod,
    EventKind,
    Kind,
    PostMortemStatus,
    Priority,
    Relation,
    Stage,
    State,
    TriggerKind,
    UnknownReason,
    Visibility,
)
from afterword.records.zone import UNSTATED, UTC_ZONE, Zone


class Detection(Model):
    """How the incident came to the team's notice."""

    method: DetectionMethod = Field(description="Who or what noticed first.")
    source: Line | None = optional("Which alert, probe or person's role it was. Internal.", "alert on p95")


class Milestones(Model):
    """The instants that response times are counted from."""

    started: Moment | None = optional("When it began; default: the first start of the windows.")
    detected: Moment | None = optional("When the team first knew that something was wrong.")
    acknowledged: Moment | None = optional("When somebody took it on.")
    declared: Moment | None = optional("When it was declared an incident.")
    notified: Moment | None = optional("When the public was first told.")
    identified: Moment | None = optional("When what was wrong was understood.")
    mitigated: Moment | None = optional("When customers no longer felt the worst of it.")
    resolved: Moment | None = optional("When it was over; default: the last end of the windows.")


class Measure(Model):
    """What was overloaded, and by how much."""

    metric: Line = Field(description="What was measured.", examples=["queue length"])
    value: Number = Field(description="The worst value reached.", examples=[4200])
    unit: Line = Field(description="The unit of value and threshold.", examples=["queries"])
    threshold: Number | None = optional("The value from which it counts as too much.", 500)


class Window(Model):
    """A stretch of time in which a component was at a level. Half-open: the end is no longer part of it."""

    id: Label | None = optional("Name of the window, for symptoms to refer to.", "w1")
    component: Slug = Field(description="A component of `status.yml`.", examples=["search"])
    level: Name = Field(description="A level of `status.yml`.", examples=["degraded"])
    start: Moment = Field(description="When the component came to this level.")
    end: Moment | None = optional("When it left it; without an end it is still going on.", "2026-11-20 10:15")
    label: Line | None = optional("A few words for the chart.", "replicas behind")
    measure: Measure | None = optional("What was overloaded and by how much.")
    note: Prose | None = optional("What a reader should know about this window.", "Searches by author only.")


class Symptom(Model):
    """What people saw, and why."""

    component: Slug = Field(description="A component of `status.yml`.", examples=["search"])
    seen: Prose = Field(description="What people saw.", examples=["`Failed to fetch` while a page loads"])
    mechanism: Prose | None = optional("How the fault led to it.", "The page waits for an answer.")
    windows: tuple[Label, ...] = several("Ids of the windows in which it was seen.", ["w1"])


class OtherImpact(Model):
    """A number of the site's own choosing."""

    name: Line = Field(description="What is counted.", examples=["dashboards affected"])
    value: Number = Field(description="How many or how much.", examples=[310])
    unit: Line = Field(description="The unit.", examples=["dashboards"])
    source: Line | None = optional("Where the number comes from. Internal.", "access logs")


class ImpactNumbers(Model):
    """What it cost customers, in numbers."""

    customers_affected: Count | None = optional("Customers who noticed.", 310)
    requests_failed: Count | None = optional("Requests that failed.", 12000)
    support_tickets: Count | None = optional("Tickets that came in because of it.", 14)
    data_loss: Prose | None = optional("What data was lost, or that none was.", "None.")
    revenue: Line | None = optional("What it cost, with its currency. Internal.", "EUR 1200")
    other: tuple[OtherImpact, ...] = several("Further numbers, each with its unit.")


class Update(Model):
    """What was published while it went on."""

    at: Moment = Field(description="When it was published.")
    status: State = Field(description="How far things had come.")
    body: Prose = Field(description="The words that were published.", examples=["We are looking into it."])
    levels: Mapping[Slug, Name] = Field(
        default_factory=dict,
        description="The level of components as this update told it.",
        examples=[{"search": "operational"}],
    )


class Scheduled(Model):
    """When a maintenance was announced to take place."""

    start: Moment = Field(description="Announced start.")
    end: Moment = Field(description="Announced end.", examples=["2026-11-20 12:00"])
    announced: Moment | None = optional("When it was announced.")


class Event(Model):
    """Something that happened, seen from inside."""

    at: Moment = Field(description="When it happened, or began.")
    until: Moment | None = optional("When it ended, for what took a while.", "2026-11-20 10:15")
    kind: EventKind = Field(description="What kind of event it is.")
    text: Prose = Field(description="What happened.", examples=["The first replica runs out of memory."])
    component: Slug | None = optional("The component it is about.", "search")
    evidence: tuple[Url, ...] = several("Links that show it. Internal.", ["https://example.com/graph"])
    visibility: Visibility = optional("`internal` keeps the event back.", default=Visibility.PUBLIC)
    approximate: Truth = optional("`true` where the time is not exact.", default=False)


class Trigger(Model):
    """What set it off. Not the same as why it could happen."""

    kind: TriggerKind = Field(description="What kind of thing it was.")
    text: Prose = Field(description="What it was.", examples=["The move to the new search engine."])


class RootCause(Model):
    """A condition without which it would not have happened, or not so badly. A person is never one."""

    id: Label | None = optional("Name of the cause, for action items to refer to.", "cache")
    role: CauseRole = Field(description="What part it played.")
    category: Name = Field(description="A cause category of the site.", examples=["capacity"])
    text: Prose = Field(description="What the condition was.", examples=["A restart empties the cache."])
    accepted_risk: Prose | None = optional("Why it is left as it is. Internal.", "It is replaced in May.")


class ActionItem(Model):
    """Something that will be done about it."""

    id: Label = Field(description="Name of the item, unique in the record.", examples=["a1"])
    title: Line = Field(description="What will be done, verb first.", examples=["Warm the cache first"])
    type: ActionType = Field(description="What it is meant to do about the next time.")
    priority: Priority = Field(description="How urgent it is.")
    owner: Line | None = optional("The one team that answers for it.", "team-search")
    due: Day | None = optional("When it should be done.")
    status: ActionStatus = Field(description="How far it has come.")
    tracker: Line | None = optional("Its number or link in the tracker. Internal.", "OPS-123")
    closed: Day | None = optional("When it was done or dropped.")
    reason: Prose | None = optional("Why it will not be done.", "It is replaced in May.")
    addresses: tuple[Label, ...] = several("Ids of the causes it is about.", ["cache"])
    visibility: Visibility = optional("`internal` keeps the item back.", default=Visibility.PUBLIC)


class Lessons(Model):
    """What was learnt."""

    went_well: tuple[Prose, ...] = several("What helped.", ["The alert came within two minutes."])
    went_poorly: tuple[Prose, ...] = several("What did not.", ["The runbook was out of date."])
    lucky: tuple[Prose, ...] = several("What only chance kept from being worse.", ["It was a quiet Sunday."])
    surprised: tuple[Prose, ...] = several("What nobody had expected.", ["Restarting made it worse."])


class PostMortem(Model):
    """The post-mortem document: its state and its prose."""

    status: PostMortemStatus = Field(description="How far it has come.")
    stage: Stage | None = optional("Whether it may still change in substance.")
    published: Day | None = optional("When it was published.")
    authors: tuple[Line, ...] = several("Who wrote it.", ["Search team"])
    reviewers: tuple[Line, ...] = several("Who reviewed it. Internal.", ["Platform team"])
    background: Prose | None = optional("What a reader needs to know first.", "Searches use a cache.")
    resolution: Prose | None = optional("How service was restored.", "We added a replica.")
    customer_actions: Prose | None = optional("What customers should do now.", "Nothing.")
    apology: Prose | None = optional("The words of apology.", "We are sorry for the trouble this caused.")


class Related(Model):
    """A tie to another record."""

    id: Slug = Field(description="Id of the other record.", examples=["2026-11-20-search-is-slow"])
    relation: Relation = Field(description="How this record stands to it.")


class Unknown(Model):
    """Something that readers would look for and that is not in the record, with the reason."""

    field: Line = Field(
        description="The key that is missing, with dots.", examples=["impact.customers_affected"]
    )
    reason: UnknownReason = Field(description="Why it is missing.")


class Correction(Model):
    """What was changed after publication."""

    on: Day = Field(description="When it was changed.")
    text: Prose = Field(description="What was changed, for readers.", examples=["It began at 09:30."])


class Link(Model):
    """A place to read on."""

    title: Line = Field(description="What is to be found there.", examples=["The provider's report"])
    url: Url = Field(description="Where it is.", examples=["https://example.com/"])


class Origin(Model):
    """Where an imported record came from."""

    system: Line = Field(description="The system it was imported from.", examples=["statuspage"])
    id: Line = Field(description="Its id there.", examples=["p31zjtct2jer"])
    url: Url | None = optional("Its address there. Internal.", "https://example.com/")
    fields: object = optional(
        "What the import could not place. Internal.", {"shortlink": "https://example.com"}
    )


class Record(Model):
    """One incident, maintenance, near miss or drill.

    `id` and `zone` are not typed: the id is the file's stem, the zone follows from `timezone` and the site.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)

    id: SkipJsonSchema[str] = Field(default="", exclude=True)
    zone: SkipJsonSchema[Zone] = Field(default=UTC_ZONE, exclude=True)

    title: Title = Field(description="What happened, in a few words.", examples=["Search is slow"])
    kind: Kind = optional("What kind of thing happened.", default=Kind.INCIDENT)
    severity: Name | None = optional("A severity of `status.yml`.", "sev2")
    visibility: Visibility = optional("`internal` keeps the whole record back.", default=Visibility.PUBLIC)
    timezone: RecordZone | None = optional(
        f"IANA zone of the record's clock times, or `{UNSTATED}`; default: the site's.", "Europe/Berlin"
    )
    summary: Prose | None = optional("What a customer saw, in a sentence or two.", "Searches were slow.")
    detection: Detection | None = optional("How it came to the team's notice.")
    milestones: Milestones = optional("Instants that response times are counted from.", default=Milestones())
    windows: tuple[Window, ...] = several("Which component was at which level, and when.")
    symptoms: tuple[Symptom, ...] = several("What people saw, and why.")
    impact: ImpactNumbers | None = optional("What it cost customers, in numbers.")
    updates: tuple[Update, ...] = several("What was published while it went on.")
    status: State | None = optional("How far things have come, where no update tells it.")
    scheduled: Scheduled | None = optional("Maintenance only: when it is to take place.")
    timeline: tuple[Event, ...] = several("What happened, seen from inside.")
    trigger: Trigger | None = optional("What set it off.")
    root_causes: tuple[RootCause, ...] = several("Why it could happen, and why it got so bad.")
    limited_by: tuple[Prose, ...] = several("What kept it from being worse.", ["A replica was to spare."])
    action_items: tuple[ActionItem, ...] = several("What will be done about it.")
    lessons: Lessons | None = optional("What was learnt.")
    post_mortem: PostMortem | None = optional("The post-mortem: its state and its prose.")
    related: tuple[Related, ...] = several("Ties to other records.")
    unknowns: tuple[Unknown, ...] = several("What is not in the record, and why.")
    corrections: tuple[Correction, ...] = several("What was changed after publication.")
    links: tuple[Link, ...] = several("Places to read on.")
    tags: tuple[Name, ...] = several("Words to find the record by.", ["migration"])
    origin: Origin | None = optional("Where an imported record came from.")
    internal: object = optional("Free YAML, for yourselves. Internal, always.", {"call": "room 4"})

    @property
    def times(self) -> tuple[datetime, ...]:
        """Every instant that the windows give, open ends left out."""
        return tuple(t for window in self.windows for t in (window.start, window.end) if t is not None)


def is_never_public(key: str) -> bool:
    """Say whether a key, with dots, stays in the repository whatever a site's `publish.also` asks for."""
    steps = key.split(".")
    return steps[0] == "internal" or steps[-1] == "visibility" or steps[:2] == ["origin", "fields"]
