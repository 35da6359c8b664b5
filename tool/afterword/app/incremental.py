"""Builds a site incrementally: records that changed are rendered, pages that are still current are reused."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TypeVar

from afterword import garbage
from afterword.app.build import Build
from afterword.app.checking import CheckResult, Progress, Scan, finish_check, scan_site
from afterword.app.covering import covering_of
from afterword.app.errors import UserError
from afterword.app.next_change import stays_until
from afterword.app.record_build import (
    RecordBuilder,
    attachments_unchanged,
    linked_titles,
    named_in,
)
from afterword.app.record_pass import RecordPass
from afterword.app.site_templates import naming_templates, site_pages_version, templates_of
from afterword.app.template_findings import syntax_problems, template_diagnostics
from afterword.cache.checks import nothing_known
from afterword.cache.database import CacheCorruptError, CacheUnwritableError, with_sound_cache
from afterword.cache.entries import Attachment, CachedRecord
from afterword.cache.opening import cache_folder, warn_of_no_cache
from afterword.cache.rows import as_number
from afterword.cache.store import BuildCache
from afterword.diagnostics import Diagnostic, has_errors, in_order
from afterword.output.bodies import BodyStore, BodyStoreError
from afterword.output.pages import PAGE_FILE
from afterword.source.files import FileStat
from afterword.views import urls
from afterword.views.audience import Audience
from afterword.views.text.words import words_in

T = TypeVar("T")

_LINK_PASSES = 2
"""How often records with new links are built: the first pass may change which records a post-mortem covers.

