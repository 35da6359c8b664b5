"""Removes the findings that a comment in the file suppresses, and reports comments that suppress nothing."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from typing import TypeAlias

from afterword.checks.locations import Locator
from afterword.checks.registry import CHANGE_RULES
from afterword.checks.severity import EffectiveSeverities
from afterword.diagnostics import Diagnostic
from afterword.records.error_messages import nearest
from afterword.source.comments import Suppression, suppressions
from afterword.source.nodes import Path

UNUSED = "unused-suppression"
_OF_CHANGES = frozenset(rule.id for rule in CHANGE_RULES)
"""Rules that find nothing once a change is published: their suppressions stay, as a note why it was made."""


FieldDiagnostic: TypeAlias = tuple[Diagnostic, Path]
"""A finding, and the field that the rule named."""


def apply_suppressions(
    locator: Locator,
    findings: Sequence[FieldDiagnostic],
    severities: EffectiveSeverities,
    *,
    report_unused: bool,
    spared: Container[str] = (),
) -> Iterator[Diagnostic]:
    """Yield the findings that are not suppressed, and the problems of the suppressions themselves.

    If a part of the file could not be used, some rules did not run, and a suppression may seem unused. So
    suppressions that match no finding are reported only with `report_unused`, and not if they are of rules that have
    `spared` the file.
    """
    comments, problems = suppressions(locator.file, locator.document.text)
    yield from problems
    used: set[Suppression] = set()
    yield from _remaining(locator, findings, severities, comments, used)
    severity = severities[UNUSED].severity
    for comment in comments:
        problem = _problem(
            comment, severities, unused=report_unused and comment not in used and comment.rule not in spared
        )
        if problem and severity is not None:
            yield Diagnostic(UNUSED, severity, comment.written_at, problem)


def not_suppressed(
    locator: Locator, findings: Sequence[FieldDiagnostic], severities: EffectiveSeverities
) -> Iterator[Diagnostic]:
    """Yield the findings that are not suppressed. Nothing is said about the suppressions themselves."""
    comments, _ = suppressions(locator.file, locator.document.text)
    yield from _remaining(locator, findings, severities, comments, set())


def _remaining(
    locator: Locator,
    findings: Sequence[FieldDiagnostic],
    severities: EffectiveSeverities,
    comments: Sequence[Suppression],
    used: set[Suppression],
) -> Iterator[Diagnostic]:
    """Yield the findings that no comment suppresses, and note which comments suppress one."""
    for diagnostic, path in findings:
        matching = [each for each in comments if _matches(each, diagnostic, path, locator)]
        used.update(matching)
        if not (matching and severities[diagnostic.rule].can_be_lowered):
            yield diagnostic


def _matches(suppression: Suppression, diagnostic: Diagnostic, path: Path, locator: Locator) -> bool:
    if suppression.rule != diagnostic.rule:
        return False
    return suppression.line == 0 or suppression.line in locator.lines(path)


def _problem(suppression: Suppression, severities: EffectiveSeverities, *, unused: bool) -> str:
    """Return why a suppression has no effect, or an empty text."""
    rule = suppression.rule
    effective = severities.get(rule)
    if effective is None:
        meant = nearest(rule, severities)
        hint = f"did you mean `{meant}`?" if meant else "`afterword explain` lists them"
        return f"there is no rule `{rule}`; {hint}"
    if not effective.can_be_lowered:
        return f"`{rule}` cannot be suppressed, because pages depend on it; remove the comment"
    if unused and effective.severity is not None and rule not in _OF_CHANGES:
        return f"`{rule}` reports nothing here; remove the comment"
    return ""
