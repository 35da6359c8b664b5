"""Converts values of `editor` to those of the protocol: positions in the client's units, kinds, edits."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from lsprotocol import types
from pygls.workspace import PositionCodec

from afterword.checks.rule_pages import handbook_address
from afterword.diagnostics import Diagnostic, Location, Severity
from afterword.editor.completion import Completion, Completions, Kind
from afterword.editor.symbols import Symbol, SymbolKind
from afterword.report.printable import safe_line
from afterword.report.report import full_message
from afterword.source.edits import Edit
from afterword.source.nodes import Position

SOURCE = "afterword"
FIX_ALL = "source.fixAll.afterword"

_SEVERITIES = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
    Severity.INFO: types.DiagnosticSeverity.Information,
}
_COMPLETIONS = {
    Kind.KEY: types.CompletionItemKind.Property,
    Kind.VALUE: types.CompletionItemKind.Value,
    Kind.RULE: types.CompletionItemKind.Reference,
    Kind.COMMENT: types.CompletionItemKind.Keyword,
}
_SYMBOLS = {
    SymbolKind.KEY: types.SymbolKind.Property,
    SymbolKind.LIST: types.SymbolKind.Array,
    SymbolKind.MAPPING: types.SymbolKind.Object,
    SymbolKind.ENTRY: types.SymbolKind.Struct,
}


class Units(NamedTuple):
    """The lines of a text, and the units in which the client counts columns: UTF-16, unless both agreed on others."""

    lines: Sequence[str]
    codec: PositionCodec

    def from_client(self, position: types.Position) -> tuple[int, int]:
        """Return a position of the client as line and column in characters, both from 0."""
        if position.line >= len(self.lines):
            return len(self.lines), 0
        found = self.codec.position_from_client_units(
            self.lines, types.Position(position.line, position.character)
        )
        return found.line, found.character

    def position(self, line: int, column: int) -> types.Position:
        """Return the position of the client for a line and a column from 0."""
        return self.codec.position_to_client_units(self.lines, types.Position(line, max(column, 0)))

    def range(self, position: Position) -> types.Range:
        """Return the range of the client for a position."""
        return types.Range(
            self.position(position.line, position.column),
            self.position(position.end_line, position.end_column),
        )

    def located(self, location: Location) -> types.Range:
        """Return the range of a location; for the whole file, that of its first line."""
        if location.line == 0:
            return self.range(Position(0, 0, 0, len(self.lines[0]) if self.lines else 0))
        return self.range(
            Position(location.line - 1, location.column - 1, location.end_line - 1, location.end_column - 1)
        )


def diagnostic(finding: Diagnostic, units: Units, handbook: str) -> types.Diagnostic:
    """Return a finding, with the address of its rule's page if the handbook has one."""
    address = f"{handbook}{handbook_address(finding.rule)}" if handbook else ""
    return types.Diagnostic(
        range=units.located(finding.location),
        message=full_message(finding),
        severity=_SEVERITIES[finding.severity],
        code=finding.rule,
        code_description=types.CodeDescription(address) if address else None,
        source=SOURCE,
    )


def completion_list(found: Completions, line: int, units: Units) -> types.CompletionList:
    """Return suggestions."""
    return types.CompletionList(
        is_incomplete=not found.complete, items=[_completion(each, line, units) for each in found.items]
    )


def _completion(item: Completion, line: int, units: Units) -> types.CompletionItem:
    return types.CompletionItem(
        label=item.label,
        kind=_COMPLETIONS[item.kind],
        detail=item.detail or None,
        documentation=markdown(item.documentation) if item.documentation else None,
        sort_text=item.sort or None,
        filter_text=item.new_text if item.new_text.startswith('"') else None,
        text_edit=types.TextEdit(units.range(Position(line, item.start, line, item.end)), item.new_text),
    )


def markdown(text: str) -> types.MarkupContent:
    """Return a text in Markdown."""
    return types.MarkupContent(types.MarkupKind.Markdown, text)


def symbol(found: Symbol, units: Units) -> types.DocumentSymbol:
    """Return a symbol with everything below it."""
    return types.DocumentSymbol(
        name=safe_line(found.name),
        detail=safe_line(found.detail) or None,
        kind=_SYMBOLS[found.kind],
        range=units.range(found.position),
        selection_range=units.range(found.name_at),
        children=[symbol(each, units) for each in found.children],
    )


def text_edits(edits: Iterable[Edit], units: Units) -> list[types.TextEdit]:
    """Return the edits of a fix."""
    return [types.TextEdit(units.located(each.location), each.text) for each in edits]


def overlaps(one: types.Range, other: types.Range) -> bool:
    """Return whether two ranges touch."""
    start, end = (one.start.line, one.start.character), (one.end.line, one.end.character)
    return start <= (other.end.line, other.end.character) and (other.start.line, other.start.character) <= end
