"""`status.yml`: the facts that every record refers to."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from functools import cached_property, lru_cache
from typing import Annotated, Any, Self

from pydantic import AfterValidator, Field

from afterword.records.fields import (
    NAME_LIMIT,
    Colour,
    Count,
    Day,
    Line,
    Model,
    Name,
    Number,
    Prose,
    SiteAddress,
    Slug,
    Truth,
    Url,
    WebAddress,
    ZoneName,
    optional,
)
from afterword.records.vocabulary import ComponentStatus, Impact, Pattern, Word
from afterword.records.zone import Zone, zone_named


@lru_cache(maxsize=8)  # every record's file for machines names the site
def _slug(name: str) -> str:
    return "-".join(re.findall(r"[a-z0-9]+", name.lower()))[:NAME_LIMIT].rstrip("-") or "status"


class PageFacts(Model):
    """What the site calls itself and where it stands."""

    name: Line = Field(description="Name of the service.", examples=["Example"])
    id: Slug | None = optional(
        "What machines call the site, for ever; default: its name in small letters. Set it before the name changes.",
        "example",
    )
    url: SiteAddress | None = optional(
        "Address of the site; feeds, calendar and JSON lead to it.", "https://status.example.com/"
    )
    description: Prose | None = optional("A sentence under the banner.", "Search for everybody.")
    support: Url | None = optional("Where to ask for help.", "mailto:help@example.com")
    picture: WebAddress | None = optional(
        "A picture that others show beside a link to the site: PNG or JPEG, best 1200 by 630 pixels.",
        "https://status.example.com/preview.png",
    )
    stale_after_hours: Count = optional(
        "After how many hours without a new build the status page says loudly how old it is; 0 is never.",
        48,
        default=24,
    )

    @property
    def slug(self) -> str:
        """What machines call the site."""
        return self.id or _slug(self.name)

    @property
    def root(self) -> str:
        """The address of the site with a slash at its end, or nothing where it is not said."""
        return f"{self.url.rstrip('/')}/" if self.url else ""


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


class Group(Model):
    """Components that are shown together."""

    id: Slug = Field(description="What components call it.", examples=["query-engine"])
    name: Line = Field(description="What readers are shown.", examples=["Query engine"])
    description: Prose | None = optional("A sentence for readers.", "What answers your searches.")


def _objective(number: Decimal) -> Decimal:
    if not 0 < number < 100:
        raise ValueError(
            "an objective is a percentage above 0 and below 100; at 100 there would be nothing left to spend"
        )
    return number


class Component(Model):
    """A part of the service that customers know by name."""

    id: Slug = Field(description="What records call it; part of its page's address.", examples=["search"])
    name: Line = Field(description="What readers are shown.", examples=["Search"])
    group: Slug | None = optional("The group it is shown in.", "query-engine")
    description: Prose | None = optional("A sentence for readers.", "What answers your searches.")
    since: Day | None = optional("First day of its history; uptime is counted from it.")
    objective: Annotated[Number, AfterValidator(_objective)] | None = Field(
        default=None,
        description="The uptime that it is meant to have, in per cent; its page tells what may be down, and what was.",
        examples=[99.9],
        json_schema_extra={"exclusiveMinimum": 0, "exclusiveMaximum": 100},
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


class PolicyName(Word):
    """The definitions of uptime that a site can choose from; its pages name the one in use."""

    STATUSPAGE = "statuspage", "Major outages count, partial outages by 30 %."
    INCIDENT_IO = "incident-io", "Major and partial outages count."
    OPENSTATUS = "openstatus", "Major outages count, partial outages by half."
    STRICT = "strict", "All that is not operational counts, maintenance included."
    LEVELS = "levels", "Each level counts by its own `weight`."


class MaintenanceRule(Word):
    """Whether the time of maintenance is part of what uptime is counted of."""

    COUNTED = "counted", "It is, and weighs what the policy says."
    EXCLUDED = "excluded", "It is taken out of the period, as service agreements do."


class UptimeFacts(Model):
    """How uptime is counted."""

    policy: PolicyName = optional(
        "The definition that is used and named beside it.", default=PolicyName.STATUSPAGE
    )
    maintenance: MaintenanceRule = optional(
        "Whether time under maintenance is part of the period, or taken out of it.",
        default=MaintenanceRule.COUNTED,
    )


class RuleLevel(Word):
    """How seriously a rule is taken on this site."""

    ERROR = "error", "It stops a build."
    WARNING = "warning", "It is reported, and stops a strict build."
    INFO = "info", "It is reported."
    OFF = "off", "It is not checked."


class Review(Model):
    """What the site's reviews insist on."""

    rules: Mapping[Slug, RuleLevel] = Field(
        default_factory=dict,
        description="Rules that this site takes more or less seriously.",
        examples=[{"missing-summary": "warning"}],
    )


class Statuspage(Model):
    """How the files below `/api/v2/` tell things to Statuspage's clients."""

    maintenance_indicator: Truth = optional(
        "`true` has the indicator say `maintenance` while nothing is worse, as pages at Statuspage do; by default it "
        "says `none`, as some clients know no fifth word.",
        True,
        default=False,
    )


