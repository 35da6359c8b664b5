"""The page models. A template shows what stands here and computes nothing."""

from __future__ import annotations

from dataclasses import dataclass

from afterword.views.figures import CalendarFigure, LaneFigure, LegendEntry
from afterword.views.words import Instant, Period


@dataclass(frozen=True, slots=True)
class Head:
    """What every page has. `address` is relative to the site's root, `base` leads back to it."""

    address: str
    base: str
    title: str
    description: str
    site_name: str
    as_of: Instant
    internal: bool


@dataclass(frozen=True, slots=True)
class LevelMark:
    """A level as readers see it; `slug` names its colour and pattern in the stylesheet."""

    slug: str
    name: str
    glyph: str
    status: str


@dataclass(frozen=True, slots=True)
class StateMark:
    """A state as a word and a glyph; `slug` is the word that records use."""

    slug: str
    name: str
    glyph: str


@dataclass(frozen=True, slots=True)
class Anchor:
    """A link to a page of the site: its address relative to the root, and the words to show."""

    address: str
    text: str


@dataclass(frozen=True, slots=True)
class LevelTime:
    """How long a level held."""

    level: LevelMark
    duration: str


@dataclass(frozen=True, slots=True)
class ComponentLevel:
    """A component at a level."""

    component: Anchor
    level: LevelMark


@dataclass(frozen=True, slots=True)
class UpdateView:
    """A published update; `body` is Markdown."""

    anchor: str
    at: Instant
    state: StateMark
    body: str
    levels: tuple[ComponentLevel, ...]


@dataclass(frozen=True, slots=True)
class IncidentRow:
    """A record in a list. `levels` run worst first; `period` is None where the record gives no times."""

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


@dataclass(frozen=True, slots=True)
class OpenCard:
    """Something going on, announced or running: what a worried reader looks for first."""

    row: IncidentRow
    announced: Period | None
    overrun: bool
    affected: tuple[ComponentLevel, ...]
    latest: UpdateView | None
    earlier: tuple[UpdateView, ...]


@dataclass(frozen=True, slots=True)
class UptimeView:
    """Uptime in words: the percentage, the time it is of, and the policy that it was counted by."""

    percent: str
    days: int
    policy: str


@dataclass(frozen=True, slots=True)
class ComponentRow:
    """A component on the status page."""

    link: Anchor
    description: str
    level: LevelMark
    uptime: UptimeView | None
    days: CalendarFigure | None


@dataclass(frozen=True, slots=True)
class GroupView:
    """Components shown together; a group without a name holds those that are in none."""

    name: str
    description: str
    uptime: UptimeView | None
    components: tuple[ComponentRow, ...]


@dataclass(frozen=True, slots=True)
class DayOfIncidents:
    """A day, or a run of quiet days, with what happened on it."""

    label: str
    rows: tuple[IncidentRow, ...]


@dataclass(frozen=True, slots=True)
class StatusPage:
    """The status page."""

    head: Head
    banner_level: LevelMark
    banner: str
    description: str
    support: str
    ongoing: tuple[OpenCard, ...]
    maintenance: tuple[OpenCard, ...]
    groups: tuple[GroupView, ...]
    legend: tuple[LegendEntry, ...]
    recent: tuple[DayOfIncidents, ...]
    history: Anchor


@dataclass(frozen=True, slots=True)
class MonthView:
    """A month of the history."""

    anchor: str
    name: str
    count: str
    rows: tuple[IncidentRow, ...]


@dataclass(frozen=True, slots=True)
class YearLink:
    """A year of the history, with how much it holds."""

    link: Anchor
    count: str
    current: bool


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """A year of the history; the newest year is the history's front page too."""

    head: Head
    year: str
    years: tuple[YearLink, ...]
    calendar: CalendarFigure | None
    months: tuple[MonthView, ...]


@dataclass(frozen=True, slots=True)
class SymptomView:
    """What people saw, and why; both are Markdown."""

    component: Anchor
    seen: str
    mechanism: str
    when: tuple[Period, ...]


@dataclass(frozen=True, slots=True)
class EventView:
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


@dataclass(frozen=True, slots=True)
class CauseView:
    """A cause; `text` and `accepted_risk` are Markdown. `actions` are the items that address it."""

    anchor: str
    category: str
    text: str
    accepted_risk: str
    actions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CauseGroup:
    """The causes that played one part."""

    role: str
    causes: tuple[CauseView, ...]


@dataclass(frozen=True, slots=True)
class ActionView:
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


@dataclass(frozen=True, slots=True)
class Fact:
    """A name and a value, both plain text."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class MilestoneView:
    """A milestone; `defaulted` where it follows from windows or updates."""

    name: str
    at: Instant
    defaulted: bool


@dataclass(frozen=True, slots=True)
class ResponseTimeView:
    """A computed response time and what it was counted between."""

    name: str
    between: str
    duration: str


@dataclass(frozen=True, slots=True)
class LessonGroup:
    """Lessons under one heading; each is Markdown."""

    heading: str
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CorrectionView:
    """What was changed after publication; `text` is Markdown."""

    on: str
    on_iso: str
    text: str


@dataclass(frozen=True, slots=True)
class RelatedView:
    """A tie to another record."""

    relation: str
    link: Anchor


@dataclass(frozen=True, slots=True)
class ExternalLink:
    """A link out of the site."""

    title: str
    url: str


@dataclass(frozen=True, slots=True)
class PostMortemView:
    """The state of the post-mortem and its prose; the prose is Markdown."""

    status: str
    stage: str
    published: str
    authors: str
    reviewers: str
    background: str
    resolution: str
    customer_actions: str
    apology: str


@dataclass(frozen=True, slots=True)
class IncidentPage:
    """A record's page. Empty parts do not appear; `unknowns` says what is missing and why."""

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


@dataclass(frozen=True, slots=True)
class ComponentsPage:
    """The list of components."""

    head: Head
    groups: tuple[GroupView, ...]
    legend: tuple[LegendEntry, ...]


@dataclass(frozen=True, slots=True)
class ComponentPage:
    """A component: its level, its uptime, its year and what happened to it."""

    head: Head
    name: str
    group: str
    description: str
    since: str
    level: LevelMark
    uptimes: tuple[UptimeView, ...]
    calendar: CalendarFigure | None
    years: tuple[MonthView, ...]


@dataclass(frozen=True, slots=True)
class ActionsPage:
    """The ledger of action items: what was promised, and how far it has come."""

    head: Head
    counts: tuple[Fact, ...]
    open: tuple[ActionView, ...]
    closed: tuple[ActionView, ...]


@dataclass(frozen=True, slots=True)
class LevelFacts:
    """A level as the page about the site explains it."""

    level: LevelMark
    status: str
    description: str


@dataclass(frozen=True, slots=True)
class SeverityFacts:
    """A severity as the page about the site explains it."""

    name: str
    impact: str
    description: str


@dataclass(frozen=True, slots=True)
class PolicyFacts:
    """The uptime policy as the page about the site explains it."""

    name: str
    description: str
    weights: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class AboutPage:
    """How levels, severities and uptime are defined on this site."""

    head: Head
    levels: tuple[LevelFacts, ...]
    severities: tuple[SeverityFacts, ...]
    policy: PolicyFacts
    zone: str
    support: str


AnyPage = StatusPage | HistoryPage | IncidentPage | ComponentsPage | ComponentPage | ActionsPage | AboutPage
