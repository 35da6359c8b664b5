"""Keeps the site that a server builds, so that the next server begins with it."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from mkdocs.livereload import LiveReloadServer

from afterword.cache.opening import cache_folder
from afterword.output import locks
from afterword.views.audience import Audience

_MOST = 9
"""How many servers of one site keep their pages at the same time."""


class ServedSite(NamedTuple):
    """A folder for the pages of a server, and the suffix of the cache that describes them."""

    folder: Path
    cache_suffix: str


NOT_KEPT = "-served"
"""The suffix of the cache of a server that uses MkDocs' temporary folder."""


def served_site(root: Path, audience: Audience) -> ServedSite | None:
    """Return the first folder that no other server uses, and keep it until this process ends.

    None if there is none, or if the system has no locks: MkDocs' temporary folder is used then, as by default.
    """
    cache = cache_folder(root)
    if cache is None:
        return None
    for number in range(1, _MOST + 1):
        suffix = NOT_KEPT if number == 1 else f"{NOT_KEPT}-{number}"
        folder = cache / f"{audience.value}{suffix}"
        try:
            folder.mkdir(exist_ok=True)
        except OSError:
            return None
        if locks.hold(folder):
            return ServedSite(folder / "site", suffix)
    return None


def serve_from(server: LiveReloadServer, folder: Path) -> None:
    """Let a server of MkDocs answer from another folder than its temporary one."""
    server.root = os.path.abspath(folder)
    server.error_handler = _error_page(folder)


def _error_page(folder: Path) -> Callable[[int], bytes | None]:
    def page(code: int) -> bytes | None:
        try:
            return (folder / f"{code}.html").read_bytes()
        except FileNotFoundError:
            return None

    return page
