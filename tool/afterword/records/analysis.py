"""The analysis part of a record: causes, action items, lessons and the post-mortem."""

from pydantic import Field

from afterword.records.fields import Day, Due, Label, Line, NameReference, Prose, Slug
from afterword.records.key_audience import Control, Internal, Public, WithPostMortem
from afterword.records.model import RecordPart, optional, several
from afterword.records.vocabulary import (
    ActionStatus,
    ActionType,
    CauseRole,
    PostMortemStatus,
    Priority,
    Stage,
    TriggerKind,
    Visibility,
)


class Trigger(RecordPart):
    """What triggered it. This is not the same as why it could happen."""

    kind: Public[TriggerKind | None] = optional("The kind of trigger.")
    text: Public[Prose] = Field(description="What it was.", examples=["The move to the new search engine."])
    windows: Public[tuple[Label, ...]] = several("Ids of the windows that it triggered.", ["w1"])


class RootCause(RecordPart):
    """A condition without which it would not have happened, or not so badly. A person is never one."""

    id: Public[Label | None] = optional("Id of the cause, used by `action_items.addresses`.", "cache")
    role: Public[CauseRole | None] = optional("How it contributed.")
    category: Public[NameReference | None] = optional("A cause category of the site.", "capacity")
    text: Public[Prose] = Field(
        description="What the condition was.", examples=["A restart empties the cache."]
    )
    windows: Public[tuple[Label, ...]] = several("Ids of the windows that it explains.", ["w1"])
    accepted_risk: Internal[Prose | None] = optional(
        "Why nothing is done about it.", "It is replaced in May."
    )


class Moved(RecordPart):
    """A due date that was changed."""

    on: Public[Day] = Field(description="When it was changed.", examples=["2026-12-15"])
    from_: Public[Due] = Field(
        alias="from", description="The due date until then.", examples=["2026-12-31", "2026-12", "2026-Q4"]
    )
    reason: Public[Prose | None] = optional("Why it was changed.", "It needs a new index first.")


class ActionItem(RecordPart):
    """Something that will be done about it."""

    id: Public[Label] = Field(description="Id of the item, unique in the record.", examples=["a1"])
    title: Public[Line] = Field(
        description="What will be done, beginning with a verb.", examples=["Warm the cache first"]
    )
    type: Public[ActionType | None] = optional("What it is meant to achieve.")
    priority: Public[Priority | None] = optional("How urgent it is.")
    owner: Public[Line | None] = optional("The one team that is responsible.", "team-search")
    due: Public[Due | None] = optional(
        "When it should be done: a day, a month or a quarter. It is overdue once that is over.",
        "2027-01-31",
        "2027-01",
        "2027-Q1",
    )
    status: Public[ActionStatus] = Field(description="Its state.")
    tracker: Internal[Line | None] = optional("Its number or link in the issue tracker.", "OPS-123")
    moved: Public[tuple[Moved, ...]] = several("The earlier due dates, oldest first.")
    closed: Public[Day | None] = optional("When it was done or dropped.")
    reason: Public[Prose | None] = optional("Why it will not be done.", "It is replaced in May.")
    addresses: Public[tuple[Label, ...]] = several("Ids of the root causes that it addresses.", ["cache"])
    visibility: Control[Visibility] = optional(
        "`internal` leaves the item out of public builds.", default=Visibility.PUBLIC
    )


class Lessons(RecordPart):
    """What was learnt."""

    went_well: Public[tuple[Prose, ...]] = several("What helped.", ["The alert came within two minutes."])
    went_poorly: Public[tuple[Prose, ...]] = several("What did not.", ["The runbook was out of date."])
    lucky: Public[tuple[Prose, ...]] = several("Where only luck prevented worse.", ["It was a quiet Sunday."])
    surprised: Public[tuple[Prose, ...]] = several("What no one had expected.", ["Restarting made it worse."])


class TextSection(RecordPart):
    """A section of the post-mortem with its own heading."""

    title: Public[Line] = Field(description="Its heading.", examples=["Why it was hard to detect"])
    text: Public[Prose] = Field(description="Its text.", examples=["No alert covered the new queue."])


class PostMortem(RecordPart):
    """The post-mortem document: its state and its text."""

    status: Public[PostMortemStatus] = Field(description="Its state.")
    stage: WithPostMortem[Stage | None] = optional("Whether its content may still change.")
    published: WithPostMortem[Day | None] = optional("When it was published.")
    covers: WithPostMortem[tuple[Slug, ...]] = several(
        "Ids of other records that this post-mortem is about too.", ["2026-11-20-search-is-slow"]
    )
    authors: WithPostMortem[tuple[Line, ...]] = several("Who wrote it.", ["Search team"])
    reviewers: Internal[tuple[Line, ...]] = several("Who reviewed it.", ["Platform team"])
    background: WithPostMortem[Prose | None] = optional(
        "What a reader needs to know first.", "Searches use a cache."
    )
    resolution: WithPostMortem[Prose | None] = optional("How service was restored.", "We added a replica.")
    customer_actions: WithPostMortem[Prose | None] = optional("What customers should do now.", "Nothing.")
    sections: WithPostMortem[tuple[TextSection, ...]] = several(
        "Further sections, each with its own heading, in the order of the page."
    )
    apology: WithPostMortem[Prose | None] = optional(
        "The apology.", "We are sorry for the trouble this caused."
    )
    thanks: WithPostMortem[Prose | None] = optional(
        "Thanks to people outside the company.", "We thank Acme for the report."
    )
