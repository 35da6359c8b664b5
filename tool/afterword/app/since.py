"""Separates the findings that a change introduced from those that its files had before."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import cached_property
from typing import NamedTuple

from afterword.app.checking import CheckResult, Scan
from afterword.app.former_site import FormerSite
from afterword.app.versions import SiteVersion, WorkingTree
from afterword.checks.finding_keys import FindingKey, finding_keys, record_of
from afterword.checks.rule_failure import RULE_FAILED
from afterword.diagnostics import Diagnostic
from afterword.source.files import SITE_FILE, TEMPLATES_FOLDER

_OF_TEMPLATES = "template-error"
_OF_HISTORY = "site-zone-changed"
"""A rule that compares with former versions itself: in an unchanged `status.yml`, its finding is an old one."""


class FindingsSince(NamedTuple):
    """The findings that a former version did not have, and those that it had too."""

    new: tuple[Diagnostic, ...]
    older: tuple[Diagnostic, ...]


def findings_since(checked: CheckResult, base: SiteVersion, now: datetime) -> FindingsSince:
    """Divide the findings in a site by whether a former version has them too, judged by the same rules at `now`.

    A finding is the same if it is of the same rule, in the same field of the same record, with the same message. Only
    what can differ is judged again: files that were changed, and records about which the former site says something
    else.
    """
    if not checked.diagnostics or checked.scan is None:
        return FindingsSince(checked.diagnostics, ())
    comparison = _Comparison(checked, checked.scan, base, now)
    is_older = comparison.are_older()
    pairs = list(zip(checked.diagnostics, is_older, strict=True))
    return FindingsSince(
        tuple(each for each, older in pairs if not older), tuple(each for each, older in pairs if older)
    )


class _Comparison:
    """One comparison of the findings in a site with those in a former version."""

    def __init__(self, checked: CheckResult, scan: Scan, base: SiteVersion, now: datetime) -> None:
        self.checked, self.scan, self.base, self.now = checked, scan, base, now
        self.changed = base.changed_paths(WorkingTree(checked.root))

    def are_older(self) -> list[bool]:
        """Return for each finding whether the former version has it too."""
        by_file: dict[str, list[Diagnostic]] = defaultdict(list)
        for each in self.checked.diagnostics:
            by_file[each.location.file].append(each)
        older: set[Diagnostic] = set()
        for file, findings in by_file.items():
            older.update(self._older(file, findings))
        return [each in older for each in self.checked.diagnostics]

    @cached_property
    def former(self) -> FormerSite:
        """The former version of the site."""
        return FormerSite(self.scan, self.base, self.changed, self.checked.checks)

    def _older(self, file: str, findings: list[Diagnostic]) -> Iterator[Diagnostic]:
        if file == SITE_FILE:
            yield from self._older_in_site(findings)
        elif file in self.scan.record_files:
            yield from self._older_in_record(file, findings)
        elif file not in self.changed and not self._may_be_of_templates(findings):
            yield from findings

    def _older_in_site(self, findings: list[Diagnostic]) -> Iterator[Diagnostic]:
        if SITE_FILE not in self.changed:
            yield from (each for each in findings if each.rule == _OF_HISTORY)
        yield from self._matching(SITE_FILE, findings, self.former.findings_in_site(), SITE_FILE)

    def _older_in_record(self, file: str, findings: list[Diagnostic]) -> Iterator[Diagnostic]:
        if self._is_unaffected(file) and not self._may_be_of_templates(findings):
            yield from findings
            return
        before = self._file_before(file)
        if before is None:
            return
        former = self.former.findings_in_record(before, self.now)
        if file in self.changed:  # a rule that failed has not judged the change
            former = tuple(each for each in former if each.rule != RULE_FAILED)
        yield from self._matching(file, findings, former, before)

    def _is_unaffected(self, file: str) -> bool:
        """Return whether the former site gives a record the same findings as the present one."""
        if file in self.changed or SITE_FILE in self.changed:
            return False
        answers = check.answers if (check := self.checked.checks.get(file)) else ()
        return not (self.changed and answers) or self.former.ids.still_gives(answers)

    def _may_be_of_templates(self, findings: list[Diagnostic]) -> bool:
        changed = any(path.startswith(f"{TEMPLATES_FOLDER}/") for path in self.changed)
        return changed and any(each.rule == _OF_TEMPLATES for each in findings)

    def _file_before(self, file: str) -> str | None:
        """Return the file that a record had, whose name may have been another one; None if it is new."""
        if file in self.former.files:
            return file
        record_ids = self._ids_of(file)
        return next((path for path in self.former.gone if record_of(path) in record_ids), None)

    def _ids_of(self, file: str) -> tuple[str, ...]:
        """Return the id of a record, and its former ids."""
        check = self.checked.checks.get(file)
        return (record_of(file), *(check.aliases if check else ()))

    def _matching(
        self, file: str, findings: list[Diagnostic], former: tuple[Diagnostic, ...], before: str
    ) -> Iterator[Diagnostic]:
        """Yield the findings that are among the former ones, each as often as it is there."""
        if not former:
            return
        left = Counter(_keys(former, {before: self.former.text(before)}, record_of(file)))
        for each, key in zip(
            findings, _keys(findings, self.checked.texts([file]), record_of(file)), strict=True
        ):
            if left[key]:
                left[key] -= 1
                yield each


def _keys(
    findings: list[Diagnostic] | tuple[Diagnostic, ...], texts: Mapping[str, str], record: str
) -> list[FindingKey]:
    """Return the keys of findings in one file, under the present name of its record."""
    return [key._replace(record=record) for key in finding_keys(findings, texts)]
