"""Page shells: the theme's page, rendered once by the host itself, with gaps into which pages are put."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b
from os.path import commonprefix
from typing import NamedTuple

from jinja2 import Environment
from markupsafe import escape
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as HostPage
from mkdocs.structure.toc import AnchorLink, TableOfContents

from afterword.mkdocs_plugin.our_file import OurFile
from afterword.output.pages import Heading, RenderedPage
from afterword.views.urls import ACTIONS, COMPONENTS, HISTORY, INCIDENTS, MAINTENANCE, STATUS

# Placeholders of private-use characters: no theme has them, and no filter of a template changes them.
_TITLE, _DESCRIPTION, _BODY = "\ue0a1\ue0a1", "\ue0a2\ue0a2", "\ue0a3\ue0a3"
# These become parts of URLs, in which only plain letters stay as they are.
STEP, _EDIT = "zqshellstepqz", "zqshelleditqz"
_HEAD = "\ue0a7\ue0a7"
_HEAD_END = "</head>"
_ICON = re.compile(r'<link rel="(?:shortcut )?icon"[^>]*>\s*')
_HTML = f"<h1>{_BODY}</h1>"
"""The placeholder of the content; Material adds a heading to a page without `<h1`."""
_TOC = "\ue0a6{}\ue0a6"
_FIRST, _SECOND, _THIRD = (Heading(f"zqshell{n}qz", f"\ue0a4{n}\ue0a4") for n in "abc")


@dataclass(frozen=True)
class Host:
    """What MkDocs has ready when it begins to write pages."""

    config: MkDocsConfig
    files: Files
    nav: Navigation
    env: Environment

    def render(self, page: RenderedPage, html: str, edit: str = "") -> str:
        """Render a page as MkDocs would, without adding it to the list of pages."""
        file = OurFile.generated(
            self.config, f"{page.address}index.md", content="", inclusion=InclusionLevel.NOT_IN_NAV
        )
        host_page = HostPage(None, file, self.config)
        host_page.meta = page_meta(page, searched=False)  # our own search entries are much smaller
        host_page.edit_url = edit or None
        plugins = self.config.plugins
        host_page.markdown = plugins.on_page_markdown(
            "", page=host_page, config=self.config, files=self.files
        )
        host_page.toc = page_toc(page)
        host_page.content = plugins.on_page_content(
            html, page=host_page, config=self.config, files=self.files
        )
        host_page.active = True
        context = get_context(self.nav, self.files, self.config, host_page)
        template = self.env.get_template("main.html")
        context = plugins.on_page_context(context, page=host_page, config=self.config, nav=self.nav)
        output = plugins.on_post_page(template.render(context), page=host_page, config=self.config)
        return with_head(output, page.head)


class Shape(NamedTuple):
    """What all pages of one shell have in common; `folder` is the first of the `depth` parts of their address."""

    folder: str
    depth: int
    described: bool
    editable: bool
    headings: tuple[Heading, ...]

    @property
    def steps(self) -> str:
        """The placeholder of the rest of the address."""
        return f"{STEP}/" * (self.depth - 1)

    def render_sample(self, host: Host) -> str:
        """Let the host render a page of this shape, with placeholders for what differs between pages."""
        description = _DESCRIPTION if self.described else ""
        page = RenderedPage(f"{self.folder}/{self.steps}", _TITLE, description, "", self.headings, _HEAD)
        return host.render(page, _HTML, _EDIT if self.editable else "")


class TocFormat(NamedTuple):
    """How a theme writes a table of contents: each entry but the last as `entry`, the last as `last`.

    Both begin with the entry's fragment id; the text before the first one belongs to the page.
    """

    entry: str
    last: str

    def write(self, headings: Sequence[Heading]) -> str:
        """Write a table of contents."""
        entries = (_with_heading(self.entry, heading) for heading in headings[:-1])
        return "".join((*entries, _with_heading(self.last, headings[-1])))


def find_tocs(html: str) -> tuple[str, list[TocFormat]]:
    """Find the tables of contents in a page with two headings.

    Returns the page with a placeholder for each table, and how the tables are written.
    """
    tocs: list[TocFormat] = []
    parts: list[str] = []
    rest = html
    while _FIRST.id in rest:
        before, rest = rest[: rest.index(_FIRST.id)], rest[rest.index(_FIRST.id) :]
        if _SECOND.id not in rest:
            break
        entry, rest = rest[: rest.index(_SECOND.id)], rest[rest.index(_SECOND.id) :]
        second = entry.replace(_FIRST.id, _SECOND.id).replace(_FIRST.title, _SECOND.title)
        length = len(commonprefix([second, rest]))  # noqa: RUF071 - these are no paths
        parts += (before, _TOC.format(len(tocs)))
        tocs.append(TocFormat(entry, entry[:length]))
        rest = rest[length:]
    return "".join((*parts, rest)), tocs


class PageShell:
    """A page of the theme with gaps for what differs between pages."""

    def __init__(self, shape: Shape, html: str, tocs: Sequence[TocFormat] = ()) -> None:
        """Split a page of this shape at its placeholders."""
        steps = re.escape(shape.steps) or "(?!)"  # a page of depth 1 has none
        gaps = (_TITLE, _DESCRIPTION, _HEAD, re.escape(_HTML), steps, _EDIT, _TOC.format("[0-9]+"))
        parts = re.split(f"({'|'.join(gaps)})", html)
        self._fixed = [encode_page(part) for part in parts[::2]]
        self._gaps = parts[1::2]
        self._tocs = tocs

    @property
    def key(self) -> str:
        """A digest of everything that the host puts into the page."""
        return blake2b(repr((self._fixed, self._gaps, self._tocs)).encode(), digest_size=16).hexdigest()

    @property
    def shows_edit(self) -> bool:
        """Whether the host puts the URL at which the page is edited into it."""
        return _EDIT in self._gaps

    def fill(self, page: RenderedPage, html: str, edit: str = "") -> bytes:
        """Return a page: the shell with its gaps filled."""
        values = {
            _TITLE: str(escape(page.title)),
            _DESCRIPTION: str(escape(page.description)),
            _HTML: html,
            _EDIT: edit,
            _HEAD: page.head,
        }
        for number, toc in enumerate(self._tocs):
            values[_TOC.format(number)] = toc.write(page.headings)
        steps = page.address.partition("/")[2]
        parts = [self._fixed[0]]
        for gap, fixed in zip(self._gaps, self._fixed[1:], strict=True):
            parts += (encode_page(values.get(gap, steps)), fixed)
        return b"".join(parts)


_FOLDERS = (INCIDENTS, HISTORY, COMPONENTS, ACTIONS, MAINTENANCE)


class PageShells:
    """The shells of a build, each rendered when it is first needed."""

    def __init__(self, host: Host) -> None:
        """Find out whether one shell serves for every table of contents: whether each entry is written alike."""
        self.host = host
        self._shells: dict[Shape, PageShell] = {}
        self._toc_is_regular = True
        three = (_FIRST, _SECOND, _THIRD)
        page = RenderedPage(f"{_SAMPLE.folder}/{_SAMPLE.steps}", _TITLE, _DESCRIPTION, "", three, _HEAD)
        rendered = encode_page(host.render(page, _HTML, _EDIT))
        self._toc_is_regular = self.of(page, _EDIT).fill(page, _HTML, _EDIT) == rendered

    def key(self, edit: str) -> str:
        """Return a key of the theme, its settings and the menu: when it changes, so does every page.

        `edit` is the start of the URLs at which records are edited; it counts if the theme shows them.
        """
        shapes = [_SAMPLE._replace(folder=each.rstrip("/")) for each in _FOLDERS]
        shells = [self._of(shape) for shape in (*shapes, _SAMPLE._replace(described=False))]
        shown = [edit] if any(shell.shows_edit for shell in shells) else []
        return " ".join((*(shell.key for shell in shells), *shown))

    def of(self, page: RenderedPage, edit: str = "") -> PageShell:
        """Return the shell for a page."""
        folder, _, rest = page.address.partition("/")
        headings = page.headings
        if self._toc_is_regular and headings:
            headings = _SAMPLE.headings
        return self._of(Shape(folder, 1 + rest.count("/"), bool(page.description), bool(edit), headings))

    def _of(self, shape: Shape) -> PageShell:
        if shape not in self._shells:
            html = shape.render_sample(self.host)
            html, tocs = find_tocs(html) if shape.headings == _SAMPLE.headings else (html, [])
            self._shells[shape] = PageShell(shape, html, tocs)
        return self._shells[shape]


_SAMPLE = Shape("incidents", 2, described=True, editable=True, headings=(_FIRST, _SECOND))


def _with_heading(entry: str, heading: Heading) -> str:
    return entry.replace(_FIRST.id, heading.id).replace(_FIRST.title, heading.title)


def with_head(html: str, head: str) -> str:
    """Insert elements at the end of a document's head; an icon takes the place of the site's."""
    if 'rel="icon"' in head:
        html = _ICON.sub("", html, count=1)
    return html.replace(_HEAD_END, f"{head}\n{_HEAD_END}", 1) if head else html


def encode_page(html: str) -> bytes:
    """Encode a page as MkDocs does."""
    return html.encode("utf-8", "xmlcharrefreplace")


def page_meta(page: RenderedPage, *, searched: bool) -> dict[str, object]:
    """Return a page's metadata for Material. The menu is in the tabs already, so the left column stays empty."""
    meta: dict[str, object] = {
        "title": str(escape(page.title)),  # the host's templates escape nothing
        "description": str(escape(page.description)),
        "hide": ["navigation", "toc"] if page.address == STATUS else ["navigation"],
    }
    return meta | {"search": {"exclude": not searched}}


def page_toc(page: RenderedPage) -> TableOfContents:
    """Return a page's table of contents."""
    top = AnchorLink(str(escape(page.title)), "title", 1)
    top.children = [AnchorLink(heading.title, heading.id, 2) for heading in page.headings]
    return TableOfContents([top])
