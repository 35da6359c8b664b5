"""The line of a file that a finding is about, cut to fit, with the place underlined."""

from __future__ import annotations

from typing import NamedTuple

from afterword.diagnostics import Location
from afterword.report.terminal_width import cell_count, fitting, safe

_CUT = "…"
_BEFORE = 24
"""Cells of a long line that are shown before the place, so that its key can be seen."""


class Excerpt(NamedTuple):
    """A line as it is shown, and below it the marks under the place."""

    line: str
    marks: str


def excerpt(location: Location, text: str, room: int) -> Excerpt | None:
    """Cut the line of a place so that the place is seen; None where the text has no such line."""
    lines = text.split("\n")
    if not 1 <= location.line <= len(lines):
        return None
    line = safe(lines[location.line - 1].removesuffix("\r"))
    start = min(max(location.column - 1, 0), len(line))
    goes_on = location.end_line > location.line
    end = max(start, len(line.rstrip()) if goes_on else min(location.end_column - 1, len(line)))
    before, place, after = line[:start], line[start:end], line[end:]
    if cell_count(line) > room:
        before, place, after = _cut(before, place, after, room)
    marks = " " * cell_count(before) + "^" * max(cell_count(place), 1)
    return Excerpt(f"{before}{place}{after}".rstrip(), marks)


def _cut(before: str, place: str, after: str, room: int) -> tuple[str, str, str]:
    """Show the place with some of what stands before it, and as much of the rest as there is room for."""
    lead = min(cell_count(before), _BEFORE)
    if cell_count(place) > room - lead:
        return _tail(before, lead), _head(place, room - lead), ""
    left = room - cell_count(place)
    before = _tail(before, max(lead, left - cell_count(after)))
    return before, place, _head(after, left - cell_count(before))


def _head(text: str, room: int) -> str:
    if cell_count(text) <= room:
        return text
    return fitting(text, room - 1) + _CUT if room > 0 else ""


def _tail(text: str, room: int) -> str:
    if cell_count(text) <= room:
        return text
    return _CUT + fitting(text[::-1], room - 1)[::-1]
