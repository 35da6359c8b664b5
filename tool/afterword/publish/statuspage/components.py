"""Components and groups as Statuspage tells them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date, datetime
from typing import NamedTuple

from afterword.publish.statuspage.statuses import component_status
from afterword.publish.statuspage.wire import Told, day_start, stamp
from afterword.records.record import Record
from afterword.records.site import Component, Group, Site
from afterword.records.zone import UTC_ZONE
from afterword.timeline.levels import record_levels
from afterword.views.archive import Archive
from afterword.views.publication import Publication
from afterword.views.uptimes import recent_spans

_OF_GROUP = "group."
"""What stands before the id of a group: no component's id has a dot in it."""


class _Moments(NamedTuple):
    """Since when a component is there, and when anything of it last changed, as they are written."""

    created: str
    updated: str


def all_components(book: Publication, archive: Archive) -> Iterator[Told]:
    """Tell of each group with its components behind it, then of the components in no group, as the pages do."""
    site = book.site
    places = _places(site)
    told = {
        each.id: _component(site, each, book.levels[each.id], _moments(book, archive, each), places[each.id])
        for each in site.components
    }
    for group in site.groups:
        members = [told[each.id] for each in site.components if each.group == group.id]
        if members:
            yield _group(book, group, members, places[_OF_GROUP + group.id])
            yield from members
    yield from (told[each.id] for each in site.components if site.group_of(each) is None)


def snapshots(book: Publication, record: Record, named: Collection[str], updated: datetime) -> list[Told]:
    """Tell of the components that a record names, each at the level at which this record puts it now.

    `updated` is the last time at which anything was told of the record.
    """
    site, stamped = book.site, stamp(updated)
    levels = record_levels(record, site, book.now)
    places = _places(site)
    return [
        _component(
            site,
            each,
            levels.get(each.id, ""),
            _Moments(_since(site, each) or stamped, stamped),
            places[each.id],
        )
        for each in site.components
        if each.id in named
    ]


def _component(site: Site, component: Component, level: str, moments: _Moments, place: int) -> Told:
    group = site.group_of(component)
    return {
        "id": component.id,
        "name": component.name,
        "status": component_status(site, level),
        "created_at": moments.created,
        "updated_at": max(moments),
        "position": place,
        "description": component.description,
        "showcase": True,
        "start_date": component.since.isoformat() if component.since else None,
        "group_id": _OF_GROUP + group.id if group else None,
        "page_id": site.page.slug,
        "group": False,
        "only_show_if_degraded": False,
    }


def _group(book: Publication, group: Group, members: list[Told], place: int) -> Told:
    return {
        "id": _OF_GROUP + group.id,
        "name": group.name,
        "status": component_status(book.site, book.group_levels[group.id]),
        "created_at": min(each["created_at"] for each in members),
        "updated_at": max(each["updated_at"] for each in members),
        "position": place,
        "description": group.description,
        "showcase": False,
        "start_date": None,
        "group_id": None,
        "page_id": book.site.page.slug,
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


def _moments(book: Publication, archive: Archive, component: Component) -> _Moments:
    """Say since when a component is there (as far as anybody tells), and when its level last changed."""
    first = component.since or (date.fromisoformat(archive.first_told) if archive.first_told else None)
    created = min(day_start(first, book.zone), book.now) if first else book.now
    return _Moments(stamp(created), stamp(max((created, *_changes(book, archive, component)))))


def _changes(book: Publication, archive: Archive, component: Component) -> Iterator[datetime]:
    """Give the times of the last years at which the level of a component may have changed."""
    spans = recent_spans(book, archive, component)
    yield from (at for span in spans for at in (span.start, span.end) if at and at <= book.now)
    updates = (update for record in book.records for update in record.updates)
    yield from (update.at for update in updates if component.id in update.levels)


def _since(site: Site, component: Component) -> str:
    return stamp(day_start(component.since, site.zone or UTC_ZONE)) if component.since else ""
