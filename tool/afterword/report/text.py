"""Findings for a terminal: where, how bad, which rule, what is wrong, the line itself, and what to write."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from afterword.diagnostics import Diagnostic, Location, Severity
from afterword.report.source_line import excerpt
from afterword.report.terminal_width import cell_count, safe, wrapped

_GLYPHS = {Severity.ERROR: "✗", Severity.WARNING: "!", Severity.INFO: "i"}
_COLOURS = {Severity.ERROR: "31;1", Severity.WARNING: "33;1", Severity.INFO: "34;1"}
_GOOD, _BOLD, _DIM = "32", "1", "2"
_INDENT = "  "
_HINT = "such as: "
_NARROWEST = 40


def render_text(
    diagnostics: Iterable[Diagnostic],
    sources: Mapping[str, str],
    *,
    records: int,
    colour: bool = False,
    width: int = 100,
) -> str:
    """Write findings in the order in which they are given, and a count at the end.

    `sources` holds the texts of the files. No character of theirs reaches the terminal that could steer it.
    """
    found = tuple(diagnostics)
    page = _Page(max(width, _NARROWEST), colour)
    blocks = [page.finding(each, sources.get(each.location.file, "")) for each in found]
    return "\n\n".join([*blocks, page.summary(found, records)])


def summary_line(diagnostics: Iterable[Diagnostic], records: int) -> str:
    """Count findings and the files that they are in."""
    found = tuple(diagnostics)
    if not found:
        return f"{_count(records, 'record')}, no problems"
    severities = Counter(each.severity for each in found)
    counts = [_count(severities[each], each.value) for each in Severity if severities[each]]
    files = len({each.location.file for each in found})
    return f"{', '.join(counts)} in {files} of {_count(max(records, files), 'file')}"


class _Page:
    """How wide a page is, and whether it may have colours."""

    def __init__(self, columns: int, colour: bool) -> None:
        self.columns = columns
        self.colour = colour

    def finding(self, found: Diagnostic, text: str) -> str:
        """Write one finding with its line."""
        return "\n".join(
            [self._head(found), *self._message(found), *self._line(found, text), *self._hint(found)]
        )

    def summary(self, found: tuple[Diagnostic, ...], records: int) -> str:
        """Write the count in the colour of the worst that was found."""
        worst = next((each for each in Severity if any(one.severity is each for one in found)), None)
        return self._paint(summary_line(found, records), _COLOURS[worst] if worst else _GOOD)

    def _head(self, found: Diagnostic) -> str:
        severity = f"{_GLYPHS[found.severity]} {found.severity.value}"
        place = self._paint(safe(_place(found.location)), _BOLD)
        return f"{place}  {self._paint(severity, _COLOURS[found.severity])}  {found.rule}"

    def _message(self, found: Diagnostic) -> Iterator[str]:
        for line in wrapped(safe(found.message.replace("\n", " ")), self.columns - len(_INDENT)):
            yield _INDENT + line

    def _line(self, found: Diagnostic, text: str) -> Iterator[str]:
        number = str(found.location.line)
        gutter = f"{_INDENT}{number:>4} │ "
        shown = excerpt(found.location, text, self.columns - cell_count(gutter)) if text else None
        if shown:
            below = f"{_INDENT}{'':>{max(len(number), 4)}} │ "
            yield self._paint(gutter, _DIM) + shown.line
            yield self._paint(below, _DIM) + self._paint(shown.marks, _COLOURS[found.severity])

    def _hint(self, found: Diagnostic) -> Iterator[str]:
        """Write the example, line by line; what is too long for one goes on in the next."""
        room = self.columns - len(_INDENT) - len(_HINT)
        lines = [part for line in found.example.split("\n") for part in _lines(safe(line), room)]
        for index, line in enumerate(lines if found.example else ()):
            lead = _HINT if index == 0 else " " * len(_HINT)
            yield _INDENT + self._paint(lead, _DIM) + line

    def _paint(self, text: str, style: str) -> str:
        return f"\x1b[{style}m{text}\x1b[0m" if self.colour else text


def _lines(text: str, room: int) -> Iterable[str]:
    return [text] if cell_count(text) <= room else wrapped(text, room)


def _place(location: Location) -> str:
    return f"{location.file}:{location.line}:{location.column}" if location.line else location.file


def _count(number: int, what: str) -> str:
    if what == Severity.INFO.value or number == 1:
        return f"{number} {what}"
    return f"{'no' if number == 0 else number} {what}s"
