"""A site at one instant: its pages, and which of them need not be written."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from pathlib import Path

from afterword.app.checking import CheckResult, Scan
from afterword.app.record_build import PageBody, RecordBuilder
from afterword.app.site_templates import naming_templates
from afterword.cache.database import CACHE_FOLDER, CacheCorruptError, clear
from afterword.cache.store import BuildCache, ManifestEntry
from afterword.diagnostics import Diagnostic
from afterword.formats.registry import machine_files
from afterword.output.assets import assets
from afterword.output.bodies import BodyRef
from afterword.output.pages import OutputFile, RenderedPage, level_styles, rendered_page
from afterword.records.record import Record
from afterword.views.context import Context
from afterword.views.index import search
from afterword.views.index.queries import RecordIndex
from afterword.views.site_map import cached_pages, menu_pages

PAGE_FILE = "index.html"
RECORD_KEY = "record"
"""The key of every file of a record's page: whether it still holds is known of the record."""
_MOULD = ""
"""Under which name the mould of the pages is noted among the outputs."""


@dataclass
class Build:
    """A site at one instant for one audience: its pages, of which those that stand need not be written.

    `fresh` are the pages outside the menu that must be written; their content waits in the spool. `loose` are the files
    for machines that must be written and belong to no page. `former` is the folder of earlier output, where there is
    any. Call `finish` when all are written, or `drop`.
    """

    checked: CheckResult
    now: datetime
    former: Path | None
    scan: Scan
    cache: BuildCache
    builder: RecordBuilder
    outputs: dict[str, ManifestEntry]
    bodies: dict[str, PageBody] = field(default_factory=dict)
    kept: dict[str, ManifestEntry] = field(default_factory=dict)
    keys: dict[str, str] = field(default_factory=dict)
    loose: dict[str, BodyRef] = field(default_factory=dict)

    @cached_property
    def menu(self) -> tuple[RenderedPage, ...]:
        """The pages that a menu lists."""
        with naming_templates():
            return tuple(
                rendered_page(self.builder.environment, model)
                for model in menu_pages(self.context, self.index)
            )

    @property
    def fresh(self) -> Sequence[PageBody]:
        """The pages outside the menu that must be written."""
        return tuple(self.bodies.values())

    @property
    def addresses(self) -> tuple[str, ...]:
        """Every page outside the menu, in the order of their urls."""
        pages = (
            path.removesuffix(PAGE_FILE)
            for path in (*self.keys, *self.kept)
            if path.endswith(f"/{PAGE_FILE}")
        )
        return tuple(sorted(set(pages)))

    def pages(self) -> Iterator[RenderedPage]:
        """Give every page that is new, those of the menu first."""
        yield from self.menu
        for body in self.fresh:
            yield body.page._replace(html=self.html(body))

    def all_files(self) -> Iterator[OutputFile]:
        """Give the files that are no pages, with those beside records whose pages are new."""
        yield from self.files
        yield from self.machine_files()
        for body in self.fresh:
            for each in body.beside:
                data = (self.builder.root / each.path).read_bytes()
                yield OutputFile(f"{body.page.address}{each.name}", data)

    def machine_files(self) -> Iterator[OutputFile]:
        """Give the files for machines that must be written."""
        made = (*(file for body in self.fresh for file in body.files), *self.loose.items())
        return (OutputFile(path, self.builder.bodies.get(piece).encode()) for path, piece in made)

    @property
    def files(self) -> Iterator[OutputFile]:
        """The files that every site has: stylesheets and scripts."""
        with naming_templates():
            yield level_styles(self.builder.site, self.builder.environment)
        yield from assets()

    def html(self, body: PageBody) -> str:
        """Give the content of a fresh page."""
        return self.builder.bodies.get(body.piece)

    @cached_property
    def search(self) -> tuple[str, ...]:
        """The entries of the search: components, then records."""
        return (*map(search.component_entry, self.builder.site.components), *self.cache.searches())

    def load_all(self) -> None:
        """Make all that is still to be read from the shelf, so that damage shows before anything is written."""
        _ = self.menu, self.search

    def fits(self, shell: str) -> bool:
        """Say whether the pages that stand were poured into the mould of this name."""
        known = self.outputs.get(_MOULD)
        return not self.kept or (known is not None and known.key == shell)

    def kept_paths(self) -> frozenset[str]:
        """Name the files of the former output that stand."""
        return frozenset(self.kept)

    def finish(self, outputs: Iterable[tuple[str, int, int]], shell: str) -> None:
        """Keep all that was made for the next time, given the path, size and age of each file that was written."""
        new = [ManifestEntry(path, self.keys[path], size, changed) for path, size, changed in outputs]
        new.append(ManifestEntry(_MOULD, shell, 0, 0))
        gone = self.outputs.keys() - self.kept.keys() - {output.path for output in new}
        try:
            self.cache.record_outputs(new, gone)
            self.cache.commit()
        except CacheCorruptError:
            self.cache.close()
            clear(self.scan.root / CACHE_FOLDER)
        self.builder.bodies.close()

    def drop(self) -> None:
        """Keep nothing of what was made."""
        self.scan.findings.close()
        self.cache.close()
        self.builder.bodies.close()

    @cached_property
    def index(self) -> RecordIndex:
        """All records in brief."""
        return RecordIndex(self.cache.summaries(), self.cache)

    @cached_property
    def context(self) -> Context:
        """The records that change with the clock, as the pages of the menu show them in full."""
        listed = {each.path: each for each in self.scan.listed}
        records: list[Record] = []
        for path in self.cache.live():
            read = self.scan.read(listed[path], check=False)
            if not isinstance(read, Diagnostic) and read.record:
                records.append(read.record)
        return self.builder.context(tuple(records))

    def take(self, body: PageBody) -> None:
        """Take in the page of a record, which must be written."""
        address = body.page.address
        self.bodies[address] = body
        self.keys[f"{address}{PAGE_FILE}"] = RECORD_KEY
        for path in (
            *(f"{address}{beside.name}" for beside in body.beside),
            *(path for path, _ in body.files),
        ):
            self.keys[path] = RECORD_KEY

    def keep(self, paths: Iterable[str]) -> None:
        """Leave files of records as they are in the former output."""
        for path in paths:
            self.kept[path] = self.outputs[path]

    def make_leaves(self, *, anew: bool = False) -> None:
        """Make the pages and files about many records that are not what they were."""
        environment, bodies = self.builder.environment, self.builder.bodies
        with naming_templates():
            for leaf in cached_pages(self.context, self.index):
                if not self._keeps(f"{leaf.address}{PAGE_FILE}", leaf.key, anew=anew):
                    page = rendered_page(environment, leaf.make())
                    self.bodies[leaf.address] = PageBody(page._replace(html=""), bodies.put(page.html))
            for file in machine_files(self.context, self.index, environment):
                if not self._keeps(file.path, file.key, anew=anew):
                    self.loose[file.path] = bodies.put(file.make())

    def _keeps(self, path: str, key: str, *, anew: bool) -> bool:
        """Say whether a file of the former output is what would be made now, and note it either way.

        What stands at the root itself is not saved from a host that empties its folder.
        """
        known = self.outputs.get(path) if "/" in path else None
        if not anew and known and known.key == key and self.stands(path):
            self.kept[path] = known
            return True
        self.keys[path] = key
        return False

    def stands(self, path: str) -> bool:
        """Say whether a file of the former output is as it was written."""
        known = self.outputs.get(path)
        if known is None or self.former is None:
            return False
        try:
            found = os.stat(os.path.join(self.former, path))
        except OSError:
            return False
        return (found.st_size, found.st_mtime_ns) == (known.size, known.changed)