class Publish(Model):
    """What is published, beyond the usual and besides pages."""

    also: tuple[Line, ...] = optional(
        "Keys that are internal by default and public here, with dots.", ["action_items.tracker"], default=()
    )
    statuspage: Statuspage = optional(
        "How the files below `/api/v2/` tell things to Statuspage's clients.", default=Statuspage()
    )
    hosting_files: Truth = optional(
        "`false` leaves out `_headers` and `_redirects`, which Netlify and Cloudflare Pages read.",
        False,
        default=True,
    )


def _default_levels() -> tuple[Level, ...]:
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


def _default_severities() -> tuple[SeverityLevel, ...]:
    impacts = {"sev1": Impact.CRITICAL, "sev2": Impact.MAJOR, "sev3": Impact.MINOR, "sev4": Impact.NONE}
    return tuple(
        SeverityLevel.model_validate({"id": key, "impact": impact.value}) for key, impact in impacts.items()
    )


DEFAULT_CATEGORIES = (
    "software", "configuration", "capacity", "deployment", "network", "dependency", "security",
    "detection_gap", "process", "documentation", "hardware", "indeterminate",
)  # fmt: skip

OPERATIONAL = Level.model_validate({"id": "operational", "name": "Operational", "status": "operational"})
"""The level of a component that no window speaks of; every site has it."""


class Site(Model):
    """The facts of a site."""

    page: PageFacts = Field(description="What the site calls itself and where it stands.")
    timezone: ZoneName | None = optional(
        "IANA zone of clock times that state none, and of the pages.", "Europe/Berlin"
    )
    levels: tuple[Level, ...] = Field(
        default_factory=_default_levels,
        description="The scale of trouble, mildest first; "
        "default: `under_maintenance`, `degraded`, `partial_outage`, `major_outage`.",
        min_length=1,
    )
    groups: tuple[Group, ...] = optional("Groups of components, in the order of the page.", default=())
    components: tuple[Component, ...] = optional("Components, in the order of the page.", default=())
    severities: tuple[SeverityLevel, ...] = Field(
        default_factory=_default_severities,
        description="The scale of records as a whole, worst first; default: `sev1` to `sev4`.",
        min_length=1,
    )
    cause_categories: tuple[Name, ...] = optional(
        f"What root causes are sorted by; default: {', '.join(DEFAULT_CATEGORIES)}.",
        ["software", "capacity"],
        default=DEFAULT_CATEGORIES,
    )
    uptime: UptimeFacts = optional("How uptime is counted.", default=UptimeFacts())
    review: Review = optional("What the site's reviews insist on.", default=Review())
    publish: Publish = optional("What is published, beyond the usual and besides pages.", default=Publish())

    # Looked into for every bar, mark and link of every page, so each table is made once. Two of the same id are a
    # mistake that is reported; until it is put right the first counts.

    @cached_property
    def zone(self) -> Zone | None:
        """The zone of the pages, where the site states one."""
        return zone_named(self.timezone) if self.timezone else None

    @cached_property
    def _levels_by_id(self) -> Mapping[str, Level]:
        return {each.id: each for each in (OPERATIONAL, *reversed(self.levels))}

    @cached_property
    def _ranks(self) -> Mapping[str, int]:
        ranked = reversed(tuple(enumerate(self.levels, start=1)))
        return {each.id: 0 if each.status is ComponentStatus.OPERATIONAL else rank for rank, each in ranked}

    @cached_property
    def _components_by_id(self) -> Mapping[str, Component]:
        return {each.id: each for each in reversed(self.components)}

    @cached_property
    def _groups_by_id(self) -> Mapping[str, Group]:
        return {each.id: each for each in reversed(self.groups)}

    @cached_property
    def _severities_by_id(self) -> Mapping[str, SeverityLevel]:
        return {each.id: each for each in reversed(self.severities)}

    def __copy__(self) -> Self:
        """Copy the facts without the tables: a copy is made to change some of them."""
        copied = super().__copy__()
        for name in copied.__dict__.keys() - Site.model_fields.keys():
            del copied.__dict__[name]
        return copied

    def level(self, level_id: str) -> Level | None:
        """Find a level by its id; `operational` is always there."""
        return self._levels_by_id.get(level_id)

    def rank(self, level_id: str) -> int:
        """Say how bad a level is: 0 is operational, higher is worse."""
        return self._ranks.get(level_id, 0)

    def component(self, component_id: str) -> Component | None:
        """Find a component by its id."""
        return self._components_by_id.get(component_id)

    def group_of(self, component: Component) -> Group | None:
        """Find the group of a component, where it is in one."""
        return self._groups_by_id.get(component.group or "")

    def members_of(self, group: Group) -> tuple[Component, ...]:
        """Give the components of a group, in the order of the page."""
        return tuple(each for each in self.components if each.group == group.id)

    def severity(self, severity_id: str) -> SeverityLevel | None:
        """Find a severity by its id."""
        return self._severities_by_id.get(severity_id)
