"""Lets Material load its scripts only once a reader needs them."""

from __future__ import annotations

import re

from afterword.output.assets import SEARCH_WORKER, THEME_SCRIPT

_FOLDER, _, _OURS = SEARCH_WORKER.rpartition("/")
_WORKER = re.compile(rf'("search": "[^"]*{re.escape(_FOLDER)}/)(search\.\w+\.min\.js")')
_BUNDLE = re.compile(r'<script src="(?P<base>[^"]*)(?P<path>assets/javascripts/bundle\.\w+\.min\.js)">')
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


def with_script_on_demand(html: str) -> str:
    """Let one of our pages begin with our small script, which loads Material's when the reader does something.

    A page with other scripts stays as it is: they may need what Material's script defines.
    """
    if _UNVERSIONED not in html or len(_SCRIPT.findall(html)) != len(_EXPECTED.findall(html)):
        return html
    return _BUNDLE.sub(
        rf'<script src="\g<base>{THEME_SCRIPT}" data-aw-theme="\g<base>\g<path>">', html, count=1
    )
