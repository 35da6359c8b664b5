"""Which records each page of the history lists."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from afterword.views.history.page import HistoryPage, cached_history_pages, history_page
from tests.sites import SMALL_SITE, prepared, write_site

NOW = datetime(2026, 2, 1, 12, tzinfo=UTC)
CLOSED = "title: {0}\nstatus: resolved\nsummary: Something.\n"
WINDOW = "windows:\n  - {{component: search, level: degraded, start: {0}, end: {1}}}\n"


def pages(folder: Path, records: dict[str, str], zone: str = "UTC") -> dict[str, HistoryPage]:
    made = prepared(write_site(folder, records, SMALL_SITE.replace("UTC", zone)), now=NOW)
    cached_pages = cached_history_pages(made.context, made.index)
    built = [history_page(made.context, made.index), *(each.make(made.answers)[0] for each in cached_pages)]
    return {page.head.address: page for page in built if isinstance(page, HistoryPage)}


def listed(page: HistoryPage) -> list[str]:
    rows = [row for month in page.months for row in month.rows]
    return [found[1] for row in rows if (found := re.search(r'<a class="aw-record".*>(.*?)</a>', row))]


def test_each_record_is_listed_once_in_the_year_of_its_shown_time(tmp_path: Path) -> None:
    records = {
        "2026-01-01-no-times": CLOSED.format("a"),
        "2025-12-31-late": CLOSED.format("b") + WINDOW.format("2025-12-31 19:00", "2025-12-31 20:00"),
        "2025-12-30-before": CLOSED.format("c") + WINDOW.format("2025-12-30 19:00", "2025-12-30 20:00"),
    }
    shown = pages(tmp_path, records, "America/Los_Angeles")
    assert listed(shown["history/2025/"]) == ["b", "c"]
    assert listed(shown["history/2026/"]) == ["a"]


VAGUE = {
    "2025-06-01-month": CLOSED.format("m") + WINDOW.format("2025-03~", "2025-06"),
    "2025-07-01-year": CLOSED.format("y") + WINDOW.format("2025", "2025-07-01 10:00"),
    "2025-01-01-day": CLOSED.format("d") + WINDOW.format("2025-01-01 00:00", "2025-01-01 01:00"),
    "2025-03-02-day": CLOSED.format("e") + WINDOW.format("2025-03-01 00:00", "2025-03-01 01:00"),
}
"""Records that began in an unknown day or month of 2025, and on its first days."""


def test_a_record_is_listed_under_the_month_or_the_year_it_is_known_by(tmp_path: Path) -> None:
    page = pages(tmp_path, VAGUE)["history/2025/"]
    assert listed(page) == ["e", "m", "d", "y"]
    assert [(each.anchor, each.name, len(each.rows)) for each in page.months] == [
        ("2025-03", "March 2025", 2), ("2025-01", "January 2025", 1), ("2025", "2025", 1),
    ]  # fmt: skip


def test_in_a_long_year_the_page_of_the_year_lists_what_is_known_by_the_year_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("afterword.views.history.page.ROWS_PER_PAGE", 3)
    shown = pages(tmp_path, VAGUE)
    assert [(each.name, len(each.rows)) for each in shown["history/2025/"].months] == [
        ("March 2025", 2), ("January 2025", 0), ("2025", 1),
    ]  # fmt: skip
    assert [address for address in shown if address.startswith("history/2025/")] == [
        "history/2025/", "history/2025/03/", "history/2025/01/",
    ]  # fmt: skip
    assert shown["history/2025/01/"].earlier is None


def test_the_first_page_of_the_history_is_not_a_future_year(tmp_path: Path) -> None:
    upkeep = """\
title: New disks
kind: maintenance
scheduled: {start: 2027-03-01 20:00, end: 2027-03-01 22:00}
updates:
  - {at: 2026-01-19 09:00, status: scheduled, body: We will put in new disks.}
"""
    shown = pages(tmp_path, {"2027-03-01-disks": upkeep, "2026-01-02-x": CLOSED.format("a")})
    assert shown["history/"].period == "2026"
    assert [link.link.text for link in shown["history/"].years] == ["2027", "2026"]


def test_a_history_without_records_shows_this_year(tmp_path: Path) -> None:
    shown = pages(tmp_path, {})
    assert list(shown) == ["history/"]
    assert (shown["history/"].period, shown["history/"].months) == ("2026", ())


def test_a_record_that_crosses_new_year_marks_days_of_both(tmp_path: Path) -> None:
    long = CLOSED.format("a") + WINDOW.format("2025-12-31 20:00", "2026-01-01 03:00")
    shown = pages(tmp_path, {"2025-12-31-a": long, "2026-01-05-b": CLOSED.format("b")})
    for year, day in (("2025", "31 December 2025"), ("2026", "1 January 2026")):
        calendar = shown[f"history/{year}/"].calendar
        assert calendar is not None
        assert [row.day for row in calendar.rows] == [day]
