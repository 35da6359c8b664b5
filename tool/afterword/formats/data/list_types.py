"""The JSON types of files about many records: converters are checked against them, and schemas generated from them."""

from __future__ import annotations

from typing import Annotated, Literal, TypedDict

from afterword.formats.data.analysis_types import Action
from afterword.formats.data.values import Day, Instant, Percent, Ratio, Seconds, TimePrecision, Url, Weight
from afterword.records.settings import MaintenanceRule, PolicyName
from afterword.records.vocabulary import ComponentStatus, Impact, Kind, State, Visibility
from afterword.timeline.certainty import DurationPrecision
from afterword.timeline.lifecycle import Phase
from afterword.views.audience import Audience


class LevelSeconds(TypedDict):
    """The time at a level."""

    id: Annotated[str, "The level."]
    seconds: Annotated[Seconds, "How long it was the worst level of all components."]


class Words(TypedDict):
    """The words of the site's own lists for a record: plain text, empty if there is none."""

    kind: Annotated[str, "Its kind."]
    severity: Annotated[str, "Its severity."]
    state: Annotated[str, "Its state."]
    glyph: Annotated[str, "The glyph of the state."]
    when: Annotated[str, "When it was or will be, in the time zone of the pages."]
    zone: Annotated[str, "The time zone of that time."]
    end: Annotated[str, "The words in place of an end that has not come."]
    duration: Annotated[str, "The time at all levels together, as text."]
    levels: Annotated[list[str], "The time at each level as text, in the order of `levels`."]
    extents: Annotated[
        list[str], "What follows the name of each level: what it held for, if not for everything."
    ]


class BriefRecord(TypedDict):
    """A summary of a record."""

    id: Annotated[str, "Its id, which never changes."]
    path: Annotated[str, "The path of its page, relative to the site's root."]
    url: Annotated[Url | None, "The absolute URL of its page; null if the site has no `page.url`."]
    title: Annotated[str, "What happened, in a few words."]
    number: Annotated[str | None, "Its public number."]
    kind: Annotated[Kind, "The kind of record."]
    visibility: Annotated[Visibility, "Who may see it."]
    severity: Annotated[str | None, "Id of its severity."]
    impact: Annotated[Impact | None, "The common impact for programs."]
    state: Annotated[State, "Its state."]
    phase: Annotated[Phase, "The phase that follows from its state and its times."]
    started: Annotated[Instant | None, "When it began; null if it has not begun, or if that is not known."]
    resolved: Annotated[Instant | None, "When it was over; null while it is open, or if that is not known."]
    started_precision: Annotated[TimePrecision | None, "How precise that start is."]
    resolved_precision: Annotated[TimePrecision | None, "How precise that end is."]
    scheduled_start: Annotated[
        Instant | None,
        "Maintenance: announced start; of several periods, that of the current or the next one.",
    ]
    scheduled_end: Annotated[Instant | None, "Maintenance: announced end of this period; null if it is open."]
    zone_stated: Annotated[
        bool, "Whether the source states a zone; if not, times are clock times without `Z`."
    ]
    year: Annotated[int, "The year under which the history lists it."]
    month: Annotated[
        int | None,
        "The month under which the history lists it, from 1 to 12; null if only the year is known.",
    ]
    components: Annotated[list[str], "Ids of the components that it names, in the order of the site."]
    worst_level: Annotated[str | None, "Id of the worst level that it reached."]
    levels: Annotated[list[LevelSeconds], "The time at each level, worst level first."]
    seconds: Annotated[Seconds, "The time at all levels together."]
    post_mortem: Annotated[bool, "Whether its post-mortem is published."]
    tags: Annotated[list[str], "Words by which readers can find the record."]
    summary: Annotated[str, "What a customer saw, in at most 200 characters of plain text."]
    words: Annotated[Words, "The words of the site's own lists for it."]


