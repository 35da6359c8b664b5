"""Reads the component that is meant: its id, its name, a former id, or the beginning of one of them."""

from __future__ import annotations

from collections.abc import Callable

from afterword.arguments.choice import one_of
from afterword.records.site import Site


def component_of(site: Site) -> Callable[[str], str]:
    """Return a reader of a component of a site, as its id. It raises ValueError, as that of `one_of` does."""
    names = {each.name: each.id for each in site.components}
    ids = tuple(each.id for each in site.components)
    return one_of(ids, "component", names={**names, **site.component_aliases})
