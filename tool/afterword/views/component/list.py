"""Builds the list of components, with their days, level and uptime."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from afterword.views import urls
from afterword.views.chart.models import LegendEntry
from afterword.views.context import Context
from afterword.views.current.component_rows import GroupView, legend_of
from afterword.views.current.schedule import components_schedule
from afterword.views.index.queries import RecordIndex
from afterword.views.page import Head
from afterword.views.text.catalogue import CATALOGUE
from afterword.views.uptime.groups import GroupUptimeView, group_uptime_views


class ComponentsPage(NamedTuple):
    """The list of components; `together` tells how the uptime of each group comes about.

    The `plan` is what a script keeps the levels truthful with.
    """

    head: Head
    groups: tuple[GroupView, ...]
    legend: tuple[LegendEntry, ...]
    together: tuple[GroupUptimeView, ...]
    schedule: Mapping[str, object]


def components_page(context: Context, index: RecordIndex, groups: tuple[GroupView, ...]) -> ComponentsPage:
    """List the components, as the status page does."""
    description = f"The components of {context.site.page.name}, with their state and uptime."
    return ComponentsPage(
        head=context.head(urls.COMPONENTS, CATALOGUE.terms.components, description),
        groups=groups,
        legend=legend_of(context, groups),
        together=group_uptime_views(context, index),
        schedule=components_schedule(context).value,
    )
