"""Pages at the former addresses of records and components, each of which leads to the current address."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain
from typing import NamedTuple

from jinja2 import Environment

from afterword.formats.artifacts import Format, RecordArtifacts, RecordFile
from afterword.records.record import Record
from afterword.render.environment import render_template
from afterword.views import urls
from afterword.views.cached import CachedFile, CachedPage, cached
from afterword.views.component.month_list import cached_month_pages
from afterword.views.component.page import cached_component_pages
from afterword.views.component.statement import cached_statement_pages
from afterword.views.context import Context
from afterword.views.incident.model import RecordParts
from afterword.views.index.queries import RecordIndex
from afterword.views.text.labels import PageLink, language_of

TEMPLATE = "pages/redirect.html.j2"
_PAGE_FILE = "index.html"


class Redirect(NamedTuple):
    """A page that leads to another one: `target` is relative to it, `canonical` absolute if the site has a URL."""

    title: str
    target: str
    canonical: str
    internal: bool


class Redirects(Format):
    """A page at each former address of a record or a component."""

    def artifacts(
        self, context: Context, record: Record, parts: RecordParts, environment: Environment
    ) -> RecordArtifacts:
        """Return a page for each alias of a record."""
        target = PageLink(urls.incident(record.id), record.title, language_of(record, context.site))
        return RecordArtifacts(
            tuple(
                RecordFile(f"{address}{_PAGE_FILE}", _page(context, target, address, environment))
                for address in map(urls.incident, record.aliases)
            )
        )

    def files(self, context: Context, index: RecordIndex, environment: Environment) -> Iterator[CachedFile]:
        """Yield a page for each page of a component, at the address that it had under each alias."""
        if not context.site.component_aliases:
            return
        for page in _component_pages(context, index):
            for address, name in former_addresses(context, page.path):
                target = PageLink(page.path, name)
                path = f"{address}{_PAGE_FILE}"
                yield cached(path, _shared_page, target, address, environment=environment)


def former_addresses(context: Context, path: str) -> Iterator[tuple[str, str]]:
    """Yield the addresses that a page or file of a component had before, each with the component's name."""
    for component in context.site.components:
        for folder in (urls.component, urls.component_badges):
            present = folder(component.id)
            if component.aliases and path.startswith(present):
                for alias in component.aliases:
                    yield f"{folder(alias)}{path.removeprefix(present)}", component.name


def former_copies(context: Context, file: CachedFile) -> Iterator[CachedFile]:
    """Yield copies of a file of a component at its former addresses: programs do not follow a page that redirects."""
    for path, _ in former_addresses(context, file.path):
        yield replace(file, path=path)


def _component_pages(context: Context, index: RecordIndex) -> Iterator[CachedPage]:
    return chain(
        cached_component_pages(context, index),
        cached_month_pages(context, index),
        cached_statement_pages(context, index),
    )


def _shared_page(
    context: Context, _: RecordIndex, target: PageLink, address: str, environment: Environment
) -> str:
    return _page(context, target, address, environment)


def _page(context: Context, target: PageLink, address: str, environment: Environment) -> str:
    relative = f"{urls.base(address)}{target.address}"
    internal = context.is_internal
    redirect = Redirect(target.text, relative, context.url(target.address) or relative, internal)
    return render_template(environment, TEMPLATE, {"redirect": redirect}, target.language)
