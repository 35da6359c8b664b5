"""Notes that an edit adds an update dated before the beginning, but too little before it for a rule to report it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from afterword.checks.distances import distance
from afterword.checks.plausible_times import BEFORE_START, HAPPENED, start_of
from afterword.editing.suggested_command import suggested
from afterword.records.record import Record
from afterword.records.rough_time import is_coarse
from afterword.records.time_text import time_text


def early_updates(before: Record, after: Record) -> Iterator[str]:
    """Yield a note for each new update that is dated before the record began, with what to do.

    Published histories have many of them, because a beginning is rounded or found out later; so no rule reports them.
    While one is typed, it is more often a mistake.
    """
    start = start_of(after)
    if start is None or after.kind not in HAPPENED or is_coarse(start.at):
        return
    new = [update.at for update in after.updates if update not in before.updates]
    for at in new:
        lead = start.at - at
        if timedelta() < lead < BEFORE_START and not is_coarse(at):
            typed = time_text(at, after.zone)
            moves = (
                suggested("milestone", after.id, f'started="{typed}"')
                if start.path[0] == "milestones"
                else suggested(f"window set {int(start.path[1]) + 1}", after.id, f'--start "{typed}"')
            )
            yield (
                f"The update of {typed} is {distance(lead)} before {start.words} "
                f"({time_text(start.at, after.zone)}). Correct its time (--at), or let the incident begin earlier: "
                f"{moves}."
            )
