"""Reads the words of typed Markdown, and those that a reader of HTML finds, in the same order."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser
from urllib.parse import unquote

_WORD = re.compile(r"[^\W_]+")
_CODE = re.compile(r"^([ \t>]*(?:```+|~~~+))[^`\n]*$", re.MULTILINE)
_NAMED_BY_ADDRESS = re.compile(r"\[\s*(https?://[^\]\s]+?)/?\s*\]\(\1/?\)")
_NOT_SHOWN = ("head", "script", "style", "template")


def words(text: str) -> list[str]:
    """Return the words of a text."""
    return _WORD.findall(text)


def words_of_markdown(text: str) -> list[str]:
    """Return the words of Markdown, addresses included, without the names of programming languages over code."""
    return words(unescape(_NAMED_BY_ADDRESS.sub(r"\1", _CODE.sub(r"\1", text))))


def words_of_html(html: str) -> list[str]:
    """Return the words of HTML as Markdown has them: numbers before items of lists, addresses behind their links."""
    reader = _Reader()
    reader.feed(html)
    return words(" ".join(reader.texts))


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.hidden = 0
        self.lists: list[int | None] = []
        self.links: list[tuple[str, int]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {key: value or "" for key, value in attrs}
        if tag in _NOT_SHOWN:
            self.hidden += 1
        elif tag in ("ol", "ul"):
            self.lists.append(int(values.get("start", 1)) if tag == "ol" else None)
        elif tag == "li" and self.lists and (number := self.lists[-1]) is not None:
            self.texts.append(f"{number}.")
            self.lists[-1] = number + 1
        elif tag == "a":
            self.links.append((values.get("href", ""), len(self.texts)))
        elif tag == "img":
            self.texts += [values.get("alt", ""), values.get("src", "")]

    def handle_endtag(self, tag: str) -> None:
        if tag in _NOT_SHOWN:
            self.hidden -= 1
        elif tag in ("ol", "ul"):
            self.lists.pop()
        elif tag == "a":
            address, first = self.links.pop()
            text, target = (words(unquote(each)) for each in (" ".join(self.texts[first:]), address))
            if target not in (text, ["http", *text]):  # nobody types `http` before a bare `www.`
                self.texts.append(address)

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.texts.append(data)


def missing(wanted: list[str], found: list[str]) -> str:
    """Return the first words of a text that do not follow each other where they are looked for, else nothing."""
    if f" {' '.join(wanted)} " in f" {' '.join(found)} ":
        return ""
    text, low, high = f" {' '.join(found)} ", 0, len(wanted)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if f" {' '.join(wanted[:middle])} " in text else (low, middle - 1)
    return " ".join(wanted[max(0, low - 3) : low + 4])
