"""Makes a theme quick to start: its templates are compiled once, and icons that nobody asked for are not listed."""

from __future__ import annotations

import os

from jinja2 import Environment, FileSystemLoader
from mkdocs.theme import Theme

from afterword.render.bytecode_cache import use_bytecode_cache


class _Loader(FileSystemLoader):
    """Lists no folder whose name begins with a dot: MkDocs leaves them out as well, after reading their names.

    Material has 14,000 icons in one.
    """

    def list_templates(self) -> list[str]:
        found: set[str] = set()
        for start in self.searchpath:
            for place, folders, names in os.walk(start, followlinks=self.followlinks):
                folders[:] = (name for name in folders if not name.startswith("."))
                inside = os.path.relpath(place, start)
                for name in names:
                    found.add(os.path.normpath(os.path.join(inside, name)).replace(os.sep, "/"))
        return sorted(found)


def speed_up(theme: Theme) -> None:
    """Let a theme make environments that start sooner and do the same; a theme with another loader keeps its own."""
    ordinary = theme.get_env

    def get_env() -> Environment:
        made = ordinary()
        if type(made.loader) is FileSystemLoader:
            made.loader = _Loader(theme.dirs)
        use_bytecode_cache(made)
        return made

    theme.get_env = get_env  # type: ignore[method-assign]
