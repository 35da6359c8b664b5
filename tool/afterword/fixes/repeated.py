"""Fixes what is repeated or has no effect: keys, entries of lists, and suppressions."""

from __future__ import annotations

import re
from textwrap import dedent

from afterword.fixes.lists import without_entry
from afterword.fixes.problem import Problem, whole_lines
from afterword.fixes.proposal import Proposal
from afterword.source.nodes import MappingNode, Node, ScalarNode, plain
from afterword.source.parse import parse

_COMMENT = re.compile(r"(?<!\S)#")


def key(problem: Problem) -> Proposal | None:
    """Delete a key that is there twice with the same value, or one of the two without a value."""
    at = problem.position
    name = problem.source(at)
    above = problem.key_above(name, at)
    if above is None or problem.lines[at.line][: at.column].strip():
        return None
    path, first, kept = above
    lines = _block(problem, at.line, at.column)
    root, _ = parse(problem.file, dedent("\n".join(problem.lines[slice(*lines)])))
    if not isinstance(root, MappingNode) or len(root.entries) != 1:
        return None
    value = root.entries[0][1]
    if _is_absent(kept) and not _is_absent(value):
        lines = _block(problem, first.position.line, at.column)
        if problem.lines[first.position.line][: at.column].strip():
            return None
    elif not _is_absent(value) and plain(value) != plain(kept):
        return None
    if any(_COMMENT.search(line) for line in problem.lines[slice(*lines)]):
        return None
    edit = problem.edit(whole_lines(*lines), "")
    return Proposal(f"Delete one of the two `{name}`", (edit,), path)


def entry(problem: Problem) -> Proposal | None:
    """Delete an entry of a list that is already in it, or that says nothing."""
    if "in the list; remove it" not in problem.finding.message and (
        "remove it from its former ids" not in problem.finding.message
    ):
        return None
    if not problem.value:
        return None
    path, node = problem.value
    edits = without_entry(problem, path)
    return Proposal(f"Delete `{node.text}` from the list", edits, path[:-1]) if edits else None


def suppression(problem: Problem) -> Proposal | None:
    """Delete a suppression that has no effect."""
    if not problem.finding.message.endswith("remove the comment"):
        return None
    at = problem.position
    line = problem.lines[at.line]
    if line[: at.column].strip():
        start = at._replace(column=len(line[: at.column].rstrip()), end_column=len(line))
        return Proposal("Delete the suppression", (problem.edit(start, ""),))
    following = problem.lines[at.line + 1].strip() if at.line + 1 < len(problem.lines) else ""
    if following.startswith("#") and "afterword:" not in following:
        return None  # it may continue the reason
    return Proposal("Delete the suppression", (problem.edit(whole_lines(at.line, at.line + 1), ""),))


def _is_absent(node: Node) -> bool:
    return isinstance(node, ScalarNode) and node.absent


def _block(problem: Problem, line: int, column: int) -> tuple[int, int]:
    """Return the first line of a key, and the line after its value."""
    end = last = line + 1
    while end < len(problem.lines):
        text = problem.lines[end]
        indent = len(text) - len(text.lstrip(" "))
        in_list = (indent == column and text.lstrip(" ").startswith(("- ", "-\n"))) or text.strip() == "-"
        if text.strip() and indent <= column and not in_list:
            break
        end += 1
        if text.strip():
            last = end
    return line, last
