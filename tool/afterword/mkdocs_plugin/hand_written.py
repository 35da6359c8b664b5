"""Makes hand-written pages look like the pages from records, on the site, in search results and in link previews."""

from __future__ import annotations

import re

from markupsafe import Markup, escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page as HostPage

from afterword.views.text.excerpt import shorten

_PARAGRAPH = re.compile(r"<p>(.*?)</p>", re.DOTALL)


def describe(page: HostPage, html: str) -> None:
    """Give a page its first paragraph as its description, unless its author has written one."""
    paragraph = _PARAGRAPH.search(html)
    if paragraph and not page.meta.get("description"):
        # The host's templates escape nothing.
        page.meta["description"] = str(escape(shorten(Markup(paragraph[1]).striptags())))


def use_width(page: HostPage, config: MkDocsConfig) -> None:
    """Hide the left column of a page in no section, whose menu is in the tabs, unless its author has chosen."""
    if page.parent is None and "navigation.tabs" in (config.theme.get("features") or ()):
        page.meta.setdefault("hide", ["navigation"])
