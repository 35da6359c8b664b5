"""Findings as our own JSON; `schema/check-v1.json` describes it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from afterword import __version__
from afterword.report.printable import json_text, safe_line, safe_lines
from afterword.report.report import Report
from afterword.source.files import RECORDS_FOLDER

if TYPE_CHECKING:  # only mypy and the schema need the declarations
    from afterword.checks.finding_keys import FindingKey
    from afterword.diagnostics import Diagnostic
    from afterword.report.check_json_types import CheckFile, FindingEntry


def render_json(report: Report) -> str:
    """Return the report; characters outside ASCII are escaped, so that it can be printed anywhere."""
    severities = Counter(each.severity.value for each in report.findings)
    base = report.base
    content: CheckFile = {
        "version": 1,
        "afterword": __version__,
        "site": report.folder,
        "base": {"ref": base.ref, "commit": base.commit, "older": base.older} if base else None,
        "counts": {
            "error": severities["error"],
            "warning": severities["warning"],
            "info": severities["info"],
            "records": report.records,
        },
        "findings": finding_entries(report),
    }
    return json_text(content, ascii_only=True) + "\n"


def finding_entries(report: Report) -> list[FindingEntry]:
    """Return the findings of a report as JSON has them."""
    found = zip(report.findings, report.keys, report.fingerprints, strict=True)
    return [_finding(report, *each) for each in found]


def _finding(report: Report, finding: Diagnostic, key: FindingKey, fingerprint: str) -> FindingEntry:
    location = finding.location
    return {
        "rule": finding.rule,
        "severity": finding.severity.value,
        "message": safe_line(finding.message),
        "example": safe_lines(finding.example) or None,
        "file": safe_line(location.file),
        "record": key.record if location.file.startswith(f"{RECORDS_FOLDER}/") else None,
        "field": safe_line(key.field) or None,
        "location": {
            "line": location.line,
            "column": location.column,
            "end_line": location.end_line,
            "end_column": location.end_column,
        }
        if location.line
        else None,
        "fingerprint": fingerprint,
        "help": report.pages[finding.rule].summary,
        "help_url": report.help_url(finding.rule) or None,
    }
