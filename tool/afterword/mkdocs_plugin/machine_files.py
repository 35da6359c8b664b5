"""Puts our pages into the files that the host writes about all of its own: the sitemap, and the search's index."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urljoin

from markupsafe import escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.utils import get_build_date

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


def add_to_search(site: Path, entries: Sequence[str]) -> None:
    """Add entries, each of them JSON, to the index that the search plugin has written, where there is one."""
    file = site / _INDEX
    if not file.is_file():
        return
    index = json.loads(file.read_bytes())
    own = (json.dumps(entry, ensure_ascii=False, separators=(",", ":")) for entry in index.pop("docs", ()))
    head = json.dumps(index, ensure_ascii=False, separators=(",", ":"))
    docs = ",".join((*own, *entries))
    file.write_text(f'{head[:-1]},"docs":[{docs}]}}', "utf-8")
