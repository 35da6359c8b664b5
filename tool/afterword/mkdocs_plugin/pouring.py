"""Writes the pages outside the menu past MkDocs' page list, in which each would cost a hundred times as much."""

from __future__ import annotations

import logging
import os
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from urllib.parse import urljoin

from mkdocs.config.defaults import MkDocsConfig

from afterword.app.edition import PAGE_FILE, Edition
from afterword.app.making import Body
from afterword.app.preparing import remake
from afterword.mkdocs_plugin.mould import Host, Moulds
from afterword.processes import spread

Written = tuple[str, int, int]
"""A file's path in the site, its size, and its age in nanoseconds."""

_SHOWN = ("page_context", "post_page")
_KNOWN = ("afterword", "search", "material/search", "meta", "material/meta", "offline", "material/offline")
"""Plugins that do the same to every page."""
_log = logging.getLogger("mkdocs.plugins.afterword")


def pour(
    edition: Edition, host: Host, root: Path, progress: Callable[[int, int], None] | None
) -> tuple[list[Written], str]:
    """Write every fresh page into the host's output folder, and give the files with the name of the mould.

    Where another plugin has a say about each page, all are rendered in full. Else one of each kind is, and where
    that differs by a byte, the theme computes something for each page, and all are as well.
    """
    moulds = Moulds(host)
    if not edition.fits(moulds.name):
        remake(edition, progress)
    bodies = edition.fresh
    site = host.config.site_dir

    def edit(body: Body) -> str:
        return edit_url(host.config, root, body.source)

    for body in bodies:
        moulds.of(body.page, edit(body))  # before the work is shared out, so that all have them
    fast = not _others(host.config) and _agree(edition, moulds, _samples(bodies), edit)
    if not fast:
        _log.info(
            "the theme or another plugin may treat each page differently, so every page is rendered by itself, "
            "which takes longer; see the handbook, “Fast builds”"
        )

    def write(body: Body) -> list[Written]:
        html = edition.html(body)
        if fast:
            data = moulds.of(body.page, edit(body)).pour(body.page, html, edit(body))
        else:
            data = host.render(body.page, html, edit(body)).encode("utf-8", "xmlcharrefreplace")
        return [
            _written(site, f"{body.page.address}{PAGE_FILE}", data),
            *(_copied(site, f"{body.page.address}{each.name}", root / each.path) for each in body.beside),
        ]

    # A plugin that treats each page differently may remember each, which another process would not tell it.
    written = spread(write, bodies) if fast else map(write, bodies)
    return [file for files in written for file in files], moulds.name if fast else ""


def edit_url(config: MkDocsConfig, root: Path, source: str) -> str:
    """Give the address at which a record's file is edited, where the site says that there is one."""
    if not source or not config.repo_url or not config.edit_uri or not config.config_file_path:
        return ""
    docs = Path(config.docs_dir)
    above = os.path.relpath(root / source, docs).replace(os.sep, "/")
    return urljoin(urljoin(config.repo_url.rstrip("/") + "/", config.edit_uri), above)


def _others(config: MkDocsConfig) -> list[str]:
    """Name the plugins and hooks that are shown each page before it is written, those aside that are known."""
    known = {
        method for name, plugin in config.plugins.items() if name in _KNOWN for method in _methods(plugin)
    }
    return [
        getattr(method, "__qualname__", str(method))
        for event in _SHOWN
        for method in config.plugins.events[event]
        if method not in known
    ]


def _methods(plugin: object) -> list[object]:
    return [getattr(plugin, f"on_{event}") for event in _SHOWN if hasattr(plugin, f"on_{event}")]


def _samples(bodies: Sequence[Body]) -> list[Body]:
    """Choose a page of each kind: those that stand in one folder, at one depth."""
    chosen = {(body.page.address.split("/")[0], body.page.address.count("/")): body for body in bodies}
    return list(chosen.values())


def _agree(edition: Edition, moulds: Moulds, samples: Sequence[Body], edit: Callable[[Body], str]) -> bool:
    for body in samples:
        html = edition.html(body)
        poured = moulds.of(body.page, edit(body)).pour(body.page, html, edit(body))
        if poured != moulds.host.render(body.page, html, edit(body)).encode("utf-8", "xmlcharrefreplace"):
            return False
    return True


def _written(site: str, path: str, data: bytes) -> Written:
    target = os.path.join(site, path)
    try:
        file = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o666)
    except FileNotFoundError:
        _make_folder(os.path.dirname(target))
        file = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o666)
    try:
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(file, rest) :]
        known = os.fstat(file)
    finally:
        os.close(file)
    return path, known.st_size, known.st_mtime_ns


def _make_folder(path: str) -> None:
    """Make a folder, whose parent is there already but for the first time."""
    try:
        os.mkdir(path)
    except FileNotFoundError:
        os.makedirs(path, exist_ok=True)


def _copied(site: str, path: str, source: Path) -> Written:
    target = os.path.join(site, path)
    os.makedirs(os.path.dirname(target), exist_ok=True)
    shutil.copyfile(source, target)
    known = os.stat(target)
    return path, known.st_size, known.st_mtime_ns
