"""The update objects of Statuspage: at least one for each record, each with the changes of components."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

from afterword.formats.statuspage.serialise import JsonObject, stamp
from afterword.formats.statuspage.statuses import (
    POSTMORTEM,
    component_status,
    has_post_mortem,
    incident_status,
    maintenance_status,
    record_status,
)
from afterword.prose.plain_text import plain_text
from afterword.records.components import Component
from afterword.records.impact import ComponentWindow
from afterword.records.record import Record
from afterword.records.response import Update
from afterword.records.site import Site
from afterword.records.vocabulary import FINAL_STATES, ComponentStatus, Kind, State
from afterword.timeline.lifecycle import Lifecycle, update_states, updates_until
from afterword.timeline.maintenance import begun_period, ended_at
from afterword.timeline.published_times import PublishedTimes as Times
from afterword.views import rows, urls
from afterword.views.context import Context

_SECOND = timedelta(seconds=1)
_WITHOUT_UPDATE = {
    State.IN_PROGRESS: ("begun", "The announced time has come."),
    State.SCHEDULED: ("paused", "The work goes on at the next announced time."),
    State.COMPLETED: ("completed", "The maintenance is completed."),
}
"""The states that maintenance enters without an update, each with the id and the body of the added update."""


class _Step(NamedTuple):
    """An update before it is written. `levels` are those published by then; none if they no longer apply.

    `created` and `updated` are set where it was published later than its time, or edited.
    """

    id: str
    at: datetime
    status: str
    body: str
    levels: Mapping[str, str]
    created: datetime | None = None
    updated: datetime | None = None


def update_objects(
    context: Context, record: Record, named: Collection[str], times: Times
) -> list[JsonObject]:
    """Return the updates of a record, newest first. `named` are the components that the record names."""
    objects: list[JsonObject] = []
    before: dict[str, str] = {}
    components = [each for each in context.site.components if each.id in named]
    windows = defaultdict[str, list[ComponentWindow]](list)
    for window in record.component_windows:
        windows[window.component].append(window)
    for step in _steps(context, record, times):
        now = {
            each.id: component_status(context.site, _level(context.site, each.id, windows[each.id], step))
            for each in components
        }
        objects.append(_object(record.first_id, step, _changes(context, step, components, before, now)))
        before = now
    return objects[::-1]


def _steps(context: Context, record: Record, times: Times) -> Iterator[_Step]:
    """Yield the updates, oldest first, at least one. The last one has the status of the record."""
    lifecycle = context.lifecycle[record.id]
    published = updates_until(record, context.now)
    yield from _typed(record, published)
    if not published:
        yield _state(record, lifecycle, times)
    elif lifecycle.state in _WITHOUT_UPDATE and lifecycle.state is not update_states(record, published)[-1]:
        yield _without_update(record, lifecycle, published, context.now)
    if lifecycle.published_on and has_post_mortem(record, lifecycle):
        last = published[-1].at if published else lifecycle.resolved or times.first
        yield _post_mortem(context, record, lifecycle.published_on, last)


def _typed(record: Record, published: Sequence[Update]) -> Iterator[_Step]:
    ids = rows.fragment_ids(record.first_id, (update.at for update in published), record.zone)
    levels: dict[str, str] = {}
    for name, update, state in zip(ids, published, update_states(record, published), strict=True):
        levels = {**levels, **update.levels}
        created = record.public_from(update)
        yield _Step(
            id=name,
            at=update.at,
            status=_word(record, state),
            body=plain_text(update.body),
            levels={} if state in FINAL_STATES or state is State.SCHEDULED else levels,
            created=created,
            updated=max(created, update.edited) if update.edited else created,
        )


def _state(record: Record, lifecycle: Lifecycle, times: Times) -> _Step:
    """Return the update of a record without updates: at its end, or at its start while it goes on."""
    at = lifecycle.started or times.first if lifecycle.is_open else lifecycle.resolved or times.latest
    word = record_status(record, lifecycle)
    status = State.RESOLVED.value if word == POSTMORTEM else word
    return _Step(
        f"{record.first_id}-state", at, status, plain_text(record.summary or "") or record.full_title, {}
    )


def _without_update(
    record: Record, lifecycle: Lifecycle, published: Sequence[Update], now: datetime
) -> _Step:
    """Return the update of maintenance that has reached its state without one. Announced levels apply in progress."""
    name, body = _WITHOUT_UPDATE[lifecycle.state]
    number = sum(each.start <= now for each in record.scheduled)
    levels = {component: level for update in published for component, level in update.levels.items()}
    running = lifecycle.state is State.IN_PROGRESS
    at = max(_entered(record, lifecycle, now), published[-1].at)
    name = f"{record.first_id}-{name}-{number}" if number > 1 else f"{record.first_id}-{name}"
    return _Step(name, at, lifecycle.state.value, body, levels if running else {})


def _entered(record: Record, lifecycle: Lifecycle, now: datetime) -> datetime:
    """Return when maintenance entered its state without an update."""
    if lifecycle.resolved:
        return lifecycle.resolved
    period = begun_period(record, now)
    instants = [*record.times]
    if period:
        ended = ended_at(record, period, now) if lifecycle.state is State.SCHEDULED else None
        instants.append(ended or period.start)
    return max((each for each in instants if each <= now), default=now)


def _post_mortem(context: Context, record: Record, day: date, last: datetime) -> _Step:
    """Return the update that announces the post-mortem: on its day, but after the last update."""
    at = max(record.zone.start_of(day), last + _SECOND)
    address = context.url(urls.incident(record.id))
    body = f"The post-mortem is published: {address}" if address else "The post-mortem is published."
    return _Step(f"{record.first_id}-{POSTMORTEM}", at, POSTMORTEM, body, {})


def _object(record_id: str, step: _Step, changes: list[JsonObject]) -> JsonObject:
    at, created = stamp(step.at), stamp(step.created or step.at)
    return {
        "id": step.id,
        "status": step.status,
        "body": step.body,
        "incident_id": record_id,
        "created_at": created,
        "updated_at": stamp(step.updated) if step.updated else created,
        "display_at": at,
        "affected_components": changes,
        "deliver_notifications": True,
        "custom_tweet": None,
        "tweet_id": None,
    }


def _changes(
    context: Context,
    step: _Step,
    components: Sequence[Component],
    before: Mapping[str, str],
    now: Mapping[str, str],
) -> list[JsonObject]:
    day = context.zone.local(step.at).date()
    return [
        {
            "code": each.first_id,
            "name": _label(context.site, each, day),
            "old_status": before.get(each.id, ComponentStatus.OPERATIONAL.value),
            "new_status": now[each.id],
        }
        for each in components
    ]


def _level(site: Site, component: str, windows: Sequence[ComponentWindow], step: _Step) -> str:
    """Return the level of a component at the time of an update: from its windows in the record, else from updates."""
    if not windows:
        return step.levels.get(component, "")
    levels = (
        each.level for each in windows if each.start <= step.at and (each.end is None or step.at < each.end)
    )
    return max(levels, key=site.rank, default="")


def _label(site: Site, component: Component, day: date) -> str:
    """Return the name of a component after that of its group on the day."""
    group = site.group_of(component, day)
    return f"{site.full_group_name(group)} - {component.name}" if group else component.name


def _word(record: Record, state: State) -> str:
    return (
        maintenance_status(state, begun=False) if record.kind is Kind.MAINTENANCE else incident_status(state)
    )
