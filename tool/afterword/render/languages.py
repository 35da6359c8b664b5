"""Marks the text of records in HTML with its language and direction, which may differ from those of the page.

A filter of a template does not know whose text it gets. It writes the placeholder `<lang>` into the tag of each block,
as templates do in the tag of a title, and `with_language` replaces it where the record is known. No text can contain
the placeholder, because every `<` in a text is escaped.
"""

from __future__ import annotations

import re
from functools import lru_cache

from markupsafe import Markup, escape

from afterword.prose.escaped import as_markup
from afterword.prose.html import SECTION, prose, prose_line
from afterword.prose.own_files import mark_own_files
from afterword.source.direction import has_right_to_left

_LANGUAGE = "<lang>"
_LINE, _LINE_END = "<lang-line>", "</lang-line>"
_BLOCK = re.compile(r"<(h[2-6]|p|ul|ol|blockquote|pre|table)(?=[ >])")
_AUTO = ' dir="auto"'


@lru_cache(maxsize=256)  # a page and an entry of a feed show the same texts
def marked_prose(text: str, under: int = SECTION, *, is_mixed: bool = False) -> Markup:
    """Render Markdown to blocks, as `prose` does, with the placeholder in each of them.

    `under` is as there. `is_mixed`: every text has a direction of its own, as the page is not from left to right.
    """
    html = mark_own_files(prose(text, under))
    direction = _AUTO if is_mixed or has_right_to_left(html) else ""
    if html.startswith("<p>") and html.count("<") == 2:
        return as_markup(f"<p{_LANGUAGE}{direction}{html[2:]}")
    return as_markup(_BLOCK.sub(rf"<\1{_LANGUAGE}{direction}", html))


def marked_line(text: str, *, is_mixed: bool = False) -> Markup:
    """Render Markdown for use within a line, as `prose_line` does, between placeholders."""
    html = mark_own_files(prose_line(text))
    if html.startswith(("<p>", "<ul>", "<ol>", "<pre>")):
        return marked_prose(text, is_mixed=is_mixed)
    if is_mixed or has_right_to_left(html):
        return as_markup(f"<bdi{_LANGUAGE}>{html}</bdi>")
    return as_markup(f"{_LINE}{html}{_LINE_END}")


def with_language(html: str, language: str) -> Markup:
    """Replace the placeholders by a language, as `in_language` does."""
    return as_markup(in_language(str(html), language))  # the methods of Markup would escape the replacements


def in_language(html: str, language: str) -> str:
    """Replace the placeholders by a language; by nothing if it is empty, for text in the language of the page."""
    language = str(escape(language)) if language else ""
    if _LANGUAGE in html:
        html = html.replace(_LANGUAGE, f' lang="{language}"' if language else "")
    if _LINE in html:
        html = html.replace(_LINE, f'<span lang="{language}">' if language else "")
        html = html.replace(_LINE_END, "</span>" if language else "")
    return html
