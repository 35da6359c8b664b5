"""Makes an edition: what changed is made anew, what stands is kept."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from afterword.app.build import PAGE_FILE, Build
from afterword.app.checking import CheckResult, Progress, finish_check, scan_site
from afterword.app.errors import UserError
from afterword.app.record_build import BuiltRecord, RecordBuilder, still_beside, ties_of
from afterword.app.site_templates import naming_templates, templates_of, version_of_pages
from afterword.cache.checks import CachedCheck
from afterword.cache.database import CACHE_FOLDER, CacheCorruptError, as_number, clear
from afterword.cache.store import BuildCache, CachedRecord
from afterword.diagnostics import Diagnostic, has_errors
from afterword.output.bodies import BodyStore
from afterword.parallel import gc_relaxed, map_ordered
from afterword.source.files import ListedFile
from afterword.views import urls
from afterword.views.audience import Audience


class _Task(NamedTuple):
    """A record to be read, and what for."""

    listed: ListedFile
    check: bool
    make: bool


@gc_relaxed()
def prepare_build(
    root: Path,
    now: datetime,
    audience: Audience,
    *,
    former: Path | None = None,
    apart: str = "",
    progress: Progress | None = None,
) -> Build | CheckResult:
    """Check a site and make its pages, those that do not stand in the folder `former` already.

    Builds of one site for different purposes keep what they know `apart`, as each knows of one output only.
    Where the site has errors, what was found is all that is given. Raises CannotRunError for a wrong template, and
    for a file beside a record that a page refers to and that is not there.
    """
    try:
        return _prepared(root, now, audience, former, apart, progress)
    except CacheCorruptError:
        clear(root / CACHE_FOLDER)
        return _prepared(root, now, audience, former, apart, progress)


def _prepared(  # noqa: PLR0917 - all of them are handed on
    root: Path, now: datetime, audience: Audience, former: Path | None, apart: str, progress: Progress | None
) -> Build | CheckResult:
    with ExitStack() as opened:
        scan = scan_site(root, now)
        opened.callback(scan.findings.close)
        files = {record_id: paths[0] for record_id, paths in scan.checker.record_ids.files.items()}
        bodies = BodyStore(root / CACHE_FOLDER)
        opened.callback(bodies.close)
        with naming_templates():
            builder = RecordBuilder(root, scan.site, audience, now, templates_of(root), files, bodies)
        cache = BuildCache(
            root / CACHE_FOLDER,
            f"{audience.value}{apart}",
            version_of_pages(root, scan.site_bytes),
        )
        opened.callback(cache.close)
        build = Build(CheckResult(root, None, (), ()), now, former, scan, cache, builder, cache.outputs())
        build.checked = _bring_up_to_date(build, progress)
        if has_errors(build.checked.diagnostics):
            return build.checked
        build.make_leaves()
        build.load_all()
        opened.pop_all()  # all went well: it is for the caller to finish or drop the build
    return build


def rebuild_all(build: Build, progress: Progress | None = None) -> None:
    """Make every page anew: those that stand look like another theme's."""
    sources = build.cache.sources()
    paths = {urls.incident(source.id) + PAGE_FILE: path for path, source in sources.items()}
    listed = {each.path: each for each in build.scan.listed}
    wanted = [listed[paths[path]] for path in build.kept if path in paths]
    build.kept.clear()
    _Sweep(build, sources, progress).again([_Task(each, check=False, make=True) for each in wanted])
    build.make_leaves(anew=True)


def _bring_up_to_date(build: Build, progress: Progress | None) -> CheckResult:
    """Read what changed, and make its pages."""
    scan, sources = build.scan, build.cache.sources()
    checked = {listed.path for listed in scan.listed if scan.stands(listed)}
    hopeless = has_errors(scan.diagnostics) or any(
        has_errors(scan.former[path].diagnostics) for path in checked
    )
    kept = {} if hopeless else _still_holding(build, sources)
    tasks = [
        _Task(listed, check=listed.path not in checked, make=not hopeless and listed.path not in kept)
        for listed in scan.listed
        if listed.path not in checked or (listed.path not in kept and not hopeless)
    ]
    sweep = _Sweep(build, sources, progress)
    sweep.over(tasks)
    found = finish_check(scan, sweep.found)
    if hopeless or has_errors(found.diagnostics):
        return found
    sweep.over(_moved(build, kept, sources, sweep.titles))
    sweep.insist_on_files()
    build.cache.delete(sources.keys() - {listed.path for listed in scan.listed})
    for listed in scan.listed:
        if listed.path in kept and listed.path not in sweep.made:
            build.keep(kept[listed.path])
            if sources[listed.path][:3] != listed:
                build.cache.update_mtime(listed)
    return found


