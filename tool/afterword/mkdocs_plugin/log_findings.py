"""Writes findings to MkDocs' log."""

from __future__ import annotations

import logging
from typing import Literal

from afterword.app.checking import CheckResult
from afterword.diagnostics import Diagnostic, Severity
from afterword.report.printable import printable, safe

_log = logging.getLogger("mkdocs.plugins.afterword")
_LEVELS = {Severity.ERROR: logging.ERROR, Severity.WARNING: logging.WARNING, Severity.INFO: logging.INFO}


def _escape(record: logging.LogRecord) -> bool:
    record.msg, record.args = printable(record.getMessage()), ()
    return True


def escape_log() -> None:
    """Let no name of a file and no link with escapes give a terminal or a build server a command through MkDocs' log.

    Our own commands escape all output; this is for `mkdocs build` and `mkdocs serve`.
    """
    for handler in logging.getLogger("mkdocs").handlers:
        handler.addFilter(_escape)


def log_findings(checked: CheckResult) -> None:
    """Log every finding with its location."""
    for diagnostic in checked.diagnostics:
        _log.log(_LEVELS[diagnostic.severity], "%s", _line(diagnostic))


def _line(diagnostic: Diagnostic) -> str:
    location = diagnostic.location
    place = f"{location.file}:{location.line}:{location.column}" if location.line else location.file
    return safe(f"{place}: {diagnostic.rule}: {diagnostic.message}")


def not_published_message(checked: CheckResult) -> str:
    """Return the message that says why nothing was published."""
    number = sum(diagnostic.severity is Severity.ERROR for diagnostic in checked.diagnostics)
    noun: Literal["error", "errors"] = "error" if number == 1 else "errors"
    return (
        f"{number} {noun} in the records; nothing was published. `afterword check` shows each with its line"
    )
