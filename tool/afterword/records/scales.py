"""The scales of a site: levels of components and severities of records, with their defaults."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Any

from pydantic import AfterValidator, Field

from afterword.records.fields import Colour, Line, Name, Number, Prose
from afterword.records.model import Model, optional
from afterword.records.vocabulary import ComponentStatus, Impact, Pattern


class Colours(Model):
    """The colour of a level in each theme. Its contrast with the page must be at least 3:1."""

    light: Colour = Field(description="In the light theme.", examples=["#8a6a00"])
    dark: Colour = Field(description="In the dark theme.", examples=["#e2c04b"])


_DEFAULT_COLOURS = {
    ComponentStatus.OPERATIONAL: Colours.model_construct(light="#1f7a4d", dark="#4cc38a"),
    ComponentStatus.DEGRADED_PERFORMANCE: Colours.model_construct(light="#8a6a00", dark="#e2c04b"),
    ComponentStatus.PARTIAL_OUTAGE: Colours.model_construct(light="#c62f2f", dark="#ff6b6b"),
    ComponentStatus.MAJOR_OUTAGE: Colours.model_construct(light="#8f1239", dark="#ff5c8a"),
    ComponentStatus.UNDER_MAINTENANCE: Colours.model_construct(light="#2b5fb3", dark="#7fb0ff"),
}
_DEFAULT_PATTERNS = {
    ComponentStatus.OPERATIONAL: Pattern.SOLID,
    ComponentStatus.DEGRADED_PERFORMANCE: Pattern.DOTS,
    ComponentStatus.PARTIAL_OUTAGE: Pattern.CROSS_HATCH,
    ComponentStatus.MAJOR_OUTAGE: Pattern.SOLID,
    ComponentStatus.UNDER_MAINTENANCE: Pattern.HORIZONTAL,
}
_DEFAULT_WEIGHTS = {
    ComponentStatus.OPERATIONAL: "0",
    ComponentStatus.DEGRADED_PERFORMANCE: "0",
    ComponentStatus.PARTIAL_OUTAGE: "0.3",
    ComponentStatus.MAJOR_OUTAGE: "1",
    ComponentStatus.UNDER_MAINTENANCE: "0",
}


def _share(number: Decimal) -> Decimal:
    if not 0 <= number <= 1:
        raise ValueError("a weight is a number from 0 (counts as up) to 1 (counts as down)")
    return number


def _status(validated: Mapping[str, Any]) -> ComponentStatus:
    # Before 2.14, pydantic computes defaults even if the status is missing or wrong, and then rejects the level.
    status: ComponentStatus = validated.get("status", ComponentStatus.OPERATIONAL)
    return status


class Level(Model):
    """One level of the site's own scale."""

    id: Name = Field(description="Id of the level, used by records.", examples=["very_overloaded"])
    name: Line = Field(description="Name for readers.", examples=["Very overloaded"])
    status: ComponentStatus = Field(
        description="The common status for programs.", examples=["partial_outage"]
    )
    description: Prose | None = optional("What it means to a customer.", "Searches take several seconds.")
    weight: Annotated[Number, AfterValidator(_share)] = Field(
        default_factory=lambda validated: Decimal(_DEFAULT_WEIGHTS[_status(validated)]),
        description="Share of its time that counts as downtime under the policy `levels`, from 0 to 1; "
        "default: the share for its status under the policy `statuspage`.",
        examples=[0.3],
        json_schema_extra={"minimum": 0, "maximum": 1},
    )
    colour: Colours = Field(
        default_factory=lambda validated: _DEFAULT_COLOURS[_status(validated)],
        description="Its colour in each theme; default: by its status.",
    )
    pattern: Pattern = Field(
        default_factory=lambda validated: _DEFAULT_PATTERNS[_status(validated)],
        description="Its fill pattern, so that it can be recognised without colour; default: by its status.",
    )


class SeverityLevel(Model):
    """How severe a record is as a whole, on the site's own scale."""

    id: Name = Field(description="Id of the severity, used by records.", examples=["sev2"])
    name: Line | None = optional("Name for readers; default: the id in capitals.", "Severity 2")
    impact: Impact = Field(description="The common impact for programs.")
    description: Prose | None = optional("When it is used.", "Many customers were affected.")

    @property
    def label(self) -> str:
        """The name for readers."""
        return self.name or self.id.upper()


def default_levels() -> tuple[Level, ...]:
    """Return the levels of a site that defines none, mildest first."""
    names = {
        "under_maintenance": ("Under maintenance", ComponentStatus.UNDER_MAINTENANCE),
        "degraded": ("Degraded", ComponentStatus.DEGRADED_PERFORMANCE),
        "partial_outage": ("Partial outage", ComponentStatus.PARTIAL_OUTAGE),
        "major_outage": ("Major outage", ComponentStatus.MAJOR_OUTAGE),
    }
    return tuple(
        Level.model_validate({"id": key, "name": name, "status": status.value})
        for key, (name, status) in names.items()
    )


def default_severities() -> tuple[SeverityLevel, ...]:
    """Return the severities of a site that defines none, worst first."""
    impacts = {"sev1": Impact.CRITICAL, "sev2": Impact.MAJOR, "sev3": Impact.MINOR, "sev4": Impact.NONE}
    return tuple(
        SeverityLevel.model_validate({"id": key, "impact": impact.value}) for key, impact in impacts.items()
    )


OPERATIONAL = Level.model_validate({"id": "operational", "name": "Operational", "status": "operational"})
"""The level of a component without any window. Every site has it."""
