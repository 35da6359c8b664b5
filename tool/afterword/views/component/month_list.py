"""Builds the page of all months of a component that are over, with their uptime."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import groupby
from typing import NamedTuple

from afterword.records.components import Component
from afterword.timeline.months import months
from afterword.timeline.policies import POLICIES, maintenance_description
from afterword.views import urls
from afterword.views.cached import CachedPage, cache_key
from afterword.views.context import Context
from afterword.views.index.queries import RecordIndex
from afterword.views.page import Head
from afterword.views.text.labels import HeadedList, PageLink, component_link
from afterword.views.uptime.monthly import (
    LATEST,
    MonthRow,
    first_month,
    last_month,
    month_keys,
    month_row,
    months_files,
    with_statement,
)
from afterword.views.uptime.periods import this_month


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
        keys = month_keys(context, index, component)
        past = [(str(month), key) for month, key in keys.items() if month != this_month(context)]
        if len(past) >= LATEST:
            make = partial(_months_page, context, index, component)
            yield CachedPage(urls.months(component.id), cache_key(past), make)


def _months_page(context: Context, index: RecordIndex, component: Component) -> MonthsPage:
    first = first_month(context, index, component)
    listed = months(first, last_month(context, component)) if first else ()
    past = [month for month in listed if month != this_month(context)][::-1]
    linked = with_statement(context, index, component)
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
