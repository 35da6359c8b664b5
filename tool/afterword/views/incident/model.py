"""The page model of a record's page: all that its template may show."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from afterword.views.chart.models import LaneChart
from afterword.views.page import Head
from afterword.views.rows import ActionView, IncidentRow, UpdateView
from afterword.views.text.labels import Fact, LevelTime, PageLink
from afterword.views.text.words import Instant, Period


class SymptomView(NamedTuple):
    """What people saw, and why; both are Markdown."""

    component: PageLink
    seen: str
    mechanism: str
    when: tuple[Period, ...]


class EventView(NamedTuple):
    """An event of the timeline; `text` is Markdown."""

    anchor: str
    at: Instant
    until: Instant | None
    approximate: bool
    kind: str
    glyph: str
    text: str
    component: PageLink | None
    evidence: tuple[str, ...]
    internal: bool


class CauseView(NamedTuple):
    """A cause; `text` and `accepted_risk` are Markdown. `actions` are the items that address it."""

    anchor: str
    category: str
    text: str
    accepted_risk: str
    actions: tuple[str, ...]


class CauseGroup(NamedTuple):
    """The causes that played one part."""

    role: str
    causes: tuple[CauseView, ...]


class MilestoneView(NamedTuple):
    """A milestone; `defaulted` where it follows from windows or updates."""

    name: str
    at: Instant
    defaulted: bool


class ResponseTimeView(NamedTuple):
    """A computed response time and what it was counted between."""

    name: str
    between: str
    duration: str


class LessonGroup(NamedTuple):
    """Lessons under one heading; each is Markdown."""

    heading: str
    texts: tuple[str, ...]


class CorrectionView(NamedTuple):
    """What was changed after publication; `text` is Markdown."""

    on: str
    on_iso: str
    text: str


class RelatedView(NamedTuple):
    """A tie to another record."""

    relation: str
    link: PageLink


class ExternalLink(NamedTuple):
    """A link out of the site."""

    title: str
    url: str


class PostMortemView(NamedTuple):
    """The state of the post-mortem and its prose; the prose is Markdown."""

    status: str
    stage: str
    published: str
    published_iso: str
    authors: str
    reviewers: str
    background: str
    resolution: str
    customer_actions: str
    apology: str


class IncidentPage(NamedTuple):
    """A record's page. Empty parts do not appear; `unknowns` says what is missing and why.

    `picture` is the address of the figure as a file, where there is a figure. While a record is open, a `plan`
    is what a script keeps its page truthful with. `published` and `modified` are those of the feeds, for a record
    that the public was told of.
    """

    head: Head
    row: IncidentRow
    summary: str
    zone_note: str
    announced: Period | None
    overrun: bool
    totals: tuple[LevelTime, ...]
    total: str
    totals_note: str
    detection: str
    tags: tuple[str, ...]
    lanes: LaneChart | None
    picture: str
    updates: tuple[UpdateView, ...]
    symptoms: tuple[SymptomView, ...]
    impact: tuple[Fact, ...]
    data_loss: str
    timeline: tuple[EventView, ...]
    trigger_kind: str
    trigger: str
    causes: tuple[CauseGroup, ...]
    limited_by: tuple[str, ...]
    milestones: tuple[MilestoneView, ...]
    response_times: tuple[ResponseTimeView, ...]
    actions: tuple[ActionView, ...]
    lessons: tuple[LessonGroup, ...]
    post_mortem: PostMortemView | None
    unknowns: tuple[Fact, ...]
    corrections: tuple[CorrectionView, ...]
    related: tuple[RelatedView, ...]
    links: tuple[ExternalLink, ...]
    origin: tuple[Fact, ...]
    internal_notes: str
    schedule: Mapping[str, object] | None = None
    published: Instant | None = None
    modified: Instant | None = None
