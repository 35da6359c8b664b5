"""Action items as pages show them: the model that the page of a record and the list of all items have in common."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple, TypeAlias

from afterword.records.analysis import ActionItem
from afterword.records.due_date import DuePrecision
from afterword.records.record import Record
from afterword.records.vocabulary import ActionStatus, Visibility
from afterword.views.context import Context
from afterword.views.text.glyphs import DONE_ACTION, DROPPED_ACTION, OPEN_ACTION, OVERDUE_ACTION
from afterword.views.text.labels import PageLink, incident_link
from afterword.views.text.words import Words

ActionState: TypeAlias = Literal["overdue", "open", "undated", "done", "dropped"]


class MovedView(NamedTuple):
    """A change of a due date; `text` says from when to when, and on which day. `reason` is Markdown."""

    text: str
    reason: str


class ActionView(NamedTuple):
    """An action item. `due_slug` is its state at `now`; `due_iso` is empty for a quarter, which HTML cannot express."""

    fragment_id: str
    title: str
    type: str
    priority: str
    owner: str
    due: str
    due_iso: str
    moved: tuple[MovedView, ...]
    status: str
    due_slug: ActionState
    glyph: str
    closed: str
    reason: str
    tracker: str
    internal: bool
    incident: PageLink


OPEN_STATES: tuple[ActionState, ...] = ("overdue", "open", "undated")
"""The states of action items that are neither done nor dropped."""
ACTION_GLYPHS: dict[ActionState, str] = {
    "open": OPEN_ACTION, "undated": OPEN_ACTION, "overdue": OVERDUE_ACTION,
    "done": DONE_ACTION, "dropped": DROPPED_ACTION,
}  # fmt: skip


def action_view(context: Context, record: Record, item: ActionItem) -> ActionView:
    """Build an action item with its state at `now`."""
    due_slug = _due_slug(context, item)
    return ActionView(
        fragment_id=f"action-{item.id}",
        title=item.title,
        type=context.words.word(item.type) if item.type else "",
        priority=item.priority.value.upper() if item.priority else "",
        owner=item.owner or "",
        due=context.words.due(item.due) if item.due else "",
        due_iso=item.due.written if item.due and item.due.precision is not DuePrecision.QUARTER else "",
        moved=tuple(_moved(context.words, item)),
        status=context.words.word(item.status),
        due_slug=due_slug,
        glyph=ACTION_GLYPHS[due_slug],
        closed=context.words.day(item.closed) if item.closed else "",
        reason=item.reason or "",
        tracker=item.tracker or "",
        internal=item.visibility is Visibility.INTERNAL,
        incident=incident_link(record, context.site),
    )


def _moved(words: Words, item: ActionItem) -> Iterator[MovedView]:
    """Yield the changes of the due date, the first one first; each leads to the due date before the next change."""
    changes = sorted(item.moved, key=lambda change: change.on)
    next_dates = [*(change.from_ for change in changes[1:]), item.due]
    for change, until in zip(changes, next_dates, strict=False):
        first, day = words.due(change.from_), words.day(change.on)
        text = (
            words.gettext(
                "Moved from {first} to {last} on {day}", first=first, last=words.due(until), day=day
            )
            if until
            else words.gettext("Moved from {first} without a new date on {day}", first=first, day=day)
        )
        yield MovedView(text, change.reason or "")


def _due_slug(context: Context, item: ActionItem) -> ActionState:
    if item.status is ActionStatus.DONE:
        return "done"
    if item.status is ActionStatus.WONT_DO:
        return "dropped"
    if item.due is None:
        return "undated"
    return "overdue" if item.due < context.zone.local(context.now).date() else "open"
