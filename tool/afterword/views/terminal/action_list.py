"""The rows of the list of action items."""

from __future__ import annotations

from typing import NamedTuple

from afterword.views.action_items import ActionState


class ListedAction(NamedTuple):
    """An open action item. `due` is empty without a date; `mark` says that the public does not see it."""

    id: str
    record: str
    title: str
    state: ActionState
    glyph: str
    due: str
    priority: str
    owner: str
    mark: str
