"""Separates the findings that a change introduced or fixed from those that its files had before."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import cached_property
from typing import NamedTuple, TypeVar

from afterword.app.checking import CheckResult
from afterword.app.former_site import FormerSite
from afterword.app.other_files import older_findings
from afterword.app.versions import Folder, SiteVersion, WorkingTree
from afterword.checks.finding_keys import FindingKey, finding_keys, record_of
from afterword.checks.rule_failure import RULE_FAILED
from afterword.diagnostics import Diagnostic, Severity, in_order
from afterword.review.findings import NO_FINDINGS, ChangedFindings
from afterword.source.files import RECORDS_FOLDER, SITE_FILE, TEMPLATES_FOLDER, shown_name
from afterword.source.nodes import MappingNode
from afterword.source.parse import parse

_OF_TEMPLATES = "template-error"
_OF_HISTORY = "site-zone-changed"
"""A rule that compares with former versions itself: in an unchanged `status.yml`, its finding is an old one."""


K = TypeVar("K")


class FindingsSince(NamedTuple):
    """The findings that a former version did not have, and those that it had too."""

    new: tuple[Diagnostic, ...]
    older: tuple[Diagnostic, ...]


class _Divided(NamedTuple):
    """The findings in one file: those that only the later version has, that both have, and that only the former had."""

    new: tuple[Diagnostic, ...] = ()
    older: tuple[Diagnostic, ...] = ()
    fixed: tuple[Diagnostic, ...] = ()


def findings_since(
    checked: CheckResult, base: SiteVersion, changed: frozenset[str], now: datetime
) -> FindingsSince:
    """Divide the findings in a site by whether a former version has them too, judged by the same rules at `now`.

    `changed` are the paths that differ.

    A finding is the same if it is of the same rule, in the same field of the same record, with the same message. Only
    what can differ is judged again: files that were changed, and records about which the former site says something
    else. If `status.yml` cannot be used, its errors are never older: they keep the rules from judging any record.
    """
    if not checked.diagnostics or checked.scan is None:
        return FindingsSince(checked.diagnostics, ())
    present = WorkingTree(checked.root)
    comparison = _Comparison(checked, (base, present), present, changed, now)
    older = {each for file in comparison.present for each in comparison.of(file).older}
    if checked.site is None:
        older = {
            each for each in older if each.location.file != SITE_FILE or each.severity is not Severity.ERROR
        }
    return FindingsSince(
        tuple(each for each in checked.diagnostics if each not in older),
        tuple(each for each in checked.diagnostics if each in older),
    )


def findings_between(
    checked: CheckResult,
    versions: tuple[SiteVersion, SiteVersion],
    present: Folder,
    changed: frozenset[str],
    now: datetime,
) -> ChangedFindings:
    """Return which findings in the records and in `status.yml` only one of two versions has.

    Both are judged by the same rules at `now`. `checked` is the check of the `present` files, from which most of both
    is known, and `changed` are the paths that differ between the versions.
    """
    if checked.scan is None or checked.site is None:
        return NO_FINDINGS
    comparison = _Comparison(checked, versions, present, changed, now)
    return comparison.of_versions()


class _Comparison:
    """One comparison of the findings in two versions of a site."""

    def __init__(
        self,
        checked: CheckResult,
        versions: tuple[SiteVersion, SiteVersion],
        present: Folder,
        changed: frozenset[str],
        now: datetime,
    ) -> None:
        assert checked.scan is not None
        self.checked, self.now, self.changed = checked, now, changed
        differing = (
            frozenset()
            if each == present
            else changed
            if present in versions
            else each.changed_paths(present)
            for each in versions
        )
        self.former, self.later = (
            FormerSite(checked.scan, *each, checked.checks) for each in zip(versions, differing, strict=True)
        )

    @cached_property
    def present(self) -> dict[str, tuple[Diagnostic, ...]]:
        """The findings in the present files, by file."""
        found: dict[str, list[Diagnostic]] = defaultdict(list)
        for each in self.checked.diagnostics:
            found[each.location.file].append(each)
        return {file: tuple(findings) for file, findings in found.items()}

    def of_versions(self) -> ChangedFindings:
        """Divide all findings in the records and in `status.yml`."""
        divided = [self.of(SITE_FILE)]
        divided += [self.of(file) for file in sorted(self.later.files) if self._may_have_findings(file)]
        divided += [_Divided(fixed=self._in_record(self.former, file)) for file in sorted(self._removed())]
        new, fixed = (in_order(each for part in divided for each in part[side]) for side in (0, 2))
        return ChangedFindings(
            new,
            fixed,
            sum(len(part.older) for part in divided),
            self._texts(self.later, new),
            self._texts(self.former, fixed),
        )

    def of(self, file: str) -> _Divided:
        """Divide the findings in a file of the later version."""
        if file == SITE_FILE:
            return self._of_site()
        if file in self.later.files:
            return self._of_record(file)
        findings = self.present.get(file, ())
        if self._may_be_of_templates(findings):
            return self._of_templates(file, findings)
        if file.partition("/")[0] in (RECORDS_FOLDER, TEMPLATES_FOLDER):
            is_older = file not in map(shown_name, self.changed)
            return _Divided(older=findings) if is_older else _Divided(new=findings)
        sites = self.former, self.later
        older = {*older_findings(self.checked.root, file, findings, sites, self.checked.of_links)}
        return _Divided(tuple(each for each in findings if each not in older), tuple(older))

    def _may_have_findings(self, file: str) -> bool:
        """Return whether a record has findings in a version; nearly all records are known to have none."""
        return file in self.present or not (
            self.former.is_as_present(file) and self.later.is_as_present(file)
        )

    def _of_site(self) -> _Divided:
        findings = self._in_site(self.later)
        if not self.changed:
            return _Divided(older=findings)
        of_history = tuple(
            each for each in findings if each.rule == _OF_HISTORY and SITE_FILE not in self.changed
        )
        others = tuple(each for each in findings if each not in of_history)
        divided = self._divided(SITE_FILE, others, SITE_FILE, self._in_site(self.former))
        return divided._replace(older=(*divided.older, *of_history))

    def _of_record(self, file: str) -> _Divided:
        findings = self._in_record(self.later, file)
        unaffected = self.later.is_as_present(file) and self.former.is_as_present(file)
        if unaffected and not self._may_be_of_templates(findings):
            return _Divided(older=findings)
        before = self._file_before(file)
        if before is None:
            return _Divided(new=findings)
        former = self._in_record(self.former, before)
        if file in self.changed:  # a rule that failed has not judged the change
            former = tuple(each for each in former if each.rule != RULE_FAILED)
        divided = self._divided(file, findings, before, former)
        # Most rules do not judge a record that cannot be read, and so nothing is known to be fixed.
        return divided if self.later.is_readable(file) else divided._replace(fixed=())

    def _in_site(self, version: FormerSite) -> tuple[Diagnostic, ...]:
        return version.findings_in_site() if version.changed else self.present.get(SITE_FILE, ())

    def _in_record(self, version: FormerSite, file: str) -> tuple[Diagnostic, ...]:
        if version.is_as_present(file):
            return self.present.get(file, ())
        return version.findings_in_record(file, self.now)

    def _of_templates(self, file: str, findings: tuple[Diagnostic, ...]) -> _Divided:
        """Divide errors by whether the former templates have them too, on a line with the same text."""
        before = Counter(
            _template_key(each, self.former.content(file))
            for each in self._former_templates
            if each.location.file == file
        )
        keys = [_template_key(each, self.later.content(file)) for each in findings]
        return _Divided(*_split(findings, keys, before))

    @cached_property
    def _former_templates(self) -> tuple[Diagnostic, ...]:
        """The errors in the former templates, filled in with the present records."""
        return self.checked.of_templates(self.former.templates())

    def _may_be_of_templates(self, findings: Iterable[Diagnostic]) -> bool:
        changed = any(path.startswith(f"{TEMPLATES_FOLDER}/") for path in self.changed)
        return changed and any(each.rule == _OF_TEMPLATES for each in findings)

    def _file_before(self, file: str) -> str | None:
        """Return the file that a record had, whose name may have been another one; None if it is new."""
        if file in self.former.files:
            return file
        record_ids = self.later.ids_of(file)
        return next((path for path in self._gone if record_of(path) in record_ids), None)

    @cached_property
    def _gone(self) -> tuple[str, ...]:
        """The files of records that are no longer there under this name."""
        return tuple(sorted(self.former.files - self.later.files))

    def _removed(self) -> frozenset[str]:
        """Return the files whose records are gone, not renamed."""
        added = self.later.files - self.former.files
        return frozenset(self._gone) - {self._file_before(file) for file in added}

    def _divided(
        self,
        file: str,
        findings: tuple[Diagnostic, ...],
        before: str,
        former: tuple[Diagnostic, ...],
    ) -> _Divided:
        """Divide the findings in both versions of a file. Each is the same as at most one of the other version."""
        if not former or not findings:
            return _Divided(new=findings, fixed=former)
        record = record_of(file)
        keys = _keys(findings, file, self.later.text(file), record)
        former_keys = _keys(former, before, self.former.text(before), record)
        new, older = _split(findings, keys, Counter(former_keys))
        fixed, _ = _split(former, former_keys, Counter(keys))
        return _Divided(new, older, fixed)

    @staticmethod
    def _texts(version: FormerSite, findings: Iterable[Diagnostic]) -> dict[str, str]:
        return {file: version.text(file) for file in {each.location.file for each in findings}}


def _split(
    findings: tuple[Diagnostic, ...], keys: Iterable[K], others: Counter[K]
) -> tuple[tuple[Diagnostic, ...], tuple[Diagnostic, ...]]:
    """Separate the findings that are not among others from those that are, each as often as it is there."""

    def are_matched() -> Iterator[bool]:
        for key in keys:
            yield others[key] > 0
            others[key] -= 1

    pairs = list(zip(findings, are_matched(), strict=True))
    return tuple(each for each, matched in pairs if not matched), tuple(
        each for each, matched in pairs if matched
    )


def _template_key(found: Diagnostic, content: bytes | None) -> tuple[str, str]:
    """Return the message of an error in a template, and the text of its line, wherever that is now."""
    line = found.location.line
    lines = (content or b"").decode("utf-8", "replace").splitlines()
    return found.message, lines[line - 1].strip() if 0 < line <= len(lines) else ""


def _keys(findings: tuple[Diagnostic, ...], file: str, text: str, record: str) -> list[FindingKey]:
    """Return the keys of findings in one file, under the present name of its record.

    What is said of a record as a whole is located at its first key, whichever that is.
    """
    root = parse(file, text)[0]
    first = root.entries[0][0].position if isinstance(root, MappingNode) and root.entries else None
    start = (first.line + 1, first.column + 1) if first else None
    found = zip(findings, finding_keys(findings, {file: text}), strict=True)
    return [
        key._replace(
            record=record,
            field="" if (each.location.line, each.location.column) == start else key.field,
        )
        for each, key in found
    ]
