"""Every page and file of a site, as values, ready for whatever host puts them on the web."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from urllib.parse import unquote

from jinja2 import Environment

from afterword.records.site import Site
from afterword.render.environment import LevelStyle, render_levels, render_page
from afterword.views import addresses
from afterword.views.book import book
from afterword.views.pages import AnyPage
from afterword.views.publication import Publication

ASSETS = "assets/afterword"
LEVELS_FILE = f"{ASSETS}/levels.css"

_HEADING = re.compile(r'<h2 id="(?P<id>[^"]+)"[^>]*>(?P<title>.*?)<a class="headerlink"')
_ELSEWHERE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|[/\\#?]|\.\.")
_AFTER_PATH = re.compile(r"[?#].*", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Heading:
    """An entry of a page's table of contents; `title` is HTML-escaped text."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the site: where it stands, what it is called, and its content as HTML."""

    address: str
    title: str
    description: str
    html: str
    headings: tuple[Heading, ...]

    @property
    def attachments(self) -> tuple[str, ...]:
        """Names of files beside the page that it shows or links to, those in sub-folders with their path."""
        reader = _References()
        reader.feed(self.html)
        reader.close()
        names = {_own_file(reference) for reference in reader.found}
        return tuple(sorted(name for name in names if name is not None))


@dataclass(frozen=True, slots=True)
class OutputFile:
    """A file of the site that is not a page."""

    path: str
    data: bytes


def pages(publication: Publication, environment: Environment) -> Iterator[Page]:
    """Render every page of the site, in the order of the book."""
    for model in book(publication):
        yield _page(model, render_page(environment, model))


def attachments_wanted(made: Iterable[Page]) -> tuple[tuple[str, str], ...]:
    """Name the files beside records that the site shows: pairs of record id and file name.

    A file that no published text speaks of stays in the repository.
    """
    prefix = addresses.INCIDENTS
    return tuple(
        (page.address.removeprefix(prefix).rstrip("/"), name)
        for page in made
        if page.address.startswith(prefix)
        for name in page.attachments
    )


def level_styles(site: Site, environment: Environment) -> OutputFile:
    """Write the colours and patterns of the site's levels as a stylesheet."""
    styles = [
        LevelStyle(level.id, level.colour.light, level.colour.dark, level.pattern.value)
        for level in site.levels
    ]
    return OutputFile(LEVELS_FILE, render_levels(environment, styles).encode())


class _References(HTMLParser):
    """Gathers where the `src` and `href` of a page lead."""

    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the tag's references."""
        self.found.update(value for name, value in attrs if name in ("src", "href") and value)


def _own_file(reference: str) -> str | None:
    """Name the file below the page's own folder that a reference leads to, or None where it leads elsewhere."""
    reference = reference.strip()
    if _ELSEWHERE.match(reference):
        return None
    name = posixpath.normpath(unquote(_AFTER_PATH.sub("", reference)))
    return None if name == "." or name.startswith("../") or name == ".." else name


def _page(model: AnyPage, html: str) -> Page:
    head = model.head
    found = tuple(Heading(match["id"], match["title"].strip()) for match in _HEADING.finditer(html))
    return Page(head.address, head.title, head.description, html, found)
