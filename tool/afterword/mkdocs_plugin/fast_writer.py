"""Writes the pages outside the menu past MkDocs' page list, in which each would cost a hundred times as much."""

from __future__ import annotations

import logging
import os
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from urllib.parse import urljoin

from mkdocs.config.defaults import MkDocsConfig

from afterword.app.build import PAGE_FILE, Build
from afterword.app.incremental import rebuild_all
from afterword.app.record_build import PageBody
from afterword.mkdocs_plugin.page_shell import Host, PageShells, as_written
from afterword.output.bodies import BodyRef
from afterword.parallel import map_ordered

Written = tuple[str, int, int]
"""A file's path in the site, its size, and its age in nanoseconds."""
_File = tuple[str, BodyRef]

_SHOWN = ("page_context", "post_page")
_KNOWN = ("afterword", "search", "material/search", "meta", "material/meta", "offline", "material/offline")
"""Plugins that do the same to every page."""
_NEW_FILE = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)
"""Flags for a page's file. Without `O_BINARY`, Windows would write other line breaks."""
_log = logging.getLogger("mkdocs.plugins.afterword")


def write_pages(
    build: Build, host: Host, root: Path, progress: Callable[[int, int], None] | None
) -> tuple[list[Written], str]:
    """Write every fresh page into the host's output folder, and give the files with the name of the mould.

    Where another plugin has a say about each page, all are rendered in full. Else one of each kind is, and where
    that differs by a byte, the theme computes something for each page, and all are as well.
    """
    shells = PageShells(host)
    others = _others(host.config)
    if build.kept and (others or not build.fits(shells.name)):
        rebuild_all(build, progress)
    edit_url = edit_urls(host.config, root)

    def poured(body: PageBody) -> bytes:
        edit = edit_url(body.source)
        return shells.of(body.page, edit).fill(body.page, build.html(body), edit)

    def rendered(body: PageBody) -> bytes:
        return as_written(host.render(body.page, build.html(body), edit_url(body.source)))

    fast = not others and all(poured(body) == rendered(body) for body in _samples(build.fresh))
    if not fast:
        _log.info(
            "the theme or another plugin may treat each page differently, so every page is rendered by itself, "
            "which takes longer; see the handbook, “Fast builds”"
        )
        if build.kept:
            rebuild_all(build, progress)
    bodies, site = build.fresh, host.config.site_dir
    for body in bodies:
        shells.of(body.page, edit_url(body.source))  # before the work is shared out, so that all have them

    def write(work: PageBody | _File) -> list[Written]:
        if not isinstance(work, PageBody):
            path, piece = work
            return [_written(site, path, build.builder.bodies.get(piece).encode())]
        address = work.page.address
        return [
            _written(site, f"{address}{PAGE_FILE}", poured(work) if fast else rendered(work)),
            *(_copied(site, f"{address}{each.name}", root / each.path) for each in work.beside),
            *(file for each in work.files for file in write(each)),
        ]

    # A plugin that treats each page differently may remember each, which another process would not tell it.
    works: list[PageBody | _File] = [*bodies, *build.loose.items()]
    written = map_ordered(write, works) if fast else map(write, works)
    return [file for files in written for file in files], shells.name if fast else ""


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


def _samples(bodies: Sequence[PageBody]) -> list[PageBody]:
    """Choose a page of each kind: those that stand in one folder, at one depth."""
    chosen = {(body.page.address.split("/")[0], body.page.address.count("/")): body for body in bodies}
    return list(chosen.values())


def _written(site: str, path: str, data: bytes) -> Written:
    target = os.path.join(site, path)
    try:
        file = os.open(target, _NEW_FILE, 0o666)
    except FileNotFoundError:
        _make_folder(os.path.dirname(target))
        file = os.open(target, _NEW_FILE, 0o666)
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
