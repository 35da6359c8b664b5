"""Compares a site with an earlier version, and asks the rules that judge a change about what differs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, partial
from typing import TYPE_CHECKING, TypeAlias

from afterword.app.changed_records import read_changed, with_present_ids
from afterword.app.checking import CheckResult, Scan
from afterword.app.revisions import NamedVersion, last_published, named_commit
from afterword.app.versions import WorkingTree, is_record
from afterword.checks.cache_validity import Clock
from afterword.checks.change import Change, Numbers, RecordChange, SiteChange
from afterword.checks.change_runner import change_findings
from afterword.checks.leaks.hiding import without_secrets
from afterword.checks.locations import Locator
from afterword.checks.severity import effective_severities
from afterword.diagnostics import Diagnostic, in_order
from afterword.records.decode import Decoded, decode_site
from afterword.records.error_messages import nearest
from afterword.records.record import Record
from afterword.records.site import Site
from afterword.review.pairing import record_pairs
from afterword.review.record_diff import published
from afterword.source.document import Document
from afterword.source.files import SITE_FILE
from afterword.views.audience import is_public

if TYPE_CHECKING:
    from afterword.app.moved_numbers import MovedNumbers

_NumbersOf: TypeAlias = "Callable[[], MovedNumbers]"
"""Prepares to compute the numbers that a change moves, when a rule asks for them: few changes move any."""


@dataclass(frozen=True, slots=True)
class _Version:
    """One version of a site, and its records that differ from the other one, by id."""

    site: Site
    records: Mapping[str, Decoded[Record]]

    @property
    def models(self) -> Iterator[Record]:
        """The records."""
        return (each.model for each in self.records.values() if each.model)


def with_changes(
    checked: CheckResult, base: NamedVersion | None = None, changed: frozenset[str] | None = None
) -> CheckResult:
    """Add to a check result what rules find in the changes since a version, or else since what readers saw last.

    `changed` are the paths that differ, if they are known. Without git, nothing is known to have changed.
    """
    scan = checked.scan if checked.site else None
    if scan is None:
        return checked
    if base is None:
        commit = last_published(checked.root, WorkingTree(checked.root))
        base = named_commit(commit) if commit else None
    if base is None:
        return checked
    if changed is None:
        changed = base.version.changed_paths(WorkingTree(checked.root))
    found = [*_findings(checked, scan, base, changed)] if changed else []
    return replace(checked, diagnostics=in_order((*checked.diagnostics, *found))) if found else checked


def _findings(
    checked: CheckResult, scan: Scan, base: NamedVersion, changed: frozenset[str]
) -> Iterator[Diagnostic]:
    severities = effective_severities(scan.site.review.rules)
    for change, former_text in _changes(checked, scan, base, changed):
        texts = f"{former_text}\n{change.locator.document.text}"
        yield from without_secrets(change_findings(change, severities), texts)


def _changes(
    checked: CheckResult, scan: Scan, base: NamedVersion, changed: frozenset[str]
) -> Iterator[tuple[Change, str]]:
    """Yield `status.yml` and each record that differ, as the rules get them, with their former texts."""
    data = base.version.read(SITE_FILE) if SITE_FILE in changed else None
    former = decode_site(SITE_FILE, data).model if data is not None else None
    sites = (former or scan.site, scan.site)
    numbers = _numbers_of(checked, scan, sites)
    if former:
        locator = Locator(decode_site(SITE_FILE, scan.source.data).document)
        yield SiteChange(base.name, former, scan.site, locator, lambda: numbers().of_site()), _text(data)
    sites = (with_present_ids(*sites), sites[1])
    found = read_changed((base.version, WorkingTree(scan.root)), sites, filter(is_record, changed))
    before, after = _by_id(sites[0], found.before), _by_id(sites[1], found.after)
    yield from _record_changes(scan, base, before, after, numbers)


def _numbers_of(checked: CheckResult, scan: Scan, sites: tuple[Site, Site]) -> _NumbersOf:
    @cache
    def numbers() -> MovedNumbers:
        from afterword.app.moved_numbers import MovedNumbers

        return MovedNumbers(checked, scan, sites)

    return numbers


def _numbers_of_record(numbers: _NumbersOf, before: Record, after: Record | None) -> Numbers:
    return numbers().of_record(before, after)


def _by_id(site: Site, decoded: Mapping[str, Decoded[Record]]) -> _Version:
    return _Version(site, {each.model.id: each for each in decoded.values() if each.model})


def _record_changes(
    scan: Scan, base: NamedVersion, before: _Version, after: _Version, numbers: _NumbersOf
) -> Iterator[tuple[RecordChange, str]]:
    pairs = [*record_pairs(before.models, after.models)]
    new = [record.id for former, record in pairs if record and not former]
    hidden = [
        {each.id for each in version.models if not is_public(each, scan.now)} for version in (before, after)
    ]
    for old, record in pairs:
        if old is None:
            continue
        seen = (
            published(old, before.site, hidden[0], scan.now),
            published(record, after.site, hidden[1], scan.now),
        )
        former = before.records[old.id].document
        document = after.records[record.id].document if record else Document(former.file, "")
        change = RecordChange(
            base.name,
            old,
            record,
            seen,
            (before.site, after.site),
            Locator(document),
            Clock(scan.now),
            partial(_numbers_of_record, numbers, old, record if seen[1] else None),
            successor=record.id if record else nearest(old.id, new) or "",
            leads_on=_leads_on(scan, old.id, record),
        )
        yield change, former.text


def _leads_on(scan: Scan, record_id: str, record: Record | None) -> bool:
    """Return whether the address of a former record still leads to one."""
    ids = scan.checker.record_ids
    return record_id in (*ids.files, *ids.claimants, *(record.aliases if record else ()))


def _text(data: bytes | None) -> str:
    return (data or b"").decode("utf-8", "replace")
