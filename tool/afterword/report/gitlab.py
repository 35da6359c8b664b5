"""Findings as a code quality report of GitLab, which merge requests show."""

from __future__ import annotations

from afterword.diagnostics import Severity
from afterword.report.printable import json_text, safe_line
from afterword.report.report import Report, full_message

_SEVERITIES = {Severity.ERROR: "critical", Severity.WARNING: "minor", Severity.INFO: "info"}


def render_gitlab(report: Report) -> str:
    """Return the report: a list of findings, each with a fingerprint that differs from all others."""
    issues = [
        {
            "description": full_message(finding),
            "check_name": finding.rule,
            "fingerprint": fingerprint,
            "severity": _SEVERITIES[finding.severity],
            "location": {
                "path": safe_line(report.path(finding.location.file)),
                "lines": {
                    "begin": max(finding.location.line, 1),
                    "end": max(finding.location.end_line, finding.location.line, 1),
                },
            },
        }
        for finding, fingerprint in zip(report.findings, report.fingerprints, strict=True)
    ]
    return json_text(issues, ascii_only=True) + "\n"
