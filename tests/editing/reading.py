"""Reads the records of tests about edits, in UTC."""

from __future__ import annotations

from datetime import UTC, datetime

from afterword.records.record import Record
from tests.records import decoding

SITE = decoding.site("page: {name: Acme}\ntimezone: UTC\ncomponents: [{id: search, name: Search}]\n")


def record_of(text: str, record_id: str = decoding.ID) -> Record:
    """Read a record that has no problems."""
    return decoding.record(text, file=f"incidents/{record_id[:4]}/{record_id}.yml", on=SITE)


def at(text: str) -> datetime:
    """Return a time in UTC; a clock time is one of the day of the incident."""
    return datetime.fromisoformat(text if "-" in text else f"2026-11-20 {text}").replace(tzinfo=UTC)
