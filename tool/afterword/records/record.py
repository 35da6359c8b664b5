"""A record: one incident, maintenance, near miss, drill or notice, with every key that people may type."""

from collections.abc import Iterator
from datetime import datetime
from typing import Self

from pydantic import ConfigDict, Field, model_validator
from pydantic.json_schema import SkipJsonSchema

from afterword.records import introspection
from afterword.records.analysis import ActionItem, Lessons, PostMortem, RootCause, Trigger
from afterword.records.exposure import Exposure
from afterword.records.fields import (
    EndMoment,
    Language,
    Line,
    Moment,
    Name,
    NameReference,
    Prose,
    RecordZone,
    Slug,
    Title,
)
from afterword.records.impact import AlsoAffected, ComponentWindow, ImpactNumbers, Symptom, Window
from afterword.records.key_audience import (
    Control,
    KeyAudience,
    NeverPublic,
    Public,
    WithPostMortem,
    key_audience,
)
from afterword.records.model import OneOrSeveral, RecordPart, one_or_several, optional, several
from afterword.records.references import Correction, Link, Origin, Related, Unknown
from afterword.records.response import Detection, Event, Milestones, Scheduled, Update
from afterword.records.rough_time import UNKNOWN, RoughTime, exact, is_unknown
from afterword.records.vocabulary import FINAL_STATES, Kind, State, Visibility
from afterword.records.zone import UNSTATED, UTC_ZONE, Zone

_NEVER_PUBLIC = (KeyAudience.NEVER_PUBLIC, KeyAudience.CONTROL)


