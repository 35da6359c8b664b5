"""The site map: the pages in the menu, and the pages whose number grows with the years."""

from __future__ import annotations

from collections.abc import Iterator

from afterword.views.about import about_page
from afterword.views.actions import actions_page, cached_action_pages
from afterword.views.cached import CachedPage
from afterword.views.component.group import cached_group_pages
from afterword.views.component.list import components_page
from afterword.views.component.month_list import cached_month_pages
from afterword.views.component.page import cached_component_pages
from afterword.views.component.statement import cached_statement_pages
from afterword.views.component_order import by_component
from afterword.views.context import Context
from afterword.views.current.component_rows import group_views
from afterword.views.history.filtered import cached_filtered_pages
from afterword.views.history.maintenance import cached_maintenance_pages, maintenance_page
from afterword.views.history.page import cached_history_pages, history_page
from afterword.views.index.queries import RecordIndex
from afterword.views.page import AnyPage
from afterword.views.status.page import status_page
from afterword.views.subscribe import cached_subscribe_pages, subscribe_page


def menu_pages(context: Context, index: RecordIndex) -> Iterator[AnyPage]:
    """Yield the pages in the menu; `context` must contain every live record."""
    groups = group_views(context, index)
    yield status_page(context, index, groups)
    yield history_page(context, index)
    yield maintenance_page(context, index)
    yield components_page(context, index, groups)
    yield actions_page(context, index)
    yield subscribe_page(context)
    yield about_page(context)


def cached_pages(context: Context, index: RecordIndex) -> Iterator[CachedPage]:
    """Yield the other pages about many records; each is built only if its key has changed."""
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
