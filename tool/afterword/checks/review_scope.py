"""Decides how strictly the rules of review judge a record: by its post-mortem, its age and its origin."""

from __future__ import annotations

from datetime import timedelta

from afterword.checks.cache_validity import Clock
from afterword.checks.plausible_times import day_of_id
from afterword.diagnostics import Severity
from afterword.records.record import Record
from afterword.records.vocabulary import UNFINISHED

MILDER = {Severity.ERROR: Severity.WARNING, Severity.WARNING: Severity.INFO, Severity.INFO: Severity.INFO}
"""The severity that is one step milder than another."""


def is_reviewed(record: Record, look_back: timedelta, clock: Clock) -> bool:
    """Return whether rules of review look at a record.

    They do not look at imported records, nor at those of incidents longer ago than `look_back`: no one can answer
    their questions any more.
    """
    if record.origin is not None:
        return False
    day = day_of_id(record)
    return day is None or not clock.has_reached(record.zone.start_of(day) + look_back)


def is_unfinished(record: Record) -> bool:
    """Return whether the post-mortem is still being written: findings of review are one step milder then."""
    return record.post_mortem is not None and record.post_mortem.status in UNFINISHED
