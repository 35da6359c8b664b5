"""Finds what one rule of review says about a record, whatever other rules say."""

from __future__ import annotations

from datetime import datetime

from afterword.diagnostics import Diagnostic
from tests.checks.demo import NOW, SITE, check

HEAD = "title: Search is slow\nsummary: Searches took several seconds.\n"
OUTAGE = "  - {component: search, level: major_outage, start: 2026-11-20 09:40, end: 2026-11-20 14:40}\n"
SLOW = "windows:\n  - {component: search, level: degraded, start: 2026-11-20 09:40, end: 2026-11-20 10:15}\n"
WORK = "title: Index moves\nkind: maintenance\n"


def review(rule: str, record: str, *, site: str = "", now: datetime = NOW) -> list[Diagnostic]:
    """Return the findings of one rule in a record; the record must be readable."""
    found = check(record, site=SITE + site, now=now)
    unreadable = {"yaml-syntax", "wrong-value", "unknown-key", "missing-key"}
    assert not unreadable & {each.rule for each in found}, found
    return [each for each in found if each.rule == rule]
