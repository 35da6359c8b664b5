"""Sites, records and times for tests, decoded as files are."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from afterword.records.decode import decode_record, decode_site
from afterword.records.impact import Window
from afterword.records.project import Project
from afterword.records.record import Record
from afterword.records.site import Site

BASE = datetime(2026, 3, 1, tzinfo=UTC)
"""Minute 0 of tests that count in minutes."""

SITE = """\
page: {name: Acme}
timezone: UTC
levels:
  - {id: fine, name: Fine, status: operational}
  - {id: upkeep, name: Under maintenance, status: under_maintenance}
  - {id: degraded, name: Degraded, status: degraded_performance, weight: 0.1}
  - {id: overloaded, name: Overloaded, status: partial_outage, weight: 0.5}
  - {id: very_overloaded, name: Very overloaded, status: major_outage, weight: 0.8}
groups:
  - {id: core, name: Core}
components:
  - {id: search, name: Search, group: core}
  - {id: api, name: API, group: core}
"""

LEVELS = ("upkeep", "degraded", "overloaded", "very_overloaded")
"""The levels of `SITE` that are worse than operational, mildest first."""


def site(text: str = SITE) -> Site:
    """Decode a `status.yml` that has no problems."""
    decoded = decode_site("status.yml", text.encode())
    assert decoded.model is not None, decoded.diagnostics
    assert not decoded.diagnostics
    return decoded.model


def record(text: str, *, name: str = "2026-03-01-trouble", of: Site | None = None) -> Record:
    """Decode a record that has no problems. A title is added."""
    decoded = decode_record(f"incidents/2026/{name}.yml", f"title: Trouble\n{text}".encode(), of or site())
    assert decoded.model is not None, decoded.diagnostics
    assert not decoded.diagnostics
    return decoded.model


def window(level: str, start: str, end: str = "", component: str = "search") -> str:
    """Write a window as a line of a record."""
    ending = f", end: {end}" if end else ""
    return f"  - {{component: {component}, level: {level}, start: {start}{ending}}}\n"


def windows(*lines: str) -> tuple[Window, ...]:
    """Decode windows from their lines."""
    return record("windows:\n" + "".join(lines)).windows if lines else ()


def project(*records: Record, of: Site | None = None) -> Project:
    """Return a project of records."""
    return Project(of or site(), records)


def at(text: str) -> datetime:
    """Parse an instant in UTC, such as `2026-03-01 09:40`."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def minute(number: int) -> datetime:
    """Return the instant `number` minutes after `BASE`."""
    return BASE + timedelta(minutes=number)


def clock(number: int) -> str:
    """Write the instant `number` minutes after `BASE` as records do."""
    return minute(number).strftime("%Y-%m-%d %H:%M")


def update(at_minute: int, status: str) -> str:
    """Write an update as a line of a record."""
    return f"  - {{at: {clock(at_minute)}, status: {status}, body: Words.}}\n"


def maintenance(*more: str) -> str:
    """Write a maintenance that is announced for minutes 60 to 120."""
    return f"kind: maintenance\nscheduled: {{start: {clock(60)}, end: {clock(120)}}}\n" + "".join(more)


INCIDENT = (
    "windows:\n"
    + window("degraded", clock(0), clock(40))
    + "updates:\n"
    + update(10, "investigating")
    + update(20, "identified")
    + update(35, "monitoring")
    + update(50, "resolved")
)
