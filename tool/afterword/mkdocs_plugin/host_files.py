"""Puts our pages into the files that the host writes about all of its own: the sitemap, and the search's index."""

from __future__ import annotations

import json
from collections.abc import Sequence, Set
from pathlib import Path
from urllib.parse import urljoin

from markupsafe import escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.utils import get_build_date

from afterword.mkdocs_plugin.page_shell import STEP

_END = "</urlset>"
_INDEX = Path("search", "search_index.json")


def with_addresses(sitemap: str, addresses: Sequence[str], config: MkDocsConfig) -> str:
    """Add pages to a sitemap; without an address of the site there is none to give."""
    if not config.site_url:
        return sitemap
    day = get_build_date()
    root = escape(urljoin(config.site_url, "."))
    rows = (
        f"    <url>\n         <loc>{root}{each}</loc>\n         <lastmod>{day}</lastmod>\n    </url>\n"
        for each in addresses  # letters, digits, hyphens and slashes alone: there is nothing to escape
    )
    return sitemap.replace(_END, f"{''.join(rows)}{_END}")


def add_to_search(site: Path, entries: Sequence[str], ours: Set[str]) -> None:
    """Put entries, each of them JSON, into the index that a search plugin has written, where there is one.

    What it has noted of our pages goes: not every plugin leaves out what it is asked to.
    """
    file = site / _INDEX
    if not file.is_file():
        return
    index = json.loads(file.read_bytes())
    others = (each for each in index.pop("docs", ()) if not _is_ours(each["location"], ours))
    own = (json.dumps(entry, ensure_ascii=False, separators=(",", ":")) for entry in others)
    head = json.dumps(index, ensure_ascii=False, separators=(",", ":"))
    docs = ",".join((*own, *entries))
    file.write_text(f'{head[:-1]},"docs":[{docs}]}}', "utf-8")


def _is_ours(location: str, ours: Set[str]) -> bool:
    return location.partition("#")[0] in ours or STEP in location