class IncidentsFile(TypedDict):
    """A summary of every record, latest first."""

    version: Annotated[Literal[1], "Version of the format."]
    audience: Annotated[Audience, "The audience of the build."]
    count: Annotated[int, "How many records there are."]
    incidents: Annotated[list[BriefRecord], "The records, latest first."]


class LongUptime(TypedDict):
    """An uptime over the last days, including today."""

    days: Annotated[int, "The number of days."]
    percent: Annotated[
        Percent | None, "Uptime in per cent, rounded down as the policy says; null without data."
    ]
    ratio: Annotated[Ratio | None, "The exact uptime from 0 to 1, as a fraction; null without data."]
    downtime_precision: Annotated[DurationPrecision | None, "How exact the downtime is; null without data."]


class LevelShare(TypedDict):
    """What one level contributed to an uptime."""

    id: Annotated[str, "Id of the level."]
    name: Annotated[str, "Name for readers."]
    status: Annotated[ComponentStatus, "The common status for programs."]
    weight: Annotated[Weight, "Share of the time at this level that counts as down, from 0 to 1."]
    seconds: Annotated[Seconds, "The time that counted for this level, unweighted."]
    excluded: Annotated[bool, "Whether that time was excluded from the period."]


class ComponentUptime(TypedDict):
    """The uptime of a component over the last days, with what it was computed from."""

    days: Annotated[int, "The number of days."]
    percent: Annotated[
        Percent | None, "Uptime in per cent, rounded down as the policy says; null without data."
    ]
    ratio: Annotated[Ratio | None, "The exact uptime from 0 to 1, as a fraction; null without data."]
    downtime_precision: Annotated[DurationPrecision | None, "How exact the downtime is; null without data."]
    start: Annotated[Instant | None, "Start of the period; null without data."]
    end: Annotated[Instant | None, "Its end."]
    period_seconds: Annotated[Seconds | None, "Length of the period."]
    excluded_seconds: Annotated[Seconds | None, "Time that was excluded from it as maintenance."]
    counted_seconds: Annotated[Seconds | None, "The rest, by which the downtime is divided."]
    down_seconds: Annotated[Seconds | None, "The time that counted as down, weighted, to the microsecond."]
    levels: Annotated[list[LevelShare], "The calculation: the time at each level; excluded time comes last."]


class Membership(TypedDict):
    """The group of a component from a day on."""

    group: Annotated[str | None, "Id of the group, if it was in one."]
    since: Annotated[Day | None, "First day in the group; null if it was in it from the beginning."]


class ThirdParty(TypedDict):
    """Who runs a component that is not the site's own."""

    name: Annotated[str, "Name for readers."]
    url: Annotated[Url | None, "The address of its status page."]


class Component(TypedDict):
    """A part of the service."""

    id: Annotated[str, "Its id."]
    name: Annotated[str, "Name for readers."]
    path: Annotated[str, "The path of its page, relative to the site's root."]
    url: Annotated[Url | None, "The absolute URL of its page; null if the site has no `page.url`."]
    aliases: Annotated[list[str], "Its former ids, oldest first."]
    group: Annotated[str | None, "Id of its group."]
    groups: Annotated[list[Membership], "Its groups, each with its first day in the group."]
    description: Annotated[str | None, "A sentence for readers, in Markdown."]
    third_party: Annotated[ThirdParty | None, "Who runs it; null if the site's own team does."]
    since: Annotated[Day | None, "First day of its history."]
    until: Annotated[Day | None, "Last day of its history."]
    ended: Annotated[bool, "Whether its history has ended; its level then has no meaning."]
    level: Annotated[str, "Id of its current level."]
    extent: Annotated[
        str | None, "What that level holds for, such as a region or a share, as text; null if for everything."
    ]
    status: Annotated[ComponentStatus, "The common status for programs."]
    records: Annotated[int, "How many records name it."]
    uptime: Annotated[list[LongUptime], "Its uptime over several periods."]


