"""The page models. A template shows what stands here and computes nothing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple, Protocol

from afterword.views.chart.models import CalendarFigure, LaneFigure
from afterword.views.text.words import Instant, Period


class Head(NamedTuple):
    """What every page has. `address` is relative to the site's root, `base` leads back to it.

    `url` is the page's whole address, empty where the site does not say where it stands. `picture` is the address of
    a picture that stands for the whole site.
    """

    address: str
    base: str
    url: str
    title: str
    description: str
    site_name: str
    as_of: Instant
    internal: bool
    picture: str


class LevelMark(NamedTuple):
    """A level as readers see it; `slug` names its colour and pattern in the stylesheet."""

    slug: str
    name: str
    glyph: str
    status: str


class StateMark(NamedTuple):
    """A state as a word and a glyph; `slug` is the word that records use."""

    slug: str
    name: str
    glyph: str


class Anchor(NamedTuple):
    """A link to a page of the site: its address relative to the root, and the words to show."""

    address: str
    text: str


class LevelTime(NamedTuple):
    """How long a level held."""

    level: LevelMark
    duration: str


class ComponentLevel(NamedTuple):
    """A component at a level."""

    component: Anchor
    level: LevelMark


class UpdateView(NamedTuple):
    """A published update; `body` is Markdown."""

    anchor: str
    at: Instant
    state: StateMark
    body: str
    levels: tuple[ComponentLevel, ...]


class IncidentRow(NamedTuple):
    """A record in a list. `levels` run worst first; `period` is None where it has not begun or gives no times."""

    link: Anchor
    kind: str
    kind_slug: str
    severity: str
    state: StateMark
    is_open: bool
    day: str
    period: Period | None
    levels: tuple[LevelTime, ...]
    components: tuple[Anchor, ...]
    internal: bool
    has_post_mortem: bool
    announced: Period | None = None
    overrun: bool = False


class UptimeView(NamedTuple):
    """Uptime in words: the percentage, the time it is of, and the policy that it was counted by."""

    percent: str
    days: int
    policy: str


class ComponentRow(NamedTuple):
    """A component on the status page."""

    link: Anchor
    description: str
    level: LevelMark
    uptime: UptimeView | None
    days: CalendarFigure | None
    id: str = ""


class GroupView(NamedTuple):
    """Components shown together; a group without a name holds those that are in none."""

    name: str
    description: str
    uptime: UptimeView | None
    components: tuple[ComponentRow, ...]
    level: LevelMark | None = None
    id: str = ""


class MonthView(NamedTuple):
    """A month of the history with its rows, which are HTML, or with the page that shows them."""

    anchor: str
    name: str
    count: str  # type: ignore[assignment]  # nobody counts the fields of a page model
    rows: tuple[str, ...]
    elsewhere: Anchor | None = None


class YearLink(NamedTuple):
    """A year of the history, with how much it holds."""

    link: Anchor
    count: str  # type: ignore[assignment]  # nobody counts the fields of a page model
    current: bool


class SymptomView(NamedTuple):
    """What people saw, and why; both are Markdown."""

    component: Anchor
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
    component: Anchor | None
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


class ActionView(NamedTuple):
    """An action item. `due_slug` is open, overdue, done or dropped, as it stands at `now`."""

    anchor: str
    title: str
    type: str
    priority: str
    owner: str
    due: str
    due_iso: str
    status: str
    due_slug: str
    glyph: str
    closed: str
    reason: str
    tracker: str
    internal: bool
    incident: Anchor


class Fact(NamedTuple):
    """A name and a value, both plain text."""

    name: str
    value: str


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
    link: Anchor


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
    lanes: LaneFigure | None
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
    plan: Mapping[str, object] | None = None
    published: Instant | None = None
    modified: Instant | None = None


class ActionsPage(NamedTuple):
    """The ledger of action items: what was promised, and how far it has come. The items are HTML.

    Where too many are closed for one page, `years` leads to them.
    """

    head: Head
    counts: tuple[Fact, ...]
    open: tuple[str, ...]
    closed: tuple[str, ...]
    years: tuple[YearLink, ...]


class ClosedActionsPage(NamedTuple):
    """The action items that were closed in a year; they are HTML."""

    head: Head
    ledger: Anchor
    years: tuple[YearLink, ...]
    closed: tuple[str, ...]


class LevelFacts(NamedTuple):
    """A level as the page about the site explains it."""

    level: LevelMark
    status: str
    description: str


class SeverityFacts(NamedTuple):
    """A severity as the page about the site explains it."""

    name: str
    impact: str
    description: str


class PolicyFacts(NamedTuple):
    """The uptime policy as the page about the site explains it."""

    name: str
    description: str
    weights: tuple[Fact, ...]


class AboutPage(NamedTuple):
    """How levels, severities and uptime are defined on this site."""

    head: Head
    levels: tuple[LevelFacts, ...]
    severities: tuple[SeverityFacts, ...]
    policy: PolicyFacts
    zone: str
    support: str


class AnyPage(Protocol):
    """The model of any page; `render.environment` says which template shows which."""

    @property
    def head(self) -> Head:
        """What every page has."""
