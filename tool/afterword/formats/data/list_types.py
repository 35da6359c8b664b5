"""What our JSON says of many records: the declaration that converters are checked against and schemas are made from."""

from __future__ import annotations

from typing import Annotated, Literal, TypedDict

from afterword.formats.data.analysis_types import Action
from afterword.formats.data.values import Day, Instant, Percent, Ratio, Seconds, Url, Weight
from afterword.records.settings import MaintenanceRule, PolicyName
from afterword.records.vocabulary import ComponentStatus, Impact, Kind, State, Visibility
from afterword.timeline.certainty import DurationPrecision
from afterword.timeline.lifecycle import Phase
from afterword.views.audience import Audience


class LevelSeconds(TypedDict):
    """How long a level held."""

    id: Annotated[str, "The level."]
    seconds: Annotated[Seconds, "How long it was the worst level of all components."]


class Words(TypedDict):
    """What the site's own lists say of a record, word for word; text without markup, empty where there is none."""

    kind: Annotated[str, "Its kind."]
    severity: Annotated[str, "Its severity."]
    state: Annotated[str, "How far it has come."]
    glyph: Annotated[str, "The sign before that."]
    when: Annotated[str, "When it was or is to be, in the zone of the pages."]
    zone: Annotated[str, "The zone of that time."]
    end: Annotated[str, "What stands in place of an end, where there is none yet."]
    duration: Annotated[str, "How long all levels held together."]
    levels: Annotated[list[str], "How long each level held, in the order of `levels`."]


class BriefRecord(TypedDict):
    """A record in brief."""

    id: Annotated[str, "Its id, which never changes."]
    path: Annotated[str, "Where its page stands, from the site's root."]
    url: Annotated[Url | None, "The page's whole address, where the site says where it stands."]
    title: Annotated[str, "What happened, in a few words."]
    number: Annotated[str | None, "Its public number."]
    kind: Annotated[Kind, "What kind of thing happened."]
    visibility: Annotated[Visibility, "Who may see it."]
    severity: Annotated[str | None, "Id of its severity."]
    impact: Annotated[Impact | None, "The severity in the words that status pages share."]
    state: Annotated[State, "How far it has come."]
    phase: Annotated[Phase, "Where it stands between before and after."]
    started: Annotated[Instant | None, "When it began; null where it has not, or nobody knows."]
    resolved: Annotated[Instant | None, "When it was over; null while it is not, or where nobody knows."]
    scheduled_start: Annotated[
        Instant | None,
        "Maintenance: announced start; of several periods, that of the current or the next one.",
    ]
    scheduled_end: Annotated[Instant | None, "Maintenance: announced end of this period; null if it is open."]
    zone_stated: Annotated[
        bool, "Whether the source states a zone; if not, times are clock times without `Z`."
    ]
    year: Annotated[int, "The year under which it stands in the history."]
    month: Annotated[int, "The month under which it stands in the history, from 1 to 12."]
    components: Annotated[list[str], "Ids of the components that it speaks of, in the order of the site."]
    worst_level: Annotated[str | None, "Id of the worst level that it reached."]
    levels: Annotated[list[LevelSeconds], "How long each level held, the worst first."]
    seconds: Annotated[Seconds, "All levels together."]
    post_mortem: Annotated[bool, "Whether its post-mortem is published."]
    tags: Annotated[list[str], "Words to find the record by."]
    summary: Annotated[str, "What a customer saw, in at most 200 characters of plain text."]
    words: Annotated[Words, "What the site's lists say of it."]


class IncidentsFile(TypedDict):
    """Every record in brief, the latest first."""

    version: Annotated[Literal[1], "Version of the files' shape."]
    audience: Annotated[Audience, "For whom the file was made."]
    count: Annotated[int, "How many records there are."]
    incidents: Annotated[list[BriefRecord], "The records, the latest first."]


class LongUptime(TypedDict):
    """An uptime over the last days, the last of them today."""

    days: Annotated[int, "Over how many days."]
    percent: Annotated[
        Percent | None, "Uptime in per cent, rounded down as the policy says; null without data."
    ]
    ratio: Annotated[Ratio | None, "The same from 0 to 1, exactly, as a fraction; null without data."]
    downtime_precision: Annotated[DurationPrecision | None, "How exact the downtime is; null without data."]


class LevelShare(TypedDict):
    """What one level put into an uptime."""

    id: Annotated[str, "Id of the level."]
    name: Annotated[str, "What readers are shown."]
    status: Annotated[ComponentStatus, "The same in the words that status pages share."]
    weight: Annotated[Weight, "How much of the time at it counts as down, from 0 to 1."]
    seconds: Annotated[Seconds, "The time in which it was what counted, unweighted."]
    excluded: Annotated[bool, "Whether that time was taken out of the period."]


class ComponentUptime(TypedDict):
    """The uptime of a component over the last days, with what it was computed from."""

    days: Annotated[int, "Over how many days."]
    percent: Annotated[
        Percent | None, "Uptime in per cent, rounded down as the policy says; null without data."
    ]
    ratio: Annotated[Ratio | None, "The same from 0 to 1, exactly, as a fraction; null without data."]
    downtime_precision: Annotated[DurationPrecision | None, "How exact the downtime is; null without data."]
    start: Annotated[Instant | None, "Start of the period; null without data."]
    end: Annotated[Instant | None, "Its end."]
    period_seconds: Annotated[Seconds | None, "How long the period is."]
    excluded_seconds: Annotated[Seconds | None, "How much was taken out of it as maintenance."]
    counted_seconds: Annotated[Seconds | None, "The rest: by this the downtime is divided."]
    down_seconds: Annotated[Seconds | None, "The time that counted as down, weighted, to the microsecond."]
    levels: Annotated[
        list[LevelShare], "The working: the time at each level, and what was taken out at the end."
    ]


