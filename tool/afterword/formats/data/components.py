"""Components with their uptime in our JSON."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from afterword.formats.data.values import VERSION, as_json, time
from afterword.formats.uptime_data import level_json, number, utc
from afterword.records.scales import OPERATIONAL
from afterword.records.site import Component
from afterword.records.vocabulary import ComponentStatus
from afterword.timeline.policies import POLICIES, maintenance_description
from afterword.timeline.worst_level import worst_level
from afterword.views import urls
from afterword.views.cached import cache_key
from afterword.views.context import Context
from afterword.views.index.queries import RecordIndex
from afterword.views.uptime.measurement import Subject, measure
from afterword.views.uptime.periods import UPTIME_DAYS, recent_years
from afterword.views.uptime.values import UptimeValues, uptime_values

if TYPE_CHECKING:
    from afterword.formats.data import list_types as types


class ComponentsSnapshot:
    """How the components of a site are, at the instant of a build."""

    def __init__(self, context: Context, index: RecordIndex) -> None:
        self._book = context
        self._archive = index
        self._site = context.site
        self._policy = POLICIES[context.site.uptime.policy]

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
                    "uptime": [*map(_uptime, self._uptimes(group))],
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
            "site": [*map(_uptime, self._uptimes(None))],
            "groups": [
                {"id": group.id, "periods": [*map(_uptime, self._uptimes(group))]}
                for group in self._site.groups
            ],
            "components": [
                {"id": each.id, "periods": [*map(_component_uptime, self._uptimes(each))]}
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
            "uptime": [*map(_uptime, self._uptimes(component))],
        }

    def _status(self, level_id: str) -> ComponentStatus:
        return (self._site.level(level_id) or OPERATIONAL).status

    def _uptimes(self, subject: Subject) -> Iterator[UptimeValues]:
        for days in UPTIME_DAYS:
            yield uptime_values(self._book, measure(self._book, self._archive, subject, days))


def _uptime(uptime: UptimeValues) -> types.LongUptime:
    assert uptime.days
    return {
        "days": uptime.days,
        "percent": uptime.percent,
        "ratio": str(uptime.ratio) if uptime.percent else None,
    }


def _component_uptime(uptime: UptimeValues) -> types.ComponentUptime:
    counted = uptime.counted
    return {
        **_uptime(uptime),
        "start": utc(counted.start) if counted else None,
        "end": utc(counted.end) if counted else None,
        "period_seconds": number(counted.period_seconds) if counted else None,
        "excluded_seconds": number(counted.excluded_seconds) if counted else None,
        "counted_seconds": number(counted.counted_seconds) if counted else None,
        "down_seconds": number(round(counted.down_seconds, 6)) if counted else None,
        "levels": [*map(level_json, counted.levels)] if counted else [],
    }
