"""Fixes misspelled ids: of what `status.yml` defines, of parts of the same record, and of other records."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from afterword.checks.lookup import build_lookup
from afterword.checks.registry import RULES
from afterword.fixes.problem import Problem
from afterword.fixes.proposal import Proposal
from afterword.fixes.spelling import meant
from afterword.records import introspection
from afterword.records.record import Record
from afterword.source.nodes import MappingNode, Path, ScalarNode, SequenceNode, node_at

_NUMBER = re.compile(r"[0-9]{1,3}")


def of_site(known: Callable[[Problem], Mapping[str, str]]) -> Callable[[Problem], Proposal | None]:
    """Return a fixer of ids that `status.yml` defines, each with the name that may have been typed instead."""

    def fix(problem: Problem) -> Proposal | None:
        ids = known(problem)
        return _renamed(problem, lambda typed: _of_name(typed, ids) or meant(typed, ids))

    return fix


def severity(problem: Problem) -> Proposal | None:
    """Write the id of a severity that was misspelled, or of which only the number was typed."""
    ids = build_lookup(problem.site).severities

    def right(typed: str) -> str:
        same = [each for each in ids if _NUMBER.fullmatch(typed) and re.fullmatch(rf"\D*{typed}", each)]
        return same[0] if len(same) == 1 else _of_name(typed, ids) or meant(typed, ids)

    return _renamed(problem, right)


def in_record(problem: Problem) -> Proposal | None:
    """Write the id of a window, a root cause or another record that was misspelled."""
    if not problem.value:
        return None
    path = problem.value[0]
    if "windows" in path:
        return _renamed(problem, lambda typed: meant(typed, _ids_below(problem, "windows")))
    if "addresses" in path:
        return _renamed(problem, lambda typed: meant(typed, _ids_below(problem, "root_causes")))
    return _renamed(problem, lambda typed: meant(typed, [_suggested(problem)]))


def present_id(problem: Problem) -> Proposal | None:
    """Write the current id of a record in place of a former one."""
    if not problem.value or problem.value[0][0] not in ("related", "post_mortem"):
        return None  # a link, which is only a part of its text
    return _renamed(problem, lambda _: _suggested(problem))


def key_of_record(problem: Problem) -> Proposal | None:
    """Write the dotted name of a key of the record that was misspelled."""
    known = [
        ".".join((*steps, key))
        for steps, model in introspection.parts(Record)
        for key in introspection.keys(model)
    ]
    return _renamed(problem, lambda typed: meant(typed, known))


def rule(problem: Problem) -> Proposal | None:
    """Write the name of a rule that was misspelled."""
    return _renamed(problem, lambda typed: meant(typed, [each.id for each in RULES]))


def _renamed(problem: Problem, right: Callable[[str], str]) -> Proposal | None:
    """Replace the value at a finding, or the key if the finding is about that."""
    path: Path
    node: ScalarNode
    if problem.value:
        path, node = problem.value
    elif problem.key:
        mapping, path, node, _ = problem.key
    else:
        return None
    word = right(node.text.strip())
    if not word or word == node.text or (not problem.value and _has(mapping, word)):
        return None
    after = path if problem.value else path[:-1]
    return Proposal(f"Change `{node.text}` to `{word}`", (problem.replaced(node, word),), after)


def _has(mapping: MappingNode, key: str) -> bool:
    return any(name.text == key for name, _ in mapping.entries)


def _of_name(typed: str, known: Mapping[str, str]) -> str:
    """Return the only id with a name."""
    named = [each for each, name in known.items() if name.casefold() == typed.casefold()]
    return named[0] if len(named) == 1 and typed not in known else ""


def _suggested(problem: Problem) -> str:
    """Return the id in the example of a finding, such as `id: 2026-11-20-search-is-slow`."""
    return problem.finding.example.partition(": ")[2].strip("[]")


def _ids_below(problem: Problem, key: str) -> list[str]:
    entries = node_at(problem.root, (key,)) if problem.root is not None else None
    found = [node_at(each, ("id",)) for each in entries.items] if isinstance(entries, SequenceNode) else []
    return [each.text for each in found if isinstance(each, ScalarNode)]
