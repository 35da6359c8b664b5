"""Turns Markdown into plain text, for every output that shows no HTML."""

from __future__ import annotations

import re
from functools import lru_cache
from html import unescape
from html.parser import HTMLParser

from afterword.patterns import pattern
from afterword.prose.markdown import render
from afterword.prose.simple_line import AS_TEXT, simple_line

MARKUP = pattern(r"[\\`*_~\[<&|]|^\s*(?:[-+>#=]|\d+[.)])|^(?: {4}|\t)", re.MULTILINE)
"""Whatever may have a meaning in Markdown, except blank lines."""
_LAYOUT_NEWLINE = pattern(
    r"(</?(?:p|pre|ul|ol|li|blockquote|table|thead|tbody|tr|t[hd]|h\d|hr)(?: [^>]*)?>)\n"
)
"""A newline that the renderer writes between blocks."""
_PARAGRAPH = pattern(r"<p>(?:[^<]++|</?(?:em|strong|code|del)>)*+</p>\n?")
"""The renderer's output for most texts: one paragraph without links, which needs no parser."""
_INLINE_TAG = pattern(r"</?(?:em|strong|code|del)>")
_PARAGRAPHS = {"p", "pre", "blockquote", "table", *(f"h{level}" for level in range(1, 7))}
_LISTS = {"ul", "ol"}
_ADDRESS = ("http://", "https://", "//", "mailto:")


@lru_cache(maxsize=256)
def plain_line(markdown: str) -> str:
    """Return Markdown as one line of text without markup. Of a link only its text is left."""
    if "`" in markdown and (line := simple_line(markdown, AS_TEXT)) is not None:
        markdown = line
    elif MARKUP.search(markdown) and (html := render(markdown, show_tags=False)) is not None:
        markdown = _text_of(html, bare=True)
    return " ".join(markdown.split())


def plain_text(markdown: str) -> str:
    """Return Markdown as text without markup, with its paragraphs and lines.

    Items of lists keep their hyphen or number, and the address of a link follows its text in parentheses.
    """
    if MARKUP.search(markdown) and (html := render(markdown, show_tags=False)) is not None:
        markdown = _text_of(html, bare=False)
    return markdown.strip()


def _text_of(html: str, *, bare: bool) -> str:
    if _PARAGRAPH.fullmatch(html):
        text = unescape(_INLINE_TAG.sub("", html.strip().removeprefix("<p>").removesuffix("</p>")))
    else:
        reader = _TextReader(bare)
        reader.feed(_LAYOUT_NEWLINE.sub(r"\1", html))
        reader.close()
        text = "".join(reader.parts)
    return re.sub(r"\n{3,}", "\n\n", re.sub(r"[ \t]+\n", "\n", text))


class _TextReader(HTMLParser):
    """Collects the text of rendered Markdown; `bare` leaves out bullets, numbers and addresses."""

    def __init__(self, bare: bool) -> None:
        super().__init__()
        self.parts: list[str] = []
        self._bare = bare
        self._numbers: list[int | None] = []
        self._address = ""
        self._link_start = 0

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        values = dict(attributes)
        if tag in _LISTS:
            if self.parts and self._numbers and not self.parts[-1].endswith("\n"):
                self.parts.append("\n")
            self._numbers.append(int(values.get("start") or 1) if tag == "ol" else None)
        elif tag == "li":
            self._start_item()
        elif tag == "br":
            self.parts.append("\n")
        elif tag == "img":
            self._add_reference(values.get("alt") or "", values.get("src") or "")
        elif tag == "a":
            self._address, self._link_start = values.get("href") or "", len(self.parts)

    def handle_endtag(self, tag: str) -> None:
        if tag in _PARAGRAPHS:
            self.parts.append("\n\n")
        elif tag in ("li", "tr"):
            self.parts.append("\n")
        elif tag in ("th", "td"):
            self.parts.append(" ")
        elif tag == "a":
            words = "".join(self.parts[self._link_start :])
            del self.parts[self._link_start :]
            self._add_reference(words, self._address)
        elif tag in _LISTS:
            self._numbers.pop()
            if not self._numbers:
                self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        self.parts.append(data)

    def _start_item(self) -> None:
        number = self._numbers[-1]
        if number is not None:
            self._numbers[-1] = number + 1
        if not self._bare:
            bullet = "-" if number is None else f"{number}."
            self.parts.append(f"{'  ' * (len(self._numbers) - 1)}{bullet} ")

    def _add_reference(self, words: str, address: str) -> None:
        """Add the words of a link or a picture, with its address if that says more."""
        named = self._bare or not address.startswith(_ADDRESS)
        if named or address.removeprefix("mailto:") == words or address == f"http://{words}":
            self.parts.append(words)
        else:
            self.parts.append(f"{words} ({address})" if words else address)
