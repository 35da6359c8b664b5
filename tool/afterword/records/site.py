"""The model of `status.yml`: the facts that every record refers to."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from functools import cached_property, lru_cache
from typing import Annotated, Self

from pydantic import AfterValidator, Field

from afterword.records.fields import (
    Count,
    Day,
    Label,
    Line,
    Name,
    Number,
    Prose,
    SiteAddress,
    Slug,
    SlugReference,
    Url,
    WebAddress,
    ZoneName,
)
from afterword.records.model import Model, optional
from afterword.records.scales import OPERATIONAL, Level, SeverityLevel, default_levels, default_severities
from afterword.records.settings import Publish, Review, UptimeFacts
from afterword.records.value_readers import NAME_LIMIT
from afterword.records.vocabulary import ComponentStatus
from afterword.records.zone import Zone, zone_named


@lru_cache(maxsize=8)  # the JSON of every record contains it
def _slug(name: str) -> str:
    return "-".join(re.findall(r"[a-z0-9]+", name.lower()))[:NAME_LIMIT].rstrip("-") or "status"


class PageFacts(Model):
    """Name and address of the site."""

    name: Line = Field(description="Name of the service.", examples=["Example"])
    id: Slug | None = optional(
        "Permanent id of the site for programs; default: its name in lower case. Set it before the name changes.",
        "example",
    )
    url: SiteAddress | None = optional(
        "Address of the site, for the links in feeds, calendars and JSON.", "https://status.example.com/"
    )
    description: Prose | None = optional("A sentence under the banner.", "Search for everyone.")
    support: Url | None = optional("Where to ask for help.", "mailto:help@example.com")
    picture: WebAddress | None = optional(
        "A picture that other sites show with a link to this one: PNG or JPEG, ideally 1200 by 630 pixels.",
        "https://status.example.com/preview.png",
    )
    stale_after_hours: Count = optional(
        "Age in hours from which the status page warns that it may be out of date; 0 means never.",
        48,
        default=24,
    )

    @property
    def slug(self) -> str:
        """The id of the site for programs."""
        return self.id or _slug(self.name)

    @property
    def root(self) -> str:
        """The address of the site with a slash at its end, or an empty string if it is not set."""
        return f"{self.url.rstrip('/')}/" if self.url else ""


class Group(Model):
    """Components that are shown together."""

    id: Slug = Field(description="Id of the group, used by components.", examples=["query-engine"])
    name: Line = Field(description="Name for readers.", examples=["Query engine"])
    description: Prose | None = optional("A sentence for readers.", "What answers your searches.")


def _objective(number: Decimal) -> Decimal:
    if not 0 < number < 100:
        raise ValueError(
            "an objective is a percentage above 0 and below 100; at 100 there would be no error budget"
        )
    return number


class Scope(Model):
    """A region, a version or a group of customers, which windows name."""

    id: Label = Field(description="Id of the scope, used by `windows.scope`.", examples=["europe"])
    name: Line = Field(description="Name for readers.", examples=["Europe"])


class Component(Model):
    """A part of the service that customers know by name."""

    id: Slug = Field(
        description="Id of the component, used by records and in the address of its page.",
        examples=["search"],
    )
    name: Line = Field(description="Name for readers.", examples=["Search"])
    group: SlugReference | None = optional("The group it is shown in.", "query-engine")
    description: Prose | None = optional("A sentence for readers.", "What answers your searches.")
    since: Day | None = optional("First day of its history; uptime is computed from this day.")
    objective: Annotated[Number, AfterValidator(_objective)] | None = Field(
        default=None,
        description="The target uptime in per cent. The component's page shows the error budget and how much is left.",
        examples=[99.9],
        json_schema_extra={"exclusiveMinimum": 0, "exclusiveMaximum": 100},
    )


DEFAULT_CATEGORIES = (
    "software", "configuration", "capacity", "deployment", "network", "dependency", "security",
    "detection_gap", "process", "documentation", "hardware", "indeterminate",
)  # fmt: skip


class Site(Model):
    """Everything in `status.yml`."""

    page: PageFacts = Field(description="Name and address of the site.")
    timezone: ZoneName | None = optional(
        "IANA time zone of the pages, and of clock times without a zone.", "Europe/Berlin"
    )
    levels: tuple[Level, ...] = Field(
        default_factory=default_levels,
        description="The levels of components, mildest first; "
        "default: `under_maintenance`, `degraded`, `partial_outage`, `major_outage`.",
        min_length=1,
    )
    groups: tuple[Group, ...] = optional("Groups of components, in the order of the page.", default=())
    components: tuple[Component, ...] = optional("Components, in the order of the page.", default=())
    scopes: tuple[Scope, ...] = optional(
        "Regions, versions or groups of customers that windows can name by id.", default=()
    )
    severities: tuple[SeverityLevel, ...] = Field(
        default_factory=default_severities,
        description="The severities of records, worst first; default: `sev1` to `sev4`.",
        min_length=1,
    )
    cause_categories: tuple[Name, ...] = optional(
        f"Categories of root causes; default: {', '.join(DEFAULT_CATEGORIES)}.",
        ["software", "capacity"],
        default=DEFAULT_CATEGORIES,
    )
    uptime: UptimeFacts = optional("How uptime is computed.", default=UptimeFacts())
    review: Review = optional("Which rules are checked, and how strictly.", default=Review())
    publish: Publish = optional("What is published in addition to the defaults.", default=Publish())

    # Every bar, label and link of every page looks something up, so each table is built once. A duplicate id is
    # reported as an error; until it is corrected, the first one counts.

    @cached_property
    def zone(self) -> Zone | None:
        """The time zone of the pages, or None if the site states none."""
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
        """Copy the facts without the tables, because a copy is made in order to change facts."""
        copied = super().__copy__()
        for name in copied.__dict__.keys() - Site.model_fields.keys():
            del copied.__dict__[name]
        return copied

    def level(self, level_id: str) -> Level | None:
        """Return a level by its id, or None if there is none. `operational` always exists."""
        return self._levels_by_id.get(level_id)

    def rank(self, level_id: str) -> int:
        """Return how bad a level is: 0 is operational or unknown, and higher is worse."""
        return self._ranks.get(level_id, 0)

    def component(self, component_id: str) -> Component | None:
        """Return a component by its id, or None if there is none."""
        return self._components_by_id.get(component_id)

    def group_of(self, component: Component) -> Group | None:
        """Return the group of a component, or None if it is in none."""
        return self._groups_by_id.get(component.group or "")

    def members_of(self, group: Group) -> tuple[Component, ...]:
        """Return the components of a group, in the order of the page."""
        return tuple(each for each in self.components if each.group == group.id)

    def severity(self, severity_id: str) -> SeverityLevel | None:
        """Return a severity by its id, or None if there is none."""
        return self._severities_by_id.get(severity_id)
