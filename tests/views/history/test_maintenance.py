"""The maintenance pages: in progress, announced and past."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from afterword.records.zone import UTC_ZONE, read_time
from afterword.views.history.maintenance import MaintenancePage, cached_maintenance_pages, maintenance_page
from afterword.views.index import paging
from tests.sites import SMALLEST_RECORD, prepared, write_site

PLAN = "title: New disks\nkind: maintenance\nscheduled: {{start: {0} 20:00, end: {0} 22:00}}\n"
WORDS = ("scheduled", "in_progress", "verifying", "completed", "cancelled")


def at(text: str) -> datetime:
    return read_time(text, UTC_ZONE)


def planned(day: str, *states: str) -> str:
    """Return the YAML of a maintenance with an update for each state, a quarter of an hour apart."""
    updates = "".join(
        f"  - {{at: {day} {20 + number // 4}:{number % 4 * 15:02}, status: {state}, body: Update.}}\n"
        for number, state in enumerate(states)
    )
    return PLAN.format(day) + (f"updates:\n{updates}" if updates else "")


def page(folder: Path, now: str, records: dict[str, str]) -> MaintenancePage:
    made = prepared(write_site(folder, records), now=at(now))
    return maintenance_page(made.context, made.index)


def listed(shown: MaintenancePage) -> list[str]:
    """Return the ids of the past records, in the order of the page."""
    html = "".join(row for month in shown.months for row in month.rows)
    return re.findall(r'data-address="incidents/([^"]+)/', html)


@pytest.mark.parametrize(
    ("now", "states", "shown_as"),
    [
        ("2026-11-21 12:00", (), ("Announced", False)),
        ("2026-11-21 20:05", (), ("In progress", False)),
        ("2026-11-21 20:40", ("scheduled", "in_progress", "verifying"), ("Verifying", False)),
        ("2026-11-21 22:00", ("in_progress",), ("In progress", True)),
        ("2026-11-21 23:00", ("in_progress", "verifying"), ("Verifying", True)),
    ],
)
def test_open_maintenance_shows_its_state(
    tmp_path: Path, now: str, states: tuple[str, ...], shown_as: tuple[str, bool]
) -> None:
    shown = page(tmp_path, now, {"2026-11-21-a": planned("2026-11-21", *states)})
    assert [(each.state.name, each.overrun) for each in shown.open] == [shown_as]
    assert listed(shown) == []


@pytest.mark.parametrize(("state", "word"), [("completed", "Completed"), ("cancelled", "Cancelled")])
def test_past_maintenance_is_listed_with_its_state(tmp_path: Path, state: str, word: str) -> None:
    shown = page(tmp_path, "2026-11-23 12:00", {"2026-11-21-a": planned("2026-11-21", state)})
    assert (shown.open, [month.name for month in shown.months]) == ((), ["November 2026"])
    assert word in shown.months[0].rows[0]


def test_a_cancelled_maintenance_shows_its_planned_time(tmp_path: Path) -> None:
    cancelled = PLAN.format("2026-12-24") + (
        "updates:\n  - {at: 2026-11-20 09:00, status: cancelled, body: Not this year.}\n"
    )
    (row,) = page(tmp_path, "2026-12-24 22:00", {"2026-12-24-a": cancelled}).months[0].rows
    assert "24 December 2026, 20:00 – 22:00" in re.sub(r"<[^>]+>", "", row)


def test_a_cancelled_maintenance_stays_among_the_announced_until_its_planned_end(tmp_path: Path) -> None:
    cancelled = PLAN.format("2026-12-24") + (
        "updates:\n  - {at: 2026-11-20 09:00, status: cancelled, body: Not this year.}\n"
    )
    for now in ("2026-11-23 12:00", "2026-12-24 21:59"):
        shown = page(tmp_path / now[-5:-3], now, {"2026-12-24-a": cancelled})
        (card,) = shown.open
        assert (card.state.name, shown.months) == ("Cancelled", ())


def test_maintenance_in_progress_comes_before_announced_maintenance_earliest_first(tmp_path: Path) -> None:
    records = {
        "2026-12-03-late": planned("2026-12-03"),
        "2026-11-30-soon": planned("2026-11-30"),
        "2026-11-21-now": planned("2026-11-21"),
    }
    shown = page(tmp_path, "2026-11-21 21:00", records)
    assert [each.link.address.split("/")[1] for each in shown.open] == [
        "2026-11-21-now",
        "2026-11-30-soon",
        "2026-12-03-late",
    ]


def test_incidents_are_not_maintenance(tmp_path: Path) -> None:
    shown = page(tmp_path, "2026-11-23 12:00", {"2026-11-20-a": SMALLEST_RECORD})
    assert (shown.open, shown.months) == ((), ())


def test_past_maintenance_that_does_not_fit_on_one_page_is_shown_by_year(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paging, "ROWS_PER_PAGE", 5)
    monkeypatch.setattr(paging, "LATEST", 2)
    days = [date(2025, 11, 1) + timedelta(days=40 * number) for number in range(8)]
    ids = [f"{day}-disks" for day in days]
    records = {
        name: planned(str(day), "in_progress", "completed") for name, day in zip(ids, days, strict=True)
    }
    made = prepared(write_site(tmp_path, records), now=at("2026-11-23 12:00"))
    shown = maintenance_page(made.context, made.index)
    assert listed(shown) == ids[:5:-1]
    assert [(each.link.address, each.count) for each in shown.years] == [
        ("maintenance/2026/", "6 records"),
        ("maintenance/2025/", "2 records"),
    ]
    years = {each.path: each for each in cached_maintenance_pages(made.context, made.index)}
    assert sorted(years) == ["maintenance/2025/", "maintenance/2026/"]
    html = {each.address: each.html for each in made.pages()}
    for address in years:
        year = address.split("/")[1]
        assert re.findall(r'data-address="incidents/([^"]+)/', html[address]) == [
            each for each in reversed(ids) if each.startswith(year)
        ]
        assert 'href="../../maintenance/"' in html[address]
