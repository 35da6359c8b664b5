"""Cards: open incidents, and maintenance in progress or announced, with the latest update."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import NamedTuple

from afterword.records.record import Record
from afterword.records.scales import OPERATIONAL
from afterword.records.vocabulary import State, Visibility
from afterword.timeline.certainty import certainty_between
from afterword.timeline.levels import current_levels
from afterword.timeline.lifecycle import Phase, promised_update, updates_until
from afterword.timeline.worst_level import worst_level
from afterword.views import rows
from afterword.views.context import Context
from afterword.views.current.banner import level_of_severity
from afterword.views.rows import PromisedUpdate, UpdateView
from afterword.views.text.announced import AnnouncedPeriod, announced_from, night_began
from afterword.views.text.day_headings import NO_HEADING
from afterword.views.text.extent import LevelNow, levels_now
from afterword.views.text.instants import Instant
from afterword.views.text.labels import (
    LevelLabel,
    PageLink,
    StateLabel,
    component_link,
    incident_link,
    state_label,
)
from afterword.views.text.words import Words

_MINUTE = timedelta(minutes=1)


class RecordStatus(NamedTuple):
    """The status of a record at an instant: the parts of a card that time alone can change.

    `level` is the worst, whose colour the card has; empty for a record that is only announced. `since` is None where
    the record has not begun, is over, or gives no time. `levels` are by component. If `is_upcoming`, components are
    listed without a level; so they are after a cancellation. `late` if the promised next update has not come, `silent`
    if there has been no update for too long.
    """

    state: StateLabel
    overrun: bool
    since: datetime | None
    levels: Mapping[str, LevelNow]
    is_upcoming: bool
    level: str = ""
    late: bool = False
    silent: bool = False


class CardComponent(NamedTuple):
    """A component that a record names, hidden while it is not affected."""

    id: str
    link: PageLink
    level: LevelLabel | None
    hidden: bool


class Card(NamedTuple):
    """An open or announced record, framed in the colour of its `level`.

    `shows_state` is false where the latest update shows the state already.

    `announced` are the announced periods that are not over.
    `no_update_since` is set for an incident, and shown while it is `silent`.
    """

    link: PageLink
    internal: bool
    severity: str
    state: StateLabel
    shows_state: bool
    overrun: bool
    is_upcoming: bool
    since: Instant | None
    duration: str
    no_update_since: Instant | None
    silent: bool
    announced: tuple[AnnouncedPeriod, ...]
    components: tuple[CardComponent, ...]
    latest: UpdateView | None
    earlier: tuple[UpdateView, ...]
    promised: PromisedUpdate | None = None
    held_until: Instant | None = None
    level: str = ""


def record_status(context: Context, record: Record) -> RecordStatus:
    """Return the status of a record at the context's `now`."""
    lifecycle = context.lifecycle[record.id]
    begins = night_began(record, lifecycle, context.now) or context.begins(record)
    is_upcoming = lifecycle.phase is Phase.UPCOMING
    promised = promised_update(record, context.now)
    has_begun = lifecycle.is_open and not is_upcoming and begins is not None and begins <= context.now
    levels = levels_now(context.words, context.site, current_levels(record, context.now)) | _recovered(
        context, record
    )
    ahead = is_upcoming or lifecycle.state is State.CANCELLED
    return RecordStatus(
        state=state_label(context.words, lifecycle.state),
        overrun=lifecycle.phase is Phase.OVERRUN,
        since=begins if has_begun else None,
        levels=levels,
        is_upcoming=ahead,
        level="" if ahead else _level(context, record, levels),
        silent=context.is_silent(record),
        late=promised is not None and promised <= context.now,
    )


def card(context: Context, record: Record) -> Card:
    """Return the card of an open or announced record, with its latest update first."""
    zone = context.shown_in(record)
    status = record_status(context, record)
    severity = context.site.severity(record.severity) if record.severity else None
    updates = rows.update_views(context, record, zone)
    quiet = context.silence(record)
    says_state = bool(updates) and updates[0].changes_state and not updates[0].held_back
    return Card(
        link=incident_link(record, context.site),
        internal=record.visibility is Visibility.INTERNAL,
        severity=severity.label if severity else "",
        state=status.state,
        shows_state=rows.is_maintenance(record) or not says_state,
        overrun=status.overrun,
        is_upcoming=status.is_upcoming,
        since=context.words.instant(status.since, zone) if status.since else None,
        duration=ongoing_for(context.words, context.now, status.since) if status.since else "",
        no_update_since=context.words.instant(quiet.since, zone) if quiet else None,
        silent=status.silent,
        announced=announced_from(context.words, record, context.lifecycle[record.id], zone, context.now),
        components=_components(context, record, status),
        latest=updates[0]._replace(day=NO_HEADING) if updates else None,
        earlier=rows.in_days(updates[1:]),
        promised=rows.promised(context, record, zone),
        held_until=rows.held_until(context, record, zone),
        level=status.level,
    )


def _recovered(context: Context, record: Record) -> dict[str, LevelNow]:
    """Return the components that an open incident affected before, and that are operational again."""
    if rows.is_maintenance(record) or not context.lifecycle[record.id].is_open:
        return {}
    rank = context.site.rank
    begun = {
        each.component for each in record.component_windows if each.start <= context.now and rank(each.level)
    }
    told = {
        component
        for update in updates_until(record, context.now)
        for component, level in update.levels.items()
        if rank(level)
    }
    again = LevelNow(OPERATIONAL.id, further=f" {context.words.current.again}")
    return {each: again for each in begun | told if not rank(context.levels.get(each, OPERATIONAL.id))}


def _level(context: Context, record: Record, levels: Mapping[str, LevelNow]) -> str:
    """Return the worst level of a record now; that of its severity if it names none."""
    if levels:
        return worst_level(context.site, (each.id for each in levels.values()))
    return level_of_severity(context, record) if not rows.is_maintenance(record) else OPERATIONAL.id


def ongoing_for(words: Words, now: datetime, since: datetime) -> str:
    """Return in whole minutes how long something has gone on, as the script writes it later."""
    return words.duration((now - since) // _MINUTE * _MINUTE, certainty_between(since, now))


def _components(context: Context, record: Record, status: RecordStatus) -> tuple[CardComponent, ...]:
    named = rows.named_components(record) | status.levels.keys()
    order = {component.id: index for index, component in enumerate(context.site.components)}
    return tuple(
        CardComponent(
            id=each,
            link=component_link(context.site, each),
            level=status.levels[each].label(context.words, context.site) if each in status.levels else None,
            hidden=not status.is_upcoming and each not in status.levels,
        )
        for each in sorted(named, key=lambda each: (order.get(each, len(order)), each))
    )
