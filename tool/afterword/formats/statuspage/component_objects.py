"""The component object of Statuspage, for components and for groups."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import UTC, date, datetime

from afterword.formats.statuspage.serialise import JsonObject, stamp
from afterword.formats.statuspage.statuses import component_status
from afterword.prose.plain_text import plain_text
from afterword.records.components import Component, Group
from afterword.records.record import Record
from afterword.records.site import Site
from afterword.timeline.levels import record_levels
from afterword.views.context import Context
from afterword.views.index.queries import RecordIndex

_GROUP_PREFIX = "group."
"""Prefix of the ids of groups. No component id contains a dot."""
CREATED = stamp(datetime(2000, 1, 1, tzinfo=UTC))
"""`created_at` of every component: records do not say it, and clients need an instant that never changes."""


def all_components(context: Context, index: RecordIndex) -> Iterator[JsonObject]:
    """Yield each group followed by its components, then the components without a group, as on the pages.

    Components that have ended are left out.
    """
    site, today = context.site, context.today
    positions = _positions(site, today)
    objects = {
        each.id: _component(
            context, each, context.levels[each.id], _updated(context, index, each), positions[each.id]
        )
        for each in context.components
    }
    for group in site.groups_in_order:
        members = [objects[each.id] for each in site.own_members_of(group, today)]
        if members:
            yield _group(context, group, members, positions[_GROUP_PREFIX + group.id])
            yield from members
    yield from (objects[each.id] for each in context.components if site.group_of(each, today) is None)


def snapshots(
    context: Context, record: Record, named: Collection[str], updated: datetime
) -> list[JsonObject]:
    """Return the components that a record names, each at the level that this record gives it now.

    `updated` is when anything about the record was last published.
    """
    site, stamped = context.site, stamp(updated)
    levels = record_levels(record, site, context.now)
    positions = _positions(site, context.today)
    return [
        _component(
            context,
            each,
            levels.get(each.id, ""),
            max(CREATED, stamped),
            positions[each.id],
        )
        for each in site.components
        if each.id in named
    ]


def _component(context: Context, component: Component, level: str, updated: str, position: int) -> JsonObject:
    site = context.site
    group = site.group_of(component, context.today)
    return {
        "id": component.first_id,
        "name": component.name,
        "status": component_status(site, level),
        "created_at": CREATED,
        "updated_at": updated,
        "position": position,
        "description": component.description and plain_text(component.description),
        "showcase": True,
        "start_date": component.since.isoformat() if component.since else None,
        "group_id": _GROUP_PREFIX + group.id if group else None,
        "page_id": site.page.slug,
        "group": False,
        "only_show_if_degraded": False,
    }


def _group(context: Context, group: Group, members: list[JsonObject], position: int) -> JsonObject:
    return {
        "id": _GROUP_PREFIX + group.id,
        "name": context.site.full_group_name(group),
        "status": component_status(context.site, context.group_levels[group.id]),
        "created_at": CREATED,
        "updated_at": max(each["updated_at"] for each in members),
        "position": position,
        "description": group.description and plain_text(group.description),
        "showcase": False,
        "start_date": None,
        "group_id": None,
        "page_id": context.site.page.slug,
        "group": True,
        "only_show_if_degraded": False,
        "components": [each["id"] for each in members],
    }


def _positions(site: Site, day: date) -> Mapping[str, int]:
    """Return positions, counted from 1: of groups and single components on the page, of components in their group.

    Components that have ended come last.
    """
    ids = site.ids_by_group(day)
    groups = [each.id for each in site.groups_in_order if each.id in ids]
    page = [*(_GROUP_PREFIX + each for each in groups), *ids.get("", ())]
    in_groups = (ids[each] for each in groups)
    return {name: position for names in (page, *in_groups) for position, name in enumerate(names, start=1)}


def _updated(context: Context, index: RecordIndex, component: Component) -> str:
    """Return when the level of a component last changed, or the start of its history."""
    first = context.zone.start_of(component.since) if component.since else None
    last = index.queries.last_level_change(component.id)
    return max([CREATED, *(stamp(at) for at in (first, last) if at and at <= context.now)])
