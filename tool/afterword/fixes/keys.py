"""Fixes keys: misspelled ones, one without a space after its colon, and `component` with several components."""

from __future__ import annotations

import re

from afterword.fixes.problem import Problem
from afterword.fixes.proposal import Proposal
from afterword.fixes.spelling import meant
from afterword.records import introspection
from afterword.records.former_keys import COMPUTED, COMPUTED_AT_TOP, FORMER
from afterword.records.synonyms import KEYS
from afterword.source.nodes import Position, SequenceNode


def misspelled(problem: Problem) -> Proposal | None:
    """Write the key that was misspelled, if the mapping does not have that too."""
    if not problem.key:
        return None
    mapping, path, node, _ = problem.key
    parent = introspection.model_at(problem.model, path[:-1])
    former = tuple(step for step in path if isinstance(step, str))
    if parent is None or {node.text} & (COMPUTED.keys() | COMPUTED_AT_TOP.keys()) or former in FORMER:
        return None
    known = introspection.keys(parent)
    word = meant(node.text, known)
    others = [each for each in KEYS.get(node.text.lower(), ()) if each in known and each != word]
    if not word or others or any(name.text == word for name, _ in mapping.entries):
        return None
    edits = (problem.replaced(node, word),)
    return Proposal(f"Change the key `{node.text}` to `{word}`", edits, (*path[:-1], word))


def several_components(problem: Problem) -> Proposal | None:
    """Write `components` for the key of a list of components."""
    if not problem.key:
        return None
    mapping, path, node, value = problem.key
    if node.text != "component" or not isinstance(value, SequenceNode):
        return None
    parent = introspection.model_at(problem.model, path[:-1])
    if parent is None or "components" not in introspection.keys(parent):
        return None
    if any(name.text == "components" for name, _ in mapping.entries):
        return None
    edits = (problem.replaced(node, "components"),)
    return Proposal("Change the key `component` to `components`", edits, path[:-1])


def space_after_colon(problem: Problem) -> Proposal | None:
    """Add the space after the colon of a key."""
    at = problem.position
    name, colon, rest = problem.lines[at.line][at.column :].partition(":")
    value = re.split(r"\s#", rest, maxsplit=1)[0].strip()
    if not colon or rest[:1] in ("", " ", "\t", "#") or re.search(r":\s", rest):
        return None
    is_text = re.match(r"[\w/+(]", value) and problem.takes(name, value)
    if not (is_text or re.fullmatch(r"\[.*\]|\{.*\}|\"[^\"]*\"|'[^']*'", value)):
        return None
    column = at.column + len(name) + 1
    place = Position(at.line, column, at.line, column)
    return Proposal(f"Add a space after the colon of `{name}`", (problem.edit(place, " "),), (name,))
