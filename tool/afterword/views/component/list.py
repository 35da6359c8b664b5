"""Builds the list of components, with their level, uptime and day bar."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import NamedTuple

from afterword.views import urls
from afterword.views.chart.models import LegendEntry, PlainDays
from afterword.views.context import Context
from afterword.views.current.component_rows import (
    GroupView,
    group_views,
    is_folded,
    legend_of,
    level_names,
    plain_days_of,
)
from afterword.views.current.schedule import components_schedule, schedule_of
from afterword.views.index.queries import RecordIndex
from afterword.views.page import Head
from afterword.views.text.labels import HeadedList, PageLink, component_link
from afterword.views.uptime.groups import GroupUptimeView, group_uptime_views


class ComponentsPage(NamedTuple):
    """The list of components, with a breakdown of the uptime of each group unless it has a page of its own.

    `ended` are those whose history has ended, by their last day, the latest first.
    A script keeps the levels current by `schedule`.
    """

    head: Head
    groups: tuple[GroupView, ...]
    plain_days: tuple[PlainDays, ...]
    legend: tuple[LegendEntry, ...]
    group_uptimes: tuple[GroupUptimeView, ...]
    ended: tuple[HeadedList[PageLink], ...]
    schedule: Mapping[str, object]


def components_page(context: Context, index: RecordIndex) -> ComponentsPage:
    """Build the page; its groups are those of the status page."""
    whole, groups = components_schedule(context), group_views(context, index)
    description = context.words.gettext(
        "Components of {name}, with their current status and uptime.", name=context.site.page.name
    )
    return ComponentsPage(
        head=context.head(urls.COMPONENTS, context.words.terms.components, description),
        groups=groups,
        plain_days=plain_days_of(groups),
        legend=legend_of(context, groups),
        group_uptimes=() if is_folded(context) else group_uptime_views(context, index),
        ended=tuple(_ended(context)),
        schedule=(schedule_of(whole, level_names(groups)) if is_folded(context) else whole).value,
    )


def _ended(context: Context) -> Iterator[HeadedList[PageLink]]:
    days = ((each.until, each) for each in context.site.components if each.has_ended(context.today))
    ended = sorted(((until, each) for until, each in days if until), key=lambda pair: pair[0], reverse=True)
    for until, listed in groupby(ended, key=lambda pair: pair[0]):
        links = tuple(component_link(context.site, each.id) for _, each in listed)
        yield HeadedList(context.words.day(until), links)
