"""Components and groups as Statuspage tells them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import UTC, datetime

from afterword.formats.statuspage.serialise import JsonObject, day_start, stamp
from afterword.formats.statuspage.statuses import component_status
from afterword.records.record import Record
from afterword.records.site import Component, Group, Site
from afterword.timeline.levels import record_levels
from afterword.views.context import Context
from afterword.views.index.queries import RecordIndex

_OF_GROUP = "group."
"""What stands before the id of a group: no component's id has a dot in it."""
CREATED = stamp(datetime(2000, 1, 1, tzinfo=UTC))
"""When every component was put on the page: nobody writes that down, and clients insist on an instant that stays."""


def all_components(context: Context, index: RecordIndex) -> Iterator[JsonObject]:
    """Tell of each group with its components behind it, then of the components in no group, as the pages do."""
    site = context.site
    places = _places(site)
    told = {
        each.id: _component(
            site, each, context.levels[each.id], _updated(context, index, each), places[each.id]
        )
        for each in site.components
    }
    for group in site.groups:
        members = [told[each.id] for each in site.members_of(group)]
        if members:
            yield _group(context, group, members, places[_OF_GROUP + group.id])
            yield from members
    yield from (told[each.id] for each in site.components if site.group_of(each) is None)


def snapshots(context: Context, record: Record, named: Collection[str], updated: datetime) -> list[JsonObject]:
    """Tell of the components that a record names, each at the level at which this record puts it now.

    `updated` is the last time at which anything was told of the record.
    """
    site, stamped = context.site, stamp(updated)
    levels = record_levels(record, site, context.now)
    places = _places(site)
    return [
        _component(
            site,
            each,
            levels.get(each.id, ""),
            max(CREATED, stamped),
            places[each.id],
        )
        for each in site.components
        if each.id in named
    ]


def _component(site: Site, component: Component, level: str, updated: str, place: int) -> JsonObject:
    group = site.group_of(component)
    return {
        "id": component.id,
        "name": component.name,
        "status": component_status(site, level),
        "created_at": CREATED,
        "updated_at": updated,
        "position": place,
        "description": component.description,
        "showcase": True,
        "start_date": component.since.isoformat() if component.since else None,
        "group_id": _OF_GROUP + group.id if group else None,
        "page_id": site.page.slug,
        "group": False,
        "only_show_if_degraded": False,
    }


def _group(context: Context, group: Group, members: list[JsonObject], place: int) -> JsonObject:
    return {
        "id": _OF_GROUP + group.id,
        "name": group.name,
        "status": component_status(context.site, context.group_levels[group.id]),
        "created_at": CREATED,
        "updated_at": max(each["updated_at"] for each in members),
        "position": place,
        "description": group.description,
        "showcase": False,
        "start_date": None,
        "group_id": None,
        "page_id": context.site.page.slug,
        "group": True,
        "only_show_if_degraded": False,
        "components": [each["id"] for each in members],
    }


def _places(site: Site) -> Mapping[str, int]:
    """Number what stands on the page, and within each group its components, from 1."""
    members: dict[str, list[str]] = {}
    for each in site.components:
        group = site.group_of(each)
        members.setdefault(_OF_GROUP + group.id if group else "", []).append(each.id)
    single = members.pop("", [])
    page = [*(name for group in site.groups if (name := _OF_GROUP + group.id) in members), *single]
    return {name: place for names in (page, *members.values()) for place, name in enumerate(names, start=1)}


def _updated(context: Context, index: RecordIndex, component: Component) -> str:
    """Say when the level of a component last changed, or since when it is told."""
    first = day_start(component.since, context.zone) if component.since else None
    last = index.queries.last_change(component.id)
    return max([CREATED, *(stamp(at) for at in (first, last) if at and at <= context.now)])
