"""Formats the comparison of two versions of a site as JSON for programs; `schema/diff-v1.json` describes it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from afterword import __version__
from afterword.checks.leaks.secrets import shortened
from afterword.comparison.differences import Difference
from afterword.comparison.tree import Tree, Value
from afterword.report.check_json import finding_entries
from afterword.report.printable import json_text
from afterword.report.report import Report
from afterword.review.findings import ChangedFindings
from afterword.review.neighbours import Neighbour
from afterword.review.numbers import MovedNumber
from afterword.review.record_diff import RecordDiff
from afterword.review.site_diff import SiteDiff
from afterword.review.slips import slipped
from afterword.review.typed_changes import typed_change

if TYPE_CHECKING:  # only mypy and the schema need the declarations
    from afterword.report.diff_json_types import (
        DifferenceEntry,
        DiffFile,
        FindingsEntry,
        NeighbourEntry,
        NumberEntry,
        RecordEntry,
    )


def render_diff_json(diff: SiteDiff, handbook: str = "") -> str:
    """Format a comparison; characters outside ASCII are escaped, so that it can be printed anywhere.

    `handbook` is the address of the documentation, empty if it is published nowhere.
    """
    found: DiffFile = {
        "version": 1,
        "afterword": __version__,
        "before": diff.before,
        "after": diff.after,
        "records": [_record(each, diff) for each in diff.records],
        "findings": _findings(diff.findings, handbook),
        "settings": [_difference(each) for each in diff.settings],
        "uptimes": _numbers(diff.uptimes),
        "not_compared": [{"file": each.file, "version": each.version} for each in diff.unread],
    }
    return json_text(found, ascii_only=True) + "\n"


def _findings(found: ChangedFindings, handbook: str) -> FindingsEntry:
    return {
        "new": finding_entries(Report(found.new, found.texts, handbook=handbook)),
        "fixed": finding_entries(Report(found.fixed, found.former_texts, handbook=handbook)),
        "older": found.older,
    }


def _record(record: RecordDiff, diff: SiteDiff) -> RecordEntry:
    found = diff.neighbours_of(record)
    return {
        "id": record.after.id if record.after else None,
        "former_id": record.before.id if record.before else None,
        "title": shortened(record.record.title),
        "page": record.page,
        "call_outs": {
            "links": [*map(shortened, record.call_outs.links)],
            "hosts": [*record.call_outs.hosts],
            "names": [*record.call_outs.names],
            "contacts": [*record.call_outs.contacts],
        },
        "public": _differences(record.public, diff, record),
        "numbers": _numbers(record.numbers),
        "promises": _differences(record.promises, diff, record),
        "causes_without_action": [*record.uncovered],
        "unknowns": _differences(record.unknowns, diff, record),
        "internal": _differences(record.internal, diff, record),
        "neighbours": [_neighbour(each, diff) for each in found.found] if found else [],
        "more_neighbours": found.more if found else 0,
    }


def _differences(found: Iterable[Difference], diff: SiteDiff, record: RecordDiff) -> list[DifferenceEntry]:
    entries = []
    for each in found:
        entry = _difference(each)
        change = typed_change(each, diff.sites[1])
        entry["change"] = change.kind if change else None
        entry["note"] = (change.note if change else slipped(each, record.after)) or None
        entries.append(entry)
    return entries


def _difference(found: Difference) -> DifferenceEntry:
    return {
        "key": found.key,
        "entry": shortened(found.entry) or None,
        "path": [*found.place],
        "before": _plain(found.before),
        "after": _plain(found.after),
        "change": None,
        "note": None,
    }


def _plain(tree: Tree | None) -> Any:
    """Return a tree as texts without secrets, lists and objects; null where there is nothing."""
    if tree is None:
        return None
    if isinstance(tree, Value):
        return shortened(tree.text)
    if isinstance(tree, tuple):
        return [_plain(each) for each in tree]
    return {key: _plain(each) for key, each in tree.items()}


def _numbers(found: Iterable[MovedNumber]) -> list[NumberEntry]:
    return [
        {
            "component": each.component or None,
            "name": each.name,
            "before": each.before or None,
            "after": each.after or None,
        }
        for each in found
    ]


def _neighbour(found: Neighbour, diff: SiteDiff) -> NeighbourEntry:
    traits = found.traits
    return {
        "id": traits.id,
        "title": shortened(traits.title),
        "internal": traits.internal,
        "causes": [*found.causes],
        "triggers": [*found.triggers],
        "components": [*found.components],
        "unfinished": [
            {
                "id": item.id,
                "title": shortened(item.title),
                "owner": shortened(item.owner) or None,
                "due": item.due or None,
                "overdue": item.is_overdue(diff.today),
                "internal": item.internal or traits.internal,
            }
            for item in traits.actions
        ],
    }
