"""The effective severity of each rule on a site: the built-in default, or what `review.rules` says."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple, TypeAlias

from afterword.checks.reader_rules import READER_RULES
from afterword.checks.registry import RULES
from afterword.diagnostics import Severity
from afterword.records.settings import RuleLevel


class EffectiveSeverity(NamedTuple):
    """How severe a rule's findings are on a site (None: switched off), and whether a site may change it."""

    severity: Severity | None
    can_be_lowered: bool


EffectiveSeverities: TypeAlias = Mapping[str, EffectiveSeverity]


def effective_severities(configured: Mapping[str, RuleLevel]) -> EffectiveSeverities:
    """Apply a site's `review.rules` to the defaults.

    Entries that cannot be applied are ignored; the rule `site-unknown-rule` reports them.
    """
    result = _defaults()
    for name, level in configured.items():
        if name in result and result[name].can_be_lowered:
            severity = None if level is RuleLevel.OFF else Severity(level.value)
            result[name] = EffectiveSeverity(severity, can_be_lowered=True)
    return result


def _defaults() -> dict[str, EffectiveSeverity]:
    rules = {rule.id: EffectiveSeverity(rule.severity, not rule.integrity) for rule in RULES}
    return rules | {each.id: EffectiveSeverity(each.severity, each.can_be_lowered) for each in READER_RULES}
