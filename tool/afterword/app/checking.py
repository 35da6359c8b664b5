"""Checks a site: records that changed are read and checked, for the others the cached findings are used."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from afterword.app.errors import UserError
from afterword.app.read_site import decoded_site
from afterword.app.site_files import CheckedFiles, public_from
from afterword.app.zone_history import zone_change
from afterword.cache.checks import CachedCheck, CheckCache, KnownChecks, nothing_known
from afterword.cache.database import CacheUnwritableError, with_sound_cache
from afterword.cache.opening import cache_folder
from afterword.cache.rows import as_number
from afterword.cache.trait_text import encode_traits
from afterword.cache.version import checks_version
from afterword.cache.window_text import encode_windows
from afterword.checks.leaks.hiding import without_secrets
from afterword.checks.record_ids import RecordIds, build_record_ids
from afterword.checks.runner import NOT_CHECKED, Checker
from afterword.checks.window_claims import NO_CLAIMS, WindowIndex
from afterword.diagnostics import Diagnostic, in_order
from afterword.parallel import map_ordered
from afterword.records.decode import Decoded, decode_record
from afterword.records.present_ids import with_present_ids
from afterword.records.record import Record
from afterword.records.site import Site
from afterword.source.files import SITE_FILE, FileStat, list_records, read_source
from afterword.source.git_history import former_versions
from afterword.source.site_source import SiteSource
from afterword.views.index.windows import window_spans

if TYPE_CHECKING:
    from afterword.cache.entries import CachedRecord

Progress = Callable[[int, int], None]
"""Called with the number of steps that are done, and the number of all steps."""

LinkFindings = Callable[[str, bytes, RecordIds], tuple[Diagnostic, ...]]
"""Returns the findings in the links of a hand-written page to records: of its name and content, in a site with ids."""


TemplateFindings = Callable[[Mapping[str, bytes]], tuple[Diagnostic, ...]]
"""Returns the errors in other templates for the same site, which are given by their paths."""


def _nothing(*_: object) -> tuple[Diagnostic, ...]:
    return ()


@dataclass(frozen=True, slots=True)
class CheckResult:
    """A site with every finding in it. `site` is None if `status.yml` could not be used.

    `scan` is what the site was read into, with its cache closed, and `checks` has what is known of each record, by
    path; `of_links` finds what is wrong with the links in a hand-written page, and `of_templates` the errors in other
    templates. These are for comparing with another version.
    """

    root: Path
    site: Site | None
    diagnostics: tuple[Diagnostic, ...]
    files: tuple[str, ...]
    scan: Scan | None = field(default=None, repr=False, compare=False)
    checks: KnownChecks = field(default_factory=nothing_known, repr=False, compare=False)
    of_links: LinkFindings = field(default=_nothing, repr=False, compare=False)
    of_templates: TemplateFindings = field(default=_nothing, repr=False, compare=False)

    def texts(self, files: Iterable[str]) -> dict[str, str]:
        """Read files again, to show the lines of findings."""
        sources = {file: read_source(self.root, file) for file in files}
        return {
            file: source.decode("utf-8", "replace")
            for file, source in sources.items()
            if not isinstance(source, Diagnostic)
        }


class ReadRecord(NamedTuple):
    """A record that was read: the digest of its text, the record itself if it is usable, and its check result.

    `check` is None if the record was not checked, since its cached findings are still valid.
    """

    listed: FileStat
    digest: bytes
    record: Record | None
    check: CachedCheck | None


@dataclass
class Scan:
    """A site before its records are read: `status.yml`, the list of records, and the cached check results.

    `unchanged` are the paths of the records whose files are still as they were when they were checked; `checked` has
    the digest of each record's text, once all are checked.
    Leaving a `with` block closes the check cache; what `finish_check` did not commit is lost.
    """

    root: Path
    now: datetime
    listed: tuple[FileStat, ...]
    site: Site
    site_usable: bool
    source: SiteSource
    diagnostics: tuple[Diagnostic, ...]
    checker: Checker
    check_cache: CheckCache
    unchanged: frozenset[str]
    digests: dict[str, bytes] = field(default_factory=dict)
    checked: dict[str, bytes] = field(default_factory=dict)

    def __enter__(self) -> Scan:
        return self

    def __exit__(self, *_: object) -> None:
        self.check_cache.close()

    def read(self, listed: FileStat, *, check: bool) -> ReadRecord | Diagnostic:
        """Read a record, and check it if `check` says so; return the problem if its file cannot be read."""
        source = read_source(self.root, listed.path)
        if isinstance(source, Diagnostic):
            return source
        decoded = decode_record(listed.path, source, self.site)
        digest = _digest(source)
        checked = self._check(listed, digest, decoded) if check else None
        record = decoded.model and with_present_ids(decoded.model, self.checker.record_ids.present)
        return ReadRecord(listed, digest, record, checked)

    def read_checked(self, path: str) -> ReadRecord:
        """Read a record again, once all are checked. Raises UserError if it is not as it was then."""
        read = self.read(self.by_path[path], check=False)
        if isinstance(read, Diagnostic):
            raise changed_meanwhile(path)
        return self.as_checked(read)

    def as_checked(self, read: ReadRecord) -> ReadRecord:
        """Return a record that was read, once all are checked. Raises UserError if it is not as it was then."""
        path = read.listed.path
        if read.digest != self.checked.get(path):
            raise changed_meanwhile(path)
        return read

    def check_record(self, listed: FileStat) -> CachedCheck | Diagnostic:
        """Read and check a record; return the problem if its file cannot be read."""
        read = self.read(listed, check=True)
        if isinstance(read, Diagnostic):
            return read
        assert read.check is not None
        return read.check

    def outdated(self) -> list[FileStat]:
        """Return the records that have no cached findings, or whose cached findings are no longer valid."""
        instant, alone = as_number(self.now), self.checker.record_ids.alone
        current = self.unchanged.intersection(alone, self.cached.valid_alone(instant))
        return [
            each for each in self.listed if each.path not in current and not self._is_current(each, instant)
        ]

    def _is_current(self, listed: FileStat, instant: int) -> bool:
        stored = self.cached.rows.get(listed.path)
        if stored is None or not stored.valid_from <= instant < stored.valid_until:
            return False
        is_unchanged = listed.path in self.unchanged or self.is_unchanged(listed, self.cached[listed.path])
        return is_unchanged and self.checker.record_ids.still_gives(self.cached.answers(listed.path))

    def is_unchanged(self, listed: FileStat, cached: CachedCheck | CachedRecord) -> bool:
        """Return whether a record's text is the cached one: by its file's size and time, else by its digest."""
        if listed == cached.listed:
            return True
        if listed.path not in self.digests:
            source = read_source(self.root, listed.path)
            self.digests[listed.path] = b"" if isinstance(source, Diagnostic) else _digest(source)
        return self.digests[listed.path] == cached.digest

    @cached_property
    def by_path(self) -> Mapping[str, FileStat]:
        """The listed records by path."""
        return {each.path: each for each in self.listed}

    @cached_property
    def record_files(self) -> frozenset[str]:
        """The files of all records."""
        return frozenset(listed.path for listed in self.listed)

    @cached_property
    def cached(self) -> KnownChecks:
        """The check results of former runs, by path."""
        return self.check_cache.former

    def _check(self, listed: FileStat, digest: bytes, decoded: Decoded[Record]) -> CachedCheck:
        usable = self.site_usable
        checked = (
            self.checker.check_record(decoded.document, decoded.model, self.now) if usable else NOT_CHECKED
        )
        return CachedCheck(
            listed=listed,
            digest=digest,
            valid_from=as_number(checked.valid_from),
            valid_until=as_number(checked.valid_until),
            answers=checked.answers,
            aliases=decoded.model.aliases if decoded.model else (),
            diagnostics=without_secrets((*decoded.diagnostics, *checked.diagnostics), decoded.document.text),
            visibility=decoded.model.visibility.value if decoded.model else "",
            public_from=public_from(decoded.model) if decoded.model else 0,
            claims=checked.claims,
            windows=encode_windows(window_spans(decoded.model)) if decoded.model else "",
            traits=encode_traits(decoded.model) if decoded.model else "",
        )


def scan_site(root: Path, now: datetime, *, with_history: bool = False) -> Scan:
    """Read `status.yml`, list the records, and open the check cache.

    `with_history` compares with former versions in git, which a build does not wait for.
    """
    decoded, source = decoded_site(root)
    listed, problems = list_records(root)
    site = decoded.model or _NO_SITE
    cache = CheckCache(cache_folder(root), checks_version(source))
    by_path = {each.path: each for each in listed}
    contents = CheckedFiles(root, site, by_path, cache, now)
    windows = WindowIndex(cache.claims(by_path))
    ids = build_record_ids(by_path, contents, contents.all_aliases(), windows)
    checker = Checker(site, decoded.document, ids, former_texts=former_versions(root))
    diagnostics = [*decoded.diagnostics, *problems]
    if decoded.model:
        change = zone_change(root, decoded.model, listed, now) if with_history else None
        diagnostics += checker.site_diagnostics(change)
    return Scan(
        root=root,
        now=now,
        site=site,
        site_usable=decoded.model is not None,
        source=source,
        listed=listed,
        diagnostics=without_secrets(diagnostics, decoded.document.text),
        checker=checker,
        check_cache=cache,
        unchanged=contents.unchanged,
    )


@with_sound_cache
def check(root: Path, now: datetime, progress: Progress | None = None) -> CheckResult:
    """Run every rule on a site."""
    with scan_site(root, now, with_history=True) as scan:
        outdated = scan.outdated()
        checks: dict[str, CachedCheck | Diagnostic] = {}
        done = map_ordered(scan.check_record, outdated)
        for listed, result in zip(outdated, done, strict=True):
            checks[listed.path] = result
            if progress:
                progress(len(checks), len(outdated))
        return finish_check(scan, checks)


def finish_check(
    scan: Scan, checks: Mapping[str, CachedCheck | Diagnostic], more: Iterable[Diagnostic] = ()
) -> CheckResult:
    """Combine the results of this run with the cached ones, and cache them; `more` are other findings in the site.

    `checks` has the result of each record that was checked, by path; a Diagnostic if its file could not be read.
    """
    new = {path: result for path, result in checks.items() if isinstance(result, CachedCheck)}
    unreadable = {path: result for path, result in checks.items() if isinstance(result, Diagnostic)}
    listed = {each.path: each for each in scan.listed}
    gone = unreadable.keys() | (scan.cached.rows.keys() - listed.keys())
    new.update(list(_rechecked(scan, listed, new, gone)))
    results = scan.cached.changed(new, gone)
    for path in results.rows.keys() - scan.unchanged:  # the file was touched, and has the same text
        new[path] = results[path]._replace(listed=listed[path])
    diagnostics = [*scan.diagnostics, *unreadable.values(), *more, *results.findings()]
    if scan.site_usable:
        with suppress(CacheUnwritableError):
            scan.check_cache.update(new.values(), gone)
            scan.check_cache.commit()
    files = tuple(path for path in listed if path not in gone)
    site = scan.site if scan.site_usable else None
    return CheckResult(scan.root, site, in_order(diagnostics), (SITE_FILE, *files), scan, results)


def _rechecked(
    scan: Scan, listed: Mapping[str, FileStat], new: Mapping[str, CachedCheck], gone: Collection[str]
) -> Iterator[tuple[str, CachedCheck]]:
    """Check the records again whose windows turn out to be in other ones too, or no longer are."""
    ids = scan.checker.record_ids
    for path in gone:
        ids.windows.put(path, NO_CLAIMS)
    for path, checked in new.items():
        ids.windows.put(path, checked.claims)
    repeated = ids.windows.repeated()
    noted = (path for path, row in scan.cached.rows.items() if _ASKED_FOR_WINDOWS in row.answers)
    for path in {*repeated, *noted, *new} - {*gone}:
        result = new.get(path) or scan.cached.get(path)
        if result and not ids.has_noted_repetitions(path, repeated.get(path, ()), result.answers):
            again = scan.check_record(listed[path])
            if isinstance(again, CachedCheck):
                yield path, again


def changed_meanwhile(path: str) -> UserError:
    """Return the error of a record that changed after its check.

    To run it again does not help if the file has the size and time of another text whose check is cached.
    """
    return UserError(
        f"{path} was changed during the build; run it again (if that does not help, save the file first)"
    )


def _digest(data: bytes) -> bytes:
    return blake2b(data, digest_size=16).digest()


_ASKED_FOR_WINDOWS = '"windows"'
_NO_SITE = Site.model_validate({"page": {"name": "?"}})
