"""Fills the theme's error page with ways to what the reader was looking for."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urlsplit

from mkdocs.config.defaults import MkDocsConfig

from afterword.app.site_templates import templates_of
from afterword.render.environment import render_template
from afterword.views.text.words import Words

NOT_FOUND = "404.html"
_TEMPLATE = "pages/not-found.html.j2"
_BARE = re.compile(r"<h1[^>]*>[^<]*404[^<]*</h1>(?:\s*<p[^>]*><strong>[^<]*</strong></p>)?")
"""What Material and the themes of MkDocs say."""


def fill_error_page(html: str, config: MkDocsConfig, root: Path, words: Words) -> str:
    """Replace the text of a theme's error page; one of another theme, or the site's own, stays as it is."""
    own = config.theme.custom_dir and Path(config.theme.custom_dir, NOT_FOUND).is_file()
    if own or not _BARE.search(html):
        return html
    base = urlsplit(config.site_url or "/").path  # as MkDocs does: the page is shown at any address
    content = render_template(templates_of(root, words), _TEMPLATE, {"base": base})
    return _BARE.sub(lambda _: content, html, count=1)
