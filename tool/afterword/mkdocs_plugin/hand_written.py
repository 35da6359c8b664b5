"""Describes hand-written pages in search results and link previews, as the pages from records describe themselves."""

from __future__ import annotations

import re

from markupsafe import Markup, escape
from mkdocs.structure.pages import Page as HostPage

from afterword.views.text.excerpt import shorten

_PARAGRAPH = re.compile(r"<p>(.*?)</p>", re.DOTALL)


def describe(page: HostPage, html: str) -> None:
    """Give a page its first paragraph as its description, unless its author has written one."""
    paragraph = _PARAGRAPH.search(html)
    if paragraph and not page.meta.get("description"):
        # The host's templates escape nothing.
        page.meta["description"] = str(escape(shorten(Markup(paragraph[1]).striptags())))
