"""Reads suppressions: `# afterword: ignore RULE because …` comments, with the line that each applies to."""

from __future__ import annotations

from typing import NamedTuple

from afterword.diagnostics import Diagnostic, DiagnosticCollector, Location
from afterword.patterns import pattern
from afterword.source.nodes import PositionRanges, scalars
from afterword.source.parse import parse

_COMMENT = pattern(r"(?<!\S)#\s*afterword:\s*(?P<order>.*)$")
_IGNORE = pattern(r"ignore\s+(?P<rule>[a-z0-9]+(?:-[a-z0-9]+)*)\s+because\s+(?P<reason>\S.*)$")
_HEAD = pattern(r"(?:%.*|---)?\s*(?:#.*)?")
_EXAMPLE = "# afterword: ignore action-without-due-date because the date depends on the vendor"


class Suppression(NamedTuple):
    """One rule that is switched off on one line. Lines count from 1; line 0 means the whole file."""

    rule: str
    line: int
    reason: str
    written_at: Location


def suppressions(file: str, text: str) -> tuple[tuple[Suppression, ...], tuple[Diagnostic, ...]]:
    """Read the suppressions of a file, and report those that are incomplete.

    A comment after a value applies to its own line. A comment on a line of its own applies to the next line that
    is not a comment; before the first key, to the whole file.
    """
    if "afterword:" not in text:
        return (), ()
    found: list[Suppression] = []
    collector = DiagnosticCollector()
    lines = text.split("\n")
    targets = _targets(lines)
    texts = _texts(file, text)
    for number, line in enumerate(lines, start=1):
        match = _COMMENT.search(line)
        if not match or texts.contain(number - 1, match.start()):
            continue
        location = Location(file, number, match.start() + 1, number, len(line) + 1)
        order = _IGNORE.match(match["order"].strip())
        if order:
            found.append(Suppression(order["rule"], targets[number - 1], order["reason"].strip(), location))
        elif collector.wants("suppression-without-reason"):
            message = "a suppression must name one rule and give a reason"
            collector.add("suppression-without-reason", location, message, _EXAMPLE)
    return tuple(found), collector.findings()


def _texts(file: str, text: str) -> PositionRanges:
    """Return the quoted and block texts: what looks like a comment in them is text."""
    root, _ = parse(file, text)
    return (
        PositionRanges(node.position for node in scalars(root) if not node.plain)
        if root
        else PositionRanges(())
    )


def _targets(lines: list[str]) -> list[int]:
    """Return, for each line, the line that a comment on it applies to."""
    targets: list[int] = []
    following = 0
    for number in range(len(lines), 0, -1):
        line = lines[number - 1].strip()
        if line and not line.startswith("#"):
            following = number
        targets.append(following or number)
    targets.reverse()
    first = next((n for n, line in enumerate(lines) if not _HEAD.fullmatch(line)), len(lines))
    return [0] * first + targets[first:]
