"""Formats findings for a terminal: location, severity, rule, message, source line and example."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from afterword.diagnostics import Diagnostic, Location, Severity
from afterword.report.printable import printable, safe
from afterword.report.report import Base
from afterword.report.source_line import excerpt
from afterword.report.terminal_width import cell_count, wrapped
from afterword.source.files import RECORDS_FOLDER, SITE_FILE

_GLYPHS = {Severity.ERROR: "✗", Severity.WARNING: "!", Severity.INFO: "i"}
_COLOURS = {Severity.ERROR: "31;1", Severity.WARNING: "33;1", Severity.INFO: "34;1"}
_GOOD, _BOLD, _DIM = "32", "1", "2"
_INDENT = "  "
_HINT = "example: "
_MIN_WIDTH = 40


def render_text(
    diagnostics: Iterable[Diagnostic],
    sources: Mapping[str, str],
    *,
    records: int,
    site_file: bool = False,
    explained: Mapping[str, str] = MappingProxyType({}),
    base: Base | None = None,
    colour: bool = False,
    width: int = 100,
) -> str:
    """Format findings in the given order, with a summary at the end.

    `explained` says of rules what they find, below the first finding of each. With `base`, the findings are those that
    are newer. `sources` are the texts of the files. Characters in them that could control the terminal, and signs that
    a build server takes for a command, are replaced. `records` is the number of records that were checked; with
    `site_file`, the summary says that `status.yml` was checked too.
    """
    findings = tuple(diagnostics)
    formatter = _Formatter(max(width, _MIN_WIDTH), colour)
    blocks = []
    told: set[str] = set()
    for each in findings:
        explanation = explained.get(each.rule, "") if each.rule not in told else ""
        blocks.append(formatter.finding(each, sources.get(each.location.file, ""), explanation))
        told.add(each.rule)
    blocks.append(formatter.summary(findings, summary(findings, records, site_file=site_file, base=base)))
    return printable("\n\n".join(blocks))


def summary(
    diagnostics: Iterable[Diagnostic], records: int, *, site_file: bool = False, base: Base | None = None
) -> str:
    """Return the summary line, and with `base` another one about the older findings."""
    line = summary_line(diagnostics, records, site_file=site_file, new=base is not None)
    if base is None or not base.older:
        return line
    older = "1 finding is" if base.older == 1 else f"{base.older:,} findings are"
    shows = "it" if base.older == 1 else "them"
    return f"{line}\n{older} older than the changes since {safe(base.ref)}; `afterword check` shows {shows}"


def summary_line(
    diagnostics: Iterable[Diagnostic], records: int, *, site_file: bool = False, new: bool = False
) -> str:
    """Return the numbers of findings and of the records that they are in.

    `status.yml` and other files that are not records are named if they have findings, `status.yml` also with
    `site_file`. With `new`, older findings do not count.
    """
    findings = tuple(diagnostics)
    age = "new " if new else ""
    if not findings:
        checked = [SITE_FILE] if site_file else []
        if records or not checked:
            checked.append(_count(records, "record"))
        return f"{' and '.join(checked)}, no {age}problems"
    severities = Counter(each.severity for each in findings)
    counts = [_count(severities[each], f"{age}{each.value}") for each in Severity if severities[each]]
    files = {each.location.file for each in findings}
    of_records = {each for each in files if each.split("/")[0] == RECORDS_FOLDER}
    places = [safe(each) for each in sorted(files - of_records)]
    if of_records:
        places.append(f"{len(of_records)} of {_count(max(records, len(of_records)), 'record')}")
    named = " and ".join(filter(None, (", ".join(places[:-1]), places[-1])))
    return f"{', '.join(counts)} in {named}"


class _Formatter:
    """Formats findings for a terminal of a width, with or without colours."""

    def __init__(self, columns: int, colour: bool) -> None:
        self.columns = columns
        self.colour = colour

    def finding(self, finding: Diagnostic, text: str, explanation: str = "") -> str:
        """Format one finding with its source line, and with what its rule finds."""
        lines = [
            self._head(finding),
            *self._message(finding),
            *self._line(finding, text),
            *self._hint(finding),
        ]
        for line in explanation.split("\n") if explanation else ():
            lines += [
                _INDENT + self._paint(each, _DIM) for each in wrapped(line, self.columns - len(_INDENT))
            ]
        return "\n".join(lines)

    def summary(self, findings: tuple[Diagnostic, ...], line: str) -> str:
        """Format the summary in the colour of the worst severity."""
        worst = next((each for each in Severity if any(one.severity is each for one in findings)), None)
        return self._paint(line, _COLOURS[worst] if worst else _GOOD)

    def _head(self, finding: Diagnostic) -> str:
        severity = f"{_GLYPHS[finding.severity]} {finding.severity.value}"
        location = self._paint(safe(_location_text(finding.location)), _BOLD)
        return f"{location}  {self._paint(severity, _COLOURS[finding.severity])}  {finding.rule}"

    def _message(self, finding: Diagnostic) -> Iterator[str]:
        for line in wrapped(safe(finding.message.replace("\n", " ")), self.columns - len(_INDENT)):
            yield _INDENT + line

    def _line(self, finding: Diagnostic, text: str) -> Iterator[str]:
        number = str(finding.location.line)
        gutter = f"{_INDENT}{number:>4} │ "
        source = excerpt(finding.location, text, self.columns - cell_count(gutter)) if text else None
        if source:
            below = f"{_INDENT}{'':>{max(len(number), 4)}} │ "
            yield self._paint(gutter, _DIM) + source.line
            yield self._paint(below, _DIM) + self._paint(source.carets, _COLOURS[finding.severity])

    def _hint(self, finding: Diagnostic) -> Iterator[str]:
        """Format the example line by line, and break lines that are too long."""
        width = self.columns - len(_INDENT) - len(_HINT)
        lines = [part for line in finding.example.split("\n") for part in _lines(safe(line), width)]
        for index, line in enumerate(lines if finding.example else ()):
            lead = _HINT if index == 0 else " " * len(_HINT)
            yield _INDENT + self._paint(lead, _DIM) + line

    def _paint(self, text: str, style: str) -> str:
        return f"\x1b[{style}m{text}\x1b[0m" if self.colour else text


def _lines(text: str, width: int) -> Iterable[str]:
    return [text] if cell_count(text) <= width else wrapped(text, width)


def _location_text(location: Location) -> str:
    return f"{location.file}:{location.line}:{location.column}" if location.line else location.file


def _count(number: int, what: str) -> str:
    if what.endswith(Severity.INFO.value) or number == 1:
        return f"{number} {what}"
    return f"{'no' if number == 0 else number} {what}s"
