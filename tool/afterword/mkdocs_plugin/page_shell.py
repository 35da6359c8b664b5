"""The theme's page, rendered once by the host itself, into which pages are poured."""

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
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as HostPage
from mkdocs.structure.toc import AnchorLink, TableOfContents

from afterword.output.pages import Heading, RenderedPage
from afterword.views.urls import ACTIONS, COMPONENTS, HISTORY, INCIDENTS, MAINTENANCE, STATUS

# Characters of a private use area: no theme has them, and no filter of a template changes them.
_TITLE, _DESCRIPTION, _BODY = "\ue0a1\ue0a1", "\ue0a2\ue0a2", "\ue0a3\ue0a3"
# These become parts of addresses, where only plain letters stay what they are.
STEP, _EDIT = "zqmouldstepqz", "zqmouldeditqz"
_HEAD = "\ue0a7\ue0a7"
_HEAD_END = "</head>"
_HTML = f"<h1>{_BODY}</h1>"
"""What stands for the content; Material adds a heading of its own to a page without `<h1`."""
_FIRST, _SECOND, _THIRD = (Heading(f"zqmould{n}qz", f"\ue0a4{n}\ue0a4") for n in "abc")


@dataclass(frozen=True)
class Host:
    """What MkDocs has ready when it begins to write pages."""

    config: MkDocsConfig
    files: Files
    nav: Navigation
    env: Environment

    def render(self, page: RenderedPage, html: str, edit: str = "") -> str:
        """Render a page as MkDocs would, without putting it on the list of pages."""
        file = File.generated(
            self.config, f"{page.address}index.md", content="", inclusion=InclusionLevel.NOT_IN_NAV
        )
        made = HostPage(None, file, self.config)
        made.meta = meta_of(page) | {"search": {"exclude": True}}  # our own entries are much smaller
        made.toc = contents_of(page)
        made.markdown, made.content = "", html
        made.edit_url = edit or None
        made.active = True
        context = get_context(self.nav, self.files, self.config, made)
        template = self.env.get_template("main.html")
        context = self.config.plugins.on_page_context(context, page=made, config=self.config, nav=self.nav)
        output = self.config.plugins.on_post_page(template.render(context), page=made, config=self.config)
        return with_head(output, page.head)


class Shape(NamedTuple):
    """What pages have in common that are poured into one mould; `folder` is the first of `depth` in the address."""

    folder: str
    depth: int
    described: bool
    editable: bool
    headings: tuple[Heading, ...]

    @property
    def steps(self) -> str:
        """Stands for the rest of the address."""
        return f"{STEP}/" * (self.depth - 1)

    def cast(self, host: Host) -> str:
        """Have the host render a page of this shape, with marks for what pages do not share."""
        description = _DESCRIPTION if self.described else ""
        page = RenderedPage(f"{self.folder}/{self.steps}", _TITLE, description, "", self.headings, _HEAD)
        return host.render(page, _HTML, _EDIT if self.editable else "")


class Contents(NamedTuple):
    """How a theme writes a table of contents: each entry but the last as `entry`, the last as `last`.

    Both begin with the entry's anchor; the words that stand before the first one belong to the page.
    """

    entry: str
    last: str

    def written(self, headings: Sequence[Heading]) -> str:
        """Write a table of contents."""
        entries = (_named(self.entry, heading) for heading in headings[:-1])
        return "".join((*entries, _named(self.last, headings[-1])))


def read_contents(made: str) -> tuple[str, list[Contents]]:
    """Find the tables of contents in a page with two headings, and give the page with marks in their places."""
    found: list[Contents] = []
    rest = made
    page: list[str] = []
    while _FIRST.id in rest:
        before, rest = rest[: rest.index(_FIRST.id)], rest[rest.index(_FIRST.id) :]
        if _SECOND.id not in rest:
            break
        entry, rest = rest[: rest.index(_SECOND.id)], rest[rest.index(_SECOND.id) :]
        second = entry.replace(_FIRST.id, _SECOND.id).replace(_FIRST.title, _SECOND.title)
        length = len(commonprefix([second, rest]))  # noqa: RUF071 - these are no paths
        found.append(Contents(entry, entry[:length]))
        page += (before, f"\ue0a6{len(found) - 1}\ue0a6")
        rest = rest[length:]
    return "".join((*page, rest)), found


