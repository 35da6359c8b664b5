"""Findings as SARIF 2.1.0, which code scanning services and editors read."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from afterword import __version__
from afterword.checks.rule_failure import RULE_FAILED
from afterword.checks.rule_pages import RulePage
from afterword.diagnostics import Diagnostic, Location, Severity
from afterword.report.printable import json_text, safe_line
from afterword.report.report import Report, full_message, shortened

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_ROOT = "%SRCROOT%"
_DESCRIPTION_LIMIT = 1024
"""Characters of a description that GitHub accepts."""
_LINK = re.compile(r"\[(?=[^\[\]]*\]\()")
_PLACEHOLDER = re.compile(r"\{(\d+)\}")


def render_sarif(report: Report) -> str:
    """Return a log with one run. Paths are relative to the repository, columns are counted in UTF-16 code units."""
    numbers = {rule: number for number, rule in enumerate(report.pages)}
    lines = {file: text.split("\n") for file, text in report.texts.items()}
    results = [
        {
            "ruleId": finding.rule,
            "ruleIndex": numbers[finding.rule],
            "level": _LEVELS[finding.severity],
            "message": {"text": _plain(full_message(finding))},
            "locations": [
                {
                    "physicalLocation": _location(
                        report, finding.location, lines.get(finding.location.file, [])
                    )
                }
            ],
            # The second is the only one that GitHub compares.
            "partialFingerprints": {
                "afterword/v1": fingerprint,
                "primaryLocationLineHash": f"{fingerprint}:1",
            },
        }
        for finding, fingerprint in zip(report.findings, report.fingerprints, strict=True)
    ]
    run = {
        "tool": {"driver": _driver(report)},
        "invocations": [_invocation(report.findings)],
        "originalUriBaseIds": {_ROOT: {"description": {"text": "The root of the repository."}}},
        "columnKind": "utf16CodeUnits",
        "results": results,
    }
    return json_text({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ascii_only=True) + "\n"


def _driver(report: Report) -> dict[str, Any]:
    driver = {
        "name": "Afterword",
        "semanticVersion": __version__,
        "rules": [_rule(report, page) for page in report.pages.values()],
    }
    return driver | ({"informationUri": report.handbook} if report.handbook else {})


def _rule(report: Report, page: RulePage) -> dict[str, Any]:
    url = report.help_url(page.id)
    description = {"text": shortened(_plain(page.summary), _DESCRIPTION_LIMIT)}
    rule = {
        "id": page.id,
        "name": page.id.title().replace("-", ""),
        "shortDescription": description,
        "fullDescription": description,
        "help": {"text": f"{page.summary} `afterword explain {page.id}` says more.", "markdown": page.body},
        "defaultConfiguration": {"level": _LEVELS[page.severity]},
        "properties": {"tags": ["incident-record"]},
    }
    return rule | ({"helpUri": url} if url else {})


def _invocation(findings: tuple[Diagnostic, ...]) -> dict[str, Any]:
    """Return whether the tool has worked: a rule that failed is a fault of ours, not of the records."""
    failures = [
        {
            "level": "error",
            "message": {"text": _plain(f"{safe_line(each.location.file)}: {safe_line(each.message)}")},
            "descriptor": {"id": RULE_FAILED},
        }
        for each in findings
        if each.rule == RULE_FAILED
    ]
    notes = {"toolExecutionNotifications": failures} if failures else {}
    return {"executionSuccessful": not failures, **notes}


def _location(report: Report, location: Location, lines: list[str]) -> Mapping[str, Any]:
    uri = quote(report.path(location.file), safe="/", errors="replace")
    artifact = {"artifactLocation": {"uri": uri, "uriBaseId": _ROOT}}
    # GitHub shows a result only at a line, so one about a whole file is at its first line.
    return {**artifact, "region": _region(location, lines) if location.line else {"startLine": 1}}


def _region(location: Location, lines: list[str]) -> dict[str, int]:
    end_line = max(location.end_line, location.line)
    end = _column(lines, end_line, location.end_column)
    region = {"startLine": location.line, "startColumn": _column(lines, location.line, location.column)}
    if end_line == location.line:
        return {**region, "endLine": end_line, "endColumn": max(end, region["startColumn"])}
    return {**region, "endLine": end_line, "endColumn": max(end, 1)}


def _column(lines: list[str], line: int, column: int) -> int:
    """Convert a column in characters to one in UTF-16 code units."""
    before = lines[line - 1][: column - 1] if line <= len(lines) else ""
    return column + sum(character > "\uffff" for character in before)


def _plain(text: str) -> str:
    """Escape what SARIF would turn into a link, or would fill in."""
    return _PLACEHOLDER.sub(r"{{\1}}", _LINK.sub(r"\\[", text))