That is so if it names a record that was renamed. The second pass builds those that it covers.
"""


@garbage.relaxed()
@with_sound_cache
def prepare_build(
    root: Path,
    now: datetime,
    audience: Audience,
    *,
    previous_output: Path | None = None,
    trusted: bool = False,
    cache_suffix: str = "",
    keep_checks: bool = False,
    former_now: datetime | None = None,
    progress: Progress | None = None,
    templates: Path | None = None,
) -> Build | CheckResult:
    """Check a site and build its pages, except those that can be reused from the folder `previous_output`.

    Returns the findings alone if there are errors. Builds of one site into different folders need a `cache_suffix`
    each, since a cache describes one output. With `trusted`, the files in that folder are those of the last committed
    build, and are not looked at. With `keep_checks`, the build has the check results of all records, which are large
    and needed only for comparing. If nothing has changed by itself since `former_now`, the time of the build before,
    the pages are those of that time. The `templates/` of the folder `templates`, if given, replace those of the site.
    The caller closes the build, with `with` or `commit` and `discard`.
    """
    prepare = partial(
        _prepare,
        root,
        audience=audience,
        previous_output=previous_output,
        trusted=trusted,
        cache_suffix=cache_suffix,
        keep_checks=keep_checks,
        until=now,
        progress=progress,
        templates=templates or root,
    )
    result = (prepare(now=former_now) if former_now else None) or prepare(now=now)
    assert result
    return result


def _prepare(
    root: Path,
    *,
    now: datetime,
    audience: Audience,
    previous_output: Path | None,
    trusted: bool,
    cache_suffix: str,
    keep_checks: bool,
    until: datetime,
    progress: Progress | None,
    templates: Path,
) -> Build | CheckResult | None:
    """Prepare a build of a site as of `now`; None if something changes by itself after that, `until` another time."""
    with _body_store_like_cache(), ExitStack() as resources:
        scan = resources.enter_context(scan_site(root, now))
        body_store = resources.enter_context(BodyStore(cache_folder(root)))
        builder = _record_builder(scan, audience, body_store, templates)
        version = site_pages_version(templates, scan.source)
        name = f"{audience.value}{cache_suffix}"
        cache = resources.enter_context(BuildCache(cache_folder(root), name, version))
        build = Build(scan, builder, cache, previous_output, cache.manifest(), templates, trusted)
        cached = cache.records()
        if now != until and not stays_until(scan, cached, until):
            return None
        records = RecordPass(build, cached, progress)
        build.checked = finish_check(scan, records.check_outdated(), _syntax_findings(build))
        scan.checked = build.checked.checks.digests()
        if has_errors(build.checked.diagnostics):
            return build.checked
        if not keep_checks:
            build.checked = replace(build.checked, checks=nothing_known())
        _update_records(build, records, cached)
        build.add_shared_pages()
        build.load_all()
        for problems in build.template_errors:
            records.problems.update(template_diagnostics(templates, problems))
        if records.problems:
            found = in_order((*build.checked.diagnostics, *records.problems))
            return replace(build.checked, diagnostics=found)
        build.resources = resources.pop_all()
        return build


@contextmanager
def _body_store_like_cache() -> Iterator[None]:
    """Treat a body store that cannot be written, which is in the folder of the cache, as a cache that cannot."""
    try:
        yield
    except BodyStoreError as problem:
        warn_of_no_cache(Path(problem.filename), problem.strerror)
        raise CacheUnwritableError(problem.errno, problem.strerror, problem.filename) from problem


def rebuild_all(build: Build, progress: Progress | None = None) -> None:
    """Build the reused pages too: they were written with other page shells.

    Raises UserError if the cache turns out to be damaged or cannot be read, since it is too late to start again.
    """
    try:
        _rebuild_all(build, progress)
    except (CacheCorruptError, CacheUnwritableError) as error:
        raise UserError(
            f"the build cache cannot be read ({error}); run the build again; it will start without the cache"
        ) from error


def _rebuild_all(build: Build, progress: Progress | None) -> None:
    records = build.cache.records()
    paths = {urls.incident(record.id) + PAGE_FILE: path for path, record in records.items()}
    wanted = [build.scan.by_path[paths[path]] for path in build.reused if path in paths]
    build.reused.clear()
    RecordPass(build, records, progress).render_again(wanted)
    build.add_shared_pages(rebuild=True)
    if build.template_errors:
        raise UserError(f"a template cannot be rendered: {next(iter(build.template_errors.values()))}")


def _record_builder(scan: Scan, audience: Audience, body_store: BodyStore, templates: Path) -> RecordBuilder:
    with naming_templates():
        environment = templates_of(templates, words_in(scan.site.page.language))
    ids = scan.checker.record_ids
    files = {record_id: paths[0] for record_id, paths in ids.files.items()}
    return RecordBuilder(
        scan.root, scan.site, audience, scan.now, environment, files, scan.read_checked, body_store
    )


def _syntax_findings(build: Build) -> list[Diagnostic]:
    problems = syntax_problems(build.templates, build.builder.environment)
    return list(template_diagnostics(build.templates, problems))


def _update_records(build: Build, records: RecordPass, cached: Mapping[str, CachedRecord]) -> None:
    """Build the records that changed, and reuse the pages of the others."""
    scan = build.scan
    current = _current_records(build, cached)
    build.builder.covering.update(covering_of(cached[path] for path in current))
    records.build([listed for listed in scan.listed if listed.path not in current])
    for _ in range(_LINK_PASSES):
        latest = {path: cached[path] for path in current} | records.entries
        records.build(_with_new_links(build, cached, latest))
    build.cache.delete(cached.keys() - {listed.path for listed in scan.listed})
    for listed in scan.listed:
        if listed.path in current and listed.path not in records.built:
            build.reused.update(current[listed.path])
            if cached[listed.path].listed != listed:
                build.cache.update_mtime(listed)


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
            if attachments_unchanged(build.scan.root, record.id, own) and build.are_intact(files):
                current[listed.path] = files
    return current


def _with_new_links(
    build: Build, former: Mapping[str, CachedRecord], records: Mapping[str, CachedRecord]
) -> list[FileStat]:
    """Find the records on whose pages links or titles of other records are out of date: they are built again.

    What links to them show has not changed, so only the records that their post-mortems cover are affected. None is if
    all that links show of the records is as it was in the `former` build.
    """
    covering = covering_of(records.values())
    build.builder.covering.clear()
    build.builder.covering.update(covering)
    if former.keys() == records.keys() and all(
        before is records[path] or _linked_by(before) == _linked_by(records[path])
        for path, before in former.items()
    ):
        return []
    titles = {record.id: record.title for record in records.values() if record.published}
    changed = {
        path
        for path, record in records.items()
        if (record.linked or record.id in covering)
        and record.linked != linked_titles(named_in(record.linked), covering.get(record.id, ()), titles)
    }
    return [listed for listed in build.scan.listed if listed.path in changed]


def _linked_by(record: CachedRecord) -> tuple[object, ...]:
    """Return all that links show of a record, and what decides which records link to it or are linked by it."""
    return record.id, record.title, record.published, record.covers, record.linked


def _files_of(record: CachedRecord, attachments: Iterable[Attachment]) -> list[str]:
    """List the paths in the site of a record's page and everything that belongs to it."""
    address = urls.incident(record.id)
    attached = (f"{address}{attachment.name}" for attachment in attachments)
    return [f"{address}{PAGE_FILE}", *attached, *record.files]
