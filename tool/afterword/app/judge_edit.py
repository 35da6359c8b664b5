"""Runs the rules on an edited record before it is written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from afterword.app.checking import Scan, check, scan_site
from afterword.app.edit_files import EditedFiles, FileEdit, Move
from afterword.app.edit_record import EditedRecord
from afterword.app.site_files import CheckedFiles
from afterword.app.versions import is_record
from afterword.app.was_published import publication_of
from afterword.cache.database import with_sound_cache
from afterword.checks.cache_validity import Clock
from afterword.checks.change import RecordChange
from afterword.checks.change_runner import change_findings
from afterword.checks.leaks.hiding import without_secrets
from afterword.checks.locations import Locator
from afterword.checks.record_ids import RecordIds, id_of
from afterword.checks.rules import same_window
from afterword.checks.severity import effective_severities
from afterword.diagnostics import Diagnostic, in_order
from afterword.records.decode import decode_record
from afterword.records.record import Record
from afterword.records.site import Site
from afterword.report.report import Report
from afterword.review.record_diff import published
from afterword.source.document import Document

if TYPE_CHECKING:
    from afterword.app.moved_numbers import MovedNumbers

_MOVED = same_window.RULE.id


@dataclass(frozen=True)
class _FilesAfter(CheckedFiles):
    """The files of a site after an edit of several; `added` has those that are new then, or get another path."""

    added: Mapping[str, FileEdit | Move] = field(default_factory=dict)

    def attachment(self, record_id: str, name: str) -> bool:
        """Return whether a record has such a file next to it, or gets it by the edit."""
        return super().attachment(record_id, name) or self._added(record_id, name) is not None

    def attachment_data(self, record_id: str, name: str) -> bytes:
        """Return the bytes of such a file, also of one that the record gets by the edit."""
        added = self._added(record_id, name)
        if isinstance(added, FileEdit):
            return added.after or b""
        if added:
            former = PurePosixPath(added.path)
            return super().attachment_data(former.parent.name, former.name)
        return super().attachment_data(record_id, name)

    def _added(self, record_id: str, name: str) -> FileEdit | Move | None:
        to = f"/{record_id}/{name}"
        return next((each for path, each in self.added.items() if path.endswith(to)), None)


@with_sound_cache
def findings_in(root: Path, edited: EditedRecord, now: datetime) -> Report:
    """Return what the rules find in a record after an edit."""
    with scan_site(root, now) as scan:
        return _report(_judged(scan, edited.path, edited.data_after), edited)


@with_sound_cache
def new_findings(root: Path, records: Iterable[EditedRecord], files: EditedFiles, now: datetime) -> Report:
    """Return what the rules find in records after an edit of several files, and did not find before.

    That a window is in two files is looked for only if one record is edited: it may have moved from one to another.
    """
    records = tuple(records)
    ignored = _MOVED if len(records) > 1 else ""
    found: list[Diagnostic] = []
    texts: dict[str, str] = {}
    with scan_site(root, now) as scan:
        before = scan.checker.record_ids
        after = _ids_after(scan, files)
        for each in records:
            scan.checker.record_ids = before
            former = _judged(scan, each.path, each.data_before) if each.data_before else ()
            scan.checker.record_ids = after
            present = _judged(scan, each.path, each.data_after)
            new = each.new_among(present, former)
            report = _report(tuple(one for one in new if one.rule != ignored), each)
            found += report.findings
            texts.update(report.texts)
    return Report(tuple(found), texts, records=len(texts))


def _judged(scan: Scan, path: str, data: bytes) -> tuple[Diagnostic, ...]:
    decoded = decode_record(path, data, scan.site)
    checked = scan.checker.check_record(decoded.document, decoded.model, scan.now)
    return (*decoded.diagnostics, *checked.diagnostics)


def _ids_after(scan: Scan, files: EditedFiles) -> RecordIds:
    ids = scan.checker.record_ids
    kept = {name: paths for name, paths in ids.files.items() if not set(files.deleted).intersection(paths)}
    new = {id_of(path): (path,) for path in files.names if is_record(path)}
    contents = _FilesAfter(
        scan.root,
        scan.site,
        {each.path: each for each in scan.listed},
        scan.check_cache,
        scan.now,
        added={
            **{each.to: each for each in files.moves},
            **{each.path: each for each in files.files if each.before is None},
        },
    )
    return replace(ids, files={**kept, **new}, contents=contents)


def findings_in_change(root: Path, edited: EditedRecord, now: datetime) -> Report:
    """Return what the rules that judge a change find in an edit of a record, if readers have seen it."""
    return _report(tuple(_of_change(root, edited, now)), edited)


def numbers_without(root: Path, record: Record, site: Site, now: datetime) -> tuple[str, ...]:
    """Return the public numbers that move if a record does not exist, each with its values, in words."""
    return _numbers(root, site, now).of_record(record, None).moved


def _numbers(root: Path, site: Site, now: datetime) -> MovedNumbers:
    """Prepare to compute the public numbers that a change moves. That needs the windows of all records."""
    from afterword.app.moved_numbers import MovedNumbers

    checked = check(root, now)
    assert checked.scan, "a site whose record can be edited can be used"
    return MovedNumbers(checked, checked.scan, (site, site))


def _of_change(root: Path, edited: EditedRecord, now: datetime) -> Iterator[Diagnostic]:
    before, after, site = edited.before, edited.after, edited.site
    base = publication_of(root, edited.path, before, site, now)
    if base is None:
        return
    sites = (site, site)
    seen = (published(before, site, (), now), published(after, site, (), now))
    document = Document(edited.path, edited.data_after.decode("utf-8"))
    change = RecordChange(
        base,
        before,
        after,
        seen,
        sites,
        Locator(document),
        Clock(now),
        lambda: _numbers(root, site, now).of_record(before, after if seen[1] else None),
    )
    yield from change_findings(change, effective_severities(site.review.rules))


def _report(found: tuple[Diagnostic, ...], edited: EditedRecord) -> Report:
    text = edited.data_after.decode("utf-8")
    return Report(in_order(without_secrets(found, text)), {edited.path: text}, records=1)
