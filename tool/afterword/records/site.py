"""The model of `status.yml`: the facts that every record refers to."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property
from itertools import pairwise
from typing import Annotated, Any, Self

from pydantic import AfterValidator, BeforeValidator, Field

from afterword.records.day_span import DaySpan
from afterword.records.fields import (
    Day,
    Label,
    Line,
    Name,
    Number,
    Prose,
    Slug,
    SlugReference,
    ZoneName,
)
from afterword.records.level_glyphs import level_glyphs
from afterword.records.model import Model, optional, several
from afterword.records.page_facts import PageFacts
from afterword.records.scales import OPERATIONAL, Level, SeverityLevel, default_levels, default_severities
from afterword.records.settings import Publish, Review, UptimeFacts
from afterword.records.value_readers import NAME_LIMIT, SLUG
from afterword.records.vocabulary import ComponentStatus
from afterword.records.zone import Zone, zone_named
from afterword.records.zone_change import with_former, zone_on


class FormerZone(Model):
    """A time zone that the site had before a day."""

    timezone: ZoneName = Field(description="IANA time zone of the pages at that time.", examples=["UTC"])
    before: Day = Field(description="The first day of the zone that followed.", examples=["2026-12-01"])


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


class Membership(Model):
    """The group of a component from a day on."""

    group: SlugReference | None = optional(
        "The id of the group; without it, the component is in no group from this day on.", "query-engine"
    )
    since: Day | None = optional("First day in the group; the first entry needs none.", "2026-06-01")


def _as_memberships(typed: Any) -> Any:
    """Accept the id of a group for a list with one entry."""
    return typed if isinstance(typed, list | tuple) else [{"group": typed}]


class Component(Model):
    """A part of the service that customers know by name."""

    id: Slug = Field(
        description="Id of the component, used by records and in the address of its page.",
        examples=["search"],
    )
    name: Line = Field(description="Name for readers.", examples=["Search"])
    aliases: tuple[Slug, ...] = several(
        "Its former ids, oldest first. Records may still use them, and their addresses lead to its page.",
        ["finder"],
    )
    group: Annotated[tuple[Membership, ...], BeforeValidator(_as_memberships)] = Field(
        default=(),
        description="The id of the group that it is shown in; or a list of groups, each with its first day in "
        "the group, so that past months keep their groups.",
        examples=["query-engine"],
        json_schema_extra={
            "type": ["array", "string", "integer"],
            "pattern": f"^{SLUG}$",
            "maxLength": NAME_LIMIT,
        },
    )
    description: Prose | None = optional("A sentence for readers.", "What answers your searches.")
    since: Day | None = optional("First day of its history; uptime is computed from this day.")
    until: Day | None = optional(
        "Last day of its history; uptime is computed to its end. From the next day on, it is no longer on the "
        "status page; its own page remains.",
        "2026-06-30",
    )
    objective: Annotated[Number, AfterValidator(_objective)] | None = Field(
        default=None,
        description="The target uptime in per cent. The component's page shows the error budget and how much is left.",
        examples=[99.9],
        json_schema_extra={"exclusiveMinimum": 0, "exclusiveMaximum": 100},
    )

    @property
    def first_id(self) -> str:
        """Its permanent id in feeds and the Statuspage files: its first one."""
        return self.aliases[0] if self.aliases else self.id

    @property
    def history(self) -> DaySpan:
        """The days of its history."""
        return DaySpan(self.since, self.until)

    def has_ended(self, on: date) -> bool:
        """Return whether its history ended before a day."""
        return self.until is not None and self.until < on

    def group_on(self, day: date) -> str | None:
        """Return the id of its group on a day; after its last day, of the group that it was last in."""
        if self.until:
            day = min(day, self.until)
        return next((group for group, span in reversed(self._memberships) if day in span), None)

    def spans_in(self, group_id: str) -> tuple[DaySpan, ...]:
        """Return the days on which it was in a group, within its history."""
        spans = (span.common_with(self.history) for group, span in self._memberships if group == group_id)
        return tuple(each for each in spans if not each.is_empty)

    @cached_property
    def _memberships(self) -> tuple[tuple[str | None, DaySpan], ...]:
        """Return its groups in the order of time, each with its days."""
        listed = sorted(self.group, key=lambda each: each.since or date.min)
        spans: list[tuple[str | None, DaySpan]] = []
        for each, following in pairwise((*listed, None)):
            assert each is not None
            end = following.since if following else None
            spans.append((each.group, DaySpan(each.since, end - timedelta(days=1) if end else None)))
        return tuple(spans)


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
    former_timezones: tuple[FormerZone, ...] = Field(
        default=(),
        description="Time zones that the site had before; records and days of that time stay as they were.",
        examples=[[{"timezone": "UTC", "before": "2026-12-01"}]],
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
        """The time zone of the pages, with the offsets of former ones; None if the site states none."""
        return with_former(zone_named(self.timezone), self._former_zones) if self.timezone else None

    def zone_on(self, day: date) -> Zone | None:
        """Return the zone in which clock times of records of a day were typed; None if the site states none."""
        return zone_on(day, zone_named(self.timezone), self._former_zones) if self.timezone else None

    @cached_property
    def _former_zones(self) -> tuple[tuple[Zone, date], ...]:
        return tuple((zone_named(each.timezone), each.before) for each in self.former_timezones)

    @cached_property
    def _levels_by_id(self) -> Mapping[str, Level]:
        return {each.id: each for each in (OPERATIONAL, *reversed(self.levels))}

    @cached_property
    def _ranks(self) -> Mapping[str, int]:
        ranked = reversed(tuple(enumerate(self.levels, start=1)))
        return {each.id: 0 if each.status is ComponentStatus.OPERATIONAL else rank for rank, each in ranked}

    @cached_property
    def _glyphs(self) -> Mapping[str, str]:
        return level_glyphs((self._levels_by_id[OPERATIONAL.id], *self.levels))

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

    def glyph(self, level_id: str) -> str:
        """Return the glyph of a level, which no other level of the site has."""
        return self._glyphs[level_id]

    def component(self, component_id: str) -> Component | None:
        """Return a component by its id, or None if there is none."""
        return self._components_by_id.get(component_id)

    @cached_property
    def component_aliases(self) -> Mapping[str, str]:
        """The id of the component for each of its former ids."""
        return {
            alias: each.id
            for each in reversed(self.components)
            for alias in each.aliases
            if alias not in self._components_by_id
        }

    def components_on(self, day: date) -> tuple[Component, ...]:
        """Return the components that have not ended before a day, in the order of the page."""
        return tuple(each for each in self.components if not each.has_ended(day))

    def group_of(self, component: Component, day: date) -> Group | None:
        """Return the group of a component on a day, or None if it is in none."""
        return self._groups_by_id.get(component.group_on(day) or "")

    def members_of(self, group: Group, day: date) -> tuple[Component, ...]:
        """Return the components of a group on a day, in the order of the page, without those that have ended."""
        return tuple(each for each in self.components_on(day) if each.group_on(day) == group.id)

    def members_ever(self, group: Group) -> tuple[tuple[Component, DaySpan], ...]:
        """Return each component that was ever in a group, with the days on which it was: one entry for each span."""
        return tuple((each, span) for each in self.components for span in each.spans_in(group.id))

    def changes_around(self, day: date) -> DaySpan:
        """Return the days around `day` on which no component changes its group or ends."""
        days = {since for each in self.components for entry in each.group if (since := entry.since)}
        days |= {each.until + timedelta(days=1) for each in self.components if each.until}
        following = min((each for each in days if each > day), default=None)
        return DaySpan(
            max((each for each in days if each <= day), default=None),
            following - timedelta(days=1) if following else None,
        )

    def severity(self, severity_id: str) -> SeverityLevel | None:
        """Return a severity by its id, or None if there is none."""
        return self._severities_by_id.get(severity_id)
