"""Findings as workflow commands of GitHub Actions, which shows them as annotations of the change."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from afterword.diagnostics import Diagnostic, Severity
from afterword.report.printable import safe_line
from afterword.report.report import Report, full_message, shortened, worst_first

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
_SHOWN = 10
"""How many annotations of a severity GitHub shows for each step of a workflow."""
_MESSAGE_LIMIT = 4_000
"""Characters of a message. GitHub's runner cuts off what is behind 4,096."""
_TITLE_LIMIT = 255


def render_github(report: Report) -> str:
    """Return one command for each finding, errors first, and a line for those that are shown in the log only."""
    return "".join(f"{line}\n" for line in _lines(report))


def _lines(report: Report) -> Iterator[str]:
    totals = Counter(each.severity for each in report.findings)
    seen: Counter[Severity] = Counter()
    for index, finding in worst_first(report.findings):
        severity = finding.severity
        seen[severity] += 1
        message = _message(report, index, finding)
        more = totals[severity] - _SHOWN
        note = f"\n({more} more in the log of this step)" if seen[severity] == _SHOWN and more > 0 else ""
        text = _data(shortened(message, _MESSAGE_LIMIT - len(note)) + note)
        yield f"::{_COMMANDS[severity]} {_properties(report, finding)}::{text}"
    hidden = [f"{count} {each}s" for each, count in totals.items() if count > _SHOWN]
    if hidden:
        yield (
            f"GitHub shows at most {_SHOWN} annotations of a severity for each step; "
            f"all findings are above ({', '.join(sorted(hidden))})."
        )


def _message(report: Report, index: int, finding: Diagnostic) -> str:
    lines = [full_message(finding)]
    if report.explain and index in report.first_of_rule:
        lines.append(report.explanations[finding.rule])
    return "\n".join(lines)


def _properties(report: Report, finding: Diagnostic) -> str:
    location = finding.location
    properties: dict[str, object] = {"file": safe_line(report.path(location.file))}
    if location.line:
        properties |= {"line": location.line, "endLine": max(location.end_line, location.line)}
    if location.line and location.line == location.end_line:  # columns are valid on a single line only
        properties |= {"col": location.column, "endColumn": max(location.end_column, location.column)}
    properties["title"] = shortened(f"afterword: {finding.rule}", _TITLE_LIMIT)
    return ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())


def _data(text: str) -> str:
    """Escape the text of a command."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    """Escape the value of a property."""
    return _data(text).replace(":", "%3A").replace(",", "%2C")
