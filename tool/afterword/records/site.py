"""The model of `status.yml`: the facts that every record refers to."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from functools import cached_property
from typing import Self

from pydantic import Field

from afterword.records.components import Component, Group, Scope
from afterword.records.day_span import DaySpan
from afterword.records.fields import Day, Name, ZoneName
from afterword.records.level_glyphs import level_glyphs
from afterword.records.model import Model, optional
from afterword.records.page_facts import PageFacts
from afterword.records.scales import OPERATIONAL, Level, SeverityLevel, default_levels, default_severities
from afterword.records.settings import Publish, Review, UptimeFacts
from afterword.records.vocabulary import ComponentStatus
from afterword.records.zone import Zone, zone_named
from afterword.records.zone_change import with_former, zone_on


class FormerZone(Model):
    """A time zone that the site had before a day."""

    timezone: ZoneName = Field(description="IANA time zone of the pages at that time.", examples=["UTC"])
    before: Day = Field(description="The first day of the zone that followed.", examples=["2026-12-01"])


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

    @cached_property
    def groups_by_outer(self) -> Mapping[str, tuple[Group, ...]]:
        """The groups in each group, and in none under an empty string, in the order of the page."""
        found: dict[str, list[Group]] = {}
        for each in self.groups:
            found.setdefault(each.group or "", []).append(each)
        return {outer: tuple(inner) for outer, inner in found.items()}

    @cached_property
    def groups_in_order(self) -> tuple[Group, ...]:
        """The groups in the order of the page, each followed by the groups in it."""
        return tuple(
            each
            for outer in self.groups_by_outer.get("", ())
            for each in (outer, *self.groups_by_outer.get(outer.id, ()))
        )

    def outer_group(self, group: Group) -> Group | None:
        """Return the group that a group is in, or None if it is in none."""
        return self._groups_by_id.get(group.group or "")

    def full_group_name(self, group: Group) -> str:
        """Return the name of a group, after that of the group that it is in."""
        outer = self.outer_group(group)
        return f"{outer.name}: {group.name}" if outer else group.name

    def group_of(self, component: Component, day: date) -> Group | None:
        """Return the group of a component on a day, or None if it is in none."""
        return self._groups_by_id.get(component.group_on(day) or "")

    def own_members_of(self, group: Group, day: date) -> tuple[Component, ...]:
        """Return the components of a group on a day, in the order of the page, without those that have ended."""
        return tuple(each for each in self.components_on(day) if each.group_on(day) == group.id)

    def members_of(self, group: Group, day: date) -> tuple[Component, ...]:
        """Return the components of a group on a day, and of the groups in it, without those that have ended."""
        ids = self._with_inner(group)
        return tuple(each for each in self.components_on(day) if each.group_on(day) in ids)

    def ids_by_group(self, day: date) -> Mapping[str, Sequence[str]]:
        """Return the ids of the components in each group on a day, and of those in none under an empty string.

        Those that have ended come last. Files of all records ask for it, so it is found once for a day.
        """
        found = self._ids_by_group.get(day)
        if found is None:
            found = self._ids_by_group[day] = {}
            for each in sorted(self.components, key=lambda each: each.has_ended(day)):
                group = self.group_of(each, day)
                found.setdefault(group.id if group else "", []).append(each.id)
        return found

    @cached_property
    def _ids_by_group(self) -> dict[date, dict[str, list[str]]]:
        return {}

    def members_ever(self, group: Group) -> tuple[tuple[Component, DaySpan], ...]:
        """Return each component that was ever in a group or in one in it, with the days on which it was.

        There is one entry for each span.
        """
        ids = self._with_inner(group)
        return tuple((each, span) for each in self.components for span in each.spans_in(ids))

    def _with_inner(self, group: Group) -> tuple[str, ...]:
        """Return the ids of a group and of those in it."""
        return (group.id, *(each.id for each in self.groups_by_outer.get(group.id, ())))

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