class Membership(TypedDict):
    """The group of a component from a day on."""

    group: Annotated[str | None, "Id of the group, if it was in one."]
    since: Annotated[Day | None, "First day in it; null if it was in it from the beginning."]


class Component(TypedDict):
    """A part of the service."""

    id: Annotated[str, "Its id."]
    name: Annotated[str, "What readers are shown."]
    path: Annotated[str, "Where its page stands, from the site's root."]
    url: Annotated[Url | None, "The page's whole address, where the site says where it stands."]
    aliases: Annotated[list[str], "Its former ids, the first one first."]
    group: Annotated[str | None, "Id of its group."]
    groups: Annotated[list[Membership], "Its groups, each with its first day in it."]
    description: Annotated[str | None, "A sentence for readers, in Markdown."]
    since: Annotated[Day | None, "First day of its history."]
    until: Annotated[Day | None, "Last day of its history."]
    ended: Annotated[bool, "Whether its history has ended; then its level means nothing."]
    level: Annotated[str, "Id of the level at which it is."]
    status: Annotated[ComponentStatus, "The same in the words that status pages share."]
    records: Annotated[int, "How many records speak of it."]
    uptime: Annotated[list[LongUptime], "Its uptime over several periods."]


class Group(TypedDict):
    """Components that are shown together."""

    id: Annotated[str, "Its id."]
    name: Annotated[str, "What readers are shown."]
    description: Annotated[str | None, "A sentence for readers, in Markdown."]
    level: Annotated[str, "Id of the worst level of its components."]
    status: Annotated[ComponentStatus, "The same in the words that status pages share."]
    components: Annotated[list[str], "Ids of its components, in the order of the site."]
    uptime: Annotated[list[LongUptime], "Its uptime over several periods."]


class ComponentsFile(TypedDict):
    """The components of the site and how they are."""

    version: Annotated[Literal[1], "Version of the files' shape."]
    audience: Annotated[Audience, "For whom the file was made."]
    as_of: Annotated[Instant, "The instant at which this was so."]
    policy: Annotated[PolicyName, "The definition of uptime in use."]
    level: Annotated[str, "Id of the worst level of all components."]
    status: Annotated[ComponentStatus, "The same in the words that status pages share."]
    groups: Annotated[list[Group], "Groups, in the order of the site."]
    components: Annotated[list[Component], "Components, in the order of the site."]


class Policy(TypedDict):
    """A definition of uptime."""

    name: Annotated[PolicyName, "Its name."]
    description: Annotated[str, "What it counts, in a sentence."]


class Maintenance(TypedDict):
    """What becomes of time under maintenance."""

    name: Annotated[MaintenanceRule, "The name of the rule in `status.yml`."]
    description: Annotated[str, "What it means under the policy, in a sentence."]


class ComponentUptimes(TypedDict):
    """The uptime of one component."""

    id: Annotated[str, "Id of the component."]
    periods: Annotated[list[ComponentUptime], "The periods, the shortest first."]


class GroupUptimes(TypedDict):
    """The uptime of one group."""

    id: Annotated[str, "Id of the group."]
    periods: Annotated[list[LongUptime], "The periods, the shortest first."]


class UptimeFile(TypedDict):
    """Uptime over the last days, of each component, of each group and of the site."""

    version: Annotated[Literal[1], "Version of the files' shape."]
    audience: Annotated[Audience, "For whom the file was made."]
    as_of: Annotated[Instant, "The instant until which was counted."]
    timezone: Annotated[str, "The zone in which days begin and end."]
    policy: Annotated[Policy, "The definition of uptime in use."]
    maintenance: Annotated[Maintenance, "What becomes of time under maintenance."]
    site: Annotated[list[LongUptime], "All components together, by the policy's rule for groups."]
    groups: Annotated[list[GroupUptimes], "Groups, in the order of the site."]
    components: Annotated[list[ComponentUptimes], "Components, in the order of the site."]


class ActionCounts(TypedDict):
    """How many action items stand where."""

    overdue: Annotated[int, "Open, and past the day on which they were due."]
    open: Annotated[int, "Open, and not yet due."]
    undated: Annotated[int, "Open, without a day on which they are due."]
    done: Annotated[int, "Done."]
    dropped: Annotated[int, "Will not be done."]


class ClosedYear(TypedDict):
    """The action items that were closed in a year."""

    year: Annotated[int, "The year."]
    count: Annotated[int, "How many there are."]
    path: Annotated[str, "The file that has them, from the site's root."]
    url: Annotated[Url | None, "Its whole address, where the site says where it stands."]


class ActionsFile(TypedDict):
    """The action items that are open, and where those are that are closed."""

    version: Annotated[Literal[1], "Version of the files' shape."]
    audience: Annotated[Audience, "For whom the file was made."]
    counts: Annotated[ActionCounts, "How many there are."]
    open: Annotated[list[Action], "Those that are open, the earliest due first."]
    closed: Annotated[list[ClosedYear], "The years in which items were closed, the latest first."]


class ClosedActionsFile(TypedDict):
    """The action items that were closed in a year."""

    version: Annotated[Literal[1], "Version of the files' shape."]
    audience: Annotated[Audience, "For whom the file was made."]
    year: Annotated[int, "The year."]
    actions: Annotated[list[Action], "The items, the latest first."]
