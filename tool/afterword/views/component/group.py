"""Builds the pages of the components of a group, where there are too many components for one page of all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from afterword.records.components import Component, Group
from afterword.views import urls
from afterword.views.cached import CachedPage, cached
from afterword.views.chart.models import LegendEntry, PlainDays
from afterword.views.context import Context
from afterword.views.current.component_rows import (
    GroupView,
    group_view,
    is_folded,
    legend_of,
    level_names,
    members_by_group,
    plain_days_of,
)
from afterword.views.current.schedule import Schedule, components_schedule, schedule_of
from afterword.views.index.long_lists import ListPage, PageTurn, list_pages
from afterword.views.index.queries import RecordIndex
from afterword.views.page import Head
from afterword.views.text.labels import PageLink
from afterword.views.uptime.groups import GroupUptimeView, group_uptime_view

COMPONENTS_PER_PAGE = 40
"""How many components a page has; the last one has up to twice as many."""


class GroupPage(NamedTuple):
    """The components of a group, or those in no group; the first page has the breakdown of the group's uptime, too."""

    head: Head
    up: PageLink
    group: GroupView
    plain_days: tuple[PlainDays, ...]
    legend: tuple[LegendEntry, ...]
    turn: PageTurn | None
    uptime: GroupUptimeView | None
    schedule: Mapping[str, object]


def cached_group_pages(context: Context, index: RecordIndex) -> Iterator[CachedPage]:
    """Yield the pages of each group, if groups are folded elsewhere."""
    if not is_folded(context):
        return
    whole = components_schedule(context)
    for group, _, members in members_by_group(context):
        address = urls.group(group.id if group else "")
        for page in list_pages(context.words, members, address, newest_first=False, size=COMPONENTS_PER_PAGE):
            yield cached(page.address, _group_page, group, page, whole)


def _group_page(
    context: Context, index: RecordIndex, group: Group | None, page: ListPage[Component], whole: Schedule
) -> GroupPage:
    words = context.words
    name = context.site.full_group_name(group) if group else words.terms.ungrouped
    view = group_view(context, index, group, tuple(page.entries))
    is_first = not (page.turn and page.turn.before)
    return GroupPage(
        head=context.head(
            page.address,
            page.titled(name),
            words.gettext(
                "{group}: components of {name}, with their current status and uptime.",
                group=name,
                name=context.site.page.name,
            ),
        ),
        up=PageLink(urls.COMPONENTS, words.gettext("All components")),
        group=view,
        plain_days=plain_days_of([view]),
        legend=legend_of(context, (view,)),
        turn=page.turn,
        uptime=group_uptime_view(context, index, group) if group and is_first else None,
        schedule=schedule_of(whole, level_names([view])).value,
    )
