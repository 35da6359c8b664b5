"""What tests compare of a finding."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from afterword.diagnostics import Diagnostic, Span
from afterword.source.document import Document
from afterword.source.nodes import Path, place_of
from afterword.source.parse import parse


class Told(NamedTuple):
    """A finding without its file: rule, place as `line:column-line:column`, words, example."""

    rule: str
    place: str
    message: str
    example: str = ""


def told(diagnostics: Iterable[Diagnostic]) -> list[Told]:
    """Give findings in a form that is easily written down in a test."""
    return [Told(each.rule, place(each), each.message, each.example) for each in diagnostics]


def place(found: Diagnostic) -> str:
    """Write a finding's place."""
    at = found.span
    return f"{at.line}:{at.column}-{at.end_line}:{at.end_column}"


def span_of(document: Document, path: Path) -> Span:
    """Find where a field of the usable rest of a document stands; without a tree, it is the file."""
    root, _ = parse(document.file, document.text)
    return place_of(root, document.original(path)).span(document.file) if root else Span(document.file)


def lies_within(found: Diagnostic, text: str) -> bool:
    """Say whether a finding points at what an editor could show: a stretch of the text, or the file."""
    at = found.span
    if at.line == 0:
        return (at.column, at.end_line, at.end_column) == (0, 0, 0)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if not 1 <= at.line <= at.end_line <= len(lines):
        return False
    begins = 1 <= at.column <= len(lines[at.line - 1]) + 1
    ends = 1 <= at.end_column <= len(lines[at.end_line - 1]) + 1
    return begins and ends and (at.line, at.column) <= (at.end_line, at.end_column)