class Group(TypedDict):
    """Components that are shown together."""

    id: Annotated[str, "Its id."]
    name: Annotated[str, "Name for readers."]
    group: Annotated[str | None, "Id of the group that it is in, if it is in one."]
    description: Annotated[str | None, "A sentence for readers, in Markdown."]
    level: Annotated[str, "Id of the worst level of its components and of those of the groups in it."]
    status: Annotated[ComponentStatus, "The common status for programs."]
    components: Annotated[list[str], "Ids of its own components, in the order of the site."]
    uptime: Annotated[list[LongUptime], "Its uptime over several periods."]


class ComponentsFile(TypedDict):
    """The components of the site and their levels."""

    version: Annotated[Literal[1], "Version of the format."]
    audience: Annotated[Audience, "The audience of the build."]
    as_of: Annotated[Instant, "The time for which the levels and uptimes were computed."]
    policy: Annotated[PolicyName, "The definition of uptime in use."]
    level: Annotated[str, "Id of the worst level of all components."]
    status: Annotated[ComponentStatus, "The common status for programs."]
    groups: Annotated[list[Group], "Groups, in the order of the site."]
    components: Annotated[list[Component], "Components, in the order of the site."]


class Policy(TypedDict):
    """A definition of uptime."""

    name: Annotated[PolicyName, "Its name."]
    description: Annotated[str, "What it counts, in a sentence."]


class Maintenance(TypedDict):
    """How time under maintenance is counted."""

    name: Annotated[MaintenanceRule, "The name of the rule in `status.yml`."]
    description: Annotated[str, "What it means under the policy, in a sentence."]


class ComponentUptimes(TypedDict):
    """The uptime of one component."""

    id: Annotated[str, "Id of the component."]
    periods: Annotated[list[ComponentUptime], "The periods, shortest first."]


class GroupUptimes(TypedDict):
    """The uptime of one group."""

    id: Annotated[str, "Id of the group."]
    periods: Annotated[list[LongUptime], "The periods, shortest first."]


class UptimeFile(TypedDict):
    """Uptime over the last days, of each component, of each group and of the site."""

    version: Annotated[Literal[1], "Version of the format."]
    audience: Annotated[Audience, "The audience of the build."]
    as_of: Annotated[Instant, "The time until which uptime was counted."]
    timezone: Annotated[str, "The time zone in which days begin and end."]
    policy: Annotated[Policy, "The definition of uptime in use."]
    maintenance: Annotated[Maintenance, "How time under maintenance is counted."]
    site: Annotated[list[LongUptime], "All components together, by the policy's rule for groups."]
    groups: Annotated[list[GroupUptimes], "Groups, in the order of the site."]
    components: Annotated[list[ComponentUptimes], "Components, in the order of the site."]


class ActionCounts(TypedDict):
    """The number of action items in each state."""

    overdue: Annotated[int, "Open, and past their due date."]
    open: Annotated[int, "Open, and not yet due."]
    undated: Annotated[int, "Open, without a due date."]
    done: Annotated[int, "Done."]
    dropped: Annotated[int, "Will not be done."]


class ClosedYear(TypedDict):
    """The action items that were closed in a year."""

    year: Annotated[int, "The year."]
    count: Annotated[int, "How many there are."]
    path: Annotated[str, "The path of the file that lists them, relative to the site's root."]
    url: Annotated[Url | None, "Its absolute URL; null if the site has no `page.url`."]


class ActionsFile(TypedDict):
    """The open action items, and the files with the closed ones."""

    version: Annotated[Literal[1], "Version of the format."]
    audience: Annotated[Audience, "The audience of the build."]
    counts: Annotated[ActionCounts, "How many there are."]
    open: Annotated[list[Action], "The open items, earliest due date first."]
    closed: Annotated[list[ClosedYear], "The years in which items were closed, latest first."]


class ClosedActionsFile(TypedDict):
    """The action items that were closed in a year."""

    version: Annotated[Literal[1], "Version of the format."]
    audience: Annotated[Audience, "The audience of the build."]
    year: Annotated[int, "The year."]
    actions: Annotated[list[Action], "The items, latest first."]
