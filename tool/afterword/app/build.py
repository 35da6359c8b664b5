"""A build of a site at one time: its pages and files, and which of them can be reused from the previous output."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from functools import cached_property
from heapq import merge
from pathlib import Path
from typing import Any, TypeAlias, TypeVar

from afterword.app.checking import CheckResult, Scan, changed_meanwhile
from afterword.app.page_store import (
    PageBody,
    StoredPage,
    load_page,
    page_of_text,
    page_text,
    store_page,
)
from afterword.app.record_build import RecordBuilder
from afterword.cache.database import CacheCorruptError, CacheUnwritableError
from afterword.cache.entries import KeptText, ManifestEntry
from afterword.cache.store import BuildCache
from afterword.formats.registry import machine_files
from afterword.output.assets import assets
from afterword.output.bodies import BodyRef
from afterword.output.pages import PAGE_FILE, OutputFile, RenderedPage, level_styles, rendered_page
from afterword.output.written import WrittenFile, content_digest
from afterword.render.template_errors import TemplateProblem, TemplateRenderError
from afterword.views import urls
from afterword.views.cached import Cached
from afterword.views.component_order import component_order
from afterword.views.context import Context
from afterword.views.index import search
from afterword.views.index.queries import RecordIndex
from afterword.views.noting import noting
from afterword.views.page import AnyPage
from afterword.views.reads import Answers
from afterword.views.site_map import cached_pages, menu_pages

T = TypeVar("T")
_Made: TypeAlias = tuple[Cached[Any], str, Callable[[str, Any], None]]
"""A page or a file that may have to be made, its path in the site, and what adds it to the build."""

OF_RECORD = "record"
"""What the manifest has of a record's page and its files: the cached record says whether they are current."""
_SHELL_ENTRY = ""
"""The path under which the manifest has the page shells' key."""


