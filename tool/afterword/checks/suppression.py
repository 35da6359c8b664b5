"""Takes out the findings that a comment in the file suppresses, and reports comments that do nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from afterword.checks.locations import Locator
from afterword.checks.severity import EffectiveSeverities
from afterword.diagnostics import Diagnostic
from afterword.records.error_messages import nearest
from afterword.source.comments import Suppression, suppressions
from afterword.source.nodes import Path

UNUSED = "unused-suppression"


class LocatedDiagnostic(NamedTuple):
    """A finding at its place, with the field that the rule named."""

    diagnostic: Diagnostic
    path: Path


def apply_suppressions(
    places: Locator, findings: Sequence[LocatedDiagnostic], taken: EffectiveSeverities, *, judge_unused: bool
) -> Iterator[Diagnostic]:
    """Give the findings that stay, with the problems of the suppressions themselves.

    A rule may find nothing because a part of the file could not be used. Only where `judge_unused` is set is
    a suppression that suppresses nothing held against its author.
    """
    asked, problems = suppressions(places.file, places.document.text)
    yield from problems
    used: set[Suppression] = set()
    for found in findings:
        matching = [each for each in asked if _is_about(each, found, places)]
        used.update(matching)
        if not (matching and taken[found.diagnostic.rule].can_be_lowered):
            yield found.diagnostic
    severity = taken[UNUSED].severity
    for each in asked:
        said = _useless(each, taken, idle=judge_unused and each not in used)
        if said and severity is not None:
            yield Diagnostic(UNUSED, severity, each.written_at, said)


def _is_about(suppression: Suppression, found: LocatedDiagnostic, places: Locator) -> bool:
    if suppression.rule != found.diagnostic.rule:
        return False
    return suppression.line == 0 or suppression.line in places.lines(found.path)


def _useless(suppression: Suppression, taken: EffectiveSeverities, *, idle: bool) -> str:
    rule = suppression.rule
    standing = taken.get(rule)
    if standing is None:
        meant = nearest(rule, taken)
        hint = f"did you mean `{meant}`?" if meant else "`afterword explain` lists them"
        return f"there is no rule `{rule}`; {hint}"
    if not standing.can_be_lowered:
        return f"`{rule}` cannot be suppressed, as pages cannot be made without it; take the comment out"
    if idle and standing.severity is not None:
        return f"`{rule}` finds nothing here; take the comment out"
    return ""
