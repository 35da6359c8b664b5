"""Runs the rules over a file, places what they find, and lets the site and the file's comments have their say."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple, TypeAlias, TypeVar

from afterword.checks.cache_validity import Clock, Validity
from afterword.checks.locations import Locator
from afterword.checks.lookup import build_lookup
from afterword.checks.record_ids import RecordLookups, build_record_ids
from afterword.checks.registry import RECORD_RULES, SITE_RULES
from afterword.checks.rule import Finding, Rule, SiteSubject, Subject
from afterword.checks.severity import EffectiveSeverities, effective_severities
from afterword.checks.suppression import LocatedDiagnostic, apply_suppressions
from afterword.diagnostics import Diagnostic, Severity, in_order
from afterword.records.record import Record
from afterword.records.site import Site
from afterword.source.document import Document

_RECORDS = "incidents/"
_ENDINGS = (".yml", ".yaml")

T = TypeVar("T")
Rules: TypeAlias = list[tuple[Rule[T], Severity]]
"""Rules in force, each with how bad its findings are on this site."""


class RecordCheck(NamedTuple):
    """The findings in a record, and how long they stay the same while its text and the site do."""

    diagnostics: tuple[Diagnostic, ...]
    validity: Validity


NOT_CHECKED = RecordCheck((), Validity())
"""In place of a check where `status.yml` could not be used."""


class Checker:
    """The rules as one site takes them, ready to be run on its files one by one, in any order.

    `files` names all the site's records, those that could not be read too: a reference to one is no mistake.
    """

    def __init__(self, site: Site, document: Document, files: Iterable[str]) -> None:
        """Settle once what is the same for every record."""
        self.record_ids = build_record_ids(sorted(set(files)))
        self._known = build_lookup(site)
        self._site = site
        self._document = document
        self._taken = effective_severities(site.review.rules)
        heard = [rule for rule in RECORD_RULES if not _is_silent(rule.needs_of_site, document)]
        self._record_rules = _in_force(heard, self._taken)

    def site_diagnostics(self) -> tuple[Diagnostic, ...]:
        """Give what the rules find in `status.yml`."""
        may_be_lowered = {name: standing.can_be_lowered for name, standing in self._taken.items()}
        subject, places = SiteSubject(self._site, may_be_lowered), Locator(self._document)
        findings = _findings(_in_force(SITE_RULES, self._taken), subject, places)
        return in_order(
            apply_suppressions(places, findings, self._taken, judge_unused=not self._document.left_out)
        )

    def check_record(self, document: Document, record: Record | None, now: datetime) -> RecordCheck:
        """Run the rules on a record; of one that could not be read, only its comments are judged."""
        places = Locator(document)
        if record is None:
            found = apply_suppressions(places, (), self._taken, judge_unused=False)
            return RecordCheck(in_order(found), Validity())
        clock, others = Clock(now), RecordLookups(self.record_ids)
        findings = _findings(self._record_rules, Subject(record, places, self._known, others, clock), places)
        # Where a part of `status.yml` is missing, some rules have not run.
        whole = not self._document.left_out and not document.left_out
        found = apply_suppressions(places, findings, self._taken, judge_unused=whole)
        return RecordCheck(in_order(found), Validity(clock.valid_from, clock.valid_until, others.answers))


def record_files(read: Iterable[str], problems: Iterable[Diagnostic]) -> frozenset[str]:
    """Name all records of a site: those that were read, and those that a problem says could not be."""
    told = (problem.location.file for problem in problems)
    unread = (file for file in told if file.startswith(_RECORDS) and file.endswith(_ENDINGS))
    return frozenset((*read, *unread))


def _in_force(rules: Iterable[Rule[T]], taken: EffectiveSeverities) -> Rules[T]:
    """Leave out the rules that a site has switched off."""
    standing = ((rule, taken[rule.id].severity) for rule in rules)
    return [(rule, severity) for rule, severity in standing if severity is not None]


def _findings(rules: Rules[T], subject: T, places: Locator) -> list[LocatedDiagnostic]:
    if places.document.left_out:
        rules = [each for each in rules if not _is_silent(each[0].needs, places.document)]
    return [
        _place(rule, severity, finding, places) for rule, severity in rules for finding in rule.check(subject)
    ]


def _place(rule: Rule[T], severity: Severity, finding: Finding, places: Locator) -> LocatedDiagnostic:
    location = places.location(finding.path, key=finding.key)
    return LocatedDiagnostic(
        Diagnostic(rule.id, severity, location, finding.message, finding.example), finding.path
    )


def _is_silent(needs: Iterable[str], document: Document) -> bool:
    return bool(document.left_out) and any(document.is_left_out((key,)) for key in needs)
