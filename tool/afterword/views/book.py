"""The pages about many records: those of the menu, and those that there are more of with the years."""

from __future__ import annotations

from collections.abc import Iterator

from afterword.views.about import about_page
from afterword.views.actions import action_leaves, actions_page
from afterword.views.archive import Archive
from afterword.views.component import component_leaves
from afterword.views.components import components_page, group_views
from afterword.views.history import history_leaves, history_page
from afterword.views.leaf import Leaf
from afterword.views.maintenance import maintenance_leaves, maintenance_page
from afterword.views.monthly import month_leaves
from afterword.views.pages import AnyPage
from afterword.views.publication import Publication
from afterword.views.selections import selection_leaves
from afterword.views.statements import statement_leaves
from afterword.views.status import status_page
from afterword.views.subscribe import subscribe_page


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
