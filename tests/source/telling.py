"""What tests compare of a finding."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from afterword.diagnostics import Diagnostic, Location
from afterword.source.document import Document
from afterword.source.nodes import Path, position_of
from afterword.source.parse import parse


class Told(NamedTuple):
    """A finding without its file: rule, place as `line:column-line:column`, words, example."""

    rule: str
    position: str
    message: str
    example: str = ""


def told(diagnostics: Iterable[Diagnostic]) -> list[Told]:
    """Give findings in a form that is easily written down in a test."""
    return [Told(each.rule, position(each), each.message, each.example) for each in diagnostics]


def position(found: Diagnostic) -> str:
    """Write a finding's place."""
    at = found.location
    return f"{at.line}:{at.column}-{at.end_line}:{at.end_column}"


def span_of(document: Document, path: Path) -> Location:
    """Find where a field of the usable rest of a document stands; without a tree, it is the file."""
    root, _ = parse(document.file, document.text)
    return (
        position_of(root, document.original(path)).location(document.file)
        if root
        else Location(document.file)
    )


def lies_within(found: Diagnostic, text: str) -> bool:
    """Say whether a finding points at what an editor could show: a stretch of the text, or the file."""
    at = found.location
    if at.line == 0:
        return (at.column, at.end_line, at.end_column) == (0, 0, 0)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if not 1 <= at.line <= at.end_line <= len(lines):
        return False
    begins = 1 <= at.column <= len(lines[at.line - 1]) + 1
    ends = 1 <= at.end_column <= len(lines[at.end_line - 1]) + 1
    return begins and ends and (at.line, at.column) <= (at.end_line, at.end_column)
