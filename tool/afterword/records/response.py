"""The response part of a record: how it was noticed, handled and communicated."""

from collections.abc import Mapping
from datetime import datetime

from pydantic import Field

from afterword.records.fields import (
    EndMoment,
    Label,
    Line,
    Moment,
    NameReference,
    Prose,
    SlugReference,
    Truth,
    Url,
)
from afterword.records.key_audience import Control, Internal, Public
from afterword.records.model import RecordPart, optional, several
from afterword.records.vocabulary import DetectionMethod, EventKind, State, UpdateStatus, Visibility

_STATES: Mapping[UpdateStatus, State] = {
    status: State(status.value) for status in UpdateStatus if status is not UpdateStatus.UPDATE
}


class Detection(RecordPart):
    """How the team noticed the incident."""

    method: Public[DetectionMethod | None] = optional("Who or what noticed it.")
    source: Internal[Line | None] = optional("Which alert, probe or person's role it was.", "alert on p95")
    at: Public[Moment | None] = optional("When it was noticed in this way.")
    windows: Public[tuple[Label, ...]] = several("Ids of the windows that were noticed in this way.", ["w1"])


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
    """An update, as it was published."""

    at: Public[Moment] = Field(description="When it was published.")
    status: Public[UpdateStatus] = Field(
        description="The state from then on, or `update` if it did not change."
    )
    body: Public[Prose] = Field(
        description="The published text.", examples=["Searches take several seconds."]
    )
    levels: Public[Mapping[SlugReference, NameReference]] = Field(
        default_factory=dict,
        description="The levels of components that the update announced.",
        examples=[{"search": "operational"}],
    )
    next_update: Public[EndMoment | None] = optional(
        "When the next update is promised. After that time, pages say that it is late.", "2026-11-20 10:20"
    )
    sent_to: Public[tuple[Line, ...]] = several(
        "Where it was sent, and to whom.", ["e-mail to customers in Europe"]
    )
    edited: Public[Moment | None] = optional(
        "When the text was changed after publication.", "2026-11-20 11:30"
    )
    publish_at: Public[Moment | None] = optional(
        "The time before which a public build leaves the update out.", "2026-11-20 10:00"
    )

    @property
    def state(self) -> State | None:
        """The state that it says; None if the state does not change."""
        return _STATES.get(self.status)

    @property
    def public_from(self) -> datetime:
        """When it became public, if its record was: a held-back update does so later than its time."""
        return max(self.at, self.publish_at) if self.publish_at else self.at


class Scheduled(RecordPart):
    """A period for which maintenance is announced. Work on several nights has one for each night."""

    start: Public[Moment] = Field(description="Announced start.")
    end: Public[EndMoment | None] = optional("Announced end; without one, it is open.", "2026-11-20 12:00")
    announced: Public[Moment | None] = optional("When it was announced.")
    completes_itself: Public[Truth] = optional(
        "`true` if the maintenance is completed at its last announced end, without an update.", default=False
    )


class Event(RecordPart):
    """Something that happened, from the team's point of view."""

    at: Public[Moment] = Field(description="When it happened or began.")
    until: Public[EndMoment | None] = optional("When it ended, if it took some time.", "2026-11-20 10:15")
    kind: Public[EventKind | None] = optional("What kind of event it is.")
    component: Public[SlugReference | None] = optional("The component it is about.", "search")
    visibility: Control[Visibility] = optional(
        "`internal` leaves the event out of public builds.", default=Visibility.PUBLIC
    )
    text: Public[Prose] = Field(
        description="What happened.", examples=["The first replica runs out of memory."]
    )
    evidence: Internal[tuple[Url, ...]] = several("Links to evidence.", ["https://example.com/graph"])
