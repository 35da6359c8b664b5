"""Components with their uptime in our JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

from afterword.formats.data.values import VERSION, as_json, seconds, time
from afterword.records.site import OPERATIONAL, Component
from afterword.records.vocabulary import ComponentStatus
from afterword.timeline.policies import POLICIES, maintenance_told
from afterword.timeline.uptime import GroupUptime, Uptime, group_uptime
from afterword.timeline.worst_level import worst_level
from afterword.views import urls
from afterword.views.cached import key_of
from afterword.views.context import Publication
from afterword.views.index.queries import Archive
from afterword.views.uptime.breakdown import digits
from afterword.views.uptime.periods import UPTIME_DAYS, recent_years, uptime_of

if TYPE_CHECKING:
    from afterword.formats.data import list_types as types

_Uptimes: TypeAlias = tuple[Uptime | None, ...]
"""The uptime of a component over each of the periods."""


class Standing:
    """How the components of a site are, at the instant of a build."""

    def __init__(self, book: Publication, archive: Archive) -> None:
        self._book = book
        self._archive = archive
        self._site = book.site
        self._policy = POLICIES[book.site.uptime.policy]

    @cached_property
    def _uptimes(self) -> dict[str, _Uptimes]:
        book, archive = self._book, self._archive
        return {
            each.id: tuple(uptime_of(book, archive, each, days) for days in UPTIME_DAYS)
            for each in self._site.components
        }

    def key(self) -> str:
        """Make a key from all that the files are made from."""
        book, archive = self._book, self._archive
        counts = [len(archive.by_component.get(each.id, ())) for each in self._site.components]
        marks = [
            archive.shelf.span_mark(each.id, year)
            for each in self._site.components
            for year in recent_years(book)
        ]
        return key_of(book.now.isoformat(), book.levels, counts, marks)

    def components_file(self) -> str:
        """Write the components and how they are."""
        book = self._book
        worst = worst_level(self._site, book.levels.values())
        made: types.ComponentsFile = {
            "version": VERSION,
            "audience": book.audience,
            "as_of": time(book.now, book.zone),
            "policy": self._policy.name,
            "level": worst,
            "status": self._status(worst),
            "groups": [
                {
                    "id": group.id,
                    "name": group.name,
                    "description": group.description,
                    "level": book.group_levels[group.id],
                    "status": self._status(book.group_levels[group.id]),
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
        book, rule = self._book, self._site.uptime.maintenance
        made: types.UptimeFile = {
            "version": VERSION,
            "audience": book.audience,
            "as_of": time(book.now, book.zone),
            "timezone": book.zone.name,
            "policy": {"name": self._policy.name, "description": self._policy.description},
            "maintenance": {"name": rule, "description": maintenance_told(self._policy, rule)},
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
