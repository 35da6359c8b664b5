"""Builds a site incrementally: records that changed are rendered, pages that are still current are reused."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path
from typing import NamedTuple, TypeAlias

from afterword.app.build import PAGE_FILE, Build
from afterword.app.checking import CheckResult, Progress, Scan, finish_check, scan_site
from afterword.app.covering import covering_of, with_new_covering
from afterword.app.errors import UserError
from afterword.app.record_build import BuiltRecord, RecordBuilder, attachments_unchanged, related_titles
from afterword.app.site_templates import naming_templates, site_pages_version, templates_of
from afterword.cache.checks import CachedCheck
from afterword.cache.database import CacheCorruptError, CacheUnwritableError, with_sound_cache
from afterword.cache.entries import Attachment, CachedRecord
from afterword.cache.opening import cache_folder
from afterword.cache.rows import as_number
from afterword.cache.store import BuildCache
from afterword.diagnostics import Diagnostic, has_errors
from afterword.output.bodies import BodyStore
from afterword.parallel import gc_relaxed, map_ordered
from afterword.source.files import FileStat
from afterword.views import urls
from afterword.views.audience import Audience


@gc_relaxed()
@with_sound_cache
def prepare_build(
    root: Path,
    now: datetime,
    audience: Audience,
    *,
    previous_output: Path | None = None,
    cache_suffix: str = "",
    progress: Progress | None = None,
) -> Build | CheckResult:
    """Check a site and build its pages, except those that can be reused from the folder `previous_output`.

    Returns the findings alone if there are errors. Builds of one site into different folders need a `cache_suffix`
    each, since a cache describes one output. The caller closes the build, with `with` or `commit` and `discard`.
    Raises UserError for an invalid template, and for a page that refers to an attachment which does not exist.
    """
    with ExitStack() as resources:
        scan = resources.enter_context(scan_site(root, now))
        builder = _record_builder(scan, audience, resources.enter_context(BodyStore(cache_folder(root))))
        version = site_pages_version(root, scan.site_bytes)
        name = f"{audience.value}{cache_suffix}"
        cache = resources.enter_context(BuildCache(cache_folder(root), name, version))
        build = Build(scan, builder, cache, previous_output, cache.manifest())
        build.checked = _update_records(build, progress)
        if has_errors(build.checked.diagnostics):
            return build.checked
        build.add_shared_pages()
        build.load_all()
        build.resources = resources.pop_all()
        return build


def rebuild_all(build: Build, progress: Progress | None = None) -> None:
    """Build the reused pages too: they were written with other page shells.

    Raises UserError if the cache turns out to be damaged or cannot be read, since it is too late to start again.
    """
    try:
        _rebuild_all(build, progress)
    except (CacheCorruptError, CacheUnwritableError) as error:
        raise UserError(
            f"the build cache cannot be read ({error}); run the build again, without it"
        ) from error


def _rebuild_all(build: Build, progress: Progress | None) -> None:
    records = build.cache.records()
    paths = {urls.incident(record.id) + PAGE_FILE: path for path, record in records.items()}
    listed = {each.path: each for each in build.scan.listed}
    wanted = [listed[paths[path]] for path in build.reused if path in paths]
    build.reused.clear()
    tasks = [_Task(each, check=False, build=True) for each in wanted]
    _RecordPass(build, records, progress).render_again(tasks)
    build.add_shared_pages(rebuild=True)


def _record_builder(scan: Scan, audience: Audience, body_store: BodyStore) -> RecordBuilder:
    with naming_templates():
        environment = templates_of(scan.root)
    files = {record_id: paths[0] for record_id, paths in scan.checker.record_ids.files.items()}
    return RecordBuilder(scan.root, scan.site, audience, scan.now, environment, files, body_store)


def _update_records(build: Build, progress: Progress | None) -> CheckResult:
    """Check and build the records that changed, and reuse the pages of the others.

    If there are errors, nothing more is built once they are known.
    """
    scan, cached = build.scan, build.cache.records()
    checked = {listed.path for listed in scan.listed if scan.findings_are_current(listed)}
    failed = has_errors(scan.diagnostics) or any(
        has_errors(scan.cached[path].diagnostics) for path in checked
    )
    current = {} if failed else _current_records(build, cached)
    build.builder.covering.update(covering_of(cached[path] for path in current))
    records = _RecordPass(build, cached, progress)
    records.process([
        _Task(listed, check=listed.path not in checked, build=not failed and listed.path not in current)
        for listed in scan.listed
        if listed.path not in checked or (listed.path not in current and not failed)
    ])  # fmt: skip
    result = finish_check(scan, records.checks)
    if failed or has_errors(result.diagnostics):
        return result
    records.process(_with_new_related_titles(build, current, cached, records.titles))
    records.process(_with_new_covering(build, {path: cached[path] for path in current} | records.entries))
    records.require_attachments()
    build.cache.delete(cached.keys() - {listed.path for listed in scan.listed})
    for listed in scan.listed:
        if listed.path in current and listed.path not in records.built:
            build.reuse(current[listed.path])
            if cached[listed.path].listed != listed:
                build.cache.update_mtime(listed)
    return result


def _current_records(build: Build, cached: Mapping[str, CachedRecord]) -> dict[str, list[str]]:
    """Find the records whose pages in the previous output are current; return their files by the record's path."""
    now = as_number(build.scan.now)
    attachments = build.cache.attachments()
    current: dict[str, list[str]] = {}
    for listed in build.scan.listed:
        record = cached.get(listed.path)
        if record is None or not record.valid_from <= now < record.valid_until:
            continue
        if build.scan.is_unchanged(listed, record):
            own = attachments.get(listed.path, ())
            files = _files_of(record, own) if record.published else []
            if attachments_unchanged(build.scan.root, record.id, own) and all(map(build.is_intact, files)):
                current[listed.path] = files
    return current


