"""The state and milestones of a record at `now`, and its response times."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from operator import attrgetter
from typing import Literal, TypeAlias, get_args

from afterword.records.record import Record
from afterword.records.response import Update
from afterword.records.rough_time import is_unknown
from afterword.records.site import Site
from afterword.records.vocabulary import FINAL_STATES, Kind, PostMortemStatus, State
from afterword.timeline.contradictions import whole
from afterword.timeline.maintenance import (
    announced_at,
    begun_period,
    completed_at,
    latest_stated,
    maintenance_state,
)

MilestoneName: TypeAlias = Literal[
    "started", "detected", "acknowledged", "declared", "notified", "identified", "mitigated", "resolved"
]
MILESTONE_NAMES: tuple[MilestoneName, ...] = get_args(MilestoneName)
"""The fields of `records.response.Milestones`, in the same order."""
_AT = attrgetter("at")
_NOT_UNDER_WAY = FINAL_STATES | {State.SCHEDULED}


class Phase(StrEnum):
    """Whether a record is upcoming, ongoing or over."""

    UPCOMING = "upcoming"
    """Announced, or with all its times in the future. Maintenance is upcoming again between two announced periods."""
    ONGOING = "ongoing"
    OVERRUN = "overrun"
    """A maintenance record that continues after its announced end."""
    OVER = "over"


@dataclass(frozen=True, slots=True)
class Lifecycle:
    """The state of a record at an instant, and its main milestones until then.

    Times are in UTC. `started` is None if it is not known, or not yet; without windows, the first update that neither
    announces nor closes stands in for it. `resolved` is None while the record is open, and if its end is not known;
    without windows, the update that finally closed the record stands in for it. `published_on` is the day on which the
    post-mortem was published, or None before.
    """

    state: State
    phase: Phase
    started: datetime | None
    notified: datetime | None
    resolved: datetime | None
    published_on: date | None

    @property
    def is_open(self) -> bool:
        """Whether the record is neither resolved, completed nor cancelled."""
        return self.state not in FINAL_STATES


_FROM_WINDOWS: tuple[MilestoneName, ...] = ("started", "resolved")


def lifecycle(record: Record, now: datetime, site: Site | None = None) -> Lifecycle:
    """Return the lifecycle of a record from what has happened until `now`.

    The phase follows from the state and the time: maintenance is ongoing from its announced start, even without an
    update, and overrun from its announced end until it is completed or cancelled, or pauses until the next one. Without
    `site`, all windows count as impaired.
    """
    published = updates_until(record, now)
    state = _state(record, published, now)
    reached, is_over = _reached(record, published, now), state in FINAL_STATES
    return Lifecycle(
        state=state,
        phase=_phase(record, published, state, now),
        started=whole(record, "started", reached.get("started"), min, site),
        notified=reached.get("notified"),
        resolved=whole(record, "resolved", reached.get("resolved"), max, site) if is_over else None,
        published_on=_published_on(record, now),
    )


def updates_until(record: Record, at: datetime) -> tuple[Update, ...]:
    """Return the updates that had been published at an instant, oldest first, in whatever order they were typed.

    An update with a `publish_at` ahead is not one of them.
    """
    return tuple(sorted([one for one in record.updates if one.public_from <= at], key=_AT))


def update_states(record: Record, published: Sequence[Update]) -> tuple[State, ...]:
    """Return the state of a record after each of its first updates.

    An update that does not change the state has that of the record before; the first one, that of a record without
    updates.
    """
    return tuple(
        update.state or _state(record, published[:count], update.at)
        for count, update in enumerate(published, start=1)
    )


def unended_windows(record: Record, state: State) -> tuple[int, ...]:
    """Return the indexes of the windows without an end, if the state of the record says that it is over."""
    if state not in FINAL_STATES:
        return ()
    return tuple(index for index, window in enumerate(record.windows) if window.end is None)


def promised_update(record: Record, at: datetime) -> datetime | None:
    """Return the time for which the latest update promised the next one; None once the record is over."""
    published = updates_until(record, at)
    is_open = published and _state(record, published, at) not in FINAL_STATES
    return published[-1].next_update if is_open else None


def state_at(record: Record, at: datetime) -> State:
    """Return the state of a record at an instant: from its latest update with a state, else `status`, else its times.

    Without update and status, a record is open if it has begun and not ended. An incident without any time counts as
    open, because it would be worse to call it over by mistake; a near miss or a drill does not. A notice is current
    until its `until`, whatever its updates say. Maintenance follows its announced times and its windows even where no
    update does: see `maintenance_state`.
    """
    return _state(record, updates_until(record, at), at)


def _state(record: Record, published: Sequence[Update], at: datetime) -> State:
    if record.kind is Kind.NOTICE and record.until and record.until <= at:
        return State.ENDED
    if record.kind is Kind.MAINTENANCE:
        return maintenance_state(record, published, at)
    stated = next((update.state for update in reversed(published) if update.state), None)
    if stated:
        return stated
    if record.status:
        return record.status
    resolved = record.milestones.resolved
    if resolved and resolved <= at:
        return State.RESOLVED
    begun = [window for window in record.windows if window.start <= at]
    if begun:
        running = any(window.end is None or at < window.end for window in begun)
        return State.INVESTIGATING if running else State.RESOLVED
    if record.kind is Kind.NOTICE:
        return State.CURRENT
    return State.INVESTIGATING if record.kind is Kind.INCIDENT else State.RESOLVED


def milestones(record: Record, now: datetime) -> dict[MilestoneName, datetime]:
    """Return the milestones that had been reached at `now`, in the order of the record's model.

    A typed milestone takes precedence over its default. The defaults: `started` is the earliest start of the windows,
    `resolved` their latest end if the record is over and none of them is open, `notified` the announcement of
    maintenance, or else the first update. Without windows, `started` and `resolved` have no default: an update is when
    the public was informed, and no response time can be computed from it.
    """
    reached = _reached(record, updates_until(record, now), now)
    if record.windows:
        return reached
    typed = record.milestones
    unknown = {name for name in _FROM_WINDOWS if getattr(typed, name) is None}
    return {name: at for name, at in reached.items() if name not in unknown}


def _reached(record: Record, published: Sequence[Update], now: datetime) -> dict[MilestoneName, datetime]:
    defaults: dict[MilestoneName, datetime | None] = {
        "started": _started(record, published),
        "notified": _notified(record, published),
        "resolved": _resolved(record, published, now),
    }
    reached: dict[MilestoneName, datetime] = {}
    for name in MILESTONE_NAMES:
        typed: datetime | None = getattr(record.milestones, name)
        at = typed or defaults.get(name)
        if at and at <= now:
            reached[name] = at
    return reached


def _started(record: Record, published: Sequence[Update]) -> datetime | None:
    if record.windows:
        return min(window.start for window in record.windows)
    states = zip(published, update_states(record, published), strict=True)
    return next((update.at for update, state in states if state not in _NOT_UNDER_WAY), None)


def _notified(record: Record, published: Sequence[Update]) -> datetime | None:
    return announced_at(record) or min((record.public_from(update) for update in published), default=None)


def _resolved(record: Record, published: Sequence[Update], now: datetime) -> datetime | None:
    if _state(record, published, now) not in FINAL_STATES:
        return None
    if record.kind is Kind.MAINTENANCE:
        latest = latest_stated(published)
        ended = completed_at(record, published, now)
        if ended and not (latest and latest.state in FINAL_STATES):
            return ended
    if record.windows:
        ends = [window.end for window in record.windows if window.end is not None]
        return max(ends, key=lambda end: (end, is_unknown(end))) if len(ends) == len(record.windows) else None
    closed = None
    for update, state in zip(reversed(published), reversed(update_states(record, published)), strict=True):
        if state not in FINAL_STATES:
            break
        closed = update.at  # updates after the closing one, such as a late report, do not change it
    return closed or record.until


def _phase(record: Record, published: Sequence[Update], state: State, now: datetime) -> Phase:
    if state in FINAL_STATES:
        return Phase.OVER
    if record.kind is Kind.MAINTENANCE:
        period = begun_period(record, now)
        if state is State.SCHEDULED:
            return Phase.UPCOMING
        return Phase.OVERRUN if period and period.end and period.end <= now else Phase.ONGOING
    begins = [window.start for window in record.windows]
    states: set[State | None] = {update.state for update in published if update.state} or {record.status}
    nothing_yet = states <= {State.SCHEDULED, None} and all(now < start for start in begins)
    return Phase.UPCOMING if nothing_yet and (begins or state is State.SCHEDULED) else Phase.ONGOING


def _published_on(record: Record, now: datetime) -> date | None:
    text = record.post_mortem
    if text is None or text.status is not PostMortemStatus.PUBLISHED or text.published is None:
        return None
    return text.published if text.published <= record.zone.local(now).date() else None
