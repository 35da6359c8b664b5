"""Shows a record that is going on or announced as a card: what a worried reader looks for first."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import NamedTuple

from afterword.records.record import Record
from afterword.records.vocabulary import Visibility
from afterword.timeline.levels import record_levels
from afterword.timeline.lifecycle import Phase
from afterword.views import rows
from afterword.views.context import Context
from afterword.views.rows import UpdateView
from afterword.views.text import words
from afterword.views.text.labels import (
    LevelLabel,
    PageLink,
    StateLabel,
    component_link,
    incident_link,
    label_of,
    state_label,
)
from afterword.views.text.words import Instant, Period

_MINUTE = timedelta(minutes=1)


class RecordStatus(NamedTuple):
    """How a record stands at an instant: all of a card that the clock alone can change.

    `since` is None where it has not begun, is over, or gives no time. `levels` are those that it puts components
    at. What is only `ahead` names components without a level.
    """

    state: StateLabel
    overrun: bool
    since: datetime | None
    levels: Mapping[str, str]
    ahead: bool


class CardComponent(NamedTuple):
    """A component that a record speaks of, hidden while it is not touched."""

    id: str
    link: PageLink
    level: LevelLabel | None
    hidden: bool


class Card(NamedTuple):
    """Something going on or announced. The state is not `said` where the latest update says it."""

    link: PageLink
    internal: bool
    severity: str
    state: StateLabel
    said: bool
    overrun: bool
    ahead: bool
    since: Instant | None
    duration: str
    announced: Period | None
    components: tuple[CardComponent, ...]
    latest: UpdateView | None
    earlier: tuple[UpdateView, ...]


def record_status(context: Context, record: Record) -> RecordStatus:
    """Say how a record stands at the book's instant."""
    lifecycle, begins = context.lifecycle[record.id], context.begins(record)
    ahead = lifecycle.phase is Phase.UPCOMING
    has_begun = lifecycle.is_open and not ahead and begins is not None and begins <= context.now
    return RecordStatus(
        state=state_label(lifecycle.state),
        overrun=lifecycle.phase is Phase.OVERRUN,
        since=begins if has_begun else None,
        levels=record_levels(record, context.site, context.now),
        ahead=ahead,
    )


def card(context: Context, record: Record) -> Card:
    """Show a record that is going on or announced, with its latest update first."""
    zone = context.shown_in(record)
    stands = record_status(context, record)
    severity = context.site.severity(record.severity) if record.severity else None
    updates = rows.update_views(context, record, zone)
    return Card(
        link=incident_link(record),
        internal=record.visibility is Visibility.INTERNAL,
        severity=severity.label if severity else "",
        state=stands.state,
        said=rows.is_maintenance(record) or not updates,
        overrun=stands.overrun,
        ahead=stands.ahead,
        since=words.instant(stands.since, zone) if stands.since else None,
        duration=words.duration((context.now - stands.since) // _MINUTE * _MINUTE) if stands.since else "",
        announced=rows.announced(record, zone, context.now),
        components=_components(context, record, stands),
        latest=updates[0] if updates else None,
        earlier=updates[1:],
    )


def _components(context: Context, record: Record, stands: RecordStatus) -> tuple[CardComponent, ...]:
    named = rows.named_components(record) | stands.levels.keys()
    order = {component.id: place for place, component in enumerate(context.site.components)}
    return tuple(
        CardComponent(
            id=each,
            link=component_link(context.site, each),
            level=label_of(context.site, stands.levels[each]) if each in stands.levels else None,
            hidden=not stands.ahead and each not in stands.levels,
        )
        for each in sorted(named, key=lambda each: (order.get(each, len(order)), each))
    )
