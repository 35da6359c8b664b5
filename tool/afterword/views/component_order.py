"""The order in which pages and files are made: those about one component in a row, as they show the same numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from heapq import merge
from typing import Any, TypeVar

from afterword.records.components import Component, Group
from afterword.records.site import Site
from afterword.views.cached import Cached

T = TypeVar("T")
Order = Callable[[Cached[Any]], int]


def component_order(site: Site) -> Order:
    """Return what orders pages and files by component; those of a group are where its first component is.

    What is about neither comes first.
    """
    positions = {component.id: position for position, component in enumerate(site.components)}
    firsts = {
        group.id: component.id for group in site.groups for component, _ in site.members_ever(group)[:1]
    }

    def position(cached: Cached[Any]) -> int:
        for each in cached.arguments[:1]:
            if isinstance(each, Component):
                return positions[each.id]
            if isinstance(each, Group):
                return positions.get(firsts.get(each.id, ""), -1)
        return -1

    return position


def by_component(site: Site, *many: Iterator[Cached[T]]) -> Iterator[Cached[T]]:
    """Yield pages or files of several kinds in this order, each kind in its own."""
    return merge(*many, key=component_order(site))
