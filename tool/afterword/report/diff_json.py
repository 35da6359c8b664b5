"""Formats the comparison of two versions of a site as JSON for programs."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from afterword.comparison.differences import Difference
from afterword.comparison.tree import Tree, Value
from afterword.review.numbers import MovedNumber
from afterword.review.record_diff import RecordDiff
from afterword.review.site_diff import SiteDiff

VERSION = 1


def render_diff_json(diff: SiteDiff) -> str:
    """Format a comparison; `version` is that of the shape."""
    found = {
        "version": VERSION,
        "before": diff.before,
        "after": diff.after,
        "records": [_record(each) for each in diff.records],
        "settings": _differences(diff.settings),
        "uptimes": _numbers(diff.uptimes),
    }
    return json.dumps(found, ensure_ascii=False, indent=2)


def _record(diff: RecordDiff) -> dict[str, Any]:
    return {
        "id": diff.after.id if diff.after else None,
        "former_id": diff.before.id if diff.before else None,
        "title": diff.record.title,
        "page": diff.page,
        "links": [*diff.links],
        "public": _differences(diff.public),
        "numbers": _numbers(diff.numbers),
        "internal": _differences(diff.internal),
        "promises": _differences(diff.promises),
        "unknowns": _differences(diff.unknowns),
    }


def _differences(found: Iterable[Difference]) -> list[dict[str, Any]]:
    return [
        {
            "key": each.key,
            "entry": each.entry or None,
            "path": [*each.place],
            "before": _plain(each.before),
            "after": _plain(each.after),
        }
        for each in found
    ]


def _plain(tree: Tree | None) -> Any:
    """Return a tree as texts, lists and objects; null where there is nothing."""
    if tree is None:
        return None
    if isinstance(tree, Value):
        return tree.text
    if isinstance(tree, tuple):
        return [_plain(each) for each in tree]
    return {key: _plain(each) for key, each in tree.items()}


def _numbers(found: Iterable[MovedNumber]) -> list[dict[str, Any]]:
    return [
        {
            "component": each.component or None,
            "name": each.name,
            "before": each.before or None,
            "after": each.after or None,
        }
        for each in found
    ]
