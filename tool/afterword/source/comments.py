"""Suppressions: `# afterword: ignore RULE because …` comments, with the line that each is about."""

from __future__ import annotations

import re
from typing import NamedTuple

from afterword.diagnostics import Diagnostic, DiagnosticCollector, Location
from afterword.source.nodes import PositionRanges, scalars
from afterword.source.parse import parse

_COMMENT = re.compile(r"(?<!\S)#\s*afterword:\s*(?P<order>.*)$")
_IGNORE = re.compile(r"ignore\s+(?P<rule>[a-z0-9]+(?:-[a-z0-9]+)*)\s+because\s+(?P<reason>\S.*)$")
_HEAD = re.compile(r"(?:%.*|---)?\s*(?:#.*)?")
_EXAMPLE = "# afterword: ignore action-without-due-date because the date hangs on the vendor"


class Suppression(NamedTuple):
    """One rule switched off at one line. `line` counts from 1; line 0 stands for the whole file."""

    rule: str
    line: int
    reason: str
    written_at: Location


def suppressions(file: str, text: str) -> tuple[tuple[Suppression, ...], tuple[Diagnostic, ...]]:
    """Read the suppressions of a file.

    A comment behind a value is about its own line; a comment that stands alone is about the next line that
    holds something else. Before the first key it is about the whole file.
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
            said = "a suppression names one rule and gives its reason, and this one does not"
            collector.add("suppression-without-reason", location, said, _EXAMPLE)
    return tuple(found), collector.findings()


def _texts(file: str, text: str) -> PositionRanges:
    """What looks like a comment within quoted or block text is text."""
    root, _ = parse(file, text)
    return (
        PositionRanges(node.position for node in scalars(root) if not node.plain)
        if root
        else PositionRanges(())
    )


def _targets(lines: list[str]) -> list[int]:
    """Say for each line which line a comment in it is about."""
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
