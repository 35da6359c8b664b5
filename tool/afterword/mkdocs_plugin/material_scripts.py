"""Knows the scripts of Material's pages, which can be loaded once a reader needs them."""

from __future__ import annotations

import re

from afterword.output.assets import SEARCH_WORKER

_FOLDER, _, _OURS = SEARCH_WORKER.rpartition("/")
_WORKER = re.compile(rf'("search": "[^"]*{re.escape(_FOLDER)}/)(search\.\w+\.min\.js")')
BUNDLE = re.compile(
    r'<script src="(?P<base>[^"]*)(?P<path>assets/javascripts/bundle\.\w+\.min\.js)"></script>\n?'
)
"""Material's script."""
_SCRIPT = re.compile(r"<script\b")
_OF_MATERIAL = ("__md_scope=", "var palette=__md_get(", "var target=document.getElementById(location.hash")
_EXPECTED = re.compile(
    r'<script(?: (?:id="__config" )?type="application/(?:ld\+)?json"'
    r'| src="[^"]*assets/(?:javascripts/bundle\.|afterword/)'
    rf"|>(?:{'|'.join(map(re.escape, _OF_MATERIAL))}))"
)
"""The scripts of a page that none of the site's settings have added to."""
_UNVERSIONED = '"version": null'
"""In Material's settings; its script shows the menu of versions as soon as it runs."""


def with_search_on_demand(html: str) -> str:
    """Let a page of Material begin with our small worker, which loads the one that the page names."""
    return _WORKER.sub(rf"\1{_OURS}?\2", html, count=1)


def waits_for_reader(html: str) -> bool:
    """Return whether Material's script can wait on one of our pages until the reader does something.

    It cannot on a page with other scripts: they may need what Material's script defines.
    """
    return _UNVERSIONED in html and len(_SCRIPT.findall(html)) == len(_EXPECTED.findall(html))
