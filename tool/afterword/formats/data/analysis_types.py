"""What our JSON says of what was learnt from a record: timeline, causes, response, actions, post-mortem."""

from __future__ import annotations

from typing import Annotated, TypedDict

from afterword.formats.data.values import Day, Instant, Seconds, TimePrecision, Url
from afterword.records.vocabulary import (
    ActionStatus,
    ActionType,
    CauseRole,
    EventKind,
    PostMortemStatus,
    Priority,
    Stage,
    TriggerKind,
    Visibility,
)
from afterword.timeline.certainty import DurationPrecision
from afterword.timeline.lifecycle import MilestoneName, ResponseName
from afterword.views.rows import ActionState


class Event(TypedDict):
    """Something that happened, seen from inside."""

    anchor: Annotated[str, "Where it stands on the record's page."]
    at: Annotated[Instant, "When it happened, or began."]
    until: Annotated[Instant | None, "When it ended, for what took a while."]
    at_precision: Annotated[TimePrecision, "How precise the time is."]
    until_precision: Annotated[TimePrecision | None, "How precise the end is."]
    kind: Annotated[EventKind, "What kind of event it is."]
    text: Annotated[str, "What happened, in Markdown."]
    component: Annotated[str | None, "Id of the component that it is about."]
    evidence: Annotated[list[Url], "Links that show it; internal."]
    visibility: Annotated[Visibility, "Who may see it."]


class Trigger(TypedDict):
    """What set it off. Not the same as why it could happen."""

    kind: Annotated[TriggerKind, "What kind of thing it was."]
    text: Annotated[str, "What it was, in Markdown."]


class Cause(TypedDict):
    """A condition without which it would not have happened, or not so badly."""

    id: Annotated[str | None, "Name of the cause, which action items refer to."]
    anchor: Annotated[str, "Where it stands on the record's page."]
    role: Annotated[CauseRole, "What part it played."]
    category: Annotated[str, "The site's category."]
    text: Annotated[str, "What the condition was, in Markdown."]
    accepted_risk: Annotated[str | None, "Why it is left as it is; internal."]


class Milestone(TypedDict):
    """An instant that response times are counted from."""

    name: Annotated[MilestoneName, "Which it is."]
    at: Annotated[Instant, "When it was reached."]
    precision: Annotated[TimePrecision, "How precise that time is."]
    defaulted: Annotated[bool, "Whether nobody typed it: it follows from windows or updates."]


class ResponseTime(TypedDict):
    """How long a step of the response took."""

    name: Annotated[ResponseName, "Its usual name."]
    begins: Annotated[str, "The milestone from which it is counted."]
    ends: Annotated[str, "The milestone until which it is counted."]
    seconds: Annotated[Seconds, "How long it took."]
    precision: Annotated[DurationPrecision, "How exact this time is."]


class Action(TypedDict):
    """Something that will be done about it."""

    id: Annotated[str, "Name of the item, unique in its record."]
    record: Annotated[str, "Id of the record."]
    path: Annotated[str, "Where it stands, from the site's root."]
    url: Annotated[Url | None, "Its whole address, where the site says where it stands."]
    title: Annotated[str, "What will be done."]
    type: Annotated[ActionType, "What it is meant to do about the next time."]
    priority: Annotated[Priority, "How urgent it is."]
    owner: Annotated[str | None, "The team that answers for it."]
    due: Annotated[Day | None, "When it should be done."]
    status: Annotated[ActionStatus, "How far it has come, in the record's words."]
    state: Annotated[
        ActionState,
        "How it stands: open ones can be overdue, or `undated` without a day on which they are due.",
    ]
    closed: Annotated[Day | None, "When it was done or dropped."]
    reason: Annotated[str | None, "Why it will not be done, in Markdown."]
    tracker: Annotated[str | None, "Its number or link in the tracker, where the site publishes it."]
    addresses: Annotated[list[str], "Ids of the causes that it is about."]
    visibility: Annotated[Visibility, "Who may see it."]


class Lessons(TypedDict):
    """What was learnt; each text is Markdown."""

    went_well: Annotated[list[str], "What helped."]
    went_poorly: Annotated[list[str], "What did not."]
    lucky: Annotated[list[str], "What only chance kept from being worse."]
    surprised: Annotated[list[str], "What nobody had expected."]


class PostMortem(TypedDict):
    """The post-mortem: its state and its prose, which is Markdown."""

    status: Annotated[PostMortemStatus, "How far it has come."]
    stage: Annotated[Stage | None, "Whether it may still change in substance."]
    published: Annotated[Day | None, "When it was published."]
    authors: Annotated[list[str], "Who wrote it."]
    reviewers: Annotated[list[str], "Who reviewed it; internal."]
    background: Annotated[str | None, "What a reader needs to know first."]
    resolution: Annotated[str | None, "How service was restored."]
    customer_actions: Annotated[str | None, "What customers should do now."]
    apology: Annotated[str | None, "The words of apology."]
