"""Findings in MkDocs' log."""

from __future__ import annotations

from pathlib import Path

import pytest

from afterword.app.checking import CheckResult
from afterword.diagnostics import Diagnostic, Location, Severity
from afterword.mkdocs_plugin.log_findings import log_findings


def test_a_finding_about_a_whole_file_has_no_line(caplog: pytest.LogCaptureFixture) -> None:
    findings = (
        Diagnostic("record-id", Severity.ERROR, Location("incidents/2026/x.yml"), "`x` is not a valid id"),
        Diagnostic(
            "unknown-key", Severity.ERROR, Location("status.yml", 2, 1, 2, 4), "`nam` is not a key here"
        ),
    )
    log_findings(CheckResult(Path(), None, findings, ()))
    assert caplog.messages == [
        "incidents/2026/x.yml: record-id: `x` is not a valid id",
        "status.yml:2:1: unknown-key: `nam` is not a key here",
    ]
