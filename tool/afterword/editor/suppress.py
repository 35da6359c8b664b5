"""Writes the comment that suppresses a finding, and leaves the reason to the author."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from afterword.checks.severity import effective_severities
from afterword.diagnostics import Diagnostic
from afterword.editor.tokens import Outline
from afterword.records.site import Site


class Insertion(NamedTuple):
    """Text that is inserted at the beginning of a line, which counts from 0."""

    line: int
    text: str


def suppression(finding: Diagnostic, site: Site, outline: Outline, lines: Sequence[str]) -> Insertion | None:
    """Return the comment above a finding, without a reason; None if its rule cannot be suppressed.

    Until the author adds the reason, `suppression-without-reason` reports the comment.
    """
    effective = effective_severities(site.review.rules).get(finding.rule)
    if effective is None or not effective.can_be_lowered:
        return None
    comment = f"# afterword: ignore {finding.rule} because "
    if finding.location.line == 0:
        return Insertion(0, f"{comment}\n")
    above = [line for line in outline.free_lines if line < finding.location.line]
    if not above:
        return None
    line = max(above)
    text = lines[line]
    return Insertion(line, f"{text[: len(text) - len(text.lstrip())]}{comment}\n")
