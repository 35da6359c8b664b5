"""`status.yml`: the facts that every record refers to."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from functools import cached_property, lru_cache
from typing import Annotated, Self

from pydantic import AfterValidator, Field

from afterword.records.fields import (
    NAME_LIMIT,
    Count,
    Day,
    Line,
    Name,
    Number,
    Prose,
    SiteAddress,
    Slug,
    Url,
    WebAddress,
    ZoneName,
)
from afterword.records.model import Model, optional
from afterword.records.scales import OPERATIONAL, Level, SeverityLevel, default_levels, default_severities
from afterword.records.settings import Publish, Review, UptimeFacts
from afterword.records.vocabulary import ComponentStatus
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


DEFAULT_CATEGORIES = (
    "software", "configuration", "capacity", "deployment", "network", "dependency", "security",
    "detection_gap", "process", "documentation", "hardware", "indeterminate",
)  # fmt: skip


class Site(Model):
    """The facts of a site."""

    page: PageFacts = Field(description="What the site calls itself and where it stands.")
    timezone: ZoneName | None = optional(
        "IANA zone of clock times that state none, and of the pages.", "Europe/Berlin"
    )
    levels: tuple[Level, ...] = Field(
        default_factory=default_levels,
        description="The scale of trouble, mildest first; "
        "default: `under_maintenance`, `degraded`, `partial_outage`, `major_outage`.",
        min_length=1,
    )
    groups: tuple[Group, ...] = optional("Groups of components, in the order of the page.", default=())
    components: tuple[Component, ...] = optional("Components, in the order of the page.", default=())
    severities: tuple[SeverityLevel, ...] = Field(
        default_factory=default_severities,
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
