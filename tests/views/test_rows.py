"""Updates in lists: their fragment ids stay the same when entries are added, and what is planned is called so."""

from __future__ import annotations

from datetime import UTC, datetime

from afterword.records.zone import UTC_ZONE
from afterword.views.rows import fragment_ids, update_views
from tests.timeline.building import minute, record
from tests.views.test_schedule import context

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
ID = "update-20261120T120000"


def test_an_entry_below_others_with_the_same_time_does_not_change_their_ids() -> None:
    assert fragment_ids("update", [NOON, NOON], UTC_ZONE) == (ID, f"{ID}-2")
    assert fragment_ids("update", [NOON, NOON, NOON], UTC_ZONE) == (ID, f"{ID}-2", f"{ID}-3")


def test_times_within_one_second_keep_their_ids_when_an_earlier_one_is_added() -> None:
    late, early = NOON.replace(microsecond=500_000), NOON.replace(microsecond=2_000)
    assert fragment_ids("update", [late], UTC_ZONE) == (f"{ID}.500",)
    assert fragment_ids("update", [NOON, early, late], UTC_ZONE) == (ID, f"{ID}.002", f"{ID}.500")


def test_levels_of_announced_work_are_planned() -> None:
    work = record(
        """\
kind: maintenance
scheduled: {start: 2026-03-01 01:00, end: 2026-03-01 02:00}
updates:
  - {at: 2026-02-20 09:00, status: scheduled, body: New disks., levels: {api: upkeep}}
  - {at: 2026-03-01 01:00, status: in_progress, body: It begins., levels: {api: upkeep}}
"""
    )
    begun, announced = update_views(context(minute(180), work), work, UTC_ZONE)
    ((name, planned),) = (
        (a.level.name, b.level.name) for a, b in zip(begun.levels, announced.levels, strict=True)
    )
    assert planned == f"{name} (planned)"
    assert "planned" not in name
