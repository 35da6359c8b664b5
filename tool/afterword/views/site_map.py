"""The pages about many records: those of the menu, and those that there are more of with the years."""

from __future__ import annotations

from collections.abc import Iterator

from afterword.views.about import about_page
from afterword.views.actions import action_leaves, actions_page
from afterword.views.cached import Leaf
from afterword.views.component.list import components_page
from afterword.views.component.page import component_leaves
from afterword.views.context import Publication
from afterword.views.current.component_rows import group_views
from afterword.views.history.filtered import selection_leaves
from afterword.views.history.maintenance import maintenance_leaves, maintenance_page
from afterword.views.history.page import history_leaves, history_page
from afterword.views.index.queries import Archive
from afterword.views.page import AnyPage
from afterword.views.status.page import status_page
from afterword.views.subscribe import subscribe_page
from afterword.views.uptime.months import month_leaves
from afterword.views.uptime.statement import statement_leaves


def menu_pages(book: Publication, archive: Archive) -> Iterator[AnyPage]:
    """Build the pages that a menu lists. `book` must hold every record that is live."""
    groups = group_views(book, archive)
    yield status_page(book, archive, groups)
    yield history_page(book, archive)
    yield maintenance_page(book, archive)
    yield components_page(book, archive, groups)
    yield actions_page(book, archive)
    yield subscribe_page(book)
    yield about_page(book)


def leaves(book: Publication, archive: Archive) -> Iterator[Leaf]:
    """Give the other pages about many records, to be made where they have changed."""
    yield from history_leaves(book, archive)
    yield from selection_leaves(book, archive)
    yield from maintenance_leaves(book, archive)
    yield from component_leaves(book, archive)
    yield from month_leaves(book, archive)
    yield from statement_leaves(book, archive)
    yield from action_leaves(book, archive)
