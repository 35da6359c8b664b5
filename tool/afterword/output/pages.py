"""Rendered pages and output files as values, for any host to publish."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from html import unescape
from html.parser import HTMLParser
from typing import NamedTuple

from jinja2 import Environment

from afterword.records.level_style import site_styles
from afterword.records.link_targets import ToOwnFile, link_target
from afterword.records.site import Site
from afterword.records.zone import UTC_ZONE
from afterword.render.environment import render_head, render_levels, render_page
from afterword.render.paper import paper_of
from afterword.views.page import AnyPage
from afterword.views.text.words import Words

ASSETS = "assets/afterword"
LEVELS_FILE = f"{ASSETS}/levels.css"

_HEADING = re.compile(r'<h2 id="([^"]+)"[^>]*>(.*?)<a class="headerlink"')
_TAG = re.compile(r'<[a-z](?:[^"<>]|"[^"]*")*>')
_REFERENCE = re.compile(r'(?<=\s)(src|href)="([^"]*)"')
_INDENT_AND_BLANK_LINES = re.compile(rb"^\s+", re.MULTILINE)
_ELSEWHERE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|[/\\#?]|\.\.")
_MAYBE_ATTACHMENT = re.compile(
    rf'=(?<=[cfCF\s]=)(?!"(?:{_ELSEWHERE.pattern}))'
    r"(?:(?<=(?i:src)=)|(?<=(?i:href)=)|(?<=(?i:src)\s=)|(?<=(?i:href)\s=)|(?<=\s\s=))"
)
"""Where an attribute may refer to a file next to the page. No match is proof that none does; a match is not.

It begins with the rarest character that every such reference has, so that the search is fast.
"""
_ANY_RECORD = "0000-00-00-record"
"""The id of a record from whose page a relative address leads to the same files as from that of any other."""

PAGE_FILE = "index.html"


def page_file(address: str) -> str:
    """Return the path of the file of the page at an address."""
    return f"{address}{PAGE_FILE}"


class Heading(NamedTuple):
    """An entry of a page's table of contents; `title` is HTML-escaped text."""

    id: str
    title: str


class RenderedPage(NamedTuple):
    """A page of the site: its address, title and description, and its content as HTML.

    `head` is what it adds to the head of the HTML document.
    """

    address: str
    title: str
    description: str
    html: str
    headings: tuple[Heading, ...]
    head: str = ""

    @property
    def attachments(self) -> tuple[str, ...]:
        """Files next to the page that it shows or links to, by their paths relative to the page."""
        if not _MAYBE_ATTACHMENT.search(self.html):
            return ()  # true of nearly every page, and a hundred times faster than parsing
        reader = _References()
        reader.feed(self.html)
        reader.close()
        names = {_own_file(reference) for reference in reader.references}
        return tuple(sorted(name for name in names if name is not None))


@dataclass(frozen=True, slots=True)
class OutputFile:
    """A file of the site that is not a page."""

    path: str
    data: bytes


def rendered_page(environment: Environment, model: AnyPage) -> RenderedPage:
    """Render a page, and find its headings."""
    head, html = model.head, render_page(environment, model)
    headings = tuple(Heading(name, title.strip()) for name, title in _HEADING.findall(html))
    return RenderedPage(
        head.address,
        head.document_title or head.title,
        head.description,
        html,
        headings,
        render_head(environment, model),
    )


def in_folder_above(html: str, names: Iterable[str]) -> str:
    """Let a page find these files, which are in the folder above its own."""
    known = frozenset(names)

    def moved(found: re.Match[str]) -> str:
        attribute, reference = found.groups()
        return f'{attribute}="../{reference}"' if _own_file(unescape(reference)) in known else found[0]

    return _TAG.sub(lambda tag: _REFERENCE.sub(moved, tag[0]), html)


def level_styles(words: Words, site: Site, environment: Environment, now: datetime) -> OutputFile:
    """Return the stylesheet with the colours and patterns of the site's levels, and the time of the build for paper."""
    paper = paper_of(words, site.page.root, words.instant(now, site.zone or UTC_ZONE))
    return OutputFile(LEVELS_FILE, compact(render_levels(environment, site_styles(site), paper).encode()))


def compact(code: bytes) -> bytes:
    """Remove indentation and blank lines from a stylesheet or a script, which readers of pages need not download."""
    return _INDENT_AND_BLANK_LINES.sub(b"", code)


class _References(HTMLParser):
    """Collects the values of `src` and `href` in a page."""

    def __init__(self) -> None:
        super().__init__()
        self.references: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Collect the references of a tag."""
        self.references.update(value for name, value in attrs if name in ("src", "href") and value)


def _own_file(reference: str) -> str | None:
    """Return the path of the file below the page that a reference leads to; None if it leads elsewhere."""
    target = None if _ELSEWHERE.match(reference.strip()) else link_target(reference, _ANY_RECORD, "")
    return target.name if isinstance(target, ToOwnFile) else None
