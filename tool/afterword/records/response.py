"""How the incident was noticed, handled and communicated."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import Field

from afterword.records.fields import Line, Moment, Name, Prose, Slug, Truth, Url
from afterword.records.key_audience import Control, Internal, Public
from afterword.records.model import RecordPart, optional, several
from afterword.records.vocabulary import DetectionMethod, EventKind, State, Visibility


class Detection(RecordPart):
    """How the incident came to the team's notice."""

    method: Public[DetectionMethod] = Field(description="Who or what noticed first.")
    source: Internal[Line | None] = optional("Which alert, probe or person's role it was.", "alert on p95")


class Milestones(RecordPart):
    """The instants that response times are counted from."""

    started: Public[Moment | None] = optional("When it began; default: the first start of the windows.")
    detected: Public[Moment | None] = optional("When the team first knew that something was wrong.")
    acknowledged: Public[Moment | None] = optional("When somebody took it on.")
    declared: Public[Moment | None] = optional("When it was declared an incident.")
    notified: Public[Moment | None] = optional("When the public was first told.")
    identified: Public[Moment | None] = optional("When what was wrong was understood.")
    mitigated: Public[Moment | None] = optional("When customers no longer felt the worst of it.")
    resolved: Public[Moment | None] = optional("When it was over; default: the last end of the windows.")


class Update(RecordPart):
    """What was published while it went on."""

    at: Public[Moment] = Field(description="When it was published.")
    status: Public[State] = Field(description="How far things had come.")
    body: Public[Prose] = Field(
        description="The words that were published.", examples=["We are looking into it."]
    )
    levels: Public[Mapping[Slug, Name]] = Field(
        default_factory=dict,
        description="The level of components as this update told it.",
        examples=[{"search": "operational"}],
    )


class Scheduled(RecordPart):
    """When a maintenance was announced to take place."""

    start: Public[Moment] = Field(description="Announced start.")
    end: Public[Moment] = Field(description="Announced end.", examples=["2026-11-20 12:00"])
    announced: Public[Moment | None] = optional("When it was announced.")


class Event(RecordPart):
    """Something that happened, seen from inside."""

    at: Public[Moment] = Field(description="When it happened, or began.")
    until: Public[Moment | None] = optional("When it ended, for what took a while.", "2026-11-20 10:15")
    kind: Public[EventKind] = Field(description="What kind of event it is.")
    text: Public[Prose] = Field(
        description="What happened.", examples=["The first replica runs out of memory."]
    )
    component: Public[Slug | None] = optional("The component it is about.", "search")
    evidence: Internal[tuple[Url, ...]] = several("Links that show it.", ["https://example.com/graph"])
    visibility: Control[Visibility] = optional("`internal` keeps the event back.", default=Visibility.PUBLIC)
    approximate: Public[Truth] = optional("`true` where the time is not exact.", default=False)