@dataclass
class Build:
    """A build for one audience: what must be written, and what can be reused from the folder `previous_output`.

    The folder `templates` has the site's own templates in its `templates/`: it is the site, or stands in for it.
    `reused` are the files of the previous output that are current, by path; with `trusted`, nothing else can have
    changed them. `new_files` are the files for machines that must be written and belong to no record. If there are
    `template_errors`, pages are missing. A build is discarded on leaving a `with` block, unless it was committed: then
    the cache describes what was written.
    """

    scan: Scan
    builder: RecordBuilder
    cache: BuildCache
    previous_output: Path | None
    manifest: dict[str, ManifestEntry]
    templates: Path
    trusted: bool = False
    checked: CheckResult = field(init=False)
    resources: ExitStack = field(init=False)
    reused: set[str] = field(default_factory=set)
    new_files: dict[str, BodyRef] = field(default_factory=dict)
    template_errors: dict[tuple[TemplateProblem, ...], str] = field(default_factory=dict)
    _new_pages: dict[str, BodyRef] = field(default_factory=dict)
    _made_from: dict[str, str] = field(default_factory=dict)
    _restored: dict[str, ManifestEntry] = field(default_factory=dict)

    def __enter__(self) -> Build:
        return self

    def __exit__(self, *_: object) -> None:
        self.discard()

    def commit(self, written: Iterable[WrittenFile], shell: str) -> bool:
        """Cache everything that was built, given the files that were written.

        If the cache is in memory, turns out to be damaged or cannot be written, nothing is kept, and the result is
        False: the site is complete without it.
        """
        new = {
            each.path: ManifestEntry(made_from=self._made_from.get(each.path, OF_RECORD), **each._asdict())
            for each in written
            if _may_be_reused(each.path)
        }
        shells = ManifestEntry(_SHELL_ENTRY, shell, 0, 0, b"")
        deleted = self.manifest.keys() - self.reused - new.keys() - {_SHELL_ENTRY}
        if self.manifest.get(_SHELL_ENTRY) != shells:
            new[_SHELL_ENTRY] = shells
        restored = {path: entry for path, entry in self._restored.items() if path in self.reused}
        with suppress(CacheCorruptError, CacheUnwritableError), self.resources:
            self.cache.update_manifest((restored | new).values(), deleted)
            return self.cache.commit()
        return False

    def discard(self) -> None:
        """Leave the cache as it was before this build, and remove temporary files."""
        self.resources.close()

    @cached_property
    def menu(self) -> tuple[RenderedPage, ...]:
        """The pages that a menu lists."""

        def text(model: AnyPage) -> str:
            return page_text(PageBody(rendered_page(self.builder.environment, model)))

        pages = []
        for cached in menu_pages():
            with self._noting_errors():
                pages.append(page_of_text(self._text_of(cached, text)).page)
        return tuple(pages)

    def _text_of(self, cached: Cached[T], text: Callable[[T], str]) -> str:
        """Return the text of what the host writes in every build: the one that is kept, as long as it is current."""
        kept = self._kept_texts.get(cached.path)
        if kept and cached.is_current(self.answers, kept.made_from):
            return kept.text
        made, made_from = cached.make(self.answers)
        new = KeptText(cached.path, made_from, text(made))
        self.cache.keep_text(new)
        return new.text

    @cached_property
    def _kept_texts(self) -> Mapping[str, KeptText]:
        return self.cache.kept_texts()

    @property
    def new_pages(self) -> Sequence[StoredPage]:
        """The pages outside the menu that must be written."""
        return tuple(map(StoredPage._make, self._new_pages.items()))

    @cached_property
    def addresses(self) -> tuple[str, ...]:
        """The address of every page outside the menu, sorted."""
        ending = f"/{PAGE_FILE}"
        reused = (path.removesuffix(PAGE_FILE) for path in self.reused if path.endswith(ending))
        pages = {*self._new_pages, *reused}
        return tuple(sorted(page for page in pages if not page.startswith(self._former_folders)))

    @cached_property
    def _former_folders(self) -> tuple[str, ...]:
        """The folders of what was renamed: their pages only redirect, so search engines need not know them."""
        components = self.builder.site.component_aliases
        return (*map(urls.incident, self.record_aliases), *map(urls.component, components))

    @cached_property
    def record_aliases(self) -> Mapping[str, str]:
        """The id of the record for each former id of one."""
        return {alias: record.id for record in self.index.summaries for alias in record.aliases}

    def pages(self) -> Iterator[RenderedPage]:
        """Yield every page that must be written, those of the menu first."""
        yield from self.menu
        yield from (self.body_of(stored).page for stored in self.new_pages)

    def all_files(self) -> Iterator[OutputFile]:
        """Yield every file that must be written and is not a page, attachments included."""
        yield from self.files
        yield from self.machine_files()
        for body in map(self.body_of, self.new_pages):
            for attachment in body.attachments:
                data = (self.builder.root / attachment.source).read_bytes()
                yield OutputFile(f"{body.page.address}{attachment.name}", data)

    def machine_files(self) -> Iterator[OutputFile]:
        """Yield the files for machines that must be written."""
        of_records = (file for stored in self.new_pages for file in self.body_of(stored).files)
        for path, ref in (*of_records, *self.new_files.items()):
            yield OutputFile(path, self.data(ref))

    @cached_property
    def files(self) -> tuple[OutputFile, ...]:
        """The files that every site has: stylesheets and scripts."""
        files = list(assets(self.builder.words))
        with self._noting_errors():
            files.append(
                level_styles(self.builder.words, self.builder.site, self.builder.environment, self.scan.now)
            )
        return tuple(files)

    def body_of(self, stored: StoredPage) -> PageBody:
        """Return a new page with all that is written with it."""
        return load_page(self.builder.body_store, stored)

    def data(self, ref: BodyRef) -> bytes:
        """Return a text of the body store as UTF-8."""
        return self.builder.body_store.data(ref)

    def pieces(self, ref: BodyRef) -> Iterator[bytes]:
        """Yield a text of the body store as UTF-8, in pieces."""
        return self.builder.body_store.pieces(ref)

    @cached_property
    def search_entries(self) -> tuple[str, ...]:
        """The entries of the search index: components, then records."""
        components = map(search.component_entry, self.builder.site.components)
        return (*components, *self.cache.search_entries())

    def load_all(self) -> None:
        """Read everything that is still needed from the cache, so that damage shows before anything is written.

        What pages about many records were made from is then forgotten, and read again if they must be made again.
        """
        _ = self.menu, self.files, self.search_entries, self.addresses
        del self.index, self.context, self.answers

    def matches_shells(self, shell: str) -> bool:
        """Return whether the reused pages were written with the page shells of this key."""
        entry = self.manifest.get(_SHELL_ENTRY)
        return not self.reused or (entry is not None and entry.made_from == shell)

    @cached_property
    def index(self) -> RecordIndex:
        """The index of all records, once all of them are up to date in the cache."""
        return self.cache.index(self._latest_fragments)

    @cached_property
    def context(self) -> Context:
        """The context of the records that change with the clock, which pages of the menu show in full."""
        read = map(self.scan.read_checked, self.cache.live_paths())
        return self.builder.context(tuple(each.record for each in read if each.record))

    def _latest_fragments(self, path: str, digest: bytes) -> Mapping[str, str]:
        """Return what lists of the latest records contain of the record in a file with this digest."""
        read = self.scan.read_checked(path)
        if read.record is None or read.digest != digest:
            raise changed_meanwhile(path)
        return self.builder.latest_fragments(read.record)

    def add_pages(self, pages: Iterable[StoredPage]) -> None:
        """Add the pages of a record, which must be written."""
        self._new_pages.update(pages)

    @cached_property
    def answers(self) -> Answers:
        """What pages about many records read."""
        return Answers(self.context, self.index)

    def add_shared_pages(self, *, rebuild: bool = False) -> None:
        """Add the pages and files about many records; with `rebuild`, none of them is reused."""
        of_all = noting(self.answers.reads())  # listing the pages is noted for none of them
        order = component_order(self.builder.site)
        pages: Iterator[_Made] = (
            (page, f"{page.path}{PAGE_FILE}", self._add_page) for page in cached_pages(*of_all)
        )
        files: Iterator[_Made] = (
            (file, file.path, self._add_file) for file in machine_files(*of_all, self.builder.environment)
        )
        for cached, path, add in merge(pages, files, key=lambda each: order(each[0])):
            with self._noting_errors():
                if not _may_be_reused(path):
                    add(path, self._text_of(cached, "".join))
                elif rebuild or not self._reuse_if_current(path, cached):
                    made, self._made_from[path] = cached.make(self.answers)
                    add(path, made)

    def _add_page(self, _: str, model: AnyPage) -> None:
        page = rendered_page(self.builder.environment, model)
        self._new_pages.update([store_page(self.builder.body_store, PageBody(page))])

    def _add_file(self, path: str, text: str | Iterator[str]) -> None:
        self.new_files[path] = self.builder.body_store.put(text)

    @contextmanager
    def _noting_errors(self) -> Iterator[None]:
        """Note an error in a template, so that the errors of all pages are found in one run."""
        try:
            yield
        except TemplateRenderError as error:
            self.template_errors[error.problems] = str(error)  # its traceback would keep the page

    def _reuse_if_current(self, path: str, cached: Cached[T]) -> bool:
        """Reuse a file of the previous output, if it is what would be made now."""
        entry = self.manifest.get(path)
        if not (entry and cached.is_current(self.answers, entry.made_from) and self.is_intact(path)):
            return False
        self.reused.add(path)
        return True

    def are_intact(self, paths: Iterable[str]) -> bool:
        """Return whether all of some files of the previous output are as they were written."""
        if self.trusted and self.previous_output:
            return self.manifest.keys() >= {*paths}
        return all(map(self.is_intact, paths))

    def is_intact(self, path: str) -> bool:
        """Return whether a file of the previous output is as it was written: by its size and time, else by its digest.

        Whatever restores a site from an archive may give its files other times, or the same ones in whole seconds.
        """
        entry = self.manifest.get(path)
        if entry is None or self.previous_output is None:
            return False
        if self.trusted:
            return True
        file = os.path.join(self.previous_output, path)
        try:
            status = os.stat(file)
            if status.st_size != entry.size:
                return False
            if status.st_mtime_ns == entry.changed:
                return True
            data = Path(file).read_bytes()
        except OSError:
            return False
        if content_digest(data) != entry.digest:
            return False
        self._restored[path] = entry._replace(changed=status.st_mtime_ns)
        return True


def _may_be_reused(path: str) -> bool:
    """Return whether a file can be reused: a host empties its output folder but for the folders that we stash."""
    return "/" in path
