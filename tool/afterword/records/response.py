"""The response part of a record: how it was noticed, handled and communicated."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import Field

from afterword.records.fields import EndMoment, Line, Moment, NameReference, Prose, SlugReference, Url
from afterword.records.key_audience import Control, Internal, Public
from afterword.records.model import RecordPart, optional, several
from afterword.records.vocabulary import DetectionMethod, EventKind, State, Visibility


class Detection(RecordPart):
    """How the team noticed the incident."""

    method: Public[DetectionMethod] = Field(description="Who or what noticed first.")
    source: Internal[Line | None] = optional("Which alert, probe or person's role it was.", "alert on p95")


class Milestones(RecordPart):
    """The times between which response times are computed."""

    started: Public[Moment | None] = optional("When it began; default: the earliest start of all windows.")
    detected: Public[Moment | None] = optional("When the team first knew that something was wrong.")
    acknowledged: Public[Moment | None] = optional("When someone began to work on it.")
    declared: Public[Moment | None] = optional("When it was declared an incident.")
    notified: Public[Moment | None] = optional("When the public was first informed.")
    identified: Public[Moment | None] = optional("When the problem was understood.")
    mitigated: Public[Moment | None] = optional("When the worst was over for customers.")
    resolved: Public[EndMoment | None] = optional("When it was over; default: the latest end of all windows.")


class Update(RecordPart):
    """An update for the public."""

    at: Public[Moment] = Field(description="When it was published.")
    status: Public[State] = Field(description="The state at that time.")
    body: Public[Prose] = Field(description="The published text.", examples=["We are looking into it."])
    levels: Public[Mapping[SlugReference, NameReference]] = Field(
        default_factory=dict,
        description="The levels of components that the update announced.",
        examples=[{"search": "operational"}],
    )


class Scheduled(RecordPart):
    """The announced time of a maintenance."""

    start: Public[Moment] = Field(description="Announced start.")
    end: Public[EndMoment] = Field(description="Announced end.", examples=["2026-11-20 12:00"])
    announced: Public[Moment | None] = optional("When it was announced.")


class Event(RecordPart):
    """Something that happened, from the team's point of view."""

    at: Public[Moment] = Field(description="When it happened or began.")
    until: Public[EndMoment | None] = optional("When it ended, if it took some time.", "2026-11-20 10:15")
    kind: Public[EventKind] = Field(description="What kind of event it is.")
    text: Public[Prose] = Field(
        description="What happened.", examples=["The first replica runs out of memory."]
    )
    component: Public[SlugReference | None] = optional("The component it is about.", "search")
    evidence: Internal[tuple[Url, ...]] = several("Links to evidence.", ["https://example.com/graph"])
    visibility: Control[Visibility] = optional(
        "`internal` leaves the event out of public builds.", default=Visibility.PUBLIC
    )
