"""The stylesheets and scripts that every site carries, from the package itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.resources import files

from afterword.output.pages import ASSETS, LEVELS_FILE, OutputFile, compact

STYLESHEETS = (LEVELS_FILE, f"{ASSETS}/afterword.css", f"{ASSETS}/figures.css")
PLAIN_STYLESHEET = f"{ASSETS}/plain.css"
"""For themes other than Material."""
FAVICON = f"{ASSETS}/favicon.svg"
SCRIPTS = (f"{ASSETS}/afterword.js",)
_VENDORED = ("plotly-basic.min.js",)
_COMMENT_LINES = re.compile(rb"^[ \t]*(?://[^\n]*|/\*.*?\*/[ \t]*)\n", re.MULTILINE | re.DOTALL)
_ENDINGS = (".css", ".js", ".svg", ".txt")


def assets() -> Iterator[OutputFile]:
    """Yield the packaged assets, sorted by name."""
    folder = files("afterword") / "assets"
    for entry in sorted(folder.iterdir(), key=lambda e: e.name):
        if entry.is_file() and entry.name.endswith(_ENDINGS):
            yield OutputFile(f"{ASSETS}/{entry.name}", _without_comments(entry.name, entry.read_bytes()))


def _without_comments(name: str, data: bytes) -> bytes:
    """Remove comment lines, blank lines and indentation from our own files.

    Only lines that begin with a comment are removed, so that no string in the code can be taken for one.
    """
    if name in _VENDORED or not name.endswith((".css", ".js")):
        return data
    return compact(_COMMENT_LINES.sub(b"", data))
