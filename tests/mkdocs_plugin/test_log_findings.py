"""Findings in MkDocs' log, which obeys no name of a file."""

from __future__ import annotations

import io
import logging
from pathlib import Path

import pytest

from afterword.app.checking import CheckResult
from afterword.diagnostics import Diagnostic, Location, Severity
from afterword.mkdocs_plugin.log_findings import ServedFindings, escape_log, log_findings


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


def test_a_server_logs_a_warning_once_and_an_error_again(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    old, new = (
        Diagnostic("long-title", Severity.WARNING, Location("a.yml", line, 1), "it is long")
        for line in (1, 2)
    )
    error = Diagnostic("unknown-key", Severity.ERROR, Location("a.yml", 3, 1), "`titel` is not a key")
    served = ServedFindings()
    for findings in ((old, error), (old, new, error), (old,)):
        served.log(CheckResult(Path(), None, findings, ()))
    again = "as before: 1 finding; `afterword check` shows all"
    assert caplog.messages == [
        "a.yml:1:1: long-title: it is long",
        "a.yml:3:1: unknown-key: `titel` is not a key",
        "a.yml:2:1: long-title: it is long",
        "a.yml:3:1: unknown-key: `titel` is not a key",
        again,
        again,
    ]


def test_what_mkdocs_logs_about_a_file_controls_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    log, stream = logging.getLogger("mkdocs"), io.StringIO()
    monkeypatch.setattr(log, "handlers", [logging.StreamHandler(stream)])
    for _ in range(2):  # each build of a server starts the plugin
        escape_log()
    log.warning("Doc file '%s' links to nothing", "a\x1b[8m\n::error::x ##[group]")
    assert stream.getvalue() == "Doc file 'a␛[8m\n\u2236\u2236error::x #♯[group]' links to nothing\n"
