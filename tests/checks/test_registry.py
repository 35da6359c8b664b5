"""The lists of rules and problems are complete, and rules do not access the system."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
from pathlib import Path

import pytest

import afterword
import afterword.checks.change_rules
import afterword.checks.rules
from afterword.checks.reader_rules import READER_RULES, UNUSABLE_PLUGIN
from afterword.checks.registry import RULES
from afterword.checks.rule_failure import RULE_FAILED
from afterword.checks.rule_pages import every_page
from afterword.checks.suppression import UNUSED
from afterword.diagnostics import Severity

_PACKAGE = Path(afterword.__file__).parent
_ID = re.compile(r"[a-z]+(-[a-z0-9]+)+|tab")
_OTHER_WORDS = {
    "incident-io", "utf-8", "utf-8-sig", "team-search", "query-engine", "no-data", "gh-deploy", "cat-file",
    "merge-base", "rev-parse", "ls-files", "ls-tree", "for-each-ref", "merge-file", "check-attr", "the-record",
    "the-site", "search-is-slow", "yaml-language-server", "md-typeset", "get-url", "symbolic-ref", "same-dir",
    "table-reader", "status-site", "awesome-nav", "awesome-pages", "exclude-search", "gen-files",
    "include-markdown", "literate-nav", "section-index",
}  # fmt: skip
"""Words that look like the id of a rule: a policy, an encoding, examples, names in pages, commands, plugins."""
_MODULES = {
    module.name: f"{package.__name__}.{module.name}"
    for package in (afterword.checks.rules, afterword.checks.change_rules)
    for module in pkgutil.iter_modules(package.__path__)
}


def test_every_module_with_a_rule_is_in_the_registry() -> None:
    modules = [*map(importlib.import_module, _MODULES.values())]
    assert {id(module.RULE) for module in modules if hasattr(module, "RULE")} == {id(rule) for rule in RULES}


@pytest.mark.parametrize("rule", [rule.id for rule in RULES])
def test_a_rule_has_the_name_of_its_module(rule: str) -> None:
    assert rule.replace("-", "_") in _MODULES


def test_severities_and_which_of_them_are_fixed_are_part_of_the_contract() -> None:
    fixed = [rule.id for rule in RULES if rule.integrity]
    warnings = [rule.id for rule in RULES if rule.severity is Severity.WARNING]
    assert fixed == [
        "record-id",
        "duplicate-id",
        "alias-in-use",
        "repeated-id",
        "unknown-component",
        "unknown-level",
        "unknown-severity",
        "unknown-reference",
        "end-before-start",
        "missing-attachment",
        "unsafe-attachment",
        "link-to-record",
        "site-repeated-id",
        "site-operational-level",
        "site-unknown-group",
        "site-nested-group",
        "site-component-dates",
        "site-unknown-rule",
        "site-unknown-publish-key",
        "site-broken-link",
    ]
    assert warnings == [
        "repeated-component",
        "unknown-but-present",
        "share-above-whole",
        "negative-number",
        "same-window",
        "open-without-news",
        "window-after-until",
        "level-without-window",
        "start-after-window",
        "start-before-news",
        "start-far-from-id",
        "update-before-start",
        "end-after-closing",
        "end-in-another-year",
        "window-before-since",
        "milestone-order",
        "update-after-end",
        "maintenance-without-schedule",
        "moved-without-update",
        "pause-not-announced",
        "swallowed-text",
        "raw-html",
        "broken-markdown",
        "foreign-picture",
        "not-a-picture",
        "long-title",
        "insider-link",
        "customer-address",
        "severity-too-low",
        "incident-under-maintenance",
        "window-at-operational",
        "end-apart-from-resolved",
        "notified-after-resolved",
        "timeline-order",
        "timeline-far-away",
        "post-mortem-without-date",
        "completed-before-period",
        "scheduled-order",
        "maintenance-overran",
        "promise-of-update-passed",
        "promised-report",
        "notice-already-over",
        "action-without-owner",
        "action-without-due-date",
        "done-without-closed",
        "same-action-twice",
        "dropped-urgent-action",
        "several-owners",
        "action-for-people",
        "late-due-date",
        "action-without-tracker",
        "missing-severity",
        "empty-post-mortem",
        "missing-impact-number",
        "missing-detection",
        "missing-recovery",
        "cause-without-action",
        "no-detecting-action",
        "late-post-mortem",
        "same-update",
        "related-to-later",
        "picture-without-text",
        "covers-post-mortem",
        "duration-in-text",
        "time-in-text",
        "number-in-text",
        "outage-in-text",
        "component-in-text",
        "blamed-person",
        "human-error",
        "counterfactual",
        "normative-wording",
        "animated-language",
        "relative-date",
        "vague-title",
        "terse-update",
        "placeholder",
        "site-id-from-name",
        "site-objective",
        "site-without-url",
        "site-zone-changed",
        "lost-address",
        "hidden-after-publishing",
        "uncorrected-number",
        "uncorrected-text",
        "changed-update",
        "changed-correction",
        "withdrawn-post-mortem",
        "cancelled-without-update",
        "dropped-action",
        "slipped-due-date",
        "forgotten-due-date",
        "removed-owner",
        "reopened-action",
        "dropped-unknown",
        "site-moves-numbers",
    ]
    assert [rule.id for rule in RULES if rule.severity is Severity.INFO] == [
        "former-id",
        "scope-spelling",
        "window-on-another-day",
        "overdue-action",
        "same-priority",
        "many-actions",
        "vague-action",
        "no-preventing-action",
        "detected-at-start",
        "timeline-starts-late",
        "pending-unknown",
        "maintenance-as-incident",
        "share-of-what",
        "title-style",
        "lowered-severity",
        "lowered-priority",
        "removed-tracker",
    ]


def test_no_two_pages_share_an_id() -> None:
    ids = [page.id for page in every_page()]
    assert len(ids) == len(set(ids))
    assert all(re.fullmatch(r"[a-z]+(-[a-z0-9]+)*", each) for each in ids)


def test_every_problem_with_reading_has_a_page_and_every_page_a_problem() -> None:
    layers = ("source", "records", "app", "mkdocs_plugin")
    files = [file for layer in layers for file in (_PACKAGE / layer).glob("*.py")]
    nodes = [node for file in files for node in ast.walk(ast.parse(file.read_text("utf-8")))]
    texts = {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    emitted = {text for text in texts if _ID.fullmatch(text)} - _OTHER_WORDS - {rule.id for rule in RULES}
    assert emitted | {UNUSED, RULE_FAILED, UNUSABLE_PLUGIN} == {problem.id for problem in READER_RULES}


@pytest.mark.parametrize("name", _MODULES.values())
def test_rules_do_not_access_files_the_clock_or_templates(name: str) -> None:
    tree = ast.parse(Path(importlib.import_module(name).__file__ or "").read_text("utf-8"))
    imported = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    imported |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    tops = {module.partition(".")[0] for module in imported}
    assert not tops & {"os", "sys", "io", "pathlib", "time", "subprocess", "click", "jinja2", "mkdocs"}
    assert not {module for module in imported if module.startswith("afterword.source.files")}
