"""The site's own words in those of Statuspage: levels, states and severities."""

from __future__ import annotations

from afterword.records.record import Record
from afterword.records.site import OPERATIONAL, Site
from afterword.records.vocabulary import (
    FINAL_STATES,
    INCIDENT_STATES,
    MAINTENANCE_STATES,
    Kind,
    State,
)
from afterword.timeline.lifecycle import Lifecycle, Phase

POSTMORTEM = "postmortem"
"""The state of an incident whose post-mortem can be read."""
UNRESOLVED = ("investigating", "identified", "monitoring")
UPCOMING = ("scheduled",)
ACTIVE = ("in_progress", "verifying")


def component_status(site: Site, level_id: str) -> str:
    """Give the status of a level."""
    return (site.level(level_id) or OPERATIONAL).status.value


def state_word(record: Record, lifecycle: Lifecycle) -> str:
    """Give the state of a record; an incident whose post-mortem can be read is in a state of its own."""
    if record.kind is Kind.MAINTENANCE:
        return maintenance_word(lifecycle.state, begun=lifecycle.phase is not Phase.UPCOMING)
    return POSTMORTEM if has_post_mortem(record, lifecycle) else incident_word(lifecycle.state)


def incident_word(state: State) -> str:
    """Give the state of an incident; one that only maintenances have becomes the nearest."""
    if state in INCIDENT_STATES:
        return state.value
    return State.RESOLVED.value if state in FINAL_STATES else State.INVESTIGATING.value


def maintenance_word(state: State, *, begun: bool) -> str:
    """Give the state of a maintenance. There is no word for one that was cancelled, so it counts as completed."""
    if state in FINAL_STATES:
        return State.COMPLETED.value
    if state is State.SCHEDULED and begun:
        return State.IN_PROGRESS.value
    return state.value if state in MAINTENANCE_STATES else State.IN_PROGRESS.value


def has_post_mortem(record: Record, lifecycle: Lifecycle) -> bool:
    """Say whether an incident is over and its post-mortem is out, with the day on which it came out.

    Without that day, nothing tells one that is out from one that will be: a record that was cut to its audience
    still says that it has one.
    """
    return record.kind is Kind.INCIDENT and not lifecycle.is_open and lifecycle.published_on is not None
