"""What our JSON says of a record's effects: which components were affected, what people saw, and what it cost."""

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
    """A stretch of time in which a component was at a level. Half-open: the end is no longer part of it."""

    id: Annotated[str | None, "Name of the window, which symptoms refer to."]
    component: Annotated[str, "Id of the component."]
    level: Annotated[str, "Id of the level."]
    status: Annotated[ComponentStatus, "The level in the words that status pages share."]
    start: Annotated[Instant, "When the component came to this level."]
    end: Annotated[Instant | None, "When it left it; null while it goes on."]
    start_precision: Annotated[TimePrecision, "How precise the start is."]
    end_precision: Annotated[
        TimePrecision | None, "How precise the end is; `unknown` if nobody knows when it ended."
    ]
    seconds: Annotated[Seconds, "How long it has lasted; until `as_of` while it goes on."]
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
    mechanism: Annotated[str | None, "How the fault led to it, in Markdown."]
    windows: Annotated[list[str], "Ids of the windows in which it was seen."]


class OtherNumber(TypedDict):
    """A number of the site's own choosing."""

    name: Annotated[str, "What is counted."]
    value: Annotated[Quantity, "How many or how much."]
    source: Annotated[str | None, "Where the number comes from; internal."]


class _From(TypedDict("_From", {"from": Annotated[Instant | None, "From when data was lost."]})):
    """A key that is a word of Python."""


class DataLoss(_From):
    """What data was lost."""

    from_precision: Annotated[TimePrecision | None, "How precise that time is."]
    to: Annotated[Instant | None, "Up to when data was lost."]
    to_precision: Annotated[TimePrecision | None, "How precise that time is."]
    text: Annotated[str, "What was lost, or that nothing was, in Markdown."]


class Exposure(TypedDict):
    """What a security incident opened to others. It is no downtime."""

    since: Annotated[Instant, "When it began."]
    since_precision: Annotated[TimePrecision, "How precise that time is."]
    until: Annotated[Instant | None, "When it ended; null where nobody says so."]
    until_precision: Annotated[TimePrecision | None, "How precise the end is."]
    what: Annotated[str, "What was exposed, and to whom, in Markdown."]
    indicators: Annotated[list[str], "Signs by which customers can tell, in Markdown."]
    misuse: Annotated[Misuse | None, "Whether someone used it."]


class ImpactNumbers(TypedDict):
    """What it cost customers, in numbers."""

    customers_affected: Annotated[Quantity | None, "Customers who noticed."]
    requests_failed: Annotated[Quantity | None, "Requests that failed."]
    support_tickets: Annotated[Quantity | None, "Tickets that came in because of it."]
    data_loss: Annotated[DataLoss | None, "What data was lost, or that none was."]
    revenue: Annotated[Quantity | None, "What it cost; internal."]
    other: Annotated[list[OtherNumber], "Further numbers."]
