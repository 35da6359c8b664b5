"""Lets Material load its search worker only once somebody searches."""

from __future__ import annotations

import re

from afterword.output.assets import SEARCH_WORKER

_FOLDER, _, _OURS = SEARCH_WORKER.rpartition("/")
_WORKER = re.compile(rf'("search": "[^"]*{re.escape(_FOLDER)}/)(search\.\w+\.min\.js")')


def with_search_on_demand(html: str) -> str:
    """Let a page of Material begin with our small worker, which loads the one that the page names."""
    return _WORKER.sub(rf"\1{_OURS}?\2", html, count=1)
