"""Pairs the action items of a record before and after a change, as far as others rely on them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from afterword.checks.action_items import is_unfinished
from afterword.checks.change import RecordChange
from afterword.records.analysis import ActionItem
from afterword.records.record import Record
from afterword.records.vocabulary import UNFINISHED, PostMortemStatus
from afterword.source.nodes import Path


class ChangedAction(NamedTuple):
    """An action item before and after a change, None if it is gone, with its path in the file.

    It is only `proposed` while the post-mortem is in review.
    """

    before: ActionItem
    after: ActionItem | None
    path: Path
    proposed: bool


def agreed_actions(change: RecordChange) -> Iterator[ChangedAction]:
    """Yield the action items that a record had, in their former order; none of a draft."""
    if not change.both:
        return
    before, after = change.both
    if _status(before) is PostMortemStatus.DRAFT:
        return
    proposed = _status(before) in UNFINISHED
    places = {item.id: place for place, item in reversed([*enumerate(after.action_items)])}
    known = {item.id for item in before.action_items}
    renamed = {
        item.title: place
        for item_id, place in places.items()
        if item_id not in known
        for item in [after.action_items[place]]
    }
    for item in before.action_items:
        place = places.get(item.id, renamed.get(item.title))
        now = None if place is None else after.action_items[place]
        path: Path = ("action_items",) if place is None else ("action_items", place)
        yield ChangedAction(item, now, path, proposed)


def open_actions(change: RecordChange) -> Iterator[tuple[ActionItem, ActionItem, Path, bool]]:
    """Yield the action items that somebody had to work on and still has to: before, after, path, proposed."""
    for before, after, path, proposed in agreed_actions(change):
        if after and is_unfinished(before) and is_unfinished(after):
            yield before, after, path, proposed


def _status(record: Record) -> PostMortemStatus | None:
    return record.post_mortem.status if record.post_mortem else None
