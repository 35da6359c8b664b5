"""Writes findings to MkDocs' log."""

from __future__ import annotations

import logging
from collections.abc import Iterable
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
    log_all(checked.diagnostics)


def log_all(diagnostics: Iterable[Diagnostic]) -> None:
    """Log findings with their locations."""
    for diagnostic in diagnostics:
        _log_one(diagnostic)


class ServedFindings:
    """The findings of a server's builds: all are logged once, and after an edit those that are new, and the errors."""

    def __init__(self) -> None:
        """Begin with nothing logged."""
        self._former: frozenset[int] = frozenset()

    def log(self, checked: CheckResult) -> None:
        """Log what the build before did not find, and how many other findings there are."""
        former, self._former = self._former, frozenset(map(hash, checked.diagnostics))
        others = 0
        for diagnostic in checked.diagnostics:
            if diagnostic.severity is not Severity.ERROR and hash(diagnostic) in former:
                others += 1
            else:
                _log_one(diagnostic)
        if others:
            found = "1 finding" if others == 1 else f"{others:,} findings"
            _log.info("as before: %s; `afterword check` shows all", found)


def _log_one(diagnostic: Diagnostic) -> None:
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
