"""What our JSON says of what was learnt from a record: timeline, causes, response, actions, post-mortem."""

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
from afterword.timeline.lifecycle import MilestoneName, ResponseName
from afterword.views.action_items import ActionState


class Event(TypedDict):
    """Something that happened, seen from inside."""

    anchor: Annotated[str, "Where it stands on the record's page."]
    at: Annotated[Instant, "When it happened, or began."]
    until: Annotated[Instant | None, "When it ended, for what took a while."]
    at_precision: Annotated[TimePrecision, "How precise the time is."]
    until_precision: Annotated[TimePrecision | None, "How precise the end is."]
    kind: Annotated[EventKind | None, "What kind of event it is."]
    text: Annotated[str, "What happened, in Markdown."]
    component: Annotated[str | None, "Id of the component that it is about."]
    evidence: Annotated[list[Url], "Links that show it; internal."]
    visibility: Annotated[Visibility, "Who may see it."]


class Trigger(TypedDict):
    """What set it off. Not the same as why it could happen."""

    kind: Annotated[TriggerKind | None, "What kind of thing it was."]
    text: Annotated[str, "What it was, in Markdown."]
    windows: Annotated[list[str], "Ids of the windows that it set off."]


class Cause(TypedDict):
    """A condition without which it would not have happened, or not so badly."""

    id: Annotated[str | None, "Name of the cause, which action items refer to."]
    anchor: Annotated[str, "Where it stands on the record's page."]
    role: Annotated[CauseRole | None, "What part it played."]
    category: Annotated[str | None, "The site's category."]
    text: Annotated[str, "What the condition was, in Markdown."]
    windows: Annotated[list[str], "Ids of the windows that it explains."]
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


class _From(TypedDict("_From", {"from": Annotated[Due, "The due date until then."]})):
    """A key that is a word of Python."""


class Moved(_From):
    """A due date that was changed."""

    on: Annotated[Day, "When it was changed."]
    reason: Annotated[str | None, "Why, in Markdown."]


class Action(TypedDict):
    """Something that will be done about it."""

    id: Annotated[str, "Name of the item, unique in its record."]
    record: Annotated[str, "Id of the record."]
    path: Annotated[str, "Where it stands, from the site's root."]
    url: Annotated[Url | None, "Its whole address, where the site says where it stands."]
    title: Annotated[str, "What will be done."]
    type: Annotated[ActionType | None, "What it is meant to do about the next time."]
    priority: Annotated[Priority | None, "How urgent it is."]
    owner: Annotated[str | None, "The team that answers for it."]
    due: Annotated[Due | None, "When it should be done: a day, a month or a quarter, as it was written."]
    due_until: Annotated[Day | None, "The last day of `due`."]
    moved: Annotated[list[Moved], "The earlier due dates."]
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


class RecordLink(TypedDict):
    """Another record."""

    id: Annotated[str, "Its id."]
    title: Annotated[str, "Its title."]
    path: Annotated[str, "Where its page stands, from the site's root."]
    url: Annotated[Url | None, "The page's whole address, where the site says where it stands."]


class TextSection(TypedDict):
    """A section of the post-mortem with a heading of its own."""

    anchor: Annotated[str, "Where it stands on the record's page."]
    title: Annotated[str, "Its heading."]
    text: Annotated[str, "Its text, in Markdown."]


class PostMortem(TypedDict):
    """The post-mortem: its state and its prose, which is Markdown."""

    status: Annotated[PostMortemStatus, "How far it has come."]
    stage: Annotated[Stage | None, "Whether it may still change in substance."]
    published: Annotated[Day | None, "When it was published."]
    covers: Annotated[list[RecordLink], "The other records that it is about."]
    authors: Annotated[list[str], "Who wrote it."]
    reviewers: Annotated[list[str], "Who reviewed it; internal."]
    background: Annotated[str | None, "What a reader needs to know first."]
    resolution: Annotated[str | None, "How service was restored."]
    customer_actions: Annotated[str | None, "What customers should do now."]
    sections: Annotated[list[TextSection], "Further sections, in their order."]
    apology: Annotated[str | None, "The words of apology."]
    thanks: Annotated[str | None, "Thanks to people outside the company."]
