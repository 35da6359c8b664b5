"""The stylesheets and scripts that every site carries, from the package itself."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files

from afterword.publish.site import ASSETS, LEVELS_FILE, OutputFile

STYLESHEETS = (LEVELS_FILE, f"{ASSETS}/afterword.css", f"{ASSETS}/figures.css")
SCRIPTS = (f"{ASSETS}/afterword.js",)
_ENDINGS = (".css", ".js", ".txt")


def assets() -> Iterator[OutputFile]:
    """Give the packaged assets, in the order of their names."""
    folder = files("afterword") / "assets"
    for entry in sorted(folder.iterdir(), key=lambda e: e.name):
        if entry.is_file() and entry.name.endswith(_ENDINGS):
            yield OutputFile(f"{ASSETS}/{entry.name}", entry.read_bytes())
