"""Lets hand-written pages link to records by their ids: `[the outage](record:2026-11-20-search-is-slow)`."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Iterator, Mapping
from html import unescape
from pathlib import Path
from typing import NamedTuple

from markdown import Markdown
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files, get_files
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url
from mkdocs.utils.meta import get_data

from afterword.diagnostics import Location
from afterword.mkdocs_plugin.cli_options import CLI_OPTIONS
from afterword.mkdocs_plugin.config_findings import location_in
from afterword.views.urls import incident

_log = logging.getLogger("mkdocs.plugins.afterword")
_SCHEME = b"record:"
_LINK = re.compile(
    r"""<!--.*?-->|(<a(?=\s)(?:[^<>"']|"[^"]*"|'[^']*')*?\shref\s*=\s*["']?\s*)record:([^\s"'<>#]*)""",
    re.DOTALL | re.IGNORECASE,
)
"""A comment, or the beginning of a link with the id of a record, in HTML."""
_IN_MARKDOWN = re.compile(r"""(?:\(\s*<?|<|=\s*["']?\s*|\]:\s*<?)(record:([^\s"'<>)#`]*))""", re.IGNORECASE)
"""What may be a link in Markdown: in parentheses, in angle brackets, in an attribute, or behind the name of one."""
_CODE = re.compile(r"^ *(```+|~~~+).*?(?:^ *\1|\Z)|(`+)(?!`).*?(?<!`)\2(?!`)", re.MULTILINE | re.DOTALL)
_NOT_A_LINE_BREAK = re.compile(r"[^\n]")


class RecordLink(NamedTuple):
    """A link to a record in a hand-written page, with the line and column of its address, from 1; 0 if unknown.

    `has_text` is false for `[](record:ID)`, which readers cannot see.
    """

    id: str
    line: int = 0
    column: int = 0
    has_text: bool = True

    def location(self, root: Path, file: Path) -> Location:
        """Return where the link is, in a file of a site."""
        return location_in(root, file, self.line, self.column, len(_SCHEME) + len(self.id))


def linked_ids(html: str) -> frozenset[str]:
    """Return the ids of the records to which HTML links."""
    return frozenset(unescape(found[2]) for found in _LINK.finditer(html) if found[1])


def places(markdown: str, ids: Iterable[str]) -> Iterator[RecordLink]:
    """Yield the links to records in a page's Markdown; what a macro or another file has added has no place."""
    text = _CODE.sub(lambda code: _NOT_A_LINE_BREAK.sub(" ", code[0]), markdown)
    wanted = set(ids)
    missing = set(ids)
    for found in _IN_MARKDOWN.finditer(text):
        if found[2] in wanted:
            missing.discard(found[2])
            start = found.start(1)
            line, column = text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start)
            yield RecordLink(found[2], line, column, has_text=not text.endswith("[]", 0, found.start()))
    yield from map(RecordLink, sorted(missing))


def links_in_pages(config: MkDocsConfig) -> Iterator[tuple[Path, RecordLink]]:
    """Yield the links to records in all hand-written pages that a build publishes, with the page's file.

    Only the Markdown extensions know what is a link, so that pages with `record:` in them are converted.
    """
    for page in get_files(config).documentation_pages():
        file = Path(config.docs_dir, page.src_uri)
        try:
            data = file.read_bytes()
        except OSError:
            continue
        yield from ((file, link) for link in links_in_page(file, data, config))


def links_in_page(file: Path, content: bytes, config: MkDocsConfig) -> Iterator[RecordLink]:
    """Yield the links to records in a hand-written page with this content."""
    if _SCHEME in content.lower():
        text = content.decode("utf-8-sig", "replace")
        try:
            html = _html(text, config)
        except Exception:
            _log.debug("%s cannot be converted; MkDocs says why in a build", file, exc_info=True)
            return
        yield from places(text, linked_ids(html))


def _html(text: str, config: MkDocsConfig) -> str:
    converter = Markdown(extensions=config.markdown_extensions, extension_configs=config.mdx_configs or {})
    html: str = converter.convert(get_data(text)[0])
    return html


def with_record_links(page: Page, html: str, files: Files, aliases: Mapping[str, str], root: Path) -> str:
    """Lead the links of a hand-written page to the pages of the records, which it names by an id or a former one.

    Those to records without a page on the site are logged, unless a finding has named them, and stay as they are.
    """
    if _SCHEME.decode() not in html.lower():
        return html
    ids = linked_ids(html)
    pages = {each: f"{incident(aliases.get(each, each))}index.md" for each in ids}
    found = {each: file for each, path in pages.items() if (file := files.get_file_from_path(path))}
    lost = ids - found.keys()
    for link in places(page.file.content_string, lost) if lost else ():
        location = link.location(root, Path(page.file.abs_src_path or page.file.src_uri))
        if location not in CLI_OPTIONS.get().reported:
            place = ":".join(map(str, filter(None, (location.file, location.line, location.column))))
            message = "there is no page of this record on the site; `afterword check` says more"
            _log.warning("%s: `record:%s`: %s", place, link.id, message)
    return resolved(html, {each: get_relative_url(file.url, page.url) for each, file in found.items()})


def resolved(html: str, addresses: Mapping[str, str]) -> str:
    """Replace `record:` and an id by an address; links for whose id there is none stay as they are."""

    def linked(found: re.Match[str]) -> str:
        address = addresses.get(unescape(found[2] or ""))
        return found[1] + address if address else found[0]

    return _LINK.sub(linked, html) if addresses else html
