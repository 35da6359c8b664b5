"""The formats of a report of findings, besides the text for a terminal."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeAlias

from afterword.report.check_json import render_json
from afterword.report.github import render_github
from afterword.report.gitlab import render_gitlab
from afterword.report.junit import render_junit
from afterword.report.report import Report
from afterword.report.sarif import render_sarif

ReportFormat: TypeAlias = Callable[[Report], str]

TEXT = "text"
REPORT_FORMATS: Mapping[str, ReportFormat] = {
    "json": render_json,
    "github": render_github,
    "gitlab": render_gitlab,
    "sarif": render_sarif,
    "junit": render_junit,
}
"""The formats for other programs, by name."""
