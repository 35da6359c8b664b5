"""Hides a record, or one part of it, from public builds, and shows it again."""

from __future__ import annotations

from afterword.editing.changes import Change, Put, RefusedError, Remove
from afterword.records.record import Record
from afterword.records.vocabulary import Visibility
from afterword.source.nodes import Path


def set_visibility(record: Record, path: Path, visibility: Visibility) -> tuple[Change, ...]:
    """Return the changes that hide the record, if the path is empty, or an entry of it; or that show it again."""
    part = getattr(record, str(path[0]))[path[1]] if path else record
    if part.visibility is visibility:
        return ()
    key = (*path, "visibility")
    return (Put(key, visibility.value) if visibility is Visibility.INTERNAL else Remove(key),)


def action_item(record: Record, action_id: str) -> Path:
    """Return the path of an action item. Raises RefusedError, which lists all, if there is none."""
    for index, each in enumerate(record.action_items):
        if each.id == action_id:
            return "action_items", index
    ids = ", ".join(each.id for each in record.action_items)
    rest = f"the record has {ids}" if ids else "the record has none"
    raise RefusedError(f"there is no action item `{action_id}`; {rest}")
