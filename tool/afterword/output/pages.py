"""Every page and file of a site, as values, ready for whatever host puts them on the web."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import NamedTuple
from urllib.parse import unquote

from jinja2 import Environment

from afterword.records.level_style import site_styles
from afterword.records.site import Site
from afterword.render.environment import render_head, render_levels, render_page
from afterword.views.page import AnyPage

ASSETS = "assets/afterword"
LEVELS_FILE = f"{ASSETS}/levels.css"

_HEADING = re.compile(r'<h2 id="([^"]+)"[^>]*>(.*?)<a class="headerlink"')
_ELSEWHERE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|[/\\#?]|\.\.")
_MAYBE_BESIDE = re.compile(
    rf'=(?<=[cfCF\s]=)(?!"(?:{_ELSEWHERE.pattern}))'
    r"(?:(?<=(?i:src)=)|(?<=(?i:href)=)|(?<=(?i:src)\s=)|(?<=(?i:href)\s=)|(?<=\s\s=))"
)
"""Where an attribute may lead to a file beside the page. Finding none is proof; a find is only a reason to parse.

It begins with the sign that is rarest of all that every reference has, so that nearly nothing is looked at twice.
"""
_AFTER_PATH = re.compile(r"[?#].*", re.DOTALL)


class Heading(NamedTuple):
    """An entry of a page's table of contents; `title` is HTML-escaped text."""

    id: str
    title: str


class RenderedPage(NamedTuple):
    """A page of the site: where it stands, what it is called, and its content as HTML.

    `head` is what it adds to the HTML document's own head.
    """

    address: str
    title: str
    description: str
    html: str
    headings: tuple[Heading, ...]
    head: str = ""

    @property
    def attachments(self) -> tuple[str, ...]:
        """Names of files beside the page that it shows or links to, those in sub-folders with their path."""
        if not _MAYBE_BESIDE.search(self.html):
            return ()  # as on nearly every page, and a hundred times sooner than the parser says it
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


def rendered_page(environment: Environment, model: AnyPage) -> RenderedPage:
    """Render a page, and find the headings that stand in it."""
    head, html = model.head, render_page(environment, model)
    found = tuple(Heading(name, title.strip()) for name, title in _HEADING.findall(html))
    return RenderedPage(
        head.address, head.title, head.description, html, found, render_head(environment, model)
    )


def level_styles(site: Site, environment: Environment) -> OutputFile:
    """Write the colours and patterns of the site's levels as a stylesheet."""
    return OutputFile(LEVELS_FILE, render_levels(environment, site_styles(site)).encode())


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
