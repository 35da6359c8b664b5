"""The pages about many records: those of the menu, and those that there are more of with the years."""

from __future__ import annotations

from collections.abc import Iterator

from afterword.views.about import about_page
from afterword.views.actions import action_leaves, actions_page
from afterword.views.archive import Archive
from afterword.views.components import component_leaves, components_page, group_views
from afterword.views.history import history_leaves, history_page
from afterword.views.leaf import Leaf
from afterword.views.pages import AnyPage
from afterword.views.publication import Publication
from afterword.views.status import status_page


def menu_pages(book: Publication, archive: Archive) -> Iterator[AnyPage]:
    """Build the pages that a menu lists. `book` must hold every record that is live."""
    groups = group_views(book, archive)
    yield status_page(book, archive, groups)
    yield history_page(book, archive)
    yield components_page(book, groups)
    yield actions_page(book, archive)
    yield about_page(book)


def leaves(book: Publication, archive: Archive) -> Iterator[Leaf]:
    """Give the other pages about many records, to be made where they have changed."""
    yield from history_leaves(book, archive)
    yield from component_leaves(book, archive)
    yield from action_leaves(book, archive)
