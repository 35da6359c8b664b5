"""Moves what Material repeats on every page for its script alone into one script, which browsers cache."""

from __future__ import annotations

import json
import re
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

from afterword.compact_json import compact_json
from afterword.mkdocs_plugin.material_scripts import BUNDLE, waits_for_reader
from afterword.output.assets import THEME_SCRIPT

_SCOPE = re.compile(r'<script>__md_scope=new URL\("([^"]*)",location\)(.*?)</script>\n?', re.DOTALL)
_FOR_OTHER_PAGES = re.compile(
    r"<script>(?:var palette=__md_get\(|var target=document\.getElementById\(location\.hash).*?</script>\n?",
    re.DOTALL,
)
"""Our script chooses the colours itself, and our pages have no content tabs, which the other script opens."""
_SETTINGS = re.compile(r'<script id="__config" type="application/json">(.*?)</script>\n?', re.DOTALL)
_PALETTES = r'<form class="md-header__option" data-md-component="palette">(?:(?!</form>).)*</form>\s*'
_CONTROLS = re.compile(
    rf'(?:{_PALETTES})?<label class="md-header__button md-icon" for="__search">', re.DOTALL
)
_SEARCH = re.compile(r'<div class="md-search"[ >]')
_DIV = re.compile(r"<(/?)div\b")
_NO_PARTS = "const PARTS = {};"
"""What the script has in place of the parts."""


class Parts(NamedTuple):
    """What needs Material's script: its functions, its settings, its address, and the buttons and the search field."""

    functions: str
    settings: str
    bundle: str
    controls: str

    @property
    def key(self) -> str:
        """A digest: after a change, browsers ask for the script again."""
        return blake2b(json.dumps(self).encode(), digest_size=4).hexdigest()

    def written_into(self, script: str) -> str:
        """Return the script with these parts."""
        parts = compact_json(
            {"bundle": self.bundle, "controls": self.controls, "settings": json.loads(self.settings)}
        )
        return f"{self.functions};\n{script.replace(_NO_PARTS, _NO_PARTS.replace('{}', parts))}"


class ThemeScript:
    """The script of a site for Material's pages, with the parts of the first of our pages that has them.

    A page with other parts, or with something that we do not know, stays as it is.
    """

    def __init__(self) -> None:
        """Begin without parts."""
        self._parts: Parts | None = None

    def share(self, html: str) -> str:
        """Return one of our pages with a link to the script in place of the parts that the script has."""
        split = _split(html) if waits_for_reader(html) else None
        if not split:
            return html
        parts, before, after, base = split
        self._parts = self._parts or parts
        if parts != self._parts:
            return html
        return f'{before}<script src="{base}{THEME_SCRIPT}?{parts.key}"></script>\n{after}'

    def write(self, site: Path) -> None:
        """Write the parts into the script of a built site."""
        file = site / THEME_SCRIPT
        if self._parts and file.is_file():
            script = self._parts.written_into(file.read_text(encoding="utf-8"))
            file.write_text(script, encoding="utf-8", newline="")


def _split(html: str) -> tuple[Parts, str, str, str] | None:
    """Return the parts of a page, what is before and after our script in it, and its path to the root of the site.

    The script is where the controls were, so that they are in their place before the page is first painted.
    """
    scope, settings, bundle = _SCOPE.search(html), _SETTINGS.search(html), BUNDLE.search(html)
    if not scope or not settings or not bundle:
        return None
    base = bundle["base"]
    shared = _shared_settings(settings[1], base)
    rest = _FOR_OTHER_PAGES.sub("", html.replace(scope[0], "", 1).replace(settings[0], "", 1))
    place = _controls(rest) or slice(rest.index(bundle[0]), rest.index(bundle[0]))
    if shared is None or "../" in rest[place]:
        return None
    before, after = rest[: place.start], rest[place.stop :].replace(bundle[0], "", 1)
    # The script is two folders below the root of the site, which is the usual scope of what Material remembers.
    root = '"../..",document.currentScript.src' if _as_prefix(scope[1]) == base else f'"{scope[1]}",location'
    parts = Parts(f"__md_scope=new URL({root}){scope[2]}", shared, bundle["path"], rest[place])
    return parts, before, after, base


def _shared_settings(settings: str, base: str) -> str | None:
    """Return Material's settings with addresses from the root of the site; None if they are not ours to move."""
    values = json.loads(settings)
    search = values.get("search", "")
    if _as_prefix(values.pop("base")) != base or not search.startswith(base):
        return None
    return json.dumps(values | {"search": search.removeprefix(base)}, sort_keys=True)


def _as_prefix(folder: str) -> str:
    """Return the path to a folder as links begin with it."""
    return f"{folder}/".removeprefix("./")


def _controls(html: str) -> slice | None:
    """Return where the buttons of colours and of the search, and the search field, are in a page."""
    first, field = _CONTROLS.search(html), _SEARCH.search(html)
    if not first or not field:
        return None
    open_divs = 0
    for found in _DIV.finditer(html, field.start()):
        open_divs += -1 if found[1] else 1
        if not open_divs:
            return slice(first.start(), html.index(">", found.end()) + 1)
    return None
