"""The impact part of a record: levels over time, symptoms and numbers."""

from __future__ import annotations

from pydantic import Field

from afterword.records.fields import Count, Label, Line, Moment, NameReference, Number, Prose, SlugReference
from afterword.records.key_audience import Internal, Public, WithPostMortem
from afterword.records.model import RecordPart, optional, several


class Measure(RecordPart):
    """What was overloaded, and by how much."""

    metric: Public[Line] = Field(description="What was measured.", examples=["queue length"])
    value: Public[Number] = Field(description="The worst value reached.", examples=[4200])
    unit: Public[Line] = Field(description="The unit of `value` and `threshold`.", examples=["queries"])
    threshold: Public[Number | None] = optional("The value at which overload begins.", 500)


class Window(RecordPart):
    """A period in which a component was at a level. The end is not part of it."""

    id: Public[Label | None] = optional("Id of the window, used by `symptoms.windows`.", "w1")
    component: Public[SlugReference] = Field(description="A component of `status.yml`.", examples=["search"])
    level: Public[NameReference] = Field(description="A level of `status.yml`.", examples=["degraded"])
    start: Public[Moment] = Field(description="When the component reached this level.")
    end: Public[Moment | None] = optional(
        "When the component left it. Without an end, it is still at this level.", "2026-11-20 10:15"
    )
    label: Public[Line | None] = optional("A few words for the chart.", "replicas behind")
    measure: Public[Measure | None] = optional("What was overloaded and by how much.")
    note: Public[Prose | None] = optional(
        "What a reader should know about this window.", "Searches by author only."
    )


class Symptom(RecordPart):
    """What people saw, and why."""

    component: Public[SlugReference] = Field(description="A component of `status.yml`.", examples=["search"])
    seen: Public[Prose] = Field(
        description="What people saw.", examples=["`Failed to fetch` while a page loads"]
    )
    mechanism: Public[Prose | None] = optional("How the fault caused it.", "The page waits for an answer.")
    windows: Public[tuple[Label, ...]] = several("Ids of the windows in which it was seen.", ["w1"])


class OtherImpact(RecordPart):
    """A number that the site defines itself."""

    name: Public[Line] = Field(description="What is counted.", examples=["dashboards affected"])
    value: Public[Number] = Field(description="How many or how much.", examples=[310])
    unit: Public[Line] = Field(description="The unit.", examples=["dashboards"])
    source: Internal[Line | None] = optional("Where the number comes from.", "access logs")


class ImpactNumbers(RecordPart):
    """The impact on customers, in numbers."""

    customers_affected: Public[Count | None] = optional("Number of customers who noticed.", 310)
    requests_failed: Public[Count | None] = optional("Number of requests that failed.", 12000)
    support_tickets: Public[Count | None] = optional("Number of support tickets about it.", 14)
    data_loss: WithPostMortem[Prose | None] = optional("Which data was lost, or that none was.", "None.")
    revenue: Internal[Line | None] = optional("What it cost, with the currency.", "EUR 1200")
    other: Public[tuple[OtherImpact, ...]] = several("Other numbers, each with its unit.")
