"""Builds the list of components, with their days, level and uptime."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from afterword.views import urls
from afterword.views.chart.models import LegendEntry
from afterword.views.context import Publication
from afterword.views.current.component_rows import GroupView, legend_of
from afterword.views.current.schedule import components_plan
from afterword.views.index.queries import Archive
from afterword.views.page import Head
from afterword.views.uptime.groups import GroupWorking, group_workings


class ComponentsPage(NamedTuple):
    """The list of components; `together` tells how the uptime of each group comes about.

    The `plan` is what a script keeps the levels truthful with.
    """

    head: Head
    groups: tuple[GroupView, ...]
    legend: tuple[LegendEntry, ...]
    together: tuple[GroupWorking, ...]
    plan: Mapping[str, object]


def components_page(book: Publication, archive: Archive, groups: tuple[GroupView, ...]) -> ComponentsPage:
    """List the components, as the status page does."""
    description = f"The components of {book.site.page.name}, with their state and uptime."
    return ComponentsPage(
        head=book.head(urls.COMPONENTS, "Components", description),
        groups=groups,
        legend=legend_of(book, groups),
        together=group_workings(book, archive),
        plan=components_plan(book).value,
    )
