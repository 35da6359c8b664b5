"""Components with their uptime in our JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

from afterword.formats.data.values import VERSION, as_json, seconds, time
from afterword.records.scales import OPERATIONAL
from afterword.records.site import Component
from afterword.records.vocabulary import ComponentStatus
from afterword.timeline.policies import POLICIES, maintenance_description
from afterword.timeline.uptime import GroupUptime, Uptime, group_uptime
from afterword.timeline.worst_level import worst_level
from afterword.views import urls
from afterword.views.cached import cache_key
from afterword.views.context import Context
from afterword.views.index.queries import RecordIndex
from afterword.views.uptime.breakdown import digits
from afterword.views.uptime.periods import UPTIME_DAYS, recent_years, uptime_of

if TYPE_CHECKING:
    from afterword.formats.data import list_types as types

_Uptimes: TypeAlias = tuple[Uptime | None, ...]
"""The uptime of a component over each of the periods."""


class ComponentsSnapshot:
    """How the components of a site are, at the instant of a build."""

    def __init__(self, context: Context, index: RecordIndex) -> None:
        self._book = context
        self._archive = index
        self._site = context.site
        self._policy = POLICIES[context.site.uptime.policy]

    @cached_property
    def _uptimes(self) -> dict[str, _Uptimes]:
        context, index = self._book, self._archive
        return {
            each.id: tuple(uptime_of(context, index, each, days) for days in UPTIME_DAYS)
            for each in self._site.components
        }

    def key(self) -> str:
        """Make a key from all that the files are made from."""
        context, index = self._book, self._archive
        counts = [len(index.by_component.get(each.id, ())) for each in self._site.components]
        marks = [
            index.queries.windows_key(each.id, year)
            for each in self._site.components
            for year in recent_years(context)
        ]
        return cache_key(context.now.isoformat(), context.levels, counts, marks)

    def components_file(self) -> str:
        """Write the components and how they are."""
        context = self._book
        worst = worst_level(self._site, context.levels.values())
        made: types.ComponentsFile = {
            "version": VERSION,
            "audience": context.audience,
            "as_of": time(context.now, context.zone),
            "policy": self._policy.name,
            "level": worst,
            "status": self._status(worst),
            "groups": [
                {
                    "id": group.id,
                    "name": group.name,
                    "description": group.description,
                    "level": context.group_levels[group.id],
                    "status": self._status(context.group_levels[group.id]),
                    "components": [each.id for each in members],
                    "uptime": self._together(members),
                }
                for group in self._site.groups
                for members in [self._site.members_of(group)]
            ],
            "components": [self._component(each) for each in self._site.components],
        }
        return as_json(made)

    def uptime_file(self) -> str:
        """Write the uptime of every component, of every group and of the site."""
        context, rule = self._book, self._site.uptime.maintenance
        made: types.UptimeFile = {
            "version": VERSION,
            "audience": context.audience,
            "as_of": time(context.now, context.zone),
            "timezone": context.zone.name,
            "policy": {"name": self._policy.name, "description": self._policy.description},
            "maintenance": {"name": rule, "description": maintenance_description(self._policy, rule)},
            "site": self._together(self._site.components),
            "groups": [
                {"id": group.id, "periods": self._together(self._site.members_of(group))}
                for group in self._site.groups
            ],
            "components": [
                {"id": each.id, "periods": [*map(self._worked, UPTIME_DAYS, self._uptimes[each.id])]}
                for each in self._site.components
            ],
        }
        return as_json(made)

    def _component(self, component: Component) -> types.Component:
        path, level = urls.component(component.id), self._book.levels[component.id]
        return {
            "id": component.id,
            "name": component.name,
            "path": path,
            "url": self._book.url(path) or None,
            "group": component.group,
            "description": component.description,
            "since": component.since.isoformat() if component.since else None,
            "level": level,
            "status": self._status(level),
            "records": len(self._archive.by_component.get(component.id, ())),
            "uptime": [*map(_told, UPTIME_DAYS, self._uptimes[component.id])],
        }

    def _status(self, level_id: str) -> ComponentStatus:
        return (self._site.level(level_id) or OPERATIONAL).status

    def _together(self, members: Iterable[Component]) -> list[types.LongUptime]:
        by_period = zip(*(self._uptimes[each.id] for each in members), strict=True)
        each_period = list(by_period) or [()] * len(UPTIME_DAYS)
        return [
            _told(days, group_uptime(children, self._policy, self._site))
            for days, children in zip(UPTIME_DAYS, each_period, strict=True)
        ]

    def _worked(self, days: int, uptime: Uptime | None) -> types.ComponentUptime:
        zone = self._book.zone
        return {
            **_told(days, uptime),
            "start": time(uptime.period.start, zone) if uptime else None,
            "end": time(uptime.period.end, zone) if uptime else None,
            "period_seconds": seconds(uptime.period.duration) if uptime else None,
            "excluded_seconds": seconds(uptime.period.duration - uptime.counted) if uptime else None,
            "counted_seconds": seconds(uptime.counted) if uptime else None,
            "down_seconds": seconds(uptime.down) if uptime else None,
            "levels": [*self._levels(uptime)] if uptime else [],
        }

    def _levels(self, uptime: Uptime) -> Iterator[types.LevelShare]:
        for shares, excluded in ((uptime.shares, False), (uptime.excluded, True)):
            for each in shares:
                yield {
                    "id": each.level,
                    "name": (self._site.level(each.level) or OPERATIONAL).name,
                    "status": self._status(each.level),
                    "weight": digits(each.weight),
                    "seconds": seconds(each.duration),
                    "excluded": excluded,
                }


def _told(days: int, uptime: Uptime | GroupUptime | None) -> types.LongUptime:
    return {
        "days": days,
        "percent": str(uptime.percent) if uptime else None,
        "ratio": str(uptime.ratio) if uptime else None,
    }
