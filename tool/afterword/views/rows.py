"""The rows of records and action items in lists, and updates: the models that several pages have in common."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import NamedTuple

from afterword.records.analysis import RootCause
from afterword.records.record import Record
from afterword.records.response import Update
from afterword.records.rough_time import is_vague
from afterword.records.vocabulary import CauseRole, Kind, PostMortemStatus, State, Visibility
from afterword.records.zone import Zone, has_own_offset
from afterword.timeline.levels import Totals
from afterword.timeline.lifecycle import Phase, promised_update, update_states
from afterword.views.context import Context
from afterword.views.text.announced import AnnouncedPeriod, announced, night_began
from afterword.views.text.day_headings import NO_HEADING, UnderDay, under_days
from afterword.views.text.extent import extent_at, extent_of_all
from afterword.views.text.instants import Instant, Period, digits
from afterword.views.text.labels import (
    ComponentAtLevel,
    LevelDuration,
    LevelLabel,
    PageLink,
    StateLabel,
    component_levels,
    component_link,
    incident_link,
    label_of,
    level_times,
    state_label,
)
from afterword.views.text.words import Words


class UpdateView(NamedTuple):
    """An update; `body` is Markdown. `state` is the state from then on, by the name of the update's status.

    `published` is set if it was held back. `held_back` is true while it is, which only internal builds show.
    """

    fragment_id: str
    at: Instant
    state: StateLabel
    body: str
    levels: tuple[ComponentAtLevel, ...]
    changes_state: bool = True
    published: Instant | None = None
    held_back: bool = False
    edited: Instant | None = None
    next_update: Instant | None = None
    sent_to: tuple[str, ...] = ()
    day: UnderDay = NO_HEADING


class PromisedUpdate(NamedTuple):
    """When the next update of an open record is promised, and whether that time has passed."""

    at: Instant
    late: bool


class IncidentRow(NamedTuple):
    """A record in a list. `levels` are worst first; `period` is None if it has not begun or gives no times.

    `more_components` counts the components that are not listed; else it is empty.
    """

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
    announced: AnnouncedPeriod | None = None
    overrun: bool = False
    held_until: Instant | None = None
    more_components: str = ""


LISTED_COMPONENTS = 20
"""How many components a record has in a list at most; its own page names all."""


def in_list(context: Context, record: Record, row: IncidentRow) -> IncidentRow:
    """Return a row as lists show it: with times in the zone of the page, and not too many components."""
    zone = context.shown_in(record)
    more = len(row.components) - LISTED_COMPONENTS
    if more > 0:
        row = row._replace(
            components=row.components[:LISTED_COMPONENTS],
            more_components=context.words.fill(
                context.words.current.more_incidents, count=context.words.number(more)
            ),
        )
    if zone == record.zone:
        return row
    return row._replace(
        day=day_of(context, record, zone),
        period=period_of(context, record, zone),
        announced=announced(context.words, record, context.lifecycle[record.id], zone, context.now),
        held_until=held_until(context, record, zone),
    )


def row_in(context: Context, record: Record, zone: Zone, spent: Totals) -> IncidentRow:
    """Build the row of a record with times in `zone`; `spent` is the time at each level."""
    lifecycle = context.lifecycle[record.id]
    severity = context.site.severity(record.severity) if record.severity else None
    return IncidentRow(
        link=incident_link(record, context.site),
        kind=context.words.word(record.kind),
        kind_slug=record.kind.value,
        severity=severity.label if severity else "",
        state=state_label(context.words, lifecycle.state),
        is_open=lifecycle.is_open,
        day=day_of(context, record, zone),
        period=period_of(context, record, zone),
        levels=_level_times(context, record, spent),
        components=components_of(context, record),
        internal=record.visibility is Visibility.INTERNAL,
        has_post_mortem=_has_post_mortem(context, record),
        announced=announced(context.words, record, context.lifecycle[record.id], zone, context.now),
        overrun=lifecycle.phase is Phase.OVERRUN,
        held_until=held_until(context, record, zone),
    )


def _level_times(context: Context, record: Record, spent: Totals) -> tuple[LevelDuration, ...]:
    """Return the time at each level, worst level first, with what the level held for."""
    return tuple(
        each._replace(
            level=each.level.with_extent(
                extent_of_all(context.words, record, context.site, each.level.slug, context.now)
            )
        )
        for each in level_times(context.words, context.site, spent)
    )


def _has_post_mortem(context: Context, record: Record) -> bool:
    """Return whether the page of a record has a post-mortem or leads to one."""
    published = record.post_mortem and record.post_mortem.status is PostMortemStatus.PUBLISHED
    return bool(published) or record.id in context.covering


def held_until(context: Context, record: Record, zone: Zone) -> Instant | None:
    """Return when a record becomes public, if it is not yet; only internal builds have such records."""
    at = record.publish_at
    return context.words.instant(at, zone) if at and record.is_held_back(context.now) else None


def day_of(context: Context, record: Record, zone: Zone) -> str:
    """Return the day on which a record begins, has begun or is announced to begin; empty if it is not known.

    If only the month or the year is known, it stands for the day.
    """
    begins = context.begins(record)
    if begins and is_vague(begins):
        return context.words.instant(begins, zone).text
    return context.words.day(zone.local(begins)) if begins else ""


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
    started = night_began(record, lifecycle, context.now) if lifecycle.is_open else None
    return context.words.period(started or lifecycle.started, lifecycle.resolved, zone, context.now)


def periods_of_windows(words: Words, record: Record, ids: Iterable[str], now: datetime) -> tuple[Period, ...]:
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
    named = {symptom.component for symptom in record.symptoms}
    for entry in (*record.windows, *record.also_affected):
        named.update(entry.named)
    return named | {component for update in record.updates for component in update.levels}


def update_views(context: Context, record: Record, zone: Zone) -> tuple[UpdateView, ...]:
    """Build the updates published by now, newest first, and those that are held back, if the audience has them."""
    updates = sorted(record.updates, key=lambda update: update.at)
    ids = fragment_ids("update", (update.at for update in updates), record.zone)
    views = [
        _update(context, record, update, fragment_id, state=state, zone=zone)
        for update, fragment_id, state in zip(updates, ids, update_states(record, updates), strict=True)
    ]
    return in_days(reversed(views))


def in_days(updates: Iterable[UpdateView]) -> tuple[UpdateView, ...]:
    """Return listed updates with the headings of their days."""
    listed = tuple(updates)
    days = under_days(each.at for each in listed)
    return tuple(each._replace(day=day) for each, day in zip(listed, days, strict=True))


def promised(context: Context, record: Record, zone: Zone) -> PromisedUpdate | None:
    """Return when the next update of an open record is promised, or None if no time is."""
    at = promised_update(record, context.now)
    return PromisedUpdate(context.words.instant(at, zone), late=at <= context.now) if at else None


def fragment_ids(prefix: str, times: Iterable[datetime], zone: Zone) -> tuple[str, ...]:
    """Return fragment ids made from times, so that links stay valid when updates or events are added.

    They are clock times in the record's zone, as they were typed, so a change of the zone does not change them. Times
    with an offset do not depend on the zone, and are in UTC.
    Ids of the same instant are numbered from the second on. `times` must be in the order of the record: then an entry
    that is added below others with the same time does not change their ids.
    """
    counts: dict[str, int] = {}
    ids = []
    for time in times:
        clock = time if has_own_offset(time) else zone.local(time).replace(tzinfo=UTC)
        of_clock = digits(clock).replace("-", "").replace(":", "")
        fraction = f".{time.microsecond // 1000:03}" if time.microsecond else ""
        fragment_id = f"{prefix}-{of_clock}{fraction}"
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


def is_maintenance(record: Record) -> bool:
    """Return whether a record is maintenance."""
    return record.kind is Kind.MAINTENANCE


def _update(
    context: Context, record: Record, update: Update, fragment_id: str, *, state: State, zone: Zone
) -> UpdateView:
    def shown(at: datetime | None) -> Instant | None:
        return context.words.instant(at, zone) if at else None

    return UpdateView(
        fragment_id=fragment_id,
        at=context.words.instant(update.at, zone),
        state=state_label(context.words, state)._replace(name=context.words.word(update.status)),
        body=update.body,
        levels=_update_levels(context, record, update, state),
        changes_state=update.state is not None,
        published=shown(update.publish_at),
        held_back=context.now < update.public_from,
        edited=shown(update.edited),
        next_update=shown(update.next_update),
        sent_to=update.sent_to,
    )


def _update_levels(
    context: Context, record: Record, update: Update, state: State
) -> tuple[ComponentAtLevel, ...]:
    """Return the levels in an update, each with what it holds for by the windows of its record at that time.

    Those of announced work say that they are planned: they do not hold yet.
    """
    words = context.words

    def label(component: str, level: str) -> LevelLabel:
        found = label_of(words, context.site, level)
        if state is State.SCHEDULED:
            found = found._replace(name=words.fill(words.record.planned_level, level=found.name))
        return found.with_extent(extent_at(record, context.site, component, level, update.at, words=words))

    return component_levels(context.site, {each: label(each, level) for each, level in update.levels.items()})
