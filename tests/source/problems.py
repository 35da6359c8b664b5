"""The parts of a finding that tests compare."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from afterword.diagnostics import Diagnostic, Location
from afterword.source.document import Document
from afterword.source.nodes import Path, position_of
from afterword.source.parse import parse


class Problem(NamedTuple):
    """A finding without its file: rule, position as `line:column-line:column`, message, example."""

    rule: str
    position: str
    message: str
    example: str = ""


def problems_of(diagnostics: Iterable[Diagnostic]) -> list[Problem]:
    """Return findings in a form that is easy to write down in a test."""
    return [Problem(each.rule, position(each), each.message, each.example) for each in diagnostics]


def position(found: Diagnostic) -> str:
    """Return the position of a finding as `line:column-line:column`."""
    at = found.location
    return f"{at.line}:{at.column}-{at.end_line}:{at.end_column}"


def location_of(document: Document, path: Path) -> Location:
    """Return the location of a field in the usable rest of a document; the whole file if it cannot be parsed."""
    root, _ = parse(document.file, document.text)
    return (
        position_of(root, document.original(path)).location(document.file)
        if root
        else Location(document.file)
    )


def lies_within(found: Diagnostic, text: str) -> bool:
    """Return whether a finding points at something that an editor can show: a range of the text, or the file."""
    at = found.location
    if at.line == 0:
        return (at.column, at.end_line, at.end_column) == (0, 0, 0)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if not 1 <= at.line <= at.end_line <= len(lines):
        return False
    begins = 1 <= at.column <= len(lines[at.line - 1]) + 1
    ends = 1 <= at.end_column <= len(lines[at.end_line - 1]) + 1
    return begins and ends and (at.line, at.column) <= (at.end_line, at.end_column)
