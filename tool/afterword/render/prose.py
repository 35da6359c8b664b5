"""Markdown to safe HTML: raw HTML is dropped by the renderer, then a sanitiser looks at what is left.

Text that would take long is shown as it was typed: longer than any prose, or nested deeper.
"""

from __future__ import annotations

import re

import cmarkgfm
import nh3
from markupsafe import Markup, escape

LENGTH_LIMIT = 100_000
"""Longest Markdown that is rendered, in characters."""

DEPTH_LIMIT = 60
"""Deepest nesting of elements that is shown: 60 quotes, or 30 lists."""

_EXTENSIONS = ["table", "strikethrough", "autolink"]
_TAGS = {
    "p", "br", "hr", "em", "strong", "del", "code", "pre", "blockquote", "ul", "ol", "li", "a",
    "table", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip
_ATTRIBUTES = {
    "a": {"href", "title"},
    "ol": {"start"},
    "th": {"align"},
    "td": {"align"},
    "img": {"src", "alt", "title"},
}
_SCHEMES = {"http", "https", "mailto"}
_HEADING = re.compile(r"<(/?)h[1-6]>")
_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)")
_VOID = {"br", "hr", "img"}
_BETWEEN_PARAGRAPHS = re.compile(r"\n\s*\n")
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|/[/\\]|\\", re.IGNORECASE)


def prose(text: str, beside: bool = False) -> Markup:
    """Render Markdown to blocks of safe HTML.

    Headings become bold lines: the outline of a page is the page's own. Pictures and links to files that stand
    beside the record appear only where `beside` says that the page does too, and pictures come only from
    there: no page may load anything from another host.
    """
    text = text.encode("utf-8", "replace").decode()  # the renderer knows no halves of characters
    if len(text) > LENGTH_LIMIT:
        return _as_typed(text)
    html = cmarkgfm.markdown_to_html_with_extensions(text, extensions=_EXTENSIONS)
    if _depth(html) > DEPTH_LIMIT:
        return _as_typed(text)
    html = _HEADING.sub(lambda tag: "</strong></p>" if tag[1] else "<p><strong>", html)
    clean = nh3.clean(
        html,
        tags=_TAGS | {"img"} if beside else _TAGS,
        attributes=_ATTRIBUTES,
        attribute_filter=_without_foreign_pictures if beside else _without_files_beside,
        url_schemes=_SCHEMES,
        link_rel="noopener",
    )
    return Markup(clean.strip())


def prose_line(text: str) -> Markup:
    """Render Markdown for use within a line: the paragraph around a single paragraph is taken off."""
    html = prose(text)
    inner = html.removeprefix("<p>").removesuffix("</p>")
    return html if "<p>" in inner or not html.startswith("<p>") else Markup(inner)


def _as_typed(text: str) -> Markup:
    paragraphs = _BETWEEN_PARAGRAPHS.split(str(escape(text.strip())))
    return Markup("\n".join(f"<p>{part}</p>" for part in paragraphs if part))


def _depth(html: str) -> int:
    """Measure how deep the renderer's elements stand in each other; the sanitiser's time grows with its square."""
    depth = deepest = 0
    for tag in _TAG.finditer(html):
        if tag[2] not in _VOID:
            depth += -1 if tag[1] else 1
            deepest = max(deepest, depth)
    return deepest


def _without_foreign_pictures(tag: str, attribute: str, value: str) -> str | None:
    foreign = (tag, attribute) == ("img", "src") and _ELSEWHERE.match(value.strip())
    return None if foreign else value


def _without_files_beside(tag: str, attribute: str, value: str) -> str | None:
    leads_somewhere = attribute != "href" or value.startswith(("/", "#")) or _ELSEWHERE.match(value)
    return value if leads_somewhere else None
