"""The stylesheets and scripts that every site carries, from the package itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.resources import files

from afterword.compact_json import compact_json
from afterword.output.pages import ASSETS, LEVELS_FILE, OutputFile, compact
from afterword.views.text.words import Words

STYLESHEETS = (LEVELS_FILE, f"{ASSETS}/afterword.css", f"{ASSETS}/figures.css")
PLAIN_STYLESHEET = f"{ASSETS}/plain.css"
"""For themes other than Material."""
FAVICON = f"{ASSETS}/favicon.svg"
SCRIPTS = (f"{ASSETS}/afterword.js",)
THEME_SCRIPT = f"{ASSETS}/theme.js"
"""Before Material's."""
SEARCH_WORKER = "assets/javascripts/workers/afterword-search.js"
"""Next to Material's, whose further scripts have relative addresses."""
_ELSEWHERE = {"search.js": SEARCH_WORKER}
_VENDORED = ("plotly-basic.min.js",)
_COMMENT_LINES = re.compile(rb"^[ \t]*(?://[^\n]*|/\*.*?\*/[ \t]*)\n", re.MULTILINE | re.DOTALL)
_NO_WORDS = b"const WORDS = {};"
"""What a script has in place of its words, which are in the catalogue."""
_ENDINGS = (".css", ".js", ".svg", ".txt")


def assets(words: Words) -> Iterator[OutputFile]:
    """Yield the packaged assets, sorted by name."""
    folder = files("afterword") / "assets"
    for entry in sorted(folder.iterdir(), key=lambda e: e.name):
        if entry.is_file() and entry.name.endswith(_ENDINGS):
            path = _ELSEWHERE.get(entry.name, f"{ASSETS}/{entry.name}")
            yield OutputFile(path, _without_comments(words, entry.name, entry.read_bytes()))


def _without_comments(words: Words, name: str, data: bytes) -> bytes:
    """Remove comment lines, blank lines and indentation from our own files.

    Only lines that begin with a comment are removed, so that no string in the code can be taken for one.
    """
    if name in _VENDORED or not name.endswith((".css", ".js")):
        return data
    shown = compact_json(words.of_every_page)
    return compact(_COMMENT_LINES.sub(b"", data)).replace(_NO_WORDS, _NO_WORDS.replace(b"{}", shown.encode()))
