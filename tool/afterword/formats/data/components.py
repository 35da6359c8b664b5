"""Components with their uptime in our JSON."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from afterword.compact_json import compact_json
from afterword.formats.data.values import VERSION, time
from afterword.formats.uptime_data import level_json, number, utc
from afterword.records.components import Component, ThirdParty
from afterword.records.scales import OPERATIONAL
from afterword.records.settings import MaintenanceRule
from afterword.records.vocabulary import ComponentStatus
from afterword.timeline.policies import POLICIES, maintenance_description
from afterword.timeline.worst_level import worst_level
from afterword.views import urls
from afterword.views.context import Context
from afterword.views.index.queries import RecordIndex
from afterword.views.uptime.measurement import UptimeSubject, measure
from afterword.views.uptime.periods import UPTIME_DAYS
from afterword.views.uptime.values import UptimeValues, uptime_values

if TYPE_CHECKING:
    from afterword.formats.data import list_types as types


_EXCLUDED = (
    "Time under maintenance is taken out of the period, "
    "save where something that counts as down held at the same time."
)
"""The wording of version 1 of the data, which stays as it is, unlike that of the pages."""


def components_file(context: Context, index: RecordIndex) -> str:
    """Return the text of `components.json`."""
    return _Snapshot(context, index).components_file()


def uptime_file(context: Context, index: RecordIndex) -> str:
    """Return the text of `uptime.json`: of every component, every group and the site."""
    return _Snapshot(context, index).uptime_file()


class _Snapshot:
    """The components of a site with level and uptime, at the time of the build."""

    def __init__(self, context: Context, index: RecordIndex) -> None:
        self._context = context
        self._index = index
        self._site = context.site
        self._policy = POLICIES[context.site.uptime.policy]

    def components_file(self) -> str:
        context = self._context
        worst = worst_level(self._site, (context.levels[each.id] for each in context.components))
        content: types.ComponentsFile = {
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
                    "group": group.group,
                    "description": group.description,
                    "level": context.group_levels[group.id],
                    "status": self._status(context.group_levels[group.id]),
                    "components": [each.id for each in members],
                    "uptime": [*map(_uptime, self._uptimes(group))],
                }
                for group in self._site.groups
                for members in [self._site.own_members_of(group, context.today)]
            ],
            "components": [self._component(each) for each in self._site.components],
        }
        return compact_json(content)

    def uptime_file(self) -> str:
        context, rule = self._context, self._site.uptime.maintenance
        content: types.UptimeFile = {
            "version": VERSION,
            "audience": context.audience,
            "as_of": time(context.now, context.zone),
            "timezone": context.zone.name,
            "policy": {"name": self._policy.name, "description": self._policy.description},
            "maintenance": {"name": rule, "description": self._maintenance()},
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
        return compact_json(content)

    def _maintenance(self) -> str:
        rule = self._site.uptime.maintenance
        return _EXCLUDED if rule is MaintenanceRule.EXCLUDED else maintenance_description(self._policy, rule)

    def _component(self, component: Component) -> types.Component:
        path, told = urls.component(component.id), self._context.told[component.id]
        return {
            "id": component.id,
            "name": component.name,
            "path": path,
            "url": self._context.url(path) or None,
            "aliases": [*component.aliases],
            "group": component.group_on(self._context.today),
            "groups": [
                {"group": each.group, "since": each.since.isoformat() if each.since else None}
                for each in component.group
            ],
            "description": component.description,
            "third_party": _third_party(component.third_party),
            "since": component.since.isoformat() if component.since else None,
            "until": component.until.isoformat() if component.until else None,
            "ended": component.has_ended(self._context.today),
            "level": told.id,
            "extent": told.extent or None,
            "status": self._status(told.id),
            "records": self._index.component_counts.get(component.id, 0),
            "uptime": [*map(_uptime, self._uptimes(component))],
        }

    def _status(self, level_id: str) -> ComponentStatus:
        return (self._site.level(level_id) or OPERATIONAL).status

    def _uptimes(self, subject: UptimeSubject) -> Iterator[UptimeValues]:
        for days in UPTIME_DAYS:
            yield uptime_values(self._context, measure(self._context, self._index, subject, days))


def _third_party(party: ThirdParty | None) -> types.ThirdParty | None:
    return {"name": party.name, "url": party.url} if party else None


def _uptime(uptime: UptimeValues) -> types.LongUptime:
    assert uptime.days
    return {
        "days": uptime.days,
        "percent": uptime.percent,
        "ratio": str(uptime.ratio) if uptime.percent else None,
        "downtime_precision": uptime.downtime_precision,
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
