"""Lets hand-written pages link to records by their ids: `[the outage](record:2026-11-20-search-is-slow)`."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url

from afterword.views.urls import INCIDENTS, incident

_log = logging.getLogger("mkdocs.plugins.afterword")
_SCHEME = "record:"
_HREF = re.compile(rf'href="{_SCHEME}([a-z0-9-]+)')
_IN_MARKDOWN = re.compile(rf"(?:\]\(<?|^ {{0,3}}\[[^\]]+\]:[ \t]*<?)({_SCHEME}([^\s)>#]*))", re.MULTILINE)
_CODE = re.compile(r"^ *(```+|~~~+).*?(?:^ *\1|\Z)|(`+)(?!`).*?(?<!`)\2(?!`)", re.MULTILINE | re.DOTALL)
_NOT_A_LINE_BREAK = re.compile(r"[^\n]")


class RecordLink(NamedTuple):
    """A link to a record in a page's Markdown, with the line and column where its address begins, from 1."""

    id: str
    line: int
    column: int


def record_links(markdown: str) -> Iterator[RecordLink]:
    """Yield the links to records in a page; those in code samples are not links."""
    text = _CODE.sub(lambda code: _NOT_A_LINE_BREAK.sub(" ", code[0]), markdown)
    for found in _IN_MARKDOWN.finditer(text):
        start = found.start(1)
        yield RecordLink(found[2], text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start))


def links_in_pages(folder: Path) -> Iterator[tuple[Path, RecordLink]]:
    """Yield the links to records in all pages of a folder that can be read, with the page's file."""
    for file in sorted(folder.rglob("*.md")):
        try:
            data = file.read_bytes()
        except OSError:
            continue
        if _SCHEME.encode() in data:
            yield from ((file, link) for link in record_links(data.decode("utf-8", "replace")))


def with_record_links(html: str, page_url: str, aliases: Mapping[str, str]) -> str:
    """Replace `record:` and an id, or a former one, by the address of the record's page, relative to that of a page."""

    def linked(found: re.Match[str]) -> str:
        return f'href="{get_relative_url(incident(aliases.get(found[1], found[1])), page_url)}'

    return _HREF.sub(linked, html)


def warn_of_broken_links(page: Page, files: Files, aliases: Mapping[str, str]) -> None:
    """Log the links in a hand-written page to records that have no page on the site."""
    text = page.file.content_string if _SCHEME in (page.markdown or "") else ""
    for link in record_links(text):
        if not files.get_file_from_path(f"{INCIDENTS}{aliases.get(link.id, link.id)}/index.md"):
            place = f"{page.file.src_uri}:{link.line}:{link.column}"
            _log.warning("%s: `record:%s`: there is no page of this record on the site", place, link.id)
