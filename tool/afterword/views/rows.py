"""The rows of records and action items in lists, and updates: the models that several pages have in common."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Literal, NamedTuple, TypeAlias

from afterword.records.analysis import ActionItem, RootCause
from afterword.records.due_date import DuePrecision
from afterword.records.record import Record
from afterword.records.response import Update
from afterword.records.vocabulary import ActionStatus, CauseRole, Kind, PostMortemStatus, Visibility
from afterword.records.zone import Zone
from afterword.timeline.levels import Totals
from afterword.timeline.lifecycle import Phase, updates_until
from afterword.views.context import Context
from afterword.views.text import words
from afterword.views.text.labels import (
    ComponentAtLevel,
    LevelDuration,
    PageLink,
    StateLabel,
    component_levels,
    component_link,
    incident_link,
    level_times,
    state_label,
)
from afterword.views.text.words import Instant, Period


class UpdateView(NamedTuple):
    """A published update; `body` is Markdown."""

    fragment_id: str
    at: Instant
    state: StateLabel
    body: str
    levels: tuple[ComponentAtLevel, ...]


class IncidentRow(NamedTuple):
    """A record in a list. `levels` are worst first; `period` is None if it has not begun or gives no times."""

    link: PageLink
    kind: str
    kind_slug: str
    severity: str
    state: StateLabel
    is_open: bool
    day: str
    period: Period | None
    levels: tuple[LevelDuration, ...]
    components: tuple[PageLink, ...]
    internal: bool
    has_post_mortem: bool
    announced: Period | None = None
    overrun: bool = False


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
_ACTION_GLYPHS: dict[ActionState, str] = {
    "open": "◌", "undated": "◌", "overdue": "▲", "done": "✓", "dropped": "✕",
}  # fmt: skip


def in_list(context: Context, record: Record, row: IncidentRow) -> IncidentRow:
    """Return a row as lists show it, with times in the zone of the page instead of the record's own."""
    zone = context.shown_in(record)
    if zone == record.zone:
        return row
    return row._replace(
        day=day_of(context, record, zone),
        period=period_of(context, record, zone),
        announced=announced(record, zone, context.now),
    )


def row_in(context: Context, record: Record, zone: Zone, spent: Totals) -> IncidentRow:
    """Build the row of a record with times in `zone`; `spent` is the time at each level."""
    lifecycle = context.lifecycle[record.id]
    severity = context.site.severity(record.severity) if record.severity else None
    return IncidentRow(
        link=incident_link(record),
        kind=words.word(record.kind),
        kind_slug=record.kind.value,
        severity=severity.label if severity else "",
        state=state_label(lifecycle.state),
        is_open=lifecycle.is_open,
        day=day_of(context, record, zone),
        period=period_of(context, record, zone),
        levels=level_times(context.site, spent),
        components=components_of(context, record),
        internal=record.visibility is Visibility.INTERNAL,
        has_post_mortem=_has_post_mortem(context, record),
        announced=announced(record, zone, context.now),
        overrun=lifecycle.phase is Phase.OVERRUN,
    )


def _has_post_mortem(context: Context, record: Record) -> bool:
    """Return whether the page of a record has a post-mortem or leads to one."""
    published = record.post_mortem and record.post_mortem.status is PostMortemStatus.PUBLISHED
    return bool(published) or record.id in context.covering


def day_of(context: Context, record: Record, zone: Zone) -> str:
    """Return the day on which a record begins, has begun or is announced to begin; empty if it is not known."""
    begins = context.begins(record)
    return words.day(zone.local(begins)) if begins else ""


def summary_of(record: Record) -> str:
    """Return the summary as Markdown, or the first update if there is no summary."""
    if record.summary or not record.updates:
        return record.summary or ""
    return min(record.updates, key=lambda update: update.at).body


def period_of(context: Context, record: Record, zone: Zone) -> Period | None:
    """Return the period of a record; None if it has not begun or gives no times."""
    lifecycle = context.lifecycle[record.id]
    if lifecycle.started is None or lifecycle.phase is Phase.UPCOMING:
        return None
    if not lifecycle.is_open and lifecycle.resolved is None:
        return None
    return words.period(lifecycle.started, lifecycle.resolved, zone, context.now)


def announced(record: Record, zone: Zone, now: datetime) -> Period | None:
    """Return the period for which maintenance is announced."""
    scheduled = record.scheduled
    return words.period(scheduled.start, scheduled.end, zone, now) if scheduled else None


def periods_of_windows(record: Record, ids: Iterable[str], now: datetime) -> tuple[Period, ...]:
    """Return the periods of windows that a part of the record refers to by their ids; unknown ids are left out."""
    by_id = {window.id: window for window in record.windows if window.id}
    named = (by_id[each] for each in ids if each in by_id)
    return tuple(words.period(window.start, window.end, record.zone, now) for window in named)


def components_of(context: Context, record: Record) -> tuple[PageLink, ...]:
    """Return links to the components that a record names, in the order of the page."""
    named = named_components(record)
    return tuple(component_link(context.site, c.id) for c in context.site.components if c.id in named)


