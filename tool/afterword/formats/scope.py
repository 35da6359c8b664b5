"""What feeds and calendars are about: the whole site, one component, or a group."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from afterword.records.components import Component, Group
from afterword.views import urls
from afterword.views.context import Context
from afterword.views.current.component_rows import page_of_group
from afterword.views.index.queries import RecordIndex
from afterword.views.index.summary import RecordSummary


class Scope(NamedTuple):
    """The site, without a name, or a part of it.

    `folder` has its files, `first_folder` had them first and is the basis of ids, `home` is the page about it.
    """

    name: str
    description: str
    components: tuple[Component, ...]
    folder: str
    first_folder: str
    home: str


def scopes(context: Context, index: RecordIndex) -> Sequence[tuple[Scope, tuple[RecordSummary, ...]]]:
    """Return the site, its components and its groups, each with its records, the latest first."""
    return index.keep(scopes, lambda: tuple(_scopes(context, index)))


def _scopes(context: Context, index: RecordIndex) -> Iterator[tuple[Scope, tuple[RecordSummary, ...]]]:
    site = context.site
    yield (
        Scope("", site.page.description or "", site.components, "", "", urls.STATUS),
        index.summaries,
    )
    for component in site.components:
        folder = urls.component(component.id)
        first = urls.component(component.first_id)
        scope = Scope(component.name, component.description or "", (component,), folder, first, folder)
        yield scope, tuple(index.by_component.get(component.id, ()))
    for group in site.groups:
        yield _group(context, index, group)


def _group(context: Context, index: RecordIndex, group: Group) -> tuple[Scope, tuple[RecordSummary, ...]]:
    """Return a group with the records of the components that are in it today."""
    site = context.site
    members = site.members_of(group, context.today)
    folder = urls.group(group.id)
    named = {each.id: each for member in members for each in index.by_component.get(member.id, ())}
    latest_first = sorted(named.values(), key=lambda each: (each.sort_time, each.id), reverse=True)
    home, name = page_of_group(context, group), site.full_group_name(group)
    return Scope(name, group.description or "", members, folder, folder, home), tuple(latest_first)
