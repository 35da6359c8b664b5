"""Checks and builds the records of a site, in parallel if there are many, and caches what was built."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TypeAlias, TypeVar

from afterword.app.build import Build
from afterword.app.checking import Progress, ReadRecord
from afterword.app.record_build import BuiltRecord
from afterword.app.record_store import load_record, store_record
from afterword.app.template_findings import template_diagnostics
from afterword.cache.checks import CachedCheck
from afterword.cache.entries import CachedRecord
from afterword.diagnostics import Diagnostic, Location, Severity
from afterword.formats.latest import probable_places
from afterword.output.bodies import BodyRef
from afterword.parallel import MIN_ITEMS, map_ordered
from afterword.render.template_errors import TemplateRenderError
from afterword.source.files import FileStat

T = TypeVar("T")

_Outcome: TypeAlias = BuiltRecord | tuple[Diagnostic, ...]
"""What became of a record: what was built, or the problems that prevented it; none if the record cannot be built."""


class RecordPass:
    """The records of a build that are checked and built, with what became of them: `entries` by path, and `problems`.

    A record that was checked is kept until it is built: in memory if there are few, else in the body store. `cached`
    are those that the cache has already.
    """

    def __init__(self, build: Build, cached: Mapping[str, CachedRecord], progress: Progress | None) -> None:
        """Begin with nothing read."""
        self.built: set[str] = set()
        self.entries: dict[str, CachedRecord] = {}
        self.problems: set[Diagnostic] = set()
        self._read: dict[str, ReadRecord] = {}
        self._stored: dict[str, BodyRef] = {}
        self._build = build
        self._cached = cached
        self._progress = progress
        self._places = probable_places(
            [each.path for each in build.scan.listed], 1 + len(build.scan.site.components)
        )

    def check_outdated(self) -> dict[str, CachedCheck | Diagnostic]:
        """Check the records whose cached findings are no longer valid; return the results by path."""
        scan = self._build.scan
        outdated = scan.outdated()
        body_store = self._build.builder.body_store
        few = len(outdated) < MIN_ITEMS  # of more, other processes check most

        def check(listed: FileStat) -> tuple[CachedCheck | Diagnostic, BodyRef | None]:
            read = scan.read(listed, check=True)
            if isinstance(read, Diagnostic):
                return read, None
            assert read.check is not None
            if few:
                self._read[listed.path] = read
            return read.check, None if few else store_record(body_store, read)

        checked: dict[str, CachedCheck | Diagnostic] = {}
        for listed, (result, ref) in zip(outdated, self._map(check, outdated), strict=True):
            checked[listed.path] = result
            if ref:
                self._stored[listed.path] = ref
        return checked

    def build(self, records: Sequence[FileStat]) -> None:
        """Build records, and store what was built in the cache; a build that is discarded undoes that."""
        for listed, outcome in zip(records, self._map(self._build_record, records), strict=True):
            if isinstance(outcome, BuiltRecord):
                self._add(listed.path, outcome)
            else:
                self.problems.update(outcome)
        self._stored.clear()

    def render_again(self, records: Sequence[FileStat]) -> None:
        """Build pages whose records are stored in the cache and are current."""
        for outcome in self._map(self._build_record, records):
            if isinstance(outcome, BuiltRecord):
                self._build.add_pages(outcome.pages)

    def _map(self, work: Callable[[FileStat], T], records: Sequence[FileStat]) -> Iterator[T]:
        for number, outcome in enumerate(map_ordered(work, records), start=1):
            yield outcome
            if self._progress:
                self._progress(number, len(records))

    def _build_record(self, listed: FileStat) -> _Outcome:
        kept, scan = self._checked(listed), self._build.scan
        read = scan.as_checked(kept) if kept else scan.read_checked(listed.path)
        if read.record is None:
            return ()
        try:
            place = self._places[listed.path]
            return self._build.builder.build(listed, read.digest, read.record, place=place)
        except TemplateRenderError as error:
            return tuple(template_diagnostics(self._build.templates, error.problems))

    def _checked(self, listed: FileStat) -> ReadRecord | None:
        """Return a record that was read for its check, the first time that it is built."""
        ref = self._stored.get(listed.path)
        return load_record(self._build.builder.body_store, ref) if ref else self._read.pop(listed.path, None)

    def _add(self, path: str, built: BuiltRecord) -> None:
        record = built.entry.record
        self._build.cache.save(built.entry, replaces=path in self._cached or path in self.built)
        self.built.add(path)
        self.entries[path] = record
        if built.missing:
            message = f"a template refers to {' and to '.join(built.missing)}"
            self.problems.add(Diagnostic("template-error", Severity.ERROR, Location(path), message))
        self._build.add_pages(built.pages)
