"""The JSON types of a record's analysis: timeline, causes, response, action items, post-mortem."""

from __future__ import annotations

from typing import Annotated, TypedDict

from afterword.formats.data.values import Day, Due, Instant, Seconds, TimePrecision, Url
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
from afterword.timeline.lifecycle import MilestoneName
from afterword.timeline.response_times import ResponseName
from afterword.views.action_items import ActionState


class Event(TypedDict):
    """Something that happened, from the team's point of view."""

    anchor: Annotated[str, "Its fragment id on the record's page."]
    at: Annotated[Instant, "When it happened, or began."]
    until: Annotated[Instant | None, "When it ended, if it took some time."]
    at_precision: Annotated[TimePrecision, "How precise the time is."]
    until_precision: Annotated[TimePrecision | None, "How precise the end is."]
    kind: Annotated[EventKind | None, "What kind of event it is."]
    text: Annotated[str, "What happened, in Markdown."]
    component: Annotated[str | None, "Id of the component that it is about."]
    evidence: Annotated[list[Url], "Links that show it; internal."]
    visibility: Annotated[Visibility, "Who may see it."]


class Trigger(TypedDict):
    """What triggered it. This is not the same as why it could happen."""

    kind: Annotated[TriggerKind | None, "The kind of trigger."]
    text: Annotated[str, "What it was, in Markdown."]
    windows: Annotated[list[str], "Ids of the windows that it triggered."]


class Cause(TypedDict):
    """A condition without which it would not have happened, or not so badly."""

    id: Annotated[str | None, "Id of the cause, by which action items refer to it."]
    anchor: Annotated[str, "Its fragment id on the record's page."]
    role: Annotated[CauseRole | None, "How it contributed."]
    category: Annotated[str | None, "The site's category."]
    text: Annotated[str, "What the condition was, in Markdown."]
    windows: Annotated[list[str], "Ids of the windows that it explains."]
    accepted_risk: Annotated[str | None, "Why nothing is done about it; internal."]


class Milestone(TypedDict):
    """A milestone; response times run between milestones."""

    name: Annotated[MilestoneName, "Its name."]
    at: Annotated[Instant, "When it was reached."]
    precision: Annotated[TimePrecision, "How precise that time is."]
    defaulted: Annotated[bool, "Whether it was not typed, but derived from windows or updates."]


class ResponseTime(TypedDict):
    """How long a step of the response took."""

    name: Annotated[ResponseName, "Its name."]
    begins: Annotated[str, "The milestone from which it is counted."]
    ends: Annotated[str, "The milestone until which it is counted."]
    seconds: Annotated[Seconds, "How long it took."]
    precision: Annotated[DurationPrecision, "How exact this time is."]


class _From(TypedDict("_From", {"from": Annotated[Due, "The due date until then."]})):
    """A key that is a word of Python."""


class Moved(_From):
    """A due date that was changed."""

    on: Annotated[Day, "When it was changed."]
    reason: Annotated[str | None, "Why, in Markdown."]


class Action(TypedDict):
    """Something that will be done about it."""

    id: Annotated[str, "Id of the item, unique in its record."]
    record: Annotated[str, "Id of the record."]
    path: Annotated[str, "Its path, relative to the site's root."]
    url: Annotated[Url | None, "Its absolute URL; null if the site has no `page.url`."]
    title: Annotated[str, "What will be done."]
    type: Annotated[ActionType | None, "What it is meant to achieve."]
    priority: Annotated[Priority | None, "How urgent it is."]
    owner: Annotated[str | None, "The team that is responsible."]
    due: Annotated[Due | None, "When it should be done: a day, a month or a quarter, as it was written."]
    due_until: Annotated[Day | None, "The last day of `due`."]
    moved: Annotated[list[Moved], "The earlier due dates."]
    status: Annotated[ActionStatus, "Its status, as the record gives it."]
    state: Annotated[
        ActionState,
        "Its state: an open item is `overdue` after its due date, and `undated` without one.",
    ]
    closed: Annotated[Day | None, "When it was done or dropped."]
    reason: Annotated[str | None, "Why it will not be done, in Markdown."]
    tracker: Annotated[
        str | None, "Its number or link in the issue tracker; internal unless the site publishes it."
    ]
    addresses: Annotated[list[str], "Ids of the root causes that it addresses."]
    visibility: Annotated[Visibility, "Who may see it."]


class Lessons(TypedDict):
    """What was learnt; each text is Markdown."""

    went_well: Annotated[list[str], "What helped."]
    went_poorly: Annotated[list[str], "What did not."]
    lucky: Annotated[list[str], "Where only luck prevented worse."]
    surprised: Annotated[list[str], "What no one had expected."]


class RecordLink(TypedDict):
    """Another record."""

    id: Annotated[str, "Its id."]
    title: Annotated[str, "Its title."]
    path: Annotated[str, "The path of its page, relative to the site's root."]
    url: Annotated[Url | None, "The absolute URL of its page; null if the site has no `page.url`."]


class TextSection(TypedDict):
    """A section of the post-mortem with its own heading."""

    anchor: Annotated[str, "Its fragment id on the record's page."]
    title: Annotated[str, "Its heading."]
    text: Annotated[str, "Its text, in Markdown."]


class PostMortem(TypedDict):
    """The post-mortem: its status and its texts, which are Markdown."""

    status: Annotated[PostMortemStatus, "Its state."]
    stage: Annotated[Stage | None, "Whether its content may still change."]
    published: Annotated[Day | None, "When it was published."]
    covers: Annotated[list[RecordLink], "The other records that it is about."]
    authors: Annotated[list[str], "Who wrote it."]
    reviewers: Annotated[list[str], "Who reviewed it; internal."]
    background: Annotated[str | None, "What a reader needs to know first."]
    resolution: Annotated[str | None, "How service was restored."]
    customer_actions: Annotated[str | None, "What customers should do now."]
    sections: Annotated[list[TextSection], "Further sections, in their order."]
    apology: Annotated[str | None, "The apology."]
    thanks: Annotated[str | None, "Thanks to people outside the company."]
