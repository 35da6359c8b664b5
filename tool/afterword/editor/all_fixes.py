"""Combines the fixes of all findings in a text."""

from __future__ import annotations

from collections.abc import Iterable

from afterword.diagnostics import Diagnostic
from afterword.fixes.edits import Edit
from afterword.fixes.registry import fix_for
from afterword.records.site import Site


def all_fixes(findings: Iterable[Diagnostic], text: str, site: Site) -> tuple[Edit, ...]:
    """Return the edits of all fixes; of two that touch the same lines, only the first."""
    edits: list[Edit] = []
    for finding in findings:
        fix = fix_for(finding, text, site)
        if fix and not any(_touch(one, other) for one in edits for other in fix.edits):
            edits += fix.edits
    return tuple(sorted(edits, key=lambda edit: edit.location))


def _touch(one: Edit, other: Edit) -> bool:
    return one.location.line <= other.location.end_line and other.location.line <= one.location.end_line
