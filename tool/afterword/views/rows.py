"""The rows of records and action items in lists, and updates: the models that several pages have in common."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Literal, NamedTuple, TypeAlias

from afterword.records.analysis import ActionItem
from afterword.records.record import Record
from afterword.records.response import Update
from afterword.records.vocabulary import ActionStatus, Kind, PostMortemStatus, Visibility
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


class ActionView(NamedTuple):
    """An action item. `due_slug` is its state at `now`."""

    fragment_id: str
    title: str
    type: str
    priority: str
    owner: str
    due: str
    due_iso: str
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
    post_mortem = record.post_mortem
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
        has_post_mortem=post_mortem is not None and post_mortem.status is PostMortemStatus.PUBLISHED,
        announced=announced(record, zone, context.now),
        overrun=lifecycle.phase is Phase.OVERRUN,
    )


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


def components_of(context: Context, record: Record) -> tuple[PageLink, ...]:
    """Return links to the components that a record names, in the order of the page."""
    named = named_components(record)
    return tuple(component_link(context.site, c.id) for c in context.site.components if c.id in named)


def named_components(record: Record) -> set[str]:
    """Return the ids of the components that a record names in its windows, symptoms or updates."""
    named = {symptom.component for symptom in record.symptoms}
    for entry in (*record.windows, *record.also_affected):
        named.update(entry.named)
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


def cause_fragment_id(cause_id: str | None, number: int) -> str:
    """Return the fragment id of a cause: from its id, or from its number among the causes of its record."""
    return f"cause-{cause_id}" if cause_id else f"numbered-cause-{number}"


def action_view(context: Context, record: Record, item: ActionItem) -> ActionView:
    """Build an action item with its state at `now`."""
    due_slug = _due_slug(context, item)
    return ActionView(
        fragment_id=f"action-{item.id}",
        title=item.title,
        type=words.word(item.type),
        priority=item.priority.value.upper(),
        owner=item.owner or "",
        due=words.day(item.due) if item.due else "",
        due_iso=item.due.isoformat() if item.due else "",
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


def _due_slug(context: Context, item: ActionItem) -> ActionState:
    if item.status is ActionStatus.DONE:
        return "done"
    if item.status is ActionStatus.WONT_DO:
        return "dropped"
    if item.due is None:
        return "undated"
    return "overdue" if item.due < context.zone.local(context.now).date() else "open"
