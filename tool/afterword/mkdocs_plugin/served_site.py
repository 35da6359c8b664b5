"""Keeps the site that a server builds, so that the next server begins with it."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from afterword.cache.opening import cache_folder
from afterword.output import locks
from afterword.views.audience import Audience

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer

_MOST = 9
"""How many servers of one site keep their pages at the same time."""


class ServedSite(NamedTuple):
    """What a server shows: a site for one audience, in a folder, with the suffix of the cache that describes it.

    Without a folder that nothing else writes into, it is in MkDocs' temporary one.
    """

    root: Path
    audience: Audience
    folder: Path | None = None
    cache_suffix: str = "-temporary"


@cache
def served_site(root: Path, audience: Audience) -> ServedSite:
    """Return a site with the first folder that no other server uses; this process keeps it until it ends.

    There is no folder if all are in use, or if the system has no locks.
    """
    parent = cache_folder(root)
    if parent is None:
        return ServedSite(root, audience)
    for number in range(1, _MOST + 1):
        suffix = "-served" if number == 1 else f"-served-{number}"
        folder = parent / f"{audience.value}{suffix}"
        try:
            folder.mkdir(exist_ok=True)
        except OSError:
            break
        if locks.hold(folder):
            return ServedSite(root, audience, folder / "site", suffix)
    return ServedSite(root, audience)


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
