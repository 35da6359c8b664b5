"""The page of every rule: what it looks for, why, how bad it is, with samples that pass and fail."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from afterword.checks.reader_rules import READER_RULES
from afterword.checks.registry import RULES
from afterword.checks.samples import Sample, samples
from afterword.diagnostics import Severity


@dataclass(frozen=True, slots=True)
class RulePage:
    """One page of the handbook. `body` is all of it in Markdown, the samples included."""

    id: str
    severity: Severity
    can_be_lowered: bool
    summary: str
    body: str
    passes: Sample | None
    fails: Sample | None


def every_page() -> tuple[RulePage, ...]:
    """Give the pages of all rules, and behind them those of the problems of reading."""
    return tuple(_pages())


def page_of(rule: str) -> RulePage | None:
    """Find the page of a rule by its id."""
    return next((page for page in _pages() if page.id == rule), None)


def _pages() -> Iterator[RulePage]:
    for rule in RULES:
        yield _page(rule.id, rule.severity, not rule.integrity, rule.text)
    for problem in READER_RULES:
        yield _page(problem.id, problem.severity, problem.can_be_lowered, problem.text)


def _page(rule: str, severity: Severity, can_be_lowered: bool, text: str | None) -> RulePage:
    body = (text or "").strip()
    summary = " ".join(body.partition("\n\n")[0].split())
    shown = samples(body)
    return RulePage(rule, severity, can_be_lowered, summary, body, shown.get("Passes"), shown.get("Fails"))
