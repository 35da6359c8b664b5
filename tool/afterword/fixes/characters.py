"""Fixes characters: tabs, special spaces, a byte-order mark, and characters that cannot be seen."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from afterword.fixes.problem import Problem, whole_lines
from afterword.fixes.proposal import Proposal
from afterword.source.nodes import Position, plain
from afterword.source.parse import parse
from afterword.source.text import character_name

_INVISIBLE = frozenset("\u00ad\u180e\u200b\u2060\u2061\u2062\u2063\u2064\ufeff")
"""Characters that nothing is shown for, and that a text can do without."""
_WIDTHS = (2, 4, 8)
_DIRECTIVE = re.compile(r"%YAML [0-9.]+\s*")
_FENCE = re.compile(r"```(?:ya?ml)?\s*")


def byte_order_mark(problem: Problem) -> Proposal | None:
    """Delete the mark."""
    if not problem.text.startswith("\ufeff"):
        return None
    return Proposal("Delete the byte-order mark", (problem.edit(Position(0, 0, 0, 1), ""),))


def invisible(problem: Problem) -> Proposal | None:
    """Delete a character that cannot be seen."""
    character = problem.source(problem.position)
    if character not in _INVISIBLE:
        return None
    return Proposal(
        f"Delete the character {character_name(character)}", (problem.edit(problem.position, ""),)
    )


def special_space(problem: Problem) -> Proposal | None:
    """Replace a special space that YAML does not read as one."""
    if not problem.finding.message.startswith("this is a special space"):
        return None
    return Proposal("Replace the special space with an ordinary one", (problem.edit(problem.position, " "),))


def tab(problem: Problem) -> Proposal | None:
    """Replace a tab between keys and values with a space, or all tabs that indent lines with spaces."""
    at = problem.position
    if problem.source(at) != "\t":
        return None
    if problem.lines[at.line][: at.column].strip():
        return Proposal("Replace the tab with a space", (problem.edit(at, " "),))
    readings = {width: _reading(problem.file, _indented(problem.lines, width)) for width in _WIDTHS}
    furthest = max(end for end, _ in readings.values())
    read = {width: value for width, (end, value) in readings.items() if end == furthest}
    width = next(iter(read))
    if furthest <= at.line or any(value != read[width] for value in read.values()):
        return None  # the lines mean something else with each width
    edits = (
        problem.edit(Position(number, 0, number, tabs), " " * width * tabs)
        for number, line in enumerate(problem.lines[:furthest])
        if (tabs := _tabs(line))
    )
    return Proposal("Indent with spaces", tuple(edits))


def _tabs(line: str) -> int:
    """Return how many tabs a line begins with."""
    return len(line) - len(line.lstrip("\t"))


def _indented(lines: Iterable[str], width: int) -> list[str]:
    return [" " * width * _tabs(line) + line.lstrip("\t") for line in lines]


def _reading(file: str, lines: Sequence[str]) -> tuple[int, object]:
    """Return how many lines can be read before another mistake, and what they say."""
    end = len(lines)
    while end:
        root, found = parse(file, "\n".join(lines[:end]))
        if root is not None:
            return end, plain(root)
        end = min(end, found[-1].location.line) - 1 if found else 0
    return 0, None


def not_of_record(problem: Problem) -> Proposal | None:
    """Delete the directive `%YAML`, or the fences of Markdown around the whole file."""
    lines = problem.lines
    if _DIRECTIVE.fullmatch(lines[problem.position.line]):
        at = whole_lines(problem.position.line, problem.position.line + 1)
        return Proposal("Delete the directive", (problem.edit(at, ""),))
    last = max((number for number, line in enumerate(lines) if line.strip()), default=0)
    if last and _FENCE.fullmatch(lines[0]) and _FENCE.fullmatch(lines[last]):
        end = (
            whole_lines(last, last + 1)
            if last + 1 < len(lines)
            else Position(last, 0, last, len(lines[last]))
        )
        edits = (problem.edit(whole_lines(0, 1), ""), problem.edit(end, ""))
        return Proposal("Delete the code fences", edits)
    return None
