"""Renders Markdown to safe HTML: typed tags are text, and a sanitiser removes everything that is not allowed.

Text that would take long to render, because it is very long or deeply nested, is shown as it was typed. Most prose has
no markup, and most of the rest has only code, emphasis or lists. The renderer would return the first unchanged, and the
sanitiser both. The allow-list patterns below recognise such text and skip these steps.
"""

from __future__ import annotations

import re
from html import unescape
from typing import NamedTuple
from urllib.parse import unquote

import nh3
from markupsafe import Markup, escape

from afterword.patterns import pattern
from afterword.prose.escaped import as_markup
from afterword.prose.markdown import render
from afterword.prose.simple_line import AS_HTML, simple_line

DEPTH_LIMIT = 60
"""Deepest nesting of elements that is shown: 60 quotes, or 30 lists."""

_TAGS = {
    "h2", "h3", "h4", "h5", "h6",
    "p", "br", "hr", "em", "strong", "del", "code", "pre", "blockquote", "ul", "ol", "li", "a",
    "img", "table", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip
_ATTRIBUTES = {
    "a": {"href", "title"},
    "ol": {"start"},
    "th": {"align"},
    "td": {"align"},
    "img": {"src", "alt", "title"},
}
_SCHEMES = {"http", "https", "mailto"}
_HARMLESS = pattern(
    r"(?:[^<>&\x00-\x08\x0b-\x1f\x7f-\xa0]++|&(?:amp|lt|gt|quot);|</?(?:p|em|strong|code|ul|ol|li)>)++"
)
"""Paragraphs and lists of text, code and emphasis, without attributes: nothing that the sanitiser would remove."""
_HEADING = pattern(r"<(/?)h([1-6])>")
SECTION, _DEEPEST_HEADING = 2, 6
"""The levels of the headings of sections, and of the deepest ones."""
_TAG = pattern(r"<(/?)([a-z][a-z0-9]*)")
_VOID = {"br", "hr", "img"}
_LINK_OR_PICTURE = pattern(r"(<a [^>]*>|</a>|<img [^>]*>)")
_PICTURE = pattern(r'<img src="([^"]*)" alt="([^"]*)"[^>]*>')
_WITHOUT_TEXT = pattern(
    r'<img src="([^"]*)" alt="\s*(?:(?:(?:an?|the)\s)?'
    r"(?:image|img|picture|pic|photo|figure|screen[ -]?shot|graph|chart|diagram|alt(?: text)?)\s*\d*"
    r'|[\w.-]+\.(?:png|jpe?g|gif|svg|webp|avif))?\s*"',
    re.IGNORECASE,
)
"""A picture whose alternative text is empty, the word for what it is, or the name of a file."""
_REFERENCE = pattern(r'<a href="([^"]*)"[^>]*>(?=(.*?)</a>)|<img src="([^"]*)"', re.DOTALL)
_REFERENCE_MARKS = ("](", "]:", "://", "www.", "@", "<mailto:")
_BETWEEN_PARAGRAPHS = pattern(r"\n\s*\n")
_ABSOLUTE = pattern(r"[a-z][a-z0-9+.-]*:|/[/\\]|\\", re.IGNORECASE)
_ON_THE_WEB = pattern(r"https?:|/[/\\]|\\", re.IGNORECASE)
"""The beginning of the address of a file on another host, to which a page can link."""


class Reference(NamedTuple):
    """What a link leads to, or the address of a picture. The text of a `bare` link is its address."""

    address: str
    bare: bool = False
    picture: bool = False


def prose(text: str, under: int = SECTION) -> Markup:
    """Render Markdown to blocks of safe HTML.

    Its headings get the levels below `under`, that of the heading of the section that it is in. A picture from another
    host becomes a link, because no page may load anything from another host. Relative addresses are kept: see
    `own_files`.
    """
    line = simple_line(text, AS_HTML)
    return as_markup(_rendered(text, under) if line is None else f"<p>{line}</p>")


def prose_line(text: str) -> Markup:
    """Render Markdown for use within a line: a single paragraph loses its `<p>` element."""
    line = simple_line(text, AS_HTML)
    if line is not None:
        return as_markup(line)
    html = _rendered(text, SECTION)
    inner = html.removeprefix("<p>").removesuffix("</p>")
    return as_markup(html if "<p>" in inner or not html.startswith("<p>") else inner)


def foreign_pictures(text: str) -> tuple[str, ...]:
    """Return the addresses of pictures from other hosts in Markdown, in its order."""
    html = render(text) if "![" in text else None
    pictures = _PICTURE.finditer(html or "")
    return tuple(address for picture in pictures if _ON_THE_WEB.match(address := unescape(picture[1])))


def pictures_without_text(text: str) -> tuple[str, ...]:
    """Return the addresses of pictures in Markdown whose alternative text is missing or says nothing, in its order."""
    html = render(text) if "![" in text else None
    return tuple(unescape(picture[1]) for picture in _WITHOUT_TEXT.finditer(html or ""))


def may_refer(text: str) -> bool:
    """Return whether Markdown may contain a link or a picture; quick, and never wrongly false."""
    lowered = text.lower()
    return any(mark in lowered for mark in _REFERENCE_MARKS)


def references(text: str) -> tuple[Reference, ...]:
    """Return the links and pictures in Markdown, in its order."""
    if not may_refer(text):
        return ()
    return tuple(
        Reference(
            _typed_address(unescape(found[1] or found[3] or ""), text),
            bare=found[3] is None and found[1] == found[2],
            picture=found[3] is not None,
        )
        for found in _REFERENCE.finditer(render(text, all_addresses=True) or "")
    )


def _typed_address(address: str, text: str) -> str:
    """Return an address without the escapes that the renderer puts for spaces and letters, if it was typed so."""
    plain = unquote(address)
    return plain if plain in text and address not in text else address


def _rendered(text: str, under: int) -> str:
    html = render(text)
    if html is None:
        return _as_typed(text)
    if html.count("<") < DEPTH_LIMIT and _HARMLESS.fullmatch(html):
        return html.strip().replace("&quot;", '"')  # as the sanitiser writes it
    if _depth(html) > DEPTH_LIMIT:
        return _as_typed(text)
    if "<img" in html:
        html = _without_foreign_pictures(html)
    clean: str = nh3.clean(
        _under_heading(html, under),
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        attribute_filter=_remove_foreign_pictures,
        url_schemes=_SCHEMES,
        link_rel="noopener",
    )
    return clean.strip()


def _under_heading(html: str, under: int) -> str:
    """Give the headings the levels below another one, without a gap wherever the text has one."""
    open_levels: list[int] = []

    def tag_of(found: re.Match[str]) -> str:
        level = int(found[2])
        if not found[1]:
            while open_levels and open_levels[-1] >= level:
                open_levels.pop()
            open_levels.append(level)
        return f"<{found[1]}h{min(under + len(open_levels), _DEEPEST_HEADING)}>"

    return _HEADING.sub(tag_of, html)


def _without_foreign_pictures(html: str) -> str:
    """Replace the pictures that no page may load by a link, or by their alternative text."""
    parts: list[str] = []
    in_link = False
    for part in _LINK_OR_PICTURE.split(html):
        picture = _PICTURE.fullmatch(part)
        if picture is None:
            in_link = part.startswith("<a ") or (in_link and part != "</a>")
            parts.append(part)
            continue
        address, words = picture.groups()
        if address and not _ABSOLUTE.match(address):
            parts.append(part)
        elif in_link or not _ON_THE_WEB.match(address):
            parts.append(words or address)
        else:
            parts.append(f'<a href="{address}">{words or address}</a>')
    return "".join(parts)


def _as_typed(text: str) -> str:
    paragraphs = _BETWEEN_PARAGRAPHS.split(str(escape(text.strip())))
    return "\n".join(f"<p>{part}</p>" for part in paragraphs if part)


def _depth(html: str) -> int:
    """Return how deeply the renderer's elements are nested; the sanitiser's time grows with the square of it."""
    depth = deepest = 0
    for tag in _TAG.finditer(html):
        if tag[2] not in _VOID:
            depth += -1 if tag[1] else 1
            deepest = max(deepest, depth)
    return deepest


def _remove_foreign_pictures(tag: str, attribute: str, value: str) -> str | None:
    foreign = (tag, attribute) == ("img", "src") and _ABSOLUTE.match(value.strip())
    return None if foreign else value
