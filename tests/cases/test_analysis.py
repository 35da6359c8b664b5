"""A post-mortem says what its source says and nothing more: no priority, exact day, kind or role has to be invented."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from afterword.app.checking import check
from afterword.diagnostics import Severity
from tests.sites import copy_of, prepared

CASE = Path(__file__).parent / "nothing-invented"
REPORT, COVERED = "2026-07-20-report", "2026-07-16-search-down"
NOW = datetime(2026, 8, 20, 12, tzinfo=UTC)


def made(folder: Path, now: datetime = NOW) -> dict[str, str]:
    build = prepared(copy_of(CASE, folder / "copy"), now=now)
    files = {file.path: file.data.decode("utf-8", "replace") for file in build.machine_files()}
    return {page.address: page.html for page in build.pages()} | files


def page_and_data(folder: Path, record: str = REPORT, now: datetime = NOW) -> tuple[str, Any]:
    published = made(folder, now)
    text = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", published[f"incidents/{record}/"]))
    return text, json.loads(published[f"data/v1/incidents/{record}.json"])


def test_what_a_source_leaves_out_is_no_error(tmp_path: Path) -> None:
    site = copy_of(CASE, tmp_path / "copy")
    assert [each for each in check(site, NOW).diagnostics if each.severity is Severity.ERROR] == []


def test_what_is_not_known_is_left_out_or_said_to_be_not_set(tmp_path: Path) -> None:
    text, data = page_and_data(tmp_path)
    assert "Contributing factor One queue for reports and people." in text
    assert "A restart that nobody gave a kind." in text
    assert [(item["type"], item["priority"]) for item in data["action_items"]] == [
        (None, None), (None, "p2"), (None, None),
    ]  # fmt: skip
    assert (data["timeline"][0]["kind"], data["causes"][0]["role"], data["causes"][0]["category"]) == (
        None,
    ) * 3


@pytest.mark.parametrize(
    ("now", "states"),
    [
        (datetime(2026, 8, 31, 23, tzinfo=UTC), ["open", "open", "undated"]),
        (datetime(2026, 9, 1, 1, tzinfo=UTC), ["overdue", "open", "undated"]),
        (datetime(2027, 1, 1, 1, tzinfo=UTC), ["overdue", "overdue", "undated"]),
    ],
)
def test_an_item_is_overdue_once_its_month_or_quarter_is_over(
    tmp_path: Path, now: datetime, states: list[str]
) -> None:
    text, data = page_and_data(tmp_path, now=now)
    assert [item["state"] for item in data["action_items"]] == states
    assert [item["due"] for item in data["action_items"]] == ["2026-08", "2026-Q4", None]
    assert [item["due_until"] for item in data["action_items"]] == ["2026-08-31", "2026-12-31", None]
    assert "August 2026" in text
    assert "Moved from Q3 2026 to Q4 2026 on 1 August 2026: A new alert system comes first." in text


def test_open_items_are_in_the_order_of_their_due_dates(tmp_path: Path) -> None:
    data = json.loads(made(tmp_path)["data/v1/actions.json"])
    assert [item["id"] for item in data["open"]] == ["a1", "a2", "a3"]
    assert data["counts"] == {"overdue": 0, "open": 2, "undated": 1, "done": 0, "dropped": 0}


def test_a_cause_says_which_windows_it_explains(tmp_path: Path) -> None:
    text, data = page_and_data(tmp_path)
    assert "Triggers A restart. 13 July 2026, 09:40 – 10:15" in text
    assert "A full queue. 16 July 2026, 09:40 – 11:10" in text
    assert [each["windows"] for each in data["trigger"]] == [["first"], ["second"]]
    assert data["causes"][0]["windows"] == ["first", "second"]


def test_what_customers_should_do_comes_before_the_analysis_and_sections_are_in_the_contents(
    tmp_path: Path,
) -> None:
    build = prepared(copy_of(CASE, tmp_path / "copy"), now=NOW)
    (page,) = (each for each in build.pages() if each.address == f"incidents/{REPORT}/")
    titles = [heading.title for heading in page.headings]
    assert (
        titles.index("What customers should do")
        < titles.index("What was exposed")
        < titles.index("Why it happened")
    )
    assert "Why was this hard to detect?" in titles


def test_an_exposure_has_dates_and_is_not_counted(tmp_path: Path) -> None:
    text, data = page_and_data(tmp_path)
    assert "What was exposed ¶ From 13 July 2026, 22:00 UTC No misuse is known" in text
    assert data["exposure"]["until"] is None
    assert data["totals"]["seconds"] == 35 * 60 + 90 * 60


def test_lost_data_comes_first_in_the_impact_with_its_span(tmp_path: Path) -> None:
    text, data = page_and_data(tmp_path)
    assert (
        "Data loss 15 July 2026, 17:20 – 16 July 2026, 00:00 UTC (6 h 40 min) Comments that were written"
        in text
    )
    assert data["impact"]["data_loss"]["from"] == "2026-07-15T17:20:00Z"


def test_an_exposure_or_a_loss_of_data_does_not_end_before_it_begins(tmp_path: Path) -> None:
    site = copy_of(CASE, tmp_path / "copy")
    file = site / f"incidents/2026/{REPORT}.yml"
    text = file.read_text().replace("to: 2026-07-16 00:00", "to: 2026-07-15 03:00")
    file.write_text(text.replace("  misuse", "  until: 2026-07-13 09:00\n  misuse"))
    found = [each.message for each in check(site, NOW).diagnostics if each.rule == "end-before-start"]
    assert [message.partition(" ends")[0] for message in found] == ["the exposure", "the loss of data"]


def test_a_report_and_what_it_covers_link_to_each_other(tmp_path: Path) -> None:
    text, data = page_and_data(tmp_path / "report")
    assert "Also about: Search is down" in text
    assert [each["id"] for each in data["post_mortem"]["covers"]] == [COVERED]
    text, data = page_and_data(tmp_path / "covered", COVERED)
    assert "This record is covered by the post-mortem of Search was slow twice in a week" in text
    assert "Part of Search was slow twice in a week" in text
    assert [each["id"] for each in data["covered_by"]] == [REPORT]
