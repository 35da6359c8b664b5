"""Fixes misspelled words of closed sets."""

from __future__ import annotations

from afterword.fixes.problem import Problem
from afterword.fixes.proposal import Proposal
from afterword.fixes.spelling import meant
from afterword.records import introspection
from afterword.records.error_messages import allowed_words
from afterword.records.synonyms import word_for
from afterword.source.nodes import MappingNode, contents


def fix(problem: Problem) -> Proposal | None:
    """Write the word of the closed set that was misspelled."""
    if not problem.value:
        return None
    path, node = problem.value
    _, field = problem.field_at(path)
    closed = introspection.closed_set(field.annotation) if field else None
    if field is None or closed is None or not isinstance(problem.root, MappingNode):
        return None
    allowed = allowed_words(field, contents(problem.root).get("kind"))
    word = meant(node.text, allowed)
    if not word or word_for(node.text, closed, allowed) not in ("", word):
        return None
    return Proposal(f"Change `{node.text}` to `{word}`", (problem.replaced(node, word),), path)