def _still_holding(build: Build, sources: Mapping[str, CachedRecord]) -> dict[str, list[str]]:
    """Give the records whose pages are what would be made of them now, with their files in the former output."""
    now = as_number(build.now)
    kept: dict[str, list[str]] = {}
    for listed in build.scan.listed:
        source = sources.get(listed.path)
        if source is None or not source.since <= now < source.until:
            continue
        if build.scan.is_same(listed, source.size, source.changed, source.digest):
            paths = _paths(source) if source.published else []
            if still_beside(build.scan.root, source.id, source.beside) and all(map(build.stands, paths)):
                kept[listed.path] = paths
    return kept


def _moved(
    build: Build, kept: Iterable[str], sources: Mapping[str, CachedRecord], titles: dict[str, str]
) -> list[_Task]:
    """Find kept records whose neighbours are called something else now: they are made once more.

    Their own titles have not changed, so that is the end of it.
    """
    now = {source.id: source.title for path in kept if (source := sources[path]).published} | titles
    return [
        _Task(listed, check=False, make=True)
        for listed in build.scan.listed
        if listed.path in kept
        and (ties := sources[listed.path].ties)
        and ties != ties_of(json.loads(ties), now)
    ]


def _paths(source: CachedRecord) -> list[str]:
    address = urls.incident(source.id)
    names = [each[0] for each in json.loads(source.beside)] if source.beside else []
    return [*(f"{address}{name}" for name in (PAGE_FILE, *names)), *source.files.split()]


class _Sweep:
    """Goes over records: reads them, checks those that are to be checked, makes the pages of those to be made."""

    def __init__(self, build: Build, known: Mapping[str, CachedRecord], progress: Progress | None) -> None:
        self.found: dict[str, CachedCheck | Diagnostic] = {}
        self.titles: dict[str, str] = {}
        self.made: set[str] = set()
        self._edition = build
        self._known = known
        self._progress = progress
        self._missing: dict[str, tuple[str, ...]] = {}

    def over(self, tasks: Sequence[_Task]) -> None:
        """Do the tasks, and put what comes of them on the shelf; it forgets them if the edition is dropped."""
        for task, (found, made) in self._done(tasks):
            if found:
                self.found[task.listed.path] = found
            if made:
                self._take(task.listed.path, made)

    def again(self, tasks: Sequence[_Task]) -> None:
        """Make pages once more of records that stand on the shelf as they are."""
        for _, (_, made) in self._done(tasks):
            if made and made.body:
                self._edition.take(made.body)

    def insist_on_files(self) -> None:
        """Refuse to publish pages that lead to nothing."""
        if self._missing:
            said = "; ".join(f"{path} refers to {', '.join(names)}" for path, names in self._missing.items())
            rest = "no such file that can be published is in the folder of the record's name beside it"
            raise UserError(f"{said}: {rest}")

    def _done(
        self, tasks: Sequence[_Task]
    ) -> Iterator[tuple[_Task, tuple[CachedCheck | Diagnostic | None, BuiltRecord | None]]]:
        for number, task in enumerate(zip(tasks, map_ordered(self._do, tasks), strict=True), start=1):
            yield task
            if self._progress:
                self._progress(number, len(tasks))

    def _do(self, task: _Task) -> tuple[CachedCheck | Diagnostic | None, BuiltRecord | None]:
        read = self._edition.scan.read(task.listed, check=task.check)
        if isinstance(read, Diagnostic):
            return read, None
        if not task.make or read.record is None or read.has_errors:
            return read.found, None
        with naming_templates():
            return read.found, self._edition.builder.make(task.listed, read.digest, read.record)

    def _take(self, path: str, made: BuiltRecord) -> None:
        source = made.entry.source
        self._edition.cache.save(made.entry, replaces=path in self._known or path in self.made)
        self.made.add(path)
        if source.published:
            self.titles[source.id] = source.title
        if made.missing:
            self._missing[path] = made.missing
        if made.body:
            self._edition.take(made.body)
