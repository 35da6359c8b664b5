"""The impact part of a record: levels over time, symptoms and numbers."""

from datetime import datetime
from typing import NamedTuple, Self

from pydantic import Field, model_validator

from afterword.records.data_loss import DataLoss
from afterword.records.fields import (
    Amount,
    Label,
    Line,
    Lines,
    Moment,
    NameReference,
    Prose,
    SlugReference,
    WindowEnd,
)
from afterword.records.key_audience import Internal, Public, WithPostMortem
from afterword.records.model import RecordPart, TextOr, WithAlternatives, optional, several


class Measure(WithAlternatives):
    """What was overloaded, and by how much: its worst value, or its course from one value to another."""

    ALTERNATIVES = (("value",), ("from", "to"))

    metric: Public[Line] = Field(description="What was measured.", examples=["queue length"])
    value: Public[Amount | None] = optional("The worst value reached.", "4200")
    from_: Public[Amount | None] = optional("The first value of a course.", "500", key="from")
    to: Public[Amount | None] = optional("The last value of a course.", "4200")
    unit: Public[Line | None] = optional("The unit of values that have none.", "queries")
    threshold: Public[Amount | None] = optional("The value at which overload begins.", "500")

    @model_validator(mode="after")
    def _one_unit(self) -> Self:
        """Refuse a value with its own unit next to `unit`."""
        values = (self.value, self.from_, self.to, self.threshold)
        if self.unit and any(value and value.unit for value in values):
            raise ValueError("this has a unit after a number and in `unit`; write it once")
        return self


class Named(WithAlternatives):
    """An entry about one component or several."""

    ALTERNATIVES = (("component",), ("components",))

    component: Public[SlugReference | None] = optional("A component of `status.yml`.", "search")
    components: Public[tuple[SlugReference, ...]] = several(
        "Components of `status.yml`, if there are several.", ["search", "api"]
    )

    @property
    def named(self) -> tuple[str, ...]:
        """The ids of all components that it names, in the order in which they were typed."""
        return self.components or ((self.component,) if self.component else ())


class WithId(RecordPart):
    """A period that has an id, which comes before the keys of other bases."""

    id: Public[Label | None] = optional("Id of the window, by which other keys refer to it.", "w1")


class Window(Named, WithId):
    """A period in which one component or several were at a level. The end is not part of it."""

    level: Public[NameReference] = Field(description="A level of `status.yml`.", examples=["degraded"])
    start: Public[Moment] = Field(description="When the components reached this level.")
    end: Public[WindowEnd | None] = optional(
        "When they left it. Without an end they are still at this level; `unknown` means that it is over.",
        "2026-11-20 10:15",
    )
    scope: Public[Lines] = several(
        "Which region, version or customers: text, or ids of the site's `scopes`.", ["Europe"]
    )
    share: Public[Amount | None] = optional("The part that was affected.", "38 %")
    label: Public[Line | None] = optional("A few words for the chart.", "replicas behind")
    measure: Public[Measure | None] = optional("What was overloaded and by how much.")
    note: Public[Prose | None] = optional(
        "What a reader should know about this window.", "Searches by author only."
    )


class ComponentWindow(NamedTuple):
    """A window of one component; `window` is as it was typed, for all its components."""

    component: str
    level: str
    start: datetime
    end: datetime | None
    window: Window


class AlsoAffected(Named):
    """Components that were affected, at times that are not known. They are shown, and never counted."""

    level: Public[NameReference | None] = optional("A level of `status.yml`.", "degraded")
    note: Public[Prose | None] = optional("What is known about it.", "Only new instances.")


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
    value: Public[Amount] = Field(
        description="How many or how much, with the unit.", examples=["~310 dashboards"]
    )
    source: Internal[Line | None] = optional("Where the number comes from.", "access logs")


class ImpactNumbers(RecordPart):
    """The impact on customers, in numbers."""

    customers_affected: Public[Amount | None] = optional("How many customers noticed.", "310")
    requests_failed: Public[Amount | None] = optional("How many requests failed.", "~12000")
    support_tickets: Public[Amount | None] = optional("How many support tickets were about it.", "14")
    data_loss: WithPostMortem[TextOr[DataLoss] | None] = optional(
        "Which data was lost, or that none was.", "None."
    )
    revenue: Internal[Amount | None] = optional("What it cost, with the currency.", "1200 EUR")
    other: Public[tuple[OtherImpact, ...]] = several("Other numbers.")
