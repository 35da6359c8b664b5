"""On which subscribe page the feeds of a component are, where there are too many components for one."""

from __future__ import annotations

from afterword.records.components import Component
from afterword.views import urls
from afterword.views.context import Context
from afterword.views.index.long_lists import ListPage, list_pages

COMPONENTS_PER_PAGE = 100
"""How many components a page has at least; the last one has up to twice as many."""


def subscribe_pages(context: Context) -> tuple[ListPage[Component], ...]:
    """Return the subscribe pages with the components of each."""
    return list_pages(
        context.words, context.components, urls.SUBSCRIBE, newest_first=False, size=COMPONENTS_PER_PAGE
    )
