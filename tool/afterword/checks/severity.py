"""How seriously a site takes each rule, and which of them it may decide about."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple, TypeAlias

from afterword.checks.reader_rules import READER_RULES
from afterword.checks.registry import RULES
from afterword.diagnostics import Severity
from afterword.records.settings import RuleLevel


class EffectiveSeverity(NamedTuple):
    """A rule on a site: how bad its findings are (None: switched off), and whether that can be changed."""

    severity: Severity | None
    can_be_lowered: bool


EffectiveSeverities: TypeAlias = Mapping[str, EffectiveSeverity]


def _own_standings() -> dict[str, EffectiveSeverity]:
    """Give every rule that a finding can have, as it is where a site says nothing."""
    rules = {rule.id: EffectiveSeverity(rule.severity, not rule.integrity) for rule in RULES}
    return rules | {each.id: EffectiveSeverity(each.severity, each.can_be_lowered) for each in READER_RULES}


def effective_severities(wanted: Mapping[str, RuleLevel]) -> EffectiveSeverities:
    """Apply a site's `review.rules`. What cannot be changed stays; `site-unknown-rule` reports it."""
    result = _own_standings()
    for name, level in wanted.items():
        if name in result and result[name].can_be_lowered:
            severity = None if level is RuleLevel.OFF else Severity(level.value)
            result[name] = EffectiveSeverity(severity, can_be_lowered=True)
    return result
