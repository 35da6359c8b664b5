"""The JSON types of a record's effects: affected components, symptoms, exposure, impact."""

from __future__ import annotations

from typing import Annotated, TypedDict

from afterword.formats.data.values import Instant, Quantity, Seconds, TimePrecision
from afterword.records.vocabulary import ComponentStatus, Misuse

Measure = TypedDict(
    "Measure",
    {
        "metric": Annotated[str, "What was measured."],
        "value": Annotated[Quantity | None, "The worst value reached."],
        "from": Annotated[Quantity | None, "The first value of a course."],
        "to": Annotated[Quantity | None, "The last value of a course."],
        "threshold": Annotated[Quantity | None, "The value from which it counts as too much."],
    },
)
Measure.__doc__ = "What was overloaded, and by how much: its worst value, or its course."


class Window(TypedDict):
    """A period in which a component was at a level. The end is not part of it."""

    id: Annotated[str | None, "Id of the window, by which others refer to it."]
    component: Annotated[str, "Id of the component."]
    level: Annotated[str, "Id of the level."]
    status: Annotated[ComponentStatus, "The common status of the level, for programs."]
    start: Annotated[Instant, "When the component reached this level."]
    end: Annotated[Instant | None, "When it left the level; null while the window is open."]
    start_precision: Annotated[TimePrecision, "How precise the start is."]
    end_precision: Annotated[
        TimePrecision | None, "How precise the end is; `unknown` if it is not known when it ended."
    ]
    seconds: Annotated[Seconds, "Its duration; until `as_of` while it is open."]
    scope: Annotated[list[str], "Which regions, versions or customers: text, or ids of the site's scopes."]
    share: Annotated[Quantity | None, "The part that was affected."]
    label: Annotated[str | None, "A few words for charts."]
    note: Annotated[str | None, "What a reader should know about it, in Markdown."]
    measure: Annotated[Measure | None, "What was overloaded."]


class AlsoAffected(TypedDict):
    """Components that were affected, at times that are not known."""

    components: Annotated[list[str], "Ids of the components."]
    level: Annotated[str | None, "Id of the level."]
    note: Annotated[str | None, "What is known about it, in Markdown."]


class Symptom(TypedDict):
    """What people saw, and why."""

    component: Annotated[str, "Id of the component."]
    seen: Annotated[str, "What people saw, in Markdown."]
    mechanism: Annotated[str | None, "How the fault caused it, in Markdown."]
    windows: Annotated[list[str], "Ids of the windows in which it was seen."]


class OtherNumber(TypedDict):
    """A number that the site defines itself."""

    name: Annotated[str, "What is counted."]
    value: Annotated[Quantity, "How many or how much."]
    source: Annotated[str | None, "Where the number comes from; internal."]


class _From(
    TypedDict("_From", {"from": Annotated[Instant | None, "When the first of the lost data was written."]})
):
    """A key that is a word of Python."""


class DataLoss(_From):
    """What data was lost."""

    from_precision: Annotated[TimePrecision | None, "How precise that time is."]
    to: Annotated[Instant | None, "When the last of the lost data was written."]
    to_precision: Annotated[TimePrecision | None, "How precise that time is."]
    text: Annotated[str, "What was lost, or that nothing was, in Markdown."]


class Exposure(TypedDict):
    """What a security incident exposed. It is never counted as downtime."""

    since: Annotated[Instant, "When it began."]
    since_precision: Annotated[TimePrecision, "How precise that time is."]
    until: Annotated[Instant | None, "When it ended; null if that is not stated."]
    until_precision: Annotated[TimePrecision | None, "How precise the end is."]
    what: Annotated[str, "What was exposed, and to whom, in Markdown."]
    indicators: Annotated[list[str], "Signs by which customers can tell, in Markdown."]
    misuse: Annotated[Misuse | None, "Whether someone used it."]


class ImpactNumbers(TypedDict):
    """The impact on customers, in numbers."""

    customers_affected: Annotated[Quantity | None, "How many customers noticed."]
    requests_failed: Annotated[Quantity | None, "How many requests failed."]
    support_tickets: Annotated[Quantity | None, "How many support tickets were about it."]
    data_loss: Annotated[DataLoss | None, "What data was lost, or that none was."]
    revenue: Annotated[Quantity | None, "What it cost; internal."]
    other: Annotated[list[OtherNumber], "Further numbers."]
