"""Findings as JUnit XML, in the form that Jenkins, GitLab and most other servers read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from afterword.checks.rule_failure import RULE_FAILED
from afterword.diagnostics import Diagnostic
from afterword.report.printable import safe_line
from afterword.report.report import Report, full_message


def render_junit(report: Report) -> str:
    """Return a test suite: a test for each finding, and one that passes for each file without any.

    A finding that does not make the check fail is a test that passes, with the finding as its output.
    """
    suite = Element("testsuite", name="afterword check")
    with_findings = {finding.location.file for finding in report.findings}
    names = _names(report)
    for finding in report.findings:
        _add_finding(SubElement(suite, "testcase", _case(report, finding, next(names))), report, finding)
    for file in report.files:
        if file not in with_findings:
            SubElement(
                suite, "testcase", name="no problems", classname=safe_line(report.path(file)), time="0"
            )
    failed = [finding for finding in report.findings if report.fails(finding)]
    errors = sum(finding.rule == RULE_FAILED for finding in report.findings)
    failures = sum(finding.rule != RULE_FAILED for finding in failed)
    counts = {"tests": str(len(suite)), "failures": str(failures), "errors": str(errors), "time": "0"}
    suite.attrib.update(counts)
    suites = Element("testsuites", {"name": "afterword", **counts})
    suites.append(suite)
    ElementTree.indent(suites)
    # Everything that is not ASCII becomes a character reference: the text is valid in every encoding.
    text = ElementTree.tostring(suites, encoding="us-ascii").decode("ascii")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'


def _names(report: Report) -> Iterator[str]:
    """Yield a name for each finding; servers tell tests apart by file and name, and follow them from run to run."""
    seen: Counter[tuple[str, str]] = Counter()
    for finding, key in zip(report.findings, report.keys, strict=True):
        name = safe_line(f"{finding.rule}: {key.field}" if key.field else finding.rule)
        seen[finding.location.file, name] += 1
        number = seen[finding.location.file, name]
        yield name if number == 1 else f"{name} ({number})"


def _case(report: Report, finding: Diagnostic, name: str) -> dict[str, str]:
    return {"name": name, "classname": safe_line(report.path(finding.location.file)), "time": "0"}


def _add_finding(case: Element, report: Report, finding: Diagnostic) -> None:
    location = finding.location
    place = f"{report.path(location.file)}:{location.line}" if location.line else report.path(location.file)
    text = f"{safe_line(place)}: {finding.severity.value}: {full_message(finding)}"
    if finding.rule == RULE_FAILED:
        tag = "error"
    elif report.fails(finding):
        tag = "failure"
    else:
        SubElement(case, "system-out").text = text
        return
    problem = SubElement(case, tag, type=finding.severity.value, message=safe_line(finding.message))
    problem.text = text
