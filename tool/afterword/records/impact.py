"""What customers experienced: levels over time, symptoms and numbers."""

from __future__ import annotations

from pydantic import Field

from afterword.records.fields import Count, Label, Line, Moment, Name, Number, Prose, Slug
from afterword.records.key_audience import Internal, Public, WithPostMortem
from afterword.records.model import RecordPart, optional, several


class Measure(RecordPart):
    """What was overloaded, and by how much."""

    metric: Public[Line] = Field(description="What was measured.", examples=["queue length"])
    value: Public[Number] = Field(description="The worst value reached.", examples=[4200])
    unit: Public[Line] = Field(description="The unit of value and threshold.", examples=["queries"])
    threshold: Public[Number | None] = optional("The value from which it counts as too much.", 500)


class Window(RecordPart):
    """A stretch of time in which a component was at a level. Half-open: the end is no longer part of it."""

    id: Public[Label | None] = optional("Name of the window, for symptoms to refer to.", "w1")
    component: Public[Slug] = Field(description="A component of `status.yml`.", examples=["search"])
    level: Public[Name] = Field(description="A level of `status.yml`.", examples=["degraded"])
    start: Public[Moment] = Field(description="When the component came to this level.")
    end: Public[Moment | None] = optional(
        "When it left it; without an end it is still going on.", "2026-11-20 10:15"
    )
    label: Public[Line | None] = optional("A few words for the chart.", "replicas behind")
    measure: Public[Measure | None] = optional("What was overloaded and by how much.")
    note: Public[Prose | None] = optional(
        "What a reader should know about this window.", "Searches by author only."
    )


class Symptom(RecordPart):
    """What people saw, and why."""

    component: Public[Slug] = Field(description="A component of `status.yml`.", examples=["search"])
    seen: Public[Prose] = Field(
        description="What people saw.", examples=["`Failed to fetch` while a page loads"]
    )
    mechanism: WithPostMortem[Prose | None] = optional(
        "How the fault led to it.", "The page waits for an answer."
    )
    windows: Public[tuple[Label, ...]] = several("Ids of the windows in which it was seen.", ["w1"])


class OtherImpact(RecordPart):
    """A number of the site's own choosing."""

    name: Public[Line] = Field(description="What is counted.", examples=["dashboards affected"])
    value: Public[Number] = Field(description="How many or how much.", examples=[310])
    unit: Public[Line] = Field(description="The unit.", examples=["dashboards"])
    source: Internal[Line | None] = optional("Where the number comes from.", "access logs")


class ImpactNumbers(RecordPart):
    """What it cost customers, in numbers."""

    customers_affected: Public[Count | None] = optional("Customers who noticed.", 310)
    requests_failed: Public[Count | None] = optional("Requests that failed.", 12000)
    support_tickets: Public[Count | None] = optional("Tickets that came in because of it.", 14)
    data_loss: Public[Prose | None] = optional("What data was lost, or that none was.", "None.")
    revenue: Internal[Line | None] = optional("What it cost, with its currency.", "EUR 1200")
    other: Public[tuple[OtherImpact, ...]] = several("Further numbers, each with its unit.")
