"""The scales of a site: the levels of its components and the severities of its records."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Any

from pydantic import AfterValidator, Field

from afterword.records.fields import Colour, Line, Name, Number, Prose
from afterword.records.model import Model, optional
from afterword.records.vocabulary import ComponentStatus, Impact, Pattern


class Colours(Model):
    """A level's colour in each theme; at least 3:1 against the page."""

    light: Colour = Field(description="On a white page.", examples=["#8a6a00"])
    dark: Colour = Field(description="On a dark page.", examples=["#e2c04b"])


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


def _status(above: Mapping[str, Any]) -> ComponentStatus:
    # Before 2.14, pydantic computes defaults even if the status is missing or wrong, and then rejects the level.
    status: ComponentStatus = above.get("status", ComponentStatus.OPERATIONAL)
    return status


class Level(Model):
    """One step of the site's own scale of trouble."""

    id: Name = Field(description="What records call it.", examples=["very_overloaded"])
    name: Line = Field(description="What readers are shown.", examples=["Very overloaded"])
    status: ComponentStatus = Field(
        description="The common status that machines are told.", examples=["partial_outage"]
    )
    description: Prose | None = optional("What it means to a customer.", "Searches take several seconds.")
    weight: Annotated[Number, AfterValidator(_share)] = Field(
        default_factory=lambda above: Decimal(_DEFAULT_WEIGHTS[_status(above)]),
        description="How much of the time at it counts as down under the policy `levels`, from 0 to 1; "
        "default: as its status does under the policy `statuspage`.",
        examples=[0.3],
        json_schema_extra={"minimum": 0, "maximum": 1},
    )
    colour: Colours = Field(
        default_factory=lambda above: _DEFAULT_COLOURS[_status(above)],
        description="Its colour in each theme; default: by its status.",
    )
    pattern: Pattern = Field(
        default_factory=lambda above: _DEFAULT_PATTERNS[_status(above)],
        description="Its fill, so that it can be told apart without colour; default: by its status.",
    )


class SeverityLevel(Model):
    """How bad a record is as a whole, on the site's own scale."""

    id: Name = Field(description="What records call it.", examples=["sev2"])
    name: Line | None = optional("What readers are shown; default: the id in capitals.", "Severity 2")
    impact: Impact = Field(description="The common impact that machines are told.")
    description: Prose | None = optional("When it is used.", "Many customers were hindered.")

    @property
    def label(self) -> str:
        """What readers are shown."""
        return self.name or self.id.upper()


def default_levels() -> tuple[Level, ...]:
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
    impacts = {"sev1": Impact.CRITICAL, "sev2": Impact.MAJOR, "sev3": Impact.MINOR, "sev4": Impact.NONE}
    return tuple(
        SeverityLevel.model_validate({"id": key, "impact": impact.value}) for key, impact in impacts.items()
    )


OPERATIONAL = Level.model_validate({"id": "operational", "name": "Operational", "status": "operational"})
"""The level of a component that no window speaks of; every site has it."""
