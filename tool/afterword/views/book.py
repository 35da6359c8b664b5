"""The order of the site: every page model that is published."""

from __future__ import annotations

from collections.abc import Iterator

from afterword.views.about import about_page
from afterword.views.actions import actions_page
from afterword.views.components import component_pages, components_page
from afterword.views.history import history_pages
from afterword.views.incident import incident_page
from afterword.views.pages import AnyPage
from afterword.views.publication import Publication
from afterword.views.status import status_page


def book(publication: Publication) -> Iterator[AnyPage]:
    """Build every page model of a site, one at a time."""
    yield status_page(publication)
    yield from history_pages(publication)
    for record in publication.records:
        yield incident_page(publication, record)
    yield components_page(publication)
    yield from component_pages(publication)
    yield actions_page(publication)
    yield about_page(publication)
