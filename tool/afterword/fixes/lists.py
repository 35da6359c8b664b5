"""Edits lists: deletes an entry, or puts the entries into another order, each with its comments."""

from __future__ import annotations

import re
from collections.abc import Sequence

from afterword.fixes.problem import Problem, whole_lines
from afterword.source.edits import Edit
from afterword.source.nodes import Node, Path, Position, SequenceNode, node_at

_COMMENT = re.compile(r"(?<!\S)#")


def without_entry(problem: Problem, path: Path) -> tuple[Edit, ...]:
    """Return the edits that delete the entry of a list; none if comments or the whole list would go with it."""
    index = path[-1]
    parent = node_at(problem.root, path[:-1]) if problem.root is not None else None
    if not isinstance(parent, SequenceNode) or not isinstance(index, int) or len(parent.items) < 2:
        return ()
    items = [each.position for each in parent.items]
    if _is_flow(problem, parent):
        at = items[index]
        if index:
            before = items[index - 1]
            place = Position(before.end_line, before.end_column, at.end_line, at.end_column)
        else:
            place = Position(at.line, at.column, items[1].line, items[1].column)
        return () if _COMMENT.search(problem.source(place)) else (problem.edit(place, ""),)
    first, last = items[index].line, items[index].end_line + 1
    if any(_COMMENT.search(line) for line in problem.lines[first:last]):
        return ()
    return (problem.edit(whole_lines(first, last), ""),)


def reordered(problem: Problem, path: Path, order: Sequence[int]) -> tuple[Edit, ...]:
    """Return the edits that put the entries of a list into an order; none if it is not certain what belongs to each."""
    found = node_at(problem.root, path) if problem.root is not None else None
    if not isinstance(found, SequenceNode) or len(found.items) != len(order):
        return ()
    if _is_flow(problem, found):
        places = [each.position for each in found.items]
        whole = Position(*places[0][:2], *places[-1][2:])
        if any(_COMMENT.search(line) for line in problem.source(whole).split("\n")):
            return ()
    else:
        blocks = _blocks(problem, found.items)
        if blocks is None:
            return ()
        places = blocks
    return tuple(
        problem.edit(place, problem.source(places[index]))
        for place, index in zip(places, order, strict=True)
        if place != places[index]
    )


def _is_flow(problem: Problem, node: SequenceNode) -> bool:
    return problem.lines[node.position.line].startswith("[", node.position.column)


def _blocks(problem: Problem, items: Sequence[Node]) -> list[Position] | None:
    """Return the lines of each entry, with the comments directly above it."""
    column = problem.lines[items[0].position.line].rfind("-", 0, items[0].position.column)
    blocks: list[Position] = []
    end = items[0].position.line
    for number, item in enumerate(items):
        start = item.position.line
        line = problem.lines[start]
        if column < 0 or line[:column].strip() or not line.startswith("-", column):
            return None
        if line[column + 1 : item.position.column].strip():
            return None  # a list in a list, or a dash on its own line
        while number and start - 1 >= end and _indent_of_comment(problem.lines[start - 1]) == column:
            start -= 1
        while number and end < start and _indent_of_comment(problem.lines[end]) > column:
            end += 1
            blocks[-1] = blocks[-1]._replace(end_line=end - 1, end_column=len(problem.lines[end - 1]))
        if number and any(problem.lines[each].strip() for each in range(end, start)):
            return None  # a comment that belongs to no entry
        last = item.position.end_line
        if item.position.end_column == 0 and last > item.position.line:
            last -= 1
        blocks.append(Position(start, 0, last, len(problem.lines[last])))
        end = last + 1
    above = problem.lines[blocks[0].line - 1] if blocks[0].line else ""
    return None if above.strip().startswith("#") else blocks


def _indent_of_comment(line: str) -> int:
    return len(line) - len(line.lstrip(" ")) if line.lstrip(" ").startswith("#") else -1
