"""What our JSON of views says: the declarations that the schemas are made from. Names are those of `/data/v1`."""

from __future__ import annotations

from typing import Annotated, Literal, TypedDict

from afterword.formats.data.analysis_types import Action
from afterword.formats.data.list_types import BriefRecord
from afterword.formats.data.values import Day, Instant, Percent, Ratio, Seconds
from afterword.records.settings import PolicyName
from afterword.records.vocabulary import ComponentStatus, Visibility
from afterword.timeline.certainty import DurationPrecision
from afterword.timeline.response_times import ResponseName
from afterword.views.audience import Audience
from afterword.views.terminal.record_timeline import EntryKind


class BrokenEntry(TypedDict):
    """A file that cannot be read as a record, and so is missing from everything else."""

    file: Annotated[str, "The file, relative to the site's folder."]
    line: Annotated[int, "The line of the first problem; 0 if it has none."]
    problem: Annotated[str, "The first problem, in words."]


class ViewFile(TypedDict):
    """What the JSON of each view has."""

    version: Annotated[Literal[1], "Version of the format."]
    audience: Annotated[Audience, "The audience of the view."]
    as_of: Annotated[Instant, "The time for which it was made."]
    broken: Annotated[list[BrokenEntry], "The files that cannot be read as records."]


class RecordEntry(BriefRecord):
    """A record in the list: its entry of `/data/v1/incidents.json`, and one more key."""

    publish_at: Annotated[Instant | None, "When it becomes public, if it is held back now."]


class ListFile(ViewFile):
    """What `afterword list --json` writes."""

    count: Annotated[int, "How many records match, including those that `--limit` leaves out."]
    incidents: Annotated[list[RecordEntry], "The records, latest first."]


class ComponentNow(TypedDict):
    """A component at its level; the keys are those of `/data/v1/components.json`."""

    id: Annotated[str, "Its id."]
    name: Annotated[str, "Name for readers."]
    group: Annotated[str | None, "Id of its group."]
    level: Annotated[
        str | None,
        "Id of its current level; null if a file that cannot be read could say that it is affected.",
    ]
    extent: Annotated[
        str | None, "What that level holds for, such as a region or a share, as text; null if for everything."
    ]
    status: Annotated[ComponentStatus | None, "The common status for programs; null as for `level`."]


class NowFile(ViewFile):
    """What `afterword now --json` writes."""

    name: Annotated[str, "Name of the service."]
    url: Annotated[str | None, "Address of the status page; null if the site has no `page.url`."]
    level: Annotated[
        str | None,
        "Id of the level of the sentence; null if it is not known, because the files in `broken` cannot be read.",
    ]
    status: Annotated[ComponentStatus | None, "The common status for programs; null as for `level`."]
    text: Annotated[str, "The sentence of the status page."]
    incidents: Annotated[list[RecordEntry], "The open incidents, latest first."]
    maintenance: Annotated[list[RecordEntry], "Running maintenance, then what is announced, earliest first."]
    notices: Annotated[list[RecordEntry], "The notices that apply, latest first."]
    components: Annotated[list[ComponentNow], "The components, in the order of the site."]


class ActionsFile(ViewFile):
    """What `afterword actions --json` writes."""

    open: Annotated[list[Action], "The open items that match, earliest due date first."]


class DayEntry(TypedDict):
    """An affected day."""

    day: Annotated[Day, "The day."]
    level: Annotated[str, "Id of its worst level."]
    status: Annotated[ComponentStatus, "The common status for programs."]
    text: Annotated[str, "The time at each level, in words."]
    incidents: Annotated[list[str], "Ids of the records."]


class PlannedEntry(TypedDict):
    """A period for which maintenance is announced."""

    id: Annotated[str, "Id of the record."]
    title: Annotated[str, "What will be done, in a few words."]
    start: Annotated[str, "Announced start, as precise as it was announced."]
    end: Annotated[str | None, "Announced end; null if it is open."]
    days: Annotated[list[Day], "The days that it touches."]


class CalendarFile(ViewFile):
    """What `afterword calendar --json` writes."""

    component: Annotated[str | None, "Id of the component that it is about; null if about all."]
    first: Annotated[Day, "The first day."]
    last: Annotated[Day, "The last day."]
    affected: Annotated[list[DayEntry], "The days with trouble, latest first."]
    planned: Annotated[list[PlannedEntry], "The maintenance that is announced, earliest first."]


class TimesEntry(TypedDict):
    """Lengths of time of the incidents that have it."""

    count: Annotated[int, "How many incidents have it."]
    median_seconds: Annotated[Seconds, "The median."]
    longest_seconds: Annotated[Seconds, "The longest one."]


class ResponseEntry(TimesEntry):
    """A response time."""

    name: Annotated[ResponseName, "Its name."]


class PeriodEntry(TypedDict):
    """The numbers of a period."""

    month: Annotated[str | None, "The month, such as 2026-11; null for a number of days."]
    days: Annotated[int | None, "The number of days, today included; null for a month."]
    so_far: Annotated[bool, "Whether it is a month that is not over."]
    incidents: Annotated[int, "How many incidents began in it."]
    maintenance: Annotated[int, "How many records of maintenance began in it."]
    duration: Annotated[TimesEntry | None, "How long its incidents lasted; null if none gives a time."]
    response_times: Annotated[list[ResponseEntry], "The response times that incidents have."]
    percent: Annotated[
        Percent | None, "Uptime in per cent, rounded down as the policy says; null without data."
    ]
    ratio: Annotated[Ratio | None, "The exact uptime from 0 to 1, as a fraction; null without data."]
    downtime_precision: Annotated[DurationPrecision | None, "How exact the downtime is; null without data."]


class StatsFile(ViewFile):
    """What `afterword stats --json` writes."""

    policy: Annotated[PolicyName, "The definition of uptime in use."]
    periods: Annotated[list[PeriodEntry], "The months, latest first, then the last days."]


class TimelineEntry(TypedDict):
    """Something that happened."""

    at: Annotated[str, "When it happened or began, as precise as it is known."]
    until: Annotated[str | None, "When it ended; null if it has not, or took no time."]
    kind: Annotated[EntryKind, "What it is."]
    name: Annotated[
        str, "The name of the component, of the milestone, of the state, or of the kind of event."
    ]
    level: Annotated[str | None, "Id of the level of a window."]
    text: Annotated[str, "What is said about it; of updates and events in Markdown."]
    visibility: Annotated[Visibility, "Who may see it."]


class TimelineFile(TypedDict):
    """What `afterword timeline --json` writes."""

    version: Annotated[Literal[1], "Version of the format."]
    audience: Annotated[Audience, "The audience of the view."]
    as_of: Annotated[Instant, "The time for which it was made."]
    id: Annotated[str, "Id of the record."]
    title: Annotated[str, "What happened, in a few words."]
    timeline: Annotated[list[TimelineEntry], "What happened, the earliest first."]


class PageFile(TypedDict):
    """What `afterword open --json` writes."""

    version: Annotated[Literal[1], "Version of the format."]
    id: Annotated[str, "Id of the record."]
    path: Annotated[str, "The path of its page, relative to the site's root."]
    url: Annotated[str | None, "The absolute URL of its page; null if the site has no `page.url`."]
    is_public: Annotated[bool, "Whether a public build has the page now."]