def named_components(record: Record) -> set[str]:
    """Return the ids of the components that a record names in its windows, symptoms or updates."""
    named = {window.component for window in record.windows} | {
        symptom.component for symptom in record.symptoms
    }
    return named | {component for update in record.updates for component in update.levels}


def update_views(context: Context, record: Record, zone: Zone) -> tuple[UpdateView, ...]:
    """Build the updates published by now, newest first."""
    published = updates_until(record, context.now)
    ids = fragment_ids("update", (update.at for update in published))
    updates = [
        _update(context, update, fragment_id, zone)
        for update, fragment_id in zip(published, ids, strict=True)
    ]
    return tuple(reversed(updates))


def fragment_ids(prefix: str, times: Iterable[datetime]) -> tuple[str, ...]:
    """Return fragment ids made from times, so that links stay valid when updates or events are added.

    Ids of the same instant are numbered from the second on. `times` must be in the order of the record: then an entry
    that is added below others with the same time does not change their ids.
    """
    counts: dict[str, int] = {}
    ids = []
    for time in times:
        digits = words.digits(time).replace("-", "").replace(":", "")
        fraction = f".{time.microsecond // 1000:03}" if time.microsecond else ""
        fragment_id = f"{prefix}-{digits}{fraction}"
        number = counts[fragment_id] = counts.get(fragment_id, 0) + 1
        ids.append(fragment_id if number == 1 else f"{fragment_id}-{number}")
    return tuple(ids)


CAUSE_ROLES = (CauseRole.CAUSE, None, *(role for role in CauseRole if role is not CauseRole.CAUSE))
"""The roles of causes in the order of the page; causes without a role come after those that are called causes."""


def causes_by_role(record: Record) -> Iterator[tuple[CauseRole | None, list[tuple[int, RootCause]]]]:
    """Yield the roles in the order of the page, each with its causes, if there are any, and their numbers from 1."""
    numbered = tuple(enumerate(record.root_causes, start=1))
    for role in CAUSE_ROLES:
        causes = [(number, cause) for number, cause in numbered if cause.role is role]
        if causes:
            yield role, causes


def heading_fragment_ids(headings: Iterable[str]) -> tuple[str, ...]:
    """Return fragment ids made from the words of headings in any script; equal ones are numbered from the second on."""
    counts: dict[str, int] = {}
    ids = []
    for heading in headings:
        fragment_id = "-".join(("section", *re.findall(r"\w+", heading.lower())))
        number = counts[fragment_id] = counts.get(fragment_id, 0) + 1
        ids.append(fragment_id if number == 1 else f"{fragment_id}-{number}")
    return tuple(ids)


def cause_fragment_id(cause_id: str | None, number: int) -> str:
    """Return the fragment id of a cause: from its id, or from its number among the causes of its record."""
    return f"cause-{cause_id}" if cause_id else f"numbered-cause-{number}"


def action_view(context: Context, record: Record, item: ActionItem) -> ActionView:
    """Build an action item with its state at `now`."""
    due_slug = _due_slug(context, item)
    return ActionView(
        fragment_id=f"action-{item.id}",
        title=item.title,
        type=words.word(item.type) if item.type else "",
        priority=item.priority.value.upper() if item.priority else "",
        owner=item.owner or "",
        due=words.due(item.due) if item.due else "",
        due_iso=item.due.written if item.due and item.due.precision is not DuePrecision.QUARTER else "",
        moved=tuple(_moved(item)),
        status=words.word(item.status),
        due_slug=due_slug,
        glyph=_ACTION_GLYPHS[due_slug],
        closed=words.day(item.closed) if item.closed else "",
        reason=item.reason or "",
        tracker=item.tracker or "",
        internal=item.visibility is Visibility.INTERNAL,
        incident=incident_link(record),
    )


def is_maintenance(record: Record) -> bool:
    """Return whether a record is maintenance."""
    return record.kind is Kind.MAINTENANCE


def _update(context: Context, update: Update, fragment_id: str, zone: Zone) -> UpdateView:
    return UpdateView(
        fragment_id=fragment_id,
        at=words.instant(update.at, zone),
        state=state_label(update.status),
        body=update.body,
        levels=component_levels(context.site, dict(update.levels)),
    )


def _moved(item: ActionItem) -> Iterator[MovedView]:
    """Yield the changes of the due date, the first one first; each leads to the due date before the next change."""
    changes = sorted(item.moved, key=lambda change: change.on)
    next_dates = [*(change.from_ for change in changes[1:]), item.due]
    for change, until in zip(changes, next_dates, strict=False):
        to = f"to {words.due(until)}" if until else "without a new date"
        text = f"Moved from {words.due(change.from_)} {to} on {words.day(change.on)}"
        yield MovedView(text, change.reason or "")


def _due_slug(context: Context, item: ActionItem) -> ActionState:
    if item.status is ActionStatus.DONE:
        return "done"
    if item.status is ActionStatus.WONT_DO:
        return "dropped"
    if item.due is None:
        return "undated"
    return "overdue" if item.due < context.zone.local(context.now).date() else "open"
