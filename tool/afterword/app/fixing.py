"""Fixes the findings in the files of a site that have one right answer, as far as no rule objects."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TypeAlias

from afterword.app.checking import CheckResult, Scan, scan_site
from afterword.cache.database import with_sound_cache
from afterword.checks.finding_keys import without_lines
from afterword.checks.leaks.hiding import without_secrets
from afterword.checks.runner import Checker
from afterword.diagnostics import Diagnostic, Location, Severity, in_order
from afterword.fixes.registry import FIXERS, fix_for
from afterword.fixes.trial import has_fewer, is_readable
from afterword.records.decode import decode_record, decode_site
from afterword.records.site import Site
from afterword.source.edits import Fix, with_edits
from afterword.source.files import SITE_FILE, read_source

_Key: TypeAlias = tuple[str, str]
_MAX_FIXES = 500
"""In one file, in one run."""


@dataclass(frozen=True, slots=True)
class Fixed:
    """A finding that was fixed, and what was done. Its line is the one at which it was found."""

    finding: Diagnostic
    title: str


@dataclass(frozen=True, slots=True)
class FixedFile:
    """A file before and after its fixes, in bytes. Nothing has been written."""

    file: str
    before: bytes
    after: bytes
    fixes: tuple[Fixed, ...]


@dataclass(frozen=True, slots=True)
class _Judgement:
    """The findings in a text. It is `complete` if all of the text could be used, so that every rule has seen it."""

    findings: tuple[Diagnostic, ...]
    complete: bool


def fixed_files(
    checked: CheckResult,
    wanted: Sequence[Diagnostic],
    unwanted: Iterable[Diagnostic],
    now: datetime,
    *,
    in_one_go: bool = False,
) -> tuple[FixedFile, ...]:
    """Fix findings in a site. Of those that appear only when others are fixed, the `unwanted` ones stay.

    If `status.yml` needs fixes, only these are made, since records depend on it, or all `in_one_go`.
    """
    files = {each.location.file for each in wanted if each.rule in FIXERS}
    if not files:
        return ()
    spared = frozenset(unwanted)
    with scan_site(checked.root, now) as scan:
        of_site = _fixed_file(scan, SITE_FILE, spared) if SITE_FILE in files else None
        if of_site and not in_one_go:
            return (of_site,)
        records = [_fixed_file(scan, file, spared) for file in sorted(files & scan.record_files)]
        return tuple(each for each in (of_site, *records) if each)


@with_sound_cache
def repairable(root: Path, found: Iterable[Diagnostic], now: datetime) -> tuple[str, ...]:
    """Return the records on disk in which findings of the rules of those `found` there can be fixed."""
    rules: dict[str, set[str]] = {}
    for each in found:
        rules.setdefault(each.location.file, set()).add(each.rule)
    with scan_site(root, now) as scan:
        fixed = (_fixed_file(scan, file, ()) for file in rules if file in scan.record_files)
        return tuple(
            each.file
            for each in fixed
            if each and any(one.finding.rule in rules[each.file] for one in each.fixes)
        )


def _fixed_file(scan: Scan, file: str, spared: Collection[Diagnostic]) -> FixedFile | None:
    source = read_source(scan.root, file)
    if isinstance(source, Diagnostic):
        return None
    try:
        text = source.decode("utf-8")
    except UnicodeDecodeError:
        return None
    judge = _judge_of_site(scan) if file == SITE_FILE else _judge_of_record(scan, file)
    fixer = _Fixer(text, scan.site, judge, spared)
    fixer.run()
    fixes = tuple(_without_secrets(each, text) for each in fixer.fixes)
    return FixedFile(file, source, fixer.text.encode("utf-8"), fixes) if fixes else None


class _Fixer:
    """Applies the fixes of one file, one after the other, until there is none left."""

    def __init__(
        self, text: str, site: Site, judge: Callable[[str], _Judgement], spared: Collection[Diagnostic]
    ) -> None:
        self.text = text
        self.fixes: list[Fixed] = []
        self._site, self._judge = site, judge
        self._judgement = judge(text)
        self._spared: dict[_Key, list[bool]] = {}
        """Whether each of the findings that are equal apart from their lines stays, in their order."""
        for each in self._judgement.findings if spared else ():
            self._spared.setdefault(without_lines(each), []).append(each in spared)

    def run(self) -> None:
        """Go through the findings, again and again while this fixes any: a fix may allow another one."""
        count = -1
        while count < len(self.fixes) < _MAX_FIXES:
            count = len(self.fixes)
            tried: Counter[_Key] = Counter()
            while (found := self._next(tried)) is not None:
                finding, index = found
                key = without_lines(finding)
                if not self._fix(finding):
                    tried[key] += 1
                elif index < len(self._spared.get(key, ())):
                    del self._spared[key][index]

    def _next(self, tried: Counter[_Key]) -> tuple[Diagnostic, int] | None:
        """Return the first finding that was not tried and does not stay, and how many equal ones are before it."""
        if len(self.fixes) >= _MAX_FIXES:
            return None
        before: Counter[_Key] = Counter()
        left = tried.copy()
        for each in self._judgement.findings:
            key = without_lines(each)
            index = before[key]
            before[key] += 1
            stays = self._spared.get(key, ())
            if each.rule not in FIXERS or (index < len(stays) and stays[index]):
                continue
            if not left[key]:
                return each, index
            left[key] -= 1
        return None

    def _fix(self, finding: Diagnostic) -> bool:
        fix = fix_for(finding, self.text, self._site)
        if fix is None:
            return False
        text = with_edits(self.text, fix.edits)
        judgement = self._judge(text)
        if not self._is_better(finding, fix, judgement):
            return False
        self.fixes.append(Fixed(finding, fix.title))
        self.text, self._judgement = text, judgement
        return True

    def _is_better(self, finding: Diagnostic, fix: Fix, new: _Judgement) -> bool:
        """Return whether the finding is gone, and no error is there that the fix can have caused.

        Where a part of the file could not be used before, rules may now find errors in other lines. Where it could
        not be read, a mistake of the same kind may follow; `fix_for` has seen that more of it can be read now.
        """
        old = self._judgement
        readable = is_readable(finding.location.file, self.text)
        if readable and not has_fewer(finding, old.findings, new.findings):
            return False
        errors = Counter(without_lines(each) for each in new.findings if each.severity is Severity.ERROR)
        added = errors - Counter(map(without_lines, old.findings))
        return not any(
            old.complete or _is_at(each.location, fix) for each in new.findings if added[without_lines(each)]
        )


def _is_at(location: Location, fix: Fix) -> bool:
    """Return whether a finding after a fix is about a text that the fix has written."""
    return any(
        edit.location.line == location.line
        and edit.location.column <= location.column <= edit.location.column + len(edit.text)
        for edit in fix.edits
    )


def _judge_of_record(scan: Scan, file: str) -> Callable[[str], _Judgement]:
    def judge(text: str) -> _Judgement:
        decoded = decode_record(file, text.encode("utf-8"), scan.site)
        found = decoded.diagnostics
        if scan.site_usable:
            found += scan.checker.check_record(decoded.document, decoded.model, scan.now).diagnostics
        complete = decoded.model is not None and not decoded.document.left_out
        return _Judgement(in_order(found), complete)

    return judge


def _judge_of_site(scan: Scan) -> Callable[[str], _Judgement]:
    def judge(text: str) -> _Judgement:
        decoded = decode_site(SITE_FILE, text.encode("utf-8"), scan.source.site_url)
        found = decoded.diagnostics
        if decoded.model is not None:
            found += Checker(decoded.model, decoded.document, scan.checker.record_ids).site_diagnostics()
        complete = decoded.model is not None and not decoded.document.left_out
        return _Judgement(in_order(found), complete)

    return judge


def _without_secrets(fixed: Fixed, text: str) -> Fixed:
    """Cut off secrets in a title, which quotes what was typed."""
    said = Diagnostic(fixed.finding.rule, Severity.INFO, Location(fixed.finding.location.file), fixed.title)
    return Fixed(fixed.finding, without_secrets([said], text)[0].message)


def fixed_text(text: str, site: Site, check: Callable[[str], tuple[tuple[Diagnostic, ...], bool]]) -> str:
    """Return a text with all its fixes. `check` returns the findings in a text, and whether all of it could be used."""
    fixer = _Fixer(text, site, lambda each: _Judgement(*check(each)), ())
    fixer.run()
    return fixer.text