class PageShell:
    """A page of the theme with gaps."""

    def __init__(self, shape: Shape, made: str, contents: Sequence[Contents] = ()) -> None:
        """Cut a page of this shape at its marks."""
        steps = re.escape(shape.steps) or "(?!)"  # a page of the first depth has none
        marks = (_TITLE, _DESCRIPTION, _HEAD, re.escape(_HTML), steps, _EDIT, "\ue0a6[0-9]+\ue0a6")
        parts = re.split(f"({'|'.join(marks)})", made)
        self._fixed = [as_written(part) for part in parts[::2]]
        self._gaps = parts[1::2]
        self._contents = contents

    @property
    def name(self) -> str:
        """A digest of all that the host put into the page."""
        return blake2b(repr((self._fixed, self._gaps, self._contents)).encode(), digest_size=16).hexdigest()

    def fill(self, page: RenderedPage, html: str, edit: str = "") -> bytes:
        """Fill the gaps."""
        values = {
            _TITLE: str(escape(page.title)),
            _DESCRIPTION: str(escape(page.description)),
            _HTML: html,
            _EDIT: edit,
            _HEAD: page.head,
        }
        for number, contents in enumerate(self._contents):
            values[f"\ue0a6{number}\ue0a6"] = contents.written(page.headings)
        steps = page.address.partition("/")[2]
        made = [self._fixed[0]]
        for gap, fixed in zip(self._gaps, self._fixed[1:], strict=True):
            made += (as_written(values.get(gap, steps)), fixed)
        return b"".join(made)


_FOLDERS = (INCIDENTS, HISTORY, COMPONENTS, ACTIONS, MAINTENANCE)


class PageShells:
    """The moulds of a build, each made when it is first needed."""

    def __init__(self, host: Host) -> None:
        """Begin without any, and see whether one does for every table of contents."""
        self.host = host
        self._made: dict[Shape, PageShell] = {}
        self._regular = True
        three = (_FIRST, _SECOND, _THIRD)
        page = RenderedPage(f"{_SAMPLE.folder}/{_SAMPLE.steps}", _TITLE, _DESCRIPTION, "", three, _HEAD)
        rendered = as_written(host.render(page, _HTML, _EDIT))
        self._regular = self.of(page, _EDIT).fill(page, _HTML, _EDIT) == rendered

    @property
    def name(self) -> str:
        """Stands for the theme, its settings and the menu: where it is another, so is every page."""
        return " ".join(self._of(_SAMPLE._replace(folder=each.rstrip("/"))).name for each in _FOLDERS)

    def of(self, page: RenderedPage, edit: str = "") -> PageShell:
        """Give the mould for a page."""
        folder, _, rest = page.address.partition("/")
        headings = page.headings
        if self._regular and headings:
            headings = _SAMPLE.headings
        return self._of(Shape(folder, 1 + rest.count("/"), bool(page.description), bool(edit), headings))

    def _of(self, shape: Shape) -> PageShell:
        if shape not in self._made:
            made = shape.cast(self.host)
            page, contents = read_contents(made) if shape.headings == _SAMPLE.headings else (made, [])
            self._made[shape] = PageShell(shape, page, contents)
        return self._made[shape]


_SAMPLE = Shape("incidents", 2, described=True, editable=True, headings=(_FIRST, _SECOND))


def _named(entry: str, heading: Heading) -> str:
    return entry.replace(_FIRST.id, heading.id).replace(_FIRST.title, heading.title)


def with_head(html: str, head: str) -> str:
    """Put elements at the end of a document's head."""
    return html.replace(_HEAD_END, f"{head}\n{_HEAD_END}", 1) if head else html


def as_written(html: str) -> bytes:
    """Encode a page as MkDocs writes it."""
    return html.encode("utf-8", "xmlcharrefreplace")


def meta_of(page: RenderedPage) -> dict[str, object]:
    """Tell Material about a page. The menu is in the tabs already, so the left column stays empty."""
    return {
        "title": str(escape(page.title)),  # the host's templates escape nothing
        "description": str(escape(page.description)),
        "hide": ["navigation", "toc"] if page.address == STATUS else ["navigation"],
    }


def contents_of(page: RenderedPage) -> TableOfContents:
    """Give a page's table of contents."""
    top = AnchorLink(str(escape(page.title)), "title", 1)
    top.children = [AnchorLink(heading.title, heading.id, 2) for heading in page.headings]
    return TableOfContents([top])
