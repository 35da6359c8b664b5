"""Runs the rules that judge a change on a record or on `status.yml`."""

from __future__ import annotations

from collections.abc import Iterator

from afterword.checks.change import Change, RecordChange
from afterword.checks.registry import RECORD_CHANGE_RULES, SITE_CHANGE_RULES
from afterword.checks.review_scope import is_reviewed
from afterword.checks.runner import all_findings, switched_on
from afterword.checks.severity import EffectiveSeverities
from afterword.checks.suppression import not_suppressed
from afterword.diagnostics import Diagnostic


def change_findings(change: Change, severities: EffectiveSeverities) -> Iterator[Diagnostic]:
    """Yield what the rules find in a change.

    Rules with `review` do not look at imported records, nor at old ones: what is said there may change, but neither
    what happened nor where it is found.
    """
    if isinstance(change, RecordChange):
        record = change.after or change.before
        reviewed = record is not None and is_reviewed(record, change.sites[1].review.look_back, change.clock)
        rules = [rule for rule in RECORD_CHANGE_RULES if reviewed or not rule.review]
        found = all_findings(switched_on(rules, severities), change, change.locator)
    else:
        found = all_findings(switched_on(SITE_CHANGE_RULES, severities), change, change.locator)
    yield from not_suppressed(change.locator, found, severities)
