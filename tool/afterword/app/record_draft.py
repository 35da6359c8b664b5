"""What is known of a record when it is created."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from afterword.records.error_messages import DAY_OF_ID
from afterword.records.new_ids import slug
from afterword.records.vocabulary import Kind, State
from afterword.records.zone import Zone


class Effect(NamedTuple):
    """A component and its level, by their ids."""

    component: str
    level: str


class Period(NamedTuple):
    """When it was, will be, or is shown; without an `end`, it is going on."""

    start: datetime
    end: datetime | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """What is known when a record is created; `now` is when that is.

    `periods` are in order, and at least one. Several are nights of maintenance, or times of an incident that is over.
    `id` is the words of its id, with or without the day before them; if it is empty, they are those of the title.
    `has_post_mortem` asks for the questions of a post-mortem. `template` names a record template of the site.
    """

    now: datetime
    title: str
    kind: Kind
    effects: tuple[Effect, ...]
    severity: str
    periods: tuple[Period, ...]
    message: str
    id: str = ""
    has_post_mortem: bool = False
    template: str = ""

    @property
    def start(self) -> datetime:
        """The start of the first period."""
        return self.periods[0].start

    @property
    def end(self) -> datetime | None:
        """The end of the last period."""
        return self.periods[-1].end

    @property
    def state(self) -> State | None:
        """The state in which the record begins; None for kinds that have no updates for customers."""
        return first_state(self.kind, self.periods, self.now)


def first_state(kind: Kind, periods: Sequence[Period], now: datetime) -> State | None:
    """Return the state of a new record; None for kinds that have no updates for customers.

    Between two periods, maintenance is announced again.
    """
    if kind is Kind.INCIDENT:
        return State.RESOLVED if periods[-1].end else State.INVESTIGATING
    if kind is not Kind.MAINTENANCE:
        return None
    if all(each.end and each.end <= now for each in periods):
        return State.COMPLETED
    is_running = any(each.start <= now and not (each.end and each.end <= now) for each in periods)
    return State.IN_PROGRESS if is_running else State.SCHEDULED


def record_id(draft: Draft, zone: Zone, language: str) -> str:
    """Return a record's id: the day on which it started, and its title, or its kind if that has no Latin letters.

    Letters of the title are spelled as in the language.
    """
    if DAY_OF_ID.match(draft.id):
        return draft.id
    words = draft.id or slug(draft.title, language) or draft.kind.value.replace("_", "-")
    return f"{zone.local(draft.start).date().isoformat()}-{words}"
