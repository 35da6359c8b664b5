"""Runs the rules on a file, locates their findings, and applies the site's severities and the file's suppressions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import NamedTuple, TypeAlias, TypeVar

from afterword.checks.cache_validity import FIRST, LAST, Clock
from afterword.checks.former_versions import FormerTexts, FormerVersions
from afterword.checks.locations import Locator
from afterword.checks.lookup import build_lookup
from afterword.checks.record_ids import Answer, RecordIds, RecordLookups
from afterword.checks.registry import RECORD_RULES, SITE_RULES
from afterword.checks.review_scope import MILDER, is_reviewed, is_unfinished
from afterword.checks.rule import Finding, Rule, SiteSubject, Subject, ZoneChange
from afterword.checks.rule_failure import RULE_FAILED, failure
from afterword.checks.rules import same_window
from afterword.checks.severity import EffectiveSeverities, effective_severities
from afterword.checks.suppression import FieldDiagnostic, apply_suppressions
from afterword.checks.window_claims import NO_CLAIMS, WindowClaims, window_claims
from afterword.diagnostics import Diagnostic, Severity, in_order
from afterword.records.record import Record
from afterword.records.site import Site
from afterword.source.document import Document

T = TypeVar("T")
Rules: TypeAlias = list[tuple[Rule[T], Severity]]
"""Rules that are switched on, each with the severity of its findings on this site."""


class RecordCheck(NamedTuple):
    """The findings in a record, and how long they stay the same while its text does.

    They are valid if `valid_from` <= now < `valid_until`, and if the site gives the same `answers` about other records.
    `claims` are the record's windows, which others may have too.
    """

    diagnostics: tuple[Diagnostic, ...]
    valid_from: datetime = FIRST
    valid_until: datetime = LAST
    answers: tuple[Answer, ...] = ()
    claims: WindowClaims = NO_CLAIMS


NOT_CHECKED = RecordCheck(())
"""In place of a check if `status.yml` could not be used."""


class Checker:
    """The rules as one site has configured them, to run on its files one by one, in any order.

    `record_ids` are those of all record files of the site, including files that could not be read: they can be
    referred to.
    """

    def __init__(
        self,
        site: Site,
        document: Document,
        record_ids: RecordIds,
        *,
        former_texts: FormerTexts | None = None,
    ) -> None:
        """Prepare what is the same for every record."""
        self._former_texts = former_texts
        self.record_ids = record_ids
        self._lookup = build_lookup(site)
        self._site = site
        self._document = document
        self._severities = effective_severities(site.review.rules)
        usable = [rule for rule in RECORD_RULES if not _lacks_input(rule.needs_of_site, document)]
        self._record_rules = switched_on(usable, self._severities)
        self._of_review = frozenset(rule.id for rule, _ in self._record_rules if rule.review)
        self._unreviewed = [each for each in self._record_rules if not each[0].review]
        self._milder = [
            (rule, MILDER[severity] if rule.review else severity) for rule, severity in self._record_rules
        ]
        self._compares_windows = any(rule is same_window.RULE for rule, _ in self._record_rules)

    def site_diagnostics(self, zone_change: ZoneChange | None = None) -> tuple[Diagnostic, ...]:
        """Run the rules on `status.yml`. `zone_change` is what is known of its former versions."""
        can_be_lowered = {name: effective.can_be_lowered for name, effective in self._severities.items()}
        others = RecordLookups(self.record_ids)
        subject = SiteSubject(self._site, can_be_lowered, others, zone_change)
        locator = Locator(self._document)
        findings = all_findings(switched_on(SITE_RULES, self._severities), subject, locator)
        complete = not self._document.left_out and not has_failed(findings)
        return in_order(apply_suppressions(locator, findings, self._severities, report_unused=complete))

    def check_record(self, document: Document, record: Record | None, now: datetime) -> RecordCheck:
        """Run the rules on a record; if it could not be read, check only its suppressions."""
        locator = Locator(document)
        if record is None:
            remaining = apply_suppressions(locator, (), self._severities, report_unused=False)
            return RecordCheck(in_order(remaining))
        clock, others = Clock(now), RecordLookups(self.record_ids)
        history = FormerVersions(self._former_texts, self._site, clock)
        subject = Subject(record, locator, self._lookup, others, clock, history)
        reviewed = is_reviewed(record, self._site.review.look_back, clock)
        rules = self._milder if is_unfinished(record) else self._record_rules
        findings = all_findings(rules if reviewed else self._unreviewed, subject, locator)
        # If a part of `status.yml` is missing, or a rule has failed, some rules have not run.
        failed = has_failed(findings)
        complete = not (self._document.left_out or document.left_out or failed)
        remaining = apply_suppressions(
            locator,
            findings,
            self._severities,
            report_unused=complete,
            spared=() if reviewed else self._of_review,
        )
        claims = window_claims(record) if self._compares_windows else NO_CLAIMS
        valid_until = clock.valid_from if failed else clock.valid_until  # never: the next run tries again
        return RecordCheck(in_order(remaining), clock.valid_from, valid_until, others.answers, claims)


def switched_on(rules: Iterable[Rule[T]], severities: EffectiveSeverities) -> Rules[T]:
    """Return the rules that a site has not switched off."""
    pairs = ((rule, severities[rule.id].severity) for rule in rules)
    return [(rule, severity) for rule, severity in pairs if severity is not None]


def all_findings(rules: Rules[T], subject: T, locator: Locator) -> list[FieldDiagnostic]:
    """Return what rules find in a file, as far as they need nothing of it that could not be read."""
    if locator.document.left_out:
        rules = [each for each in rules if not _lacks_input(each[0].needs, locator.document)]
    return [each for rule, severity in rules for each in _findings_of(rule, severity, subject, locator)]


def _findings_of(
    rule: Rule[T], severity: Severity, subject: T, locator: Locator
) -> Iterator[FieldDiagnostic]:
    """Yield the findings of a rule; if it has a bug, what it had found until then, and its failure."""
    try:
        for finding in rule.check(subject):
            yield _locate(rule, severity, finding, locator)
    except Exception as error:
        yield failure(rule.id, severity, locator.file, error), ()


def has_failed(findings: Iterable[FieldDiagnostic]) -> bool:
    """Return whether a rule has failed, so that nothing follows from what was not found."""
    return any(found.rule == RULE_FAILED for found, _ in findings)


def _locate(rule: Rule[T], severity: Severity, finding: Finding, locator: Locator) -> FieldDiagnostic:
    location = locator.location(
        finding.path,
        key=finding.key,
        words=finding.words,
        passage=finding.passage,
        behind=finding.behind,
    )
    severity = MILDER[severity] if finding.mild else severity
    return Diagnostic(rule.id, severity, location, finding.message, finding.example), finding.path


def _lacks_input(needs: Iterable[str], document: Document) -> bool:
    """Return whether a part of the document that a rule needs could not be read."""
    return bool(document.left_out) and any(document.is_left_out((key,)) for key in needs)
