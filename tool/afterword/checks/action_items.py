"""Finds the action items of a record that lack a value."""

from __future__ import annotations

import re
from collections.abc import Iterator

from afterword.checks.key_paths import declared_unknown
from afterword.records.analysis import ActionItem
from afterword.records.record import Record
from afterword.records.vocabulary import ActionStatus, Priority
from afterword.source.nodes import Path

_UNFINISHED = (ActionStatus.OPEN, ActionStatus.IN_PROGRESS)


def is_unfinished(item: ActionItem) -> bool:
    """Return whether somebody still has to work on an action item."""
    return item.status in _UNFINISHED


def title_words(title: str) -> str:
    """Return the words of a title, in which two action items that are the same agree."""
    return " ".join(re.findall(r"\w+", title.casefold()))


def may_be_dropped(record: Record, item: ActionItem) -> bool:
    """Return whether an action item is not the most urgent, or is about a cause whose risk is accepted."""
    accepted = {cause.id for cause in record.root_causes if cause.accepted_risk}
    return item.priority is not Priority.P0 or bool(accepted & {*item.addresses})


def unfinished(record: Record) -> Iterator[tuple[int, ActionItem]]:
    """Yield the action items that somebody still has to work on, with their positions."""
    for index, item in enumerate(record.action_items):
        if is_unfinished(item):
            yield index, item


def unfinished_without(record: Record, field: str) -> list[tuple[Path, ActionItem]]:
    """Return the unfinished action items without a value for a field, each with the path of the field.

    There are none if the record declares the field unknown.
    """
    found: list[tuple[Path, ActionItem]] = [
        (("action_items", index, field), item)
        for index, item in unfinished(record)
        if getattr(item, field) is None
    ]
    return [] if not found or declared_unknown(record, f"action_items.{field}") else found
