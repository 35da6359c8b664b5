"""Builds the page of all months of a component that are over, with their uptime."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from afterword.records.components import Component
from afterword.timeline.months import Month
from afterword.timeline.policies import POLICIES, maintenance_description
from afterword.views import urls
from afterword.views.cached import CachedPage, cached
from afterword.views.context import Context
from afterword.views.index.queries import RecordIndex
from afterword.views.page import Head
from afterword.views.text.labels import HeadedList, PageLink, component_link
from afterword.views.uptime.monthly import (
    LATEST,
    MonthRow,
    month_row,
    months_files,
    past_months,
    with_statement,
)


class MonthsPage(NamedTuple):
    """All months of a component that are over, by year."""

    head: Head
    component: PageLink
    policy: str
    maintenance: str
    files: tuple[PageLink, ...]
    years: tuple[HeadedList[MonthRow], ...]
    has_objective: bool


def cached_month_pages(context: Context, index: RecordIndex) -> Iterator[CachedPage]:
    """Yield the page of all months for each component that has more than its own page lists."""
    for component in context.site.components:
        past = past_months(context, index, component)[::-1]
        if len(past) >= LATEST:
            linked = tuple(sorted(with_statement(context, index, component)))
            yield cached(urls.months(component.id), _months_page, component, past, linked)


def _months_page(
    context: Context,
    index: RecordIndex,
    component: Component,
    past: tuple[Month, ...],
    linked: tuple[Month, ...],
) -> MonthsPage:
    by_year = groupby(past, key=lambda month: month.year)
    policy = POLICIES[context.site.uptime.policy]
    return MonthsPage(
        head=context.head(
            urls.months(component.id),
            context.words.gettext("{name} by month", name=component.name),
            context.words.gettext("Uptime of {name} by month.", name=component.name),
        ),
        component=component_link(context.site, component.id),
        policy=context.words.gettext(policy.description),
        maintenance=context.words.gettext(maintenance_description(policy, context.site.uptime.maintenance)),
        files=months_files(component),
        years=tuple(
            HeadedList(
                str(year),
                tuple(
                    month_row(context, index, component, month, has_statement=month in linked)
                    for month in of_year
                ),
            )
            for year, of_year in by_year
        ),
        has_objective=component.objective is not None,
    )
