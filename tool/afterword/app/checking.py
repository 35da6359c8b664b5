"""Checks a site: what changed is read and looked at, of the rest it is known what was found."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

from afterword.app.read_site import decoded_site
from afterword.cache.checks import CachedCheck, CheckCache, answers_to_text, written
from afterword.cache.database import CACHE_FOLDER, CacheCorruptError, as_number, clear
from afterword.cache.version import of_checks
from afterword.checks.runner import NOT_CHECKED, Checker, record_files
from afterword.diagnostics import Diagnostic, has_errors, in_order
from afterword.parallel import map_ordered
from afterword.records.decode import decode_record
from afterword.records.record import Record
from afterword.records.site import Site
from afterword.source.document import Document
from afterword.source.files import SITE_FILE, ListedFile, list_records, read_source

Progress = Callable[[int, int], None]
"""Told how many of how many pieces of work are done."""


@dataclass(frozen=True, slots=True)
class CheckResult:
    """A site with everything that was found in it. `site` is None where `status.yml` could not be used."""

    root: Path
    site: Site | None
    diagnostics: tuple[Diagnostic, ...]
    files: tuple[str, ...]

    def texts(self, files: Iterable[str]) -> dict[str, str]:
        """Read files again, to show what was found in them."""
        sources = {file: read_source(self.root, file) for file in files}
        return {
            file: source.data.decode("utf-8", "replace")
            for file, source in sources.items()
            if not isinstance(source, Diagnostic)
        }


class ReadRecord(NamedTuple):
    """A record as it was read: its text's digest, the record where it could be used, and what was found.

    `found` is None where the findings of before stand.
    """

    listed: ListedFile
    digest: bytes
    record: Record | None
    found: CachedCheck | None

    @property
    def has_errors(self) -> bool:
        """Say whether errors were found now."""
        return self.found is not None and has_errors(self.found.diagnostics)


@dataclass
class Scan:
    """A site before its records are read: `status.yml`, the names of the records, and what is kept of them."""

    root: Path
    now: datetime
    site: Site
    usable: bool
    site_bytes: bytes
    listed: tuple[ListedFile, ...]
    diagnostics: tuple[Diagnostic, ...]
    checker: Checker
    findings: CheckCache
    digests: dict[str, bytes] = field(default_factory=dict)

    def read(self, listed: ListedFile, *, check: bool) -> ReadRecord | Diagnostic:
        """Read a record, and check it where that is asked for."""
        source = read_source(self.root, listed.path)
        if isinstance(source, Diagnostic):
            return source
        decoded = decode_record(listed.path, source.data, self.site)
        digest = _digest(source.data)
        found = (
            self._check(listed, digest, decoded.document, decoded.model, decoded.diagnostics)
            if check
            else None
        )
        return ReadRecord(listed, digest, decoded.model, found)

    def stands(self, listed: ListedFile) -> bool:
        """Say whether what was found in a record still holds."""
        known = self.former.get(listed.path)
        if known is None or not known.since <= as_number(self.now) < known.until:
            return False
        same_answers = self.checker.record_ids.still_gives(known.recorded_answers)
        return same_answers and self.is_same(listed, known.size, known.changed, known.digest)

    def is_same(self, listed: ListedFile, size: int, changed: int, digest: bytes) -> bool:
        """Say whether a record's text is what it was: by its size and age, else by reading it."""
        if (listed.size, listed.changed) == (size, changed):
            return True
        if listed.path not in self.digests:
            source = read_source(self.root, listed.path)
            self.digests[listed.path] = b"" if isinstance(source, Diagnostic) else _digest(source.data)
        return self.digests[listed.path] == digest

    @property
    def former(self) -> dict[str, CachedCheck]:
        """What was found in each file when it was last looked at."""
        return self.findings.former

    def _check(
        self,
        listed: ListedFile,
        digest: bytes,
        document: Document,
        record: Record | None,
        problems: tuple[Diagnostic, ...],
    ) -> CachedCheck:
        checked = self.checker.check_record(document, record, self.now) if self.usable else NOT_CHECKED
        valid_from, valid_until, answers = checked.validity
        return CachedCheck(
            *listed, digest, as_number(valid_from), as_number(valid_until),
            answers_to_text(answers), written((*problems, *checked.diagnostics)),
        )  # fmt: skip


def scan_site(root: Path, now: datetime) -> Scan:
    """Read a site's own file, find its records, and open what is kept of them."""
    decoded, data = decoded_site(root)
    listing = list_records(root)
    site = decoded.model or _NO_SITE
    files = record_files((each.path for each in listing.files), listing.diagnostics)
    checker = Checker(site, decoded.document, files)
    found = [*decoded.diagnostics, *listing.diagnostics]
    if decoded.model:
        found += checker.site_diagnostics()
    findings = CheckCache(root / CACHE_FOLDER, of_checks(data))
    usable = decoded.model is not None
    return Scan(root, now, site, usable, data, listing.files, tuple(found), checker, findings)


def check(root: Path, now: datetime, progress: Progress | None = None) -> CheckResult:
    """Run every rule on a site."""
    try:
        return _checked(root, now, progress)
    except CacheCorruptError:
        clear(root / CACHE_FOLDER)
        return _checked(root, now, progress)


def _checked(root: Path, now: datetime, progress: Progress | None) -> CheckResult:
    scan = scan_site(root, now)
    stale = [listed for listed in scan.listed if not scan.stands(listed)]
    fresh: dict[str, CachedCheck | Diagnostic] = {}
    for listed, found in zip(stale, map_ordered(lambda listed: _found(scan, listed), stale), strict=True):
        fresh[listed.path] = found
        if progress:
            progress(len(fresh), len(stale))
    return finish_check(scan, fresh)


def finish_check(scan: Scan, fresh: Mapping[str, CachedCheck | Diagnostic]) -> CheckResult:
    """Put together what was found now and before, by file, and keep it; a file that cannot be read has a problem."""
    new = {path: found for path, found in fresh.items() if isinstance(found, CachedCheck)}
    lost = {path: problem for path, problem in fresh.items() if isinstance(problem, Diagnostic)}
    gone = lost.keys() | (scan.former.keys() - {listed.path for listed in scan.listed})
    found = [*scan.diagnostics, *lost.values()]
    for listed in scan.listed:
        known = new.get(listed.path) or scan.former.get(listed.path)
        if known and listed.path not in gone:
            found += known.diagnostics
            if known is not new.get(listed.path) and (known.size, known.changed) != listed[1:]:
                new[listed.path] = known._replace(size=listed.size, changed=listed.changed)
    if scan.usable:
        scan.findings.commit(new.values(), gone)
    else:
        scan.findings.close()
    files = tuple(listed.path for listed in scan.listed if listed.path not in gone)
    return CheckResult(scan.root, scan.site if scan.usable else None, in_order(found), (SITE_FILE, *files))


def _found(scan: Scan, listed: ListedFile) -> CachedCheck | Diagnostic:
    read = scan.read(listed, check=True)
    if isinstance(read, Diagnostic):
        return read
    assert read.found is not None
    return read.found


def _digest(data: bytes) -> bytes:
    return blake2b(data, digest_size=16).digest()


_NO_SITE = Site.model_validate({"page": {"name": "?"}})
