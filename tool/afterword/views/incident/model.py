"""The page model of a record: what the template of its page may show."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from afterword.timeline.levels import ComponentTotals, Totals
from afterword.views.action_items import ActionView
from afterword.views.chart.models import LaneChart
from afterword.views.index.long_lists import PageTurn
from afterword.views.page import Head
from afterword.views.rows import IncidentRow, PromisedUpdate, UpdateView
from afterword.views.text.announced import AnnouncedPeriod
from afterword.views.text.day_headings import NO_HEADING, UnderDay
from afterword.views.text.instants import Instant, Period, Span
from afterword.views.text.labels import Fact, LevelLabel, PageLink


class RecordParts(NamedTuple):
    """What the page of a record and the formats have in common, built once for all of them.

    `spent` is the time at each level, `of_components` that of each component. `total` is the time at any level, as
    words; empty if no window has begun. `updates` are newest first.
    """

    head: Head
    row: IncidentRow
    spent: Totals
    of_components: tuple[ComponentTotals, ...]
    total: str
    chart: LaneChart | None
    updates: tuple[UpdateView, ...]
    actions: tuple[ActionView, ...]


class ComponentTimes(NamedTuple):
    """The time of a component at each level of a table, empty where it was not at that level, and its total."""

    component: PageLink
    times: tuple[str, ...]
    total: str


class AlsoAffectedView(NamedTuple):
    """Components that were affected at times that are not known; `note` is Markdown."""

    components: tuple[PageLink, ...]
    level: LevelLabel | None
    note: str


class LevelsView(NamedTuple):
    """Levels over time. `image` is the address of the chart as a file."""

    chart: LaneChart
    image: str


class LevelTable(NamedTuple):
    """The time of each component at each level; `note` says how the times of several are counted together.

    `columns` are the levels of all rows, and `together` the time at each of them; empty where another component was
    always worse, and without any if there is only one component.
    """

    columns: tuple[LevelLabel, ...]
    components: tuple[ComponentTimes, ...]
    together: tuple[str, ...]
    total: str
    note: str


class SymptomView(NamedTuple):
    """A symptom of a component; `seen` and `mechanism` are Markdown."""

    component: PageLink
    seen: str
    mechanism: str
    when: tuple[Period, ...]


class DataLossView(NamedTuple):
    """Which data was lost; `text` is Markdown, `span` says from when to when it was written."""

    span: Span | None
    text: str


class ImpactView(NamedTuple):
    """The impact on customers: which component was at which level for how long, the loss of data, then numbers."""

    levels: LevelTable | None
    also_affected: tuple[AlsoAffectedView, ...]
    data_loss: DataLossView | None
    numbers: tuple[Fact, ...]


class ExposureView(NamedTuple):
    """What a security incident exposed; `what` and `indicators` are Markdown."""

    span: Span | None
    misuse: str
    what: str
    indicators: tuple[str, ...]


class CauseView(NamedTuple):
    """A cause; `text` and `accepted_risk` are Markdown. `actions` are the titles of the action items that address it.

    `when` are the windows that it explains. A trigger is shown like a cause, without a fragment id.
    """

    fragment_id: str
    category: str
    text: str
    when: tuple[Period, ...]
    accepted_risk: str
    actions: tuple[str, ...]


class EventView(NamedTuple):
    """An event of the timeline; `text` is Markdown."""

    fragment_id: str
    at: Instant
    until: Instant | None
    kind: str
    glyph: str
    text: str
    component: PageLink | None
    evidence: tuple[str, ...]
    internal: bool
    day: UnderDay = NO_HEADING


class MilestoneView(NamedTuple):
    """A milestone; `derived` if it follows from windows or updates, `contradicted` if these say otherwise.

    `by_updates` if it follows from updates, and not from windows.
    """

    name: str
    at: Instant
    derived: bool
    contradicted: bool = False
    by_updates: bool = False


class ResponseTimeView(NamedTuple):
    """A computed response time, and the two milestones between which it is measured."""

    name: str
    between: str
    duration: str


class DetectionView(NamedTuple):
    """One way in which an incident was detected. `when` are the windows that were noticed in this way."""

    by: str
    at: Instant | None
    when: tuple[Period, ...]


class ResponseView(NamedTuple):
    """How an incident was detected, its response times and its milestones."""

    detections: tuple[DetectionView, ...]
    times: tuple[ResponseTimeView, ...]
    milestones: tuple[MilestoneView, ...]


class PostMortemView(NamedTuple):
    """The status of the post-mortem, shown under the title. `preliminary` is set if it may still change."""

    status: str
    stage: str
    published: str
    published_iso: str
    authors: str
    reviewers: str
    covered_by: tuple[PageLink, ...]
    covers: tuple[PageLink, ...]
    preliminary: str


class OwnSection(NamedTuple):
    """A section of the post-mortem with its own heading; `text` is Markdown."""

    fragment_id: str
    title: str
    text: str


class UpdatesView(NamedTuple):
    """The updates, newest first: the latest, and the `older` ones in a fold, whose title is `more`."""

    latest: tuple[UpdateView, ...]
    older: tuple[UpdateView, ...]
    more: str


class MissingThing(NamedTuple):
    """What a record lacks: our name of the key, or the record's own words about it, or both; `after` separates it."""

    name: str
    what: str
    after: str


class UnknownView(NamedTuple):
    """A reason for which something is missing, as the beginning of a sentence, and everything that is."""

    reason: str
    things: tuple[MissingThing, ...]


class CorrectionView(NamedTuple):
    """What was changed after publication; `text` is Markdown."""

    on: str
    on_iso: str
    text: str


class FurtherEntries(NamedTuple):
    """The entries of a section for which a page has no room: a link to them, and the title of the fold that loads them.

    Their fragment ids begin with `fragments`, if they have any.
    """

    link: PageLink
    fold: str
    fragments: str


class PageSection(NamedTuple):
    """A section that a record's page has. `key` is the fragment id of its heading; one without has several inside.

    `content` is what the section's builder returned, for `template` to show, or as much of it as there is room for.
    """

    key: str
    heading: str
    template: str
    content: object
    searched: bool = False
    further: FurtherEntries | None = None


class SectionPage(NamedTuple):
    """A further page of a section that is too long for the page of its record, to which `up` leads."""

    head: Head
    up: PageLink
    title: str
    section: PageSection
    turn: PageTurn | None
    language: str


class IncidentPage(NamedTuple):
    """A record's page.

    `schedule` is set while the record is open: it lists the states that the page's script changes to. `since` is set
    once an open record has begun, and `ongoing_for` is how long ago that was. For an open incident, `no_update_since`
    is the time of its last update, shown while it is `silent`. `published` and `modified` are the times of the feeds,
    set if the public was ever notified. `day` stands for a period that is not known, `trouble` says how
    long it lasted. `embargo` is the record's `publish_at`. `language` is that of the record's text, empty if it is
    that of the page.
    """

    head: Head
    row: IncidentRow
    summary: str
    zone_note: str
    day: str
    trouble: str
    post_mortem: PostMortemView | None
    corrected: str
    announced: tuple[AnnouncedPeriod, ...]
    completes_itself: bool
    sections: tuple[PageSection, ...]
    tags: tuple[str, ...]
    aliases: tuple[str, ...]
    schedule: Mapping[str, object] | None = None
    no_update_since: Instant | None = None
    silent: bool = False
    published: Instant | None = None
    modified: Instant | None = None
    promised: PromisedUpdate | None = None
    embargo: Instant | None = None
    until: Instant | None = None
    language: str = ""
    since: Instant | None = None
    ongoing_for: str = ""
