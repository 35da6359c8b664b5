"""The record of one incident, maintenance, near miss or drill: every key that people may type."""

from __future__ import annotations

from datetime import datetime

from pydantic import ConfigDict, Field
from pydantic.json_schema import SkipJsonSchema

from afterword.records import introspection
from afterword.records.analysis import ActionItem, Lessons, PostMortem, RootCause, Trigger
from afterword.records.fields import Name, Prose, RecordZone, Title
from afterword.records.impact import ImpactNumbers, Symptom, Window
from afterword.records.key_audience import (
    Control,
    KeyAudience,
    NeverPublic,
    Public,
    WithPostMortem,
    key_audience,
)
from afterword.records.model import RecordPart, optional, several
from afterword.records.references import Correction, Link, Origin, Related, Unknown
from afterword.records.response import Detection, Event, Milestones, Scheduled, Update
from afterword.records.vocabulary import Kind, State, Visibility
from afterword.records.zone import UNSTATED, UTC_ZONE, Zone

_NEVER_PUBLIC = (KeyAudience.NEVER_PUBLIC, KeyAudience.CONTROL)


class Record(RecordPart):
    """One incident, maintenance, near miss or drill.

    `id` and `zone` are not typed: the id is the file's stem, the zone follows from `timezone` and the site.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)

    id: Public[SkipJsonSchema[str]] = Field(default="", exclude=True)
    zone: Public[SkipJsonSchema[Zone]] = Field(default=UTC_ZONE, exclude=True)

    title: Public[Title] = Field(description="What happened, in a few words.", examples=["Search is slow"])
    kind: Public[Kind] = optional("What kind of thing happened.", default=Kind.INCIDENT)
    severity: Public[Name | None] = optional("A severity of `status.yml`.", "sev2")
    visibility: Control[Visibility] = optional(
        "`internal` keeps the whole record back.", default=Visibility.PUBLIC
    )
    timezone: Public[RecordZone | None] = optional(
        f"IANA zone of the record's clock times, or `{UNSTATED}`; default: the site's.", "Europe/Berlin"
    )
    summary: Public[Prose | None] = optional(
        "What a customer saw, in a sentence or two.", "Searches were slow."
    )
    detection: Public[Detection | None] = optional("How it came to the team's notice.")
    milestones: Public[Milestones] = optional(
        "Instants that response times are counted from.", default=Milestones()
    )
    windows: Public[tuple[Window, ...]] = several("Which component was at which level, and when.")
    symptoms: Public[tuple[Symptom, ...]] = several("What people saw, and why.")
    impact: Public[ImpactNumbers | None] = optional("What it cost customers, in numbers.")
    updates: Public[tuple[Update, ...]] = several("What was published while it went on.")
    status: Public[State | None] = optional("How far things have come, where no update tells it.")
    scheduled: Public[Scheduled | None] = optional("Maintenance only: when it is to take place.")
    timeline: WithPostMortem[tuple[Event, ...]] = several("What happened, seen from inside.")
    trigger: WithPostMortem[Trigger | None] = optional("What set it off.")
    root_causes: WithPostMortem[tuple[RootCause, ...]] = several(
        "Why it could happen, and why it got so bad."
    )
    limited_by: WithPostMortem[tuple[Prose, ...]] = several(
        "What kept it from being worse.", ["A replica was to spare."]
    )
    action_items: WithPostMortem[tuple[ActionItem, ...]] = several("What will be done about it.")
    lessons: WithPostMortem[Lessons | None] = optional("What was learnt.")
    post_mortem: Public[PostMortem | None] = optional("The post-mortem: its state and its prose.")
    related: Public[tuple[Related, ...]] = several("Ties to other records.")
    unknowns: Public[tuple[Unknown, ...]] = several("What is not in the record, and why.")
    corrections: Public[tuple[Correction, ...]] = several("What was changed after publication.")
    links: Public[tuple[Link, ...]] = several("Places to read on.")
    tags: Public[tuple[Name, ...]] = several("Words to find the record by.", ["migration"])
    origin: Public[Origin | None] = optional("Where an imported record came from.")
    internal: NeverPublic[object] = optional("Free YAML, for yourselves.", {"call": "room 4"})

    @property
    def times(self) -> tuple[datetime, ...]:
        """Every instant that the windows give, open ends left out."""
        return tuple(t for window in self.windows for t in (window.start, window.end) if t is not None)


def is_never_public(key: str) -> bool:
    """Return whether a key, with dots, stays in the repository whatever a site's `publish.also` names.

    So do all keys below such a key.
    """
    steps = tuple(key.split("."))
    fields = (introspection.field_at(Record, steps[:end])[1] for end in range(1, len(steps) + 1))
    return any(field and key_audience(field) in _NEVER_PUBLIC for field in fields)
