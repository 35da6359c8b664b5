"""Translates levels and states of a site into the vocabulary of Statuspage."""

from __future__ import annotations

from afterword.records.record import Record
from afterword.records.scales import OPERATIONAL
from afterword.records.site import Site
from afterword.records.vocabulary import (
    FINAL_STATES,
    INCIDENT_STATES,
    MAINTENANCE_STATES,
    Kind,
    State,
)
from afterword.timeline.lifecycle import Lifecycle, Phase

POSTMORTEM = "postmortem"
"""The status of an incident whose post-mortem is published."""
UPCOMING = ("scheduled",)
ACTIVE = ("in_progress", "verifying")


def component_status(site: Site, level_id: str) -> str:
    """Return the component status of a level."""
    return (site.level(level_id) or OPERATIONAL).status.value


def record_status(record: Record, lifecycle: Lifecycle) -> str:
    """Return the status of a record. An incident with a published post-mortem has its own status."""
    if record.kind is Kind.MAINTENANCE:
        return maintenance_status(lifecycle.state, begun=lifecycle.phase is not Phase.UPCOMING)
    return POSTMORTEM if has_post_mortem(record, lifecycle) else incident_status(lifecycle.state)


def incident_status(state: State) -> str:
    """Return the status of an incident. A state that only maintenance has becomes the nearest one."""
    if state in INCIDENT_STATES:
        return state.value
    return State.RESOLVED.value if state in FINAL_STATES else State.INVESTIGATING.value


def maintenance_status(state: State, *, begun: bool) -> str:
    """Return the status of a maintenance record. Statuspage has none for a cancelled one, so it counts as completed."""
    if state in FINAL_STATES:
        return State.COMPLETED.value
    if state is State.SCHEDULED and begun:
        return State.IN_PROGRESS.value
    return state.value if state in MAINTENANCE_STATES else State.IN_PROGRESS.value


def has_post_mortem(record: Record, lifecycle: Lifecycle) -> bool:
    """Return whether an incident is over and its post-mortem is published with a date.

    Without the date, a published post-mortem cannot be distinguished from a planned one: a record that was cut to its
    audience still says that it has one.
    """
    return record.kind is Kind.INCIDENT and not lifecycle.is_open and lifecycle.published_on is not None
