"""Writes the pages outside the menu without MkDocs' list of pages, in which each would cost a hundred times as much."""

from __future__ import annotations

import logging
import os
import shutil
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias
from urllib.parse import urljoin

from mkdocs.config.defaults import MkDocsConfig

from afterword.app.build import Build
from afterword.app.incremental import rebuild_all
from afterword.app.page_store import PageBody, StoredPage
from afterword.mkdocs_plugin.page_shell import Host, PageShells, encode_page
from afterword.output.bodies import BodyRef
from afterword.output.pages import PAGE_FILE
from afterword.output.write import naming, write_all
from afterword.output.written import WrittenFile, content_hash, written_file
from afterword.parallel import map_ordered
from afterword.source.files import RECORDS_FOLDER

_NEW_FILE = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)
"""Flags for a page's file. Without `O_BINARY`, Windows would write other line breaks."""
_log = logging.getLogger("mkdocs.plugins.afterword")


_File: TypeAlias = tuple[str, BodyRef]
"""A file's path in the site, and where its text is in the body store."""


def write_pages(
    build: Build, host: Host, root: Path, progress: Callable[[int, int], None] | None
) -> tuple[list[WrittenFile], str]:
    """Write every new page into the host's output folder; return the files, and the key of the page shells.

    One page of each kind is rendered in full. If it differs by a byte from what its page shell gives, the theme
    computes something for each page, and all are rendered in full.
    """
    writer = _Writer(build, host, root, PageShells(host), edit_urls(host.config, root))
    if build.reused and not build.matches_shells(writer.key):
        rebuild_all(build, progress)
    fast = writer.shells_are_exact()
    if not fast:
        _log.info(
            "every page is rendered by itself, which takes longer, because the theme treats each differently; "
            "see the handbook, “Fast builds”"
        )
        if build.reused:
            rebuild_all(build, progress)
    return writer.write_all(fast=fast), writer.key if fast else ""


def edit_urls(config: MkDocsConfig, root: Path) -> Callable[[str], str]:
    """Return a function that maps a record's file to the URL at which it is edited; empty if the site has none."""
    if not config.repo_url or not config.edit_uri:
        return lambda source: ""
    docs = urljoin(config.repo_url.rstrip("/") + "/", config.edit_uri)
    above = urljoin(docs, os.path.relpath(root, config.docs_dir).replace(os.sep, "/") + "/")
    return lambda source: f"{above}{source}" if source else ""


@dataclass(frozen=True)
class _Writer:
    """Writes the pages and files of a build."""

    build: Build
    host: Host
    root: Path
    shells: PageShells
    edit_url: Callable[[str], str]

    @property
    def key(self) -> str:
        """The key of the page shells: reused pages are current only if it is the same."""
        return self.shells.key(self.edit_url(RECORDS_FOLDER))

    def shells_are_exact(self) -> bool:
        """Return whether a page of each kind is the same whether its shell is filled or it is rendered in full."""
        samples = map(self.build.body_of, _samples(self.build.new_pages))
        return all(self._filled(body) == self._rendered(body) for body in samples)

    def write_all(self, *, fast: bool) -> list[WrittenFile]:
        """Write every new page and file, with page shells if `fast`."""
        work: list[StoredPage | _File] = [*self.build.new_pages, *self.build.new_files.items()]
        if fast:
            written = map_ordered(lambda each: self._write(each, self._filled), work)
        else:  # in this process alone: plugins may collect something from each page
            written = (self._write(each, self._rendered) for each in work)
        return [file for files in written for file in files]

    def _filled(self, body: PageBody) -> bytes:
        edit = self.edit_url(body.source)
        return self.shells.of(body.page, edit).fill(body.page, body.page.html, edit)

    def _rendered(self, body: PageBody) -> bytes:
        return encode_page(self.host.render(body.page, body.page.html, self.edit_url(body.source)))

    def _write(self, work: StoredPage | _File, as_page: Callable[[PageBody], bytes]) -> list[WrittenFile]:
        if not isinstance(work, StoredPage):
            return [self._write_file(work)]
        body, address, site = self.build.body_of(work), work.address, self.host.config.site_dir
        return [
            _write(site, f"{address}{PAGE_FILE}", (as_page(body),)),
            *(_copy(site, f"{address}{each.name}", self.root / each.source) for each in body.attachments),
            *map(self._write_file, body.files),
        ]

    def _write_file(self, file: _File) -> WrittenFile:
        path, ref = file
        return _write(self.host.config.site_dir, path, self.build.pieces(ref))


def _samples(pages: Sequence[StoredPage]) -> list[StoredPage]:
    """Choose a page of each kind: of each folder and depth."""
    chosen = {(page.address.split("/")[0], page.address.count("/")): page for page in pages}
    return list(chosen.values())


def _write(site: str, path: str, data: Iterable[bytes]) -> WrittenFile:
    """Write a file, given its data in pieces."""
    target = os.path.join(site, path)
    try:
        file = os.open(target, _NEW_FILE, 0o666)
    except FileNotFoundError:
        _make_folder(os.path.dirname(target))
        file = os.open(target, _NEW_FILE, 0o666)
    try:
        with naming(target):
            content = content_hash()
            for piece in data:
                content.update(piece)
                write_all(file, piece)
        status = os.fstat(file)
    finally:
        os.close(file)
    return WrittenFile(path, status.st_size, status.st_mtime_ns, content.digest())


def _make_folder(path: str) -> None:
    """Create a folder; another process may do so at the same time. Its parent nearly always exists."""
    try:
        os.mkdir(path)
    except FileExistsError:
        return
    except FileNotFoundError:
        os.makedirs(path, exist_ok=True)


def _copy(site: str, path: str, source: Path) -> WrittenFile:
    target = os.path.join(site, path)
    os.makedirs(os.path.dirname(target), exist_ok=True)
    shutil.copyfile(source, target)
    return written_file(path, os.stat(target), Path(target).read_bytes())
