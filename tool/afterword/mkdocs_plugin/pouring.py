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
from afterword.mkdocs_plugin.mould import Host, Moulds, as_written
from afterword.processes import spread
from afterword.publish.spool import Piece

Written = tuple[str, int, int]
"""A file's path in the site, its size, and its age in nanoseconds."""
_File = tuple[str, Piece]

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
    others = _others(host.config)
    if edition.kept and (others or not edition.fits(moulds.name)):
        remake(edition, progress)
    edit_url = edit_urls(host.config, root)

    def poured(body: Body) -> bytes:
        edit = edit_url(body.source)
        return moulds.of(body.page, edit).pour(body.page, edition.html(body), edit)

    def rendered(body: Body) -> bytes:
        return as_written(host.render(body.page, edition.html(body), edit_url(body.source)))

    fast = not others and all(poured(body) == rendered(body) for body in _samples(edition.fresh))
    if not fast:
        _log.info(
            "the theme or another plugin may treat each page differently, so every page is rendered by itself, "
            "which takes longer; see the handbook, “Fast builds”"
        )
        if edition.kept:
            remake(edition, progress)
    bodies, site = edition.fresh, host.config.site_dir
    for body in bodies:
        moulds.of(body.page, edit_url(body.source))  # before the work is shared out, so that all have them

    def write_file(file: _File) -> Written:
        path, piece = file
        return _written(site, path, edition.maker.spool.get(piece).encode())

    def write(work: Body | _File) -> list[Written]:
        if not isinstance(work, Body):
            return [write_file(work)]
        address = work.page.address
        return [
            _written(site, f"{address}{PAGE_FILE}", poured(work) if fast else rendered(work)),
            *(_copied(site, f"{address}{each.name}", root / each.path) for each in work.beside),
            *map(write_file, work.files),
        ]

    # A plugin that treats each page differently may remember each, which another process would not tell it.
    works: list[Body | _File] = [*bodies, *edition.loose.items()]
    written = spread(write, works) if fast else map(write, works)
    return [file for files in written for file in files], moulds.name if fast else ""


def edit_urls(config: MkDocsConfig, root: Path) -> Callable[[str], str]:
    """Give a function that leads from a record's file to where it is edited: nowhere, unless the site says that
    there is such a place."""
    if not config.repo_url or not config.edit_uri:
        return lambda source: ""
    docs = urljoin(config.repo_url.rstrip("/") + "/", config.edit_uri)
    above = urljoin(docs, os.path.relpath(root, config.docs_dir).replace(os.sep, "/") + "/")
    return lambda source: f"{above}{source}" if source else ""


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
    """Make a folder, whose parent is there already but for the first time; another process may be quicker."""
    try:
        os.mkdir(path)
    except FileExistsError:
        return
    except FileNotFoundError:
        os.makedirs(path, exist_ok=True)


def _copied(site: str, path: str, source: Path) -> Written:
    target = os.path.join(site, path)
    os.makedirs(os.path.dirname(target), exist_ok=True)
    shutil.copyfile(source, target)
    known = os.stat(target)
    return path, known.st_size, known.st_mtime_ns