class Record(RecordPart):
    """One incident, maintenance, near miss, drill or notice.

    Its id is the name of its file without the extension, and is never typed.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)

    id: Public[SkipJsonSchema[str]] = Field(default="", exclude=True)
    zone: Public[SkipJsonSchema[Zone]] = Field(default=UTC_ZONE, exclude=True)

    title: Public[Title] = Field(description="What happened, in a few words.", examples=["Search is slow"])
    kind: Public[Kind] = optional("The kind of record.", default=Kind.INCIDENT)
    number: Public[Line | None] = optional(
        "The public number of the incident, shown with the title.", "PM2023-001"
    )
    visibility: Control[Visibility] = optional(
        "`internal` leaves the whole record out of public builds.", default=Visibility.PUBLIC
    )
    severity: Public[NameReference | None] = optional("A severity of `status.yml`.", "sev2")
    status: Public[State | None] = optional("The state, if there are no updates.")
    until: Public[EndMoment | None] = optional(
        "Notice only: how long it is shown on the status page.", "2026-12-04 18:00"
    )
    aliases: Public[tuple[Slug, ...]] = several(
        "The record's former ids, oldest first. Their pages lead to this one, and feeds, calendars and the "
        "Statuspage files keep the first.",
        ["2026-11-20-search-slow"],
    )
    publish_at: Public[Moment | None] = optional(
        "The time before which a public build leaves the whole record out.", "2026-11-27 09:00"
    )
    timezone: Public[RecordZone | None] = optional(
        f"IANA zone of the record's clock times, or `{UNSTATED}`; default: the site's.", "Europe/Berlin"
    )
    language: Public[Language | None] = optional(
        "Language of the record's text, as a BCP 47 tag; default: the site's.", "pt-BR"
    )
    summary: Public[Prose | None] = optional(
        "What a customer saw, in a sentence or two.", "Searches were slow."
    )
    scheduled: Public[OneOrSeveral[Scheduled]] = one_or_several("Maintenance only: its announced times.")
    detection: Public[OneOrSeveral[Detection]] = one_or_several("How the team noticed it.")
    milestones: Public[Milestones] = optional(
        "Times between which response times are computed.", default=Milestones()
    )
    windows: Public[tuple[Window, ...]] = several("Which component was at which level, and when.")
    also_affected: Public[tuple[AlsoAffected, ...]] = several(
        "Components that were affected at times that are not known. They are never counted."
    )
    symptoms: WithPostMortem[tuple[Symptom, ...]] = several("What people saw, and why.")
    exposure: Public[Exposure | None] = optional("Security: what others could see or do, and since when.")
    impact: Public[ImpactNumbers | None] = optional("The impact on customers, in numbers.")
    updates: Public[tuple[Update, ...]] = several("The published updates, oldest first.")
    timeline: WithPostMortem[tuple[Event, ...]] = several("What happened, from the team's point of view.")
    trigger: WithPostMortem[OneOrSeveral[Trigger]] = one_or_several("What triggered it.")
    root_causes: WithPostMortem[tuple[RootCause, ...]] = several(
        "Why it could happen, and why it got so bad."
    )
    limited_by: WithPostMortem[tuple[Prose, ...]] = several(
        "What kept it from being worse.", ["A spare replica took over."]
    )
    action_items: WithPostMortem[tuple[ActionItem, ...]] = several("What will be done about it.")
    lessons: WithPostMortem[Lessons | None] = optional("What was learnt.")
    post_mortem: Public[PostMortem | None] = optional("The post-mortem: its state and its text.")
    related: Public[tuple[Related, ...]] = several("Relations to other records.")
    unknowns: Public[tuple[Unknown, ...]] = several(
        "What is not in the record, and why.",
        [{"field": "impact.customers_affected", "reason": "not_stated"}],
    )
    corrections: Public[tuple[Correction, ...]] = several("What was changed after publication.")
    links: WithPostMortem[tuple[Link, ...]] = several("Pages with more information.")
    tags: Public[tuple[Name, ...]] = several("Words by which readers can find the record.", ["migration"])
    origin: Public[Origin | None] = optional("Where an imported record came from.")
    internal: NeverPublic[object] = optional("Any YAML, for the team.", {"call": "room 4"})

    @model_validator(mode="after")
    def _resolve_unknown_ends(self) -> Self:
        """Let each window with an unknown end count to the last time known from the record."""
        if not any(is_unknown(window.end) for window in self.windows):
            return self
        last = max(self._known_times())
        return self.model_copy(
            update={
                "windows": tuple(
                    window.model_copy(update={"end": RoughTime.of(max(window.start, last), UNKNOWN)})
                    if is_unknown(window.end)
                    else window
                    for window in self.windows
                )
            }
        )

    def _known_times(self) -> Iterator[datetime]:
        """Yield the times at which something of the incident itself is known to have happened.

        Updates after the one that closed it, such as the announcement of a report, are not among them.
        """
        yield from (exact(at) for at in self.times if not is_unknown(at))
        yield from (exact(at) for at in (self.milestones.mitigated, self.milestones.resolved) if at)
        for update in sorted(self.updates, key=lambda update: update.at):
            yield exact(update.at)
            if update.state in FINAL_STATES:
                break

    @property
    def component_windows(self) -> tuple[ComponentWindow, ...]:
        """The windows, one for each component that they name."""
        return tuple(
            ComponentWindow(component, window.level, window.start, window.end, window)
            for window in self.windows
            for component in window.named
        )

    @property
    def first_id(self) -> str:
        """The permanent id in feeds, calendars and the Statuspage files: its first one."""
        return self.aliases[0] if self.aliases else self.id

    @property
    def full_title(self) -> str:
        """The title with the number before it, if there is one, as readers see it."""
        return f"{self.number}: {self.title}" if self.number else self.title

    @property
    def times(self) -> tuple[datetime, ...]:
        """The starts and ends of all windows, without open ends."""
        return tuple(t for window in self.windows for t in (window.start, window.end) if t is not None)

    def is_held_back(self, now: datetime) -> bool:
        """Return whether the record's `publish_at` has not come: no public file may have anything of it."""
        return self.publish_at is not None and now < self.publish_at

    def public_from(self, update: Update) -> datetime:
        """Return when an update became public: at its own time, or later if it or its record was held back."""
        return max(update.public_from, self.publish_at) if self.publish_at else update.public_from


def is_never_public(key: str) -> bool:
    """Return whether a key, with dots, is left out of public builds even if a site's `publish.also` names it.

    This includes all keys below such a key.
    """
    steps = tuple(key.split("."))
    fields = (introspection.field_at(Record, steps[:end])[1] for end in range(1, len(steps) + 1))
    return any(field and key_audience(field) in _NEVER_PUBLIC for field in fields)
