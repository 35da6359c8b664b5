"""Implements `actions`: the open action items of all records, the earliest due first."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from afterword.app.overview import Overview
from afterword.diagnostics import Diagnostic
from afterword.records.due_date import DueDate
from afterword.records.project import Project
from afterword.records.vocabulary import Visibility
from afterword.views.action_items import ACTION_GLYPHS
from afterword.views.context import Context
from afterword.views.terminal.action_list import ListedAction
from afterword.views.text.words import ENGLISH

if TYPE_CHECKING:
    from afterword.formats.data.analysis_types import Action


@dataclass(frozen=True)
class ActionFilter:
    """Which open items to list: those that match all of it. `owners` are in lower case."""

    is_overdue: bool = False
    owners: frozenset[str] = frozenset()
    due_within: timedelta | None = None

    def matches(self, item: Action, today: date) -> bool:
        """Return whether an item matches; what is overdue is due within any time."""
        last = today + self.due_within if self.due_within is not None else None
        return (
            (not self.is_overdue or item["state"] == "overdue")
            and (not self.owners or (item["owner"] or "").casefold() in self.owners)
            and (last is None or (item["due_until"] is not None and item["due_until"] <= last.isoformat()))
        )


class ActionList(NamedTuple):
    """The action items that a list shows, and the files that cannot be read."""

    context: Context
    items: tuple[Action, ...]
    owners: tuple[str, ...]
    broken: tuple[Diagnostic, ...]


def action_list(overview: Overview, chosen: ActionFilter) -> ActionList:
    """Return the open items that match; `owners` are those of all open items."""
    context = Context(Project(overview.site, ()), overview.audience, overview.now)
    texts = overview.windows.queries.action_data(overview.windows.open_actions)
    items: list[Action] = [json.loads(text) for text in texts]
    owners = sorted({each["owner"] for each in items if each["owner"]})
    matching = tuple(each for each in items if chosen.matches(each, context.today))
    return ActionList(context, matching, tuple(owners), overview.broken)


def listed_action(item: Action) -> ListedAction:
    """Return the row of an action item, in the words of the pages."""
    return ListedAction(
        id=item["id"],
        record=item["record"],
        title=item["title"],
        state=item["state"],
        glyph=ACTION_GLYPHS[item["state"]],
        due=ENGLISH.due(_due(item)) if item["due"] else "",
        priority=(item["priority"] or "").upper(),
        owner=item["owner"] or "",
        mark=ENGLISH.record.internal.lower() if item["visibility"] == Visibility.INTERNAL else "",
    )


def _due(item: Action) -> DueDate:
    last = date.fromisoformat(item["due_until"] or "")
    return DueDate(last.year, last.month, last.day, item["due"] or "")
