"""Adds our pages to the host's list of files, to its sitemap and to its search index."""

from __future__ import annotations

import json
from collections.abc import Sequence, Set
from itertools import accumulate
from pathlib import Path
from urllib.parse import urljoin

from markupsafe import escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.utils import get_build_date

from afterword.mkdocs_plugin.our_file import OurFile
from afterword.mkdocs_plugin.page_shell import STEP
from afterword.mkdocs_plugin.session import SiteContent
from afterword.output.pages import RenderedPage
from afterword.views.urls import ABOUT, grows_with_the_years

_END = "</urlset>"
_INDEX = Path("search", "search_index.json")
_OLDER = "search/older.json"
INDEX_SIZE = 800_000
"""How large all our entries in the search index may be, in bytes; components and the latest records come first."""


def add_generated(files: Files, content: SiteContent, root: Path, config: MkDocsConfig) -> list[str]:
    """Add our pages and files; return the URIs that are left out, as there is a file by hand."""
    generated = [_page_file(uri, page, content, root, config) for uri, page in content.menu.items()]
    generated += (File.generated(config, file.path, content=file.data) for file in content.files)
    by_hand: list[str] = []
    for file in generated:
        if files.get_file_from_path(file.src_uri):
            by_hand.append(file.src_uri)
        else:
            files.append(file)
    return by_hand


def is_searched(page: RenderedPage) -> bool:
    """Return whether the host is to index a page of ours: only the page about the site.

    Records and components have entries of our own; lists would come up for every word.
    """
    return page.address == ABOUT


def with_addresses(sitemap: str, addresses: Sequence[str], config: MkDocsConfig) -> str:
    """Add pages to a sitemap, if the URL of the site is known."""
    if not config.site_url:
        return sitemap
    day = get_build_date()
    root = escape(urljoin(config.site_url, "."))
    rows = (
        f"    <url>\n         <loc>{root}{each}</loc>\n         <lastmod>{day}</lastmod>\n    </url>\n"
        for each in addresses  # they have letters, digits, hyphens and slashes only, so nothing needs escaping
    )
    return sitemap.replace(_END, f"{''.join(rows)}{_END}")


def add_to_search(site: Path, entries: Sequence[str], ours: Set[str]) -> None:
    """Add entries, each of them JSON, to the index of a search plugin, if there is one.

    The entries that it has made for our pages are removed: not every plugin skips the pages that it is asked to.
    The theme fetches the index with each page, so it has only as many entries as there is room for. The others are in
    a file of their own, which our search worker fetches when somebody searches.
    """
    file = site / _INDEX
    if not file.is_file():
        return
    index = json.loads(file.read_bytes())
    others = (each for each in index.pop("docs", ()) if not _is_ours(each["location"], ours))
    own = (json.dumps(entry, ensure_ascii=False, separators=(",", ":")) for entry in others)
    sizes = accumulate(len(entry.encode()) + 1 for entry in entries)
    count = sum(size <= INDEX_SIZE for size in sizes)
    if count < len(entries):
        _write(site / _OLDER, "[", entries[count:], "]")
        index.setdefault("config", {})["older"] = _OLDER
    head = json.dumps(index, ensure_ascii=False, separators=(",", ":"))
    _write(file, f'{head[:-1]},"docs":[', (*own, *entries[:count]), "]}")


def _write(file: Path, begin: str, parts: Sequence[str], end: str) -> None:
    """Write a list of JSON into a file, without another copy of all of it in memory."""
    with file.open("w", encoding="utf-8", newline="") as opened:
        opened.write(begin)
        for number, part in enumerate(parts):
            opened.write(f",{part}" if number else part)
        opened.write(end)


def _page_file(uri: str, page: RenderedPage, content: SiteContent, root: Path, config: MkDocsConfig) -> File:
    # A menu that the user has written need not list every page of ours: other pages link to them.
    unlisted = config.nav is not None or grows_with_the_years(page.address)
    inclusion = InclusionLevel.NOT_IN_NAV if unlisted else InclusionLevel.UNDEFINED
    source = content.sources.get(page.address, "")
    return OurFile.of_page(config, uri, inclusion=inclusion, root=root, source=source)


def _is_ours(location: str, ours: Set[str]) -> bool:
    return location.partition("#")[0] in ours or STEP in location
