"""Runs the rules over a site, places what they find, and lets the site and its comments have their say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import TypeVar

from afterword.checks.known import gather
from afterword.checks.loaded import Loaded
from afterword.checks.places import Places
from afterword.checks.registry import RECORD_RULES, SITE_RULES
from afterword.checks.rule import Finding, Rule, SiteSubject, Subject
from afterword.checks.standing import Standings, standings
from afterword.checks.suppressed import Placed, sift
from afterword.diagnostics import Diagnostic, Severity, in_order
from afterword.source.document import Document

_RECORDS = "incidents/"
_ENDINGS = (".yml", ".yaml")

T = TypeVar("T")


def run(loaded: Loaded, now: datetime) -> tuple[Diagnostic, ...]:
    """Give everything that is wrong with a site: the problems of reading it and the findings of all rules."""
    site, site_document = loaded.project.site, loaded.site_document
    taken = standings(site.review.rules)
    may_be_lowered = {name: standing.can_be_lowered for name, standing in taken.items()}
    found = [*loaded.diagnostics]
    found += _check_file(SITE_RULES, SiteSubject(site, may_be_lowered), Places(site_document), taken)
    whole = not site_document.left_out

    files = [file for file in loaded.documents if file != site_document.file]
    known = gather(site, sorted({*files, *_unread(loaded)}))
    rules = [rule for rule in RECORD_RULES if not _is_silent(rule.needs_of_site, site_document)]
    for file in files:
        places, record = Places(loaded.documents[file]), loaded.records.get(file)
        if record is not None:
            found += _check_file(rules, Subject(record, places, known, now), places, taken, whole=whole)
        else:
            found += sift(places, (), taken, judge_unused=False)
    return in_order(found)


def _check_file(
    rules: Iterable[Rule[T]], subject: T, places: Places, taken: Standings, *, whole: bool = True
) -> Iterator[Diagnostic]:
    """Run rules on one file. `whole` says that no part of `status.yml` is missing, so that all rules ran."""
    findings: list[Placed] = []
    for rule in rules:
        severity = taken[rule.id].severity
        if severity is not None and not _is_silent(rule.needs, places.document):
            findings += [_place(rule, severity, finding, places) for finding in rule.check(subject)]
    return sift(places, findings, taken, judge_unused=whole and not places.document.left_out)


def _place(rule: Rule[T], severity: Severity, finding: Finding, places: Places) -> Placed:
    span = places.span(finding.path, key=finding.key)
    return Placed(Diagnostic(rule.id, severity, span, finding.message, finding.example), finding.path)


def _is_silent(needs: Iterable[str], document: Document) -> bool:
    return bool(document.left_out) and any(document.is_left_out((key,)) for key in needs)


def _unread(loaded: Loaded) -> Iterator[str]:
    """Files that could not be read at all still have their ids: a reference to one is no mistake."""
    files = (found.span.file for found in loaded.diagnostics)
    return (file for file in files if file.startswith(_RECORDS) and file.endswith(_ENDINGS))
