"""The page of each rule: what it finds, why, how severe it is, with samples that pass and fail."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from afterword.checks.reader_rules import READER_RULES
from afterword.checks.registry import (
    CHANGE_RULES,
    CONSISTENCY_RULES,
    LEAK_RULES,
    RECORD_RULES,
    REVIEW_RULES,
    RULES,
    SITE_RULES,
    WORDING_RULES,
)
from afterword.checks.rule import Rule
from afterword.checks.samples import bases, samples
from afterword.diagnostics import Severity


def _ids(rules: Iterable[Rule[Any]], but: Iterable[Rule[Any]] = ()) -> tuple[str, ...]:
    elsewhere = {rule.id for rule in but}
    return tuple(rule.id for rule in rules if rule.id not in elsewhere)


KINDS_OF_RULE = (
    ("record-rules", "Rules for records", _ids(CONSISTENCY_RULES)),
    ("text-rules", "What must not be public", _ids(LEAK_RULES)),
    ("review-rules", "Facts", _ids(REVIEW_RULES)),
    ("change-rules", "Changes", _ids(CHANGE_RULES)),
    ("text-rules", "Wording", _ids(WORDING_RULES)),
    ("site-rules", "Rules for `status.yml`", _ids(SITE_RULES, but=RECORD_RULES)),
    ("site-rules", "Problems with reading files", tuple(problem.id for problem in READER_RULES)),
)
"""The page in the handbook, the heading and the rules of each part. Several pages load faster than one."""


@dataclass(frozen=True, slots=True)
class RulePage:
    """The section of one rule in the handbook. `body` is its Markdown, including the samples.

    `passes` and `fails` are the files of the samples, by name; empty without a sample. For a rule that judges a change,
    `bases` are the files before it, by the same verdicts.
    """

    id: str
    severity: Severity
    can_be_lowered: bool
    summary: str
    body: str
    passes: Mapping[str, str]
    fails: Mapping[str, str]
    bases: Mapping[str, Mapping[str, str]]


def every_page() -> tuple[RulePage, ...]:
    """Return the pages of all rules, followed by those of the problems with reading files."""
    return tuple(_pages())


def page_of(rule: str) -> RulePage | None:
    """Return the page of a rule, or None if there is no such rule."""
    return next((page for page in _pages() if page.id == rule), None)


def handbook_address(rule: str) -> str:
    """Return the address of a rule's page from the root of the documentation."""
    page = next(page for page, _, ids in KINDS_OF_RULE if rule in ids)
    return f"handbook/{page}/#{rule}"


def _pages() -> Iterator[RulePage]:
    for rule in RULES:
        yield _page(rule.id, rule.severity, not rule.integrity, rule.text)
    for problem in READER_RULES:
        yield _page(problem.id, problem.severity, problem.can_be_lowered, problem.text)


def _page(rule: str, severity: Severity, can_be_lowered: bool, text: str | None) -> RulePage:
    body = (text or "").strip()
    summary = " ".join(body.partition("\n\n")[0].split())
    shown = samples(body)
    return RulePage(
        rule,
        severity,
        can_be_lowered,
        summary,
        body,
        passes=shown.get("Passes", {}),
        fails=shown.get("Fails", {}),
        bases=bases(body),
    )