def _with_new_related_titles(
    build: Build, current: Iterable[str], cached: Mapping[str, CachedRecord], titles: dict[str, str]
) -> list[_Task]:
    """Find the current records that show a title of a related record which has changed: they are built again.

    Their own titles have not changed, so no further record is affected.
    """
    published = (record for path in current if (record := cached[path]).published)
    known = {record.id: record.title for record in published} | titles
    with build.cache.decoding():
        return [
            _Task(listed, check=False, build=True)
            for listed in build.scan.listed
            if listed.path in current
            and (related := cached[listed.path].related)
            and related != related_titles(json.loads(related), known)
        ]


def _with_new_covering(build: Build, records: Mapping[str, CachedRecord]) -> list[_Task]:
    """Find the records that are covered by other post-mortems than their pages show: they are built again."""
    covering = covering_of(records.values())
    build.builder.covering.clear()
    build.builder.covering.update(covering)
    changed = with_new_covering(records, covering)
    return [_Task(listed, check=False, build=True) for listed in build.scan.listed if listed.path in changed]


def _files_of(record: CachedRecord, attachments: Iterable[Attachment]) -> list[str]:
    """List the paths in the site of a record's page and everything that belongs to it."""
    address = urls.incident(record.id)
    attached = (f"{address}{attachment.name}" for attachment in attachments)
    return [f"{address}{PAGE_FILE}", *attached, *record.files]


class _Task(NamedTuple):
    """A record to be read, and then to be checked, built or both."""

    listed: FileStat
    check: bool
    build: bool


_Outcome: TypeAlias = tuple[CachedCheck | Diagnostic | None, BuiltRecord | None]
"""What became of a task: the check result or the problem of reading the file, and what was built."""


class _RecordPass:
    """Reads, checks and builds records, in parallel if there are many."""

    def __init__(self, build: Build, cached: Mapping[str, CachedRecord], progress: Progress | None) -> None:
        self.checks: dict[str, CachedCheck | Diagnostic] = {}
        self.titles: dict[str, str] = {}
        self.built: set[str] = set()
        self.entries: dict[str, CachedRecord] = {}
        self._build = build
        self._cached = cached
        self._progress = progress
        self._missing: dict[str, tuple[str, ...]] = {}

    def process(self, tasks: Sequence[_Task]) -> None:
        """Carry out tasks, and store what was built in the cache; a build that is discarded undoes that."""
        for task, (check, built) in self._outcomes(tasks):
            if check:
                self.checks[task.listed.path] = check
            if built:
                self._add(task.listed.path, built)

    def render_again(self, tasks: Sequence[_Task]) -> None:
        """Build pages whose records are stored in the cache and are current."""
        for _, (_, built) in self._outcomes(tasks):
            if built and built.body:
                self._build.add_page(built.body)

    def require_attachments(self) -> None:
        """Raise UserError if any page refers to an attachment that does not exist."""
        if self._missing:
            references = (f"{path} refers to {', '.join(names)}" for path, names in self._missing.items())
            rest = (
                "no such file in the folder of that name next to the record, or its type is never published"
            )
            raise UserError(f"{'; '.join(references)}: {rest}")

    def _outcomes(self, tasks: Sequence[_Task]) -> Iterator[tuple[_Task, _Outcome]]:
        outcomes = zip(tasks, map_ordered(self._carry_out, tasks), strict=True)
        for number, outcome in enumerate(outcomes, start=1):
            yield outcome
            if self._progress:
                self._progress(number, len(tasks))

    def _carry_out(self, task: _Task) -> _Outcome:
        read = self._build.scan.read(task.listed, check=task.check)
        if isinstance(read, Diagnostic):
            return read, None
        if not task.build or read.record is None or read.has_errors:
            return read.check, None
        with naming_templates():
            return read.check, self._build.builder.build(task.listed, read.digest, read.record)

    def _add(self, path: str, built: BuiltRecord) -> None:
        record = built.entry.record
        self._build.cache.save(built.entry, replaces=path in self._cached or path in self.built)
        self.built.add(path)
        self.entries[path] = record
        if record.published:
            self.titles[record.id] = record.title
        if built.missing:
            self._missing[path] = built.missing
        if built.body:
            self._build.add_page(built.body)
