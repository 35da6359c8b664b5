"""The model of a generated record, independent of the tools that it is written for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Europe/Berlin")
"""The time zone of the generated site; it has summer time, so that reading times is as slow as on a real site."""


@dataclass(frozen=True)
class Window:
    """A period in which a component was at a level."""

    id: str
    component: str
    level: str
    start: datetime
    end: datetime | None
    label: str | None = None
    measure: tuple[str, int, str, int] | None = None


@dataclass(frozen=True)
class Symptom:
    """What people saw, and how the fault caused it."""

    component: str
    seen: str
    mechanism: str
    windows: tuple[str, ...]


@dataclass(frozen=True)
class Update:
    """A public update."""

    at: datetime
    status: str
    body: str
    levels: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Event:
    """An event of the timeline."""

    at: datetime
    kind: str
    text: str
    component: str | None = None
    internal: bool = False


@dataclass(frozen=True)
class Cause:
    """A root cause, or what made the incident worse."""

    id: str
    role: str
    category: str
    text: str


@dataclass(frozen=True)
class Action:
    """An action item."""

    id: str
    title: str
    type: str
    priority: str
    owner: str
    due: date
    status: str
    addresses: str
    closed: date | None = None
    reason: str | None = None


@dataclass(frozen=True)
class PostMortem:
    """The state of the post-mortem, and its prose."""

    status: str
    published: date | None = None
    authors: tuple[str, ...] = ()
    background: str | None = None
    resolution: str | None = None
    apology: str | None = None


@dataclass(frozen=True)
class Record:
    """One incident, maintenance, near miss or drill."""

    id: str
    title: str
    summary: str
    start: datetime
    end: datetime | None
    kind: str = "incident"
    severity: str | None = None
    internal: bool = False
    detection: tuple[str, str] | None = None
    milestones: tuple[tuple[str, datetime], ...] = ()
    scheduled: tuple[datetime, datetime, datetime] | None = None
    windows: tuple[Window, ...] = ()
    symptoms: tuple[Symptom, ...] = ()
    impact: tuple[tuple[str, int], ...] = ()
    updates: tuple[Update, ...] = ()
    timeline: tuple[Event, ...] = ()
    trigger: tuple[str, str] | None = None
    causes: tuple[Cause, ...] = ()
    limited_by: tuple[str, ...] = ()
    actions: tuple[Action, ...] = ()
    lessons: tuple[tuple[str, tuple[str, ...]], ...] = ()
    post_mortem: PostMortem | None = None
    related: tuple[tuple[str, str], ...] = ()
    tags: tuple[str, ...] = ()
    in_a_hurry: bool = False
    """Whether its YAML has as few lines as possible."""


def prose(record: Record) -> list[str]:
    """List every text that is rendered as Markdown."""
    pieces = [record.summary]
    pieces += [text for each in record.symptoms for text in (each.seen, each.mechanism)]
    pieces += [each.body for each in record.updates]
    pieces += [each.text for each in record.timeline]
    pieces += [record.trigger[1]] if record.trigger else []
    pieces += [each.text for each in record.causes]
    pieces += record.limited_by
    pieces += [each.reason for each in record.actions if each.reason]
    pieces += [text for _, texts in record.lessons for text in texts]
    if record.post_mortem:
        long = (record.post_mortem.background, record.post_mortem.resolution, record.post_mortem.apology)
        pieces += [text for text in long if text]
    return pieces
