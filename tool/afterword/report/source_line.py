"""The source line of a finding, shortened to fit, with the location underlined."""

from __future__ import annotations

from typing import NamedTuple

from afterword.checks.leaks.secrets import masked
from afterword.diagnostics import Location
from afterword.report.printable import safe
from afterword.report.terminal_width import cell_count, fitting

_CUT = "…"
_BEFORE = 24
"""Cells of a long line that are shown before the location, so that its key can be seen."""


class Excerpt(NamedTuple):
    """A line as it is shown, and the carets below the location."""

    line: str
    carets: str


def excerpt(location: Location, text: str, width: int) -> Excerpt | None:
    """Return the line of a location, shortened around it to `width` cells, or None if the text has no such line.

    Dots hide the secrets in it, whatever the finding is about.
    """
    lines = masked(text).split("\n")
    if not 1 <= location.line <= len(lines):
        return None
    line = safe(lines[location.line - 1].removesuffix("\r"))
    start = min(max(location.column - 1, 0), len(line))
    continues = location.end_line > location.line
    end = max(start, len(line.rstrip()) if continues else min(location.end_column - 1, len(line)))
    before, marked, after = line[:start], line[start:end], line[end:]
    if cell_count(line) > width:
        before, marked, after = _cut(before, marked, after, width)
    carets = " " * cell_count(before) + "^" * max(cell_count(marked), 1)
    return Excerpt(f"{before}{marked}{after}".rstrip(), carets)


def _cut(before: str, marked: str, after: str, width: int) -> tuple[str, str, str]:
    """Keep the location, some of the text before it, and as much of the rest as fits."""
    lead = min(cell_count(before), _BEFORE)
    if cell_count(marked) > width - lead:
        return _tail(before, lead), _head(marked, width - lead), ""
    left = width - cell_count(marked)
    before = _tail(before, max(lead, left - cell_count(after)))
    return before, marked, _head(after, left - cell_count(before))


def _head(text: str, width: int) -> str:
    if cell_count(text) <= width:
        return text
    return fitting(text, width - 1) + _CUT if width > 0 else ""


def _tail(text: str, width: int) -> str:
    if cell_count(text) <= width:
        return text
    return _CUT + fitting(text[::-1], width - 1)[::-1]
