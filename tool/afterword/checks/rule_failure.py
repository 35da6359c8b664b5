"""The finding that stands in for a rule with a bug, so that one broken rule neither stops nor hides the others."""

from __future__ import annotations

from traceback import extract_tb

from afterword import __version__
from afterword.diagnostics import Diagnostic, Location, Severity

RULE_FAILED = "rule-failed"


def failure(rule: str, severity: Severity, file: str, error: Exception) -> Diagnostic:
    """Return the finding that a rule has failed on a file.

    The failure of a rule that finds errors is an error too: what the rule protects was not checked. The text of the
    exception is left out, because it may quote a part of the record that nobody should see.
    """
    severity = Severity.ERROR if severity is Severity.ERROR else Severity.WARNING
    message = (
        f"the rule `{rule}` failed with {described(error)}, so it did not check this file; this is a bug in "
        f"Afterword {__version__}: please report it with this message"
    )
    return Diagnostic(RULE_FAILED, severity, Location(file), message)


def described(error: Exception) -> str:
    """Return the type of an exception and where it was raised, without its text."""
    steps = extract_tb(error.__traceback__)
    at = f" ({_name(steps[-1].filename)}, line {steps[-1].lineno})" if steps else ""
    return f"{type(error).__name__}{at}"


def _name(path: str) -> str:
    return path.replace("\\", "/").rpartition("/")[2]
