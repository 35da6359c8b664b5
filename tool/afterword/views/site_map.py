"""The site map: the pages in the menu, and the pages whose number grows with the years."""

from __future__ import annotations

from collections.abc import Iterator

from afterword.views import urls
from afterword.views.about import about_page
from afterword.views.actions import actions_page, cached_action_pages
from afterword.views.cached import CachedPage, cached
from afterword.views.component.group import cached_group_pages
from afterword.views.component.list import components_page
from afterword.views.component.month_list import cached_month_pages
from afterword.views.component.page import cached_component_pages
from afterword.views.component.statement import cached_statement_pages
from afterword.views.component_order import by_component
from afterword.views.context import Context
from afterword.views.history.filtered import cached_filtered_pages
from afterword.views.history.maintenance import cached_maintenance_pages, maintenance_page
from afterword.views.history.page import cached_history_pages, history_page
from afterword.views.index.queries import RecordIndex
from afterword.views.status.page import status_page
from afterword.views.subscribe import cached_subscribe_pages, subscribe_page


def menu_pages() -> tuple[CachedPage, ...]:
    """Return the pages in the menu, to be built from a context with every live record."""
    return (
        cached(urls.STATUS, status_page),
        cached(urls.HISTORY, history_page),
        cached(urls.MAINTENANCE, maintenance_page),
        cached(urls.COMPONENTS, components_page),
        cached(urls.ACTIONS, actions_page),
        cached(urls.SUBSCRIBE, subscribe_page),
        cached(urls.ABOUT, about_page),
    )


def cached_pages(context: Context, index: RecordIndex) -> Iterator[CachedPage]:
    """Yield the other pages about many records."""
    yield from cached_history_pages(context, index)
    yield from cached_filtered_pages(context, index)
    yield from cached_maintenance_pages(context, index)
    yield from by_component(
        context.site,
        cached_group_pages(context, index),
        cached_component_pages(context, index),
        cached_month_pages(context, index),
        cached_statement_pages(context, index),
    )
    yield from cached_action_pages(context, index)
    yield from cached_subscribe_pages(context)
