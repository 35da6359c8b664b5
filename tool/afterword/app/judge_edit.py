"""Says what the rules find in a record that was edited, before it is written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from afterword.app.checking import check, scan_site
from afterword.app.edit_record import EditedRecord
from afterword.app.moved_numbers import MovedNumbers
from afterword.app.was_published import publication_of
from afterword.cache.database import with_sound_cache
from afterword.checks.cache_validity import Clock
from afterword.checks.change import RecordChange
from afterword.checks.change_runner import change_findings
from afterword.checks.leaks.hiding import without_secrets
from afterword.checks.locations import Locator
from afterword.checks.record_ids import id_of
from afterword.checks.severity import effective_severities
from afterword.diagnostics import Diagnostic, in_order
from afterword.records.decode import decode_record
from afterword.records.record import Record
from afterword.records.site import Site
from afterword.report.report import Report
from afterword.review.record_diff import published
from afterword.source.document import Document


@with_sound_cache
def findings_in(root: Path, edited: EditedRecord, now: datetime, new: tuple[str, ...] = ()) -> Report:
    """Return what the rules find in a record after an edit, errors first. `new` are records that it adds."""
    with scan_site(root, now) as scan:
        ids = scan.checker.record_ids
        scan.checker.record_ids = replace(ids, files={**ids.files, **{id_of(path): (path,) for path in new}})
        decoded = decode_record(edited.path, edited.data_after, scan.site)
        checked = scan.checker.check_record(decoded.document, decoded.model, now)
    return _report((*decoded.diagnostics, *checked.diagnostics), edited)


def findings_in_change(root: Path, edited: EditedRecord, now: datetime) -> Report:
    """Return what the rules that judge a change find in an edit of a record, if readers have seen it."""
    return _report(tuple(_of_change(root, edited, now)), edited)


def numbers_without(root: Path, record: Record, site: Site, now: datetime) -> tuple[str, ...]:
    """Return the public numbers that move if a record does not exist, each with its values, in words."""
    checked = check(root, now)
    assert checked.scan, "a site whose record can be edited can be used"
    return MovedNumbers(checked, checked.scan, (site, site)).of_record(record, None).moved


def _of_change(root: Path, edited: EditedRecord, now: datetime) -> Iterator[Diagnostic]:
    before, after, site = edited.before, edited.after, edited.site
    base = publication_of(root, edited.path, before, site, now)
    if base is None:
        return
    sites = (site, site)
    checked = check(root, now)
    assert checked.scan, "a site whose record can be edited can be used"
    numbers = MovedNumbers(checked, checked.scan, sites)
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
        lambda: numbers.of_record(before, after if seen[1] else None),
    )
    yield from change_findings(change, effective_severities(site.review.rules))


def _report(found: tuple[Diagnostic, ...], edited: EditedRecord) -> Report:
    text = edited.data_after.decode("utf-8")
    return Report(in_order(without_secrets(found, text)), {edited.path: text}, records=1)
