"""Statements of components by month: uptime, affected days, breakdown, links, and cache keys."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from afterword.views.component.month_list import MonthsPage
from afterword.views.component.page import ComponentPage
from afterword.views.component.statement import Statement, StatementsPage
from afterword.views.page import AnyPage
from afterword.views.site_map import cached_pages
from tests.sites import NOW, prepared, write_site

SITE = """\
page: {name: Acme}
timezone: Europe/Berlin
components:
  - {id: search, name: Search, since: 2026-03-10, objective: 99.9}
  - {id: api, name: API}
"""
OUTAGE = "2026-09-30-search-is-down"
OUTAGE_TEXT = """\
title: Search is down
windows:
  - {component: search, level: major_outage, start: 2026-09-30 23:30, end: 2026-10-01 00:45}
updates:
  - {at: 2026-10-01 01:00, status: resolved, body: It is over.}
"""
OPEN = "2026-11-22-search-is-slow"
OPEN_TEXT = """\
title: Search is slow
windows:
  - {component: search, level: partial_outage, start: 2026-11-22 12:00}
updates:
  - {at: 2026-11-22 12:30, status: investigating, body: We look into it.}
"""
RECORDS = {OUTAGE: OUTAGE_TEXT, OPEN: OPEN_TEXT}


def made(
    folder: Path, records: dict[str, str] | None = None, site: str = SITE, now: datetime = NOW
) -> dict[str, tuple[AnyPage, str]]:
    build = prepared(write_site(folder, RECORDS if records is None else records, site), now=now)
    return {page.path: page.make(build.answers) for page in cached_pages(build.context, build.index)}


def year(found: dict[str, tuple[AnyPage, str]], number: str, component: str = "search") -> StatementsPage:
    page, _ = found[f"components/{component}/months/{number}/"]
    assert isinstance(page, StatementsPage)
    return page


def statement(folder: Path, month: str, component: str = "search", **more: Any) -> Statement:
    page = year(made(folder, **more), month[:4], component)
    (found,) = (each for each in page.statements if each.id == month)
    return found


def component_page(folder: Path, **more: Any) -> ComponentPage:
    page, _ = made(folder, **more)["components/search/"]
    assert isinstance(page, ComponentPage)
    return page


def statements(found: dict[str, tuple[AnyPage, str]], component: str) -> list[str]:
    years = [address[-5:-1] for address in found if address.startswith(f"components/{component}/months/2")]
    return [each.id for number in years for each in year(found, number, component).statements[::-1]]


def test_each_month_with_a_window_has_a_statement(tmp_path: Path) -> None:
    assert statements(made(tmp_path), "search") == ["2026-09", "2026-10", "2026-11"]
    assert statements(made(tmp_path), "api") == []


def test_a_month_has_a_statement_once_a_window_in_it_has_begun(tmp_path: Path) -> None:
    records = {OPEN: OPEN_TEXT.replace("11-22 12:00", "11-24 12:00").split("updates")[0]}
    now = datetime(2026, 11, 24, 11, 30, tzinfo=UTC)
    assert statements(made(tmp_path / "a", {OUTAGE: OUTAGE_TEXT}, now=now), "search") == [
        "2026-09",
        "2026-10",
    ]
    announced = records[OPEN].replace("title:", "kind: maintenance\nstatus: scheduled\ntitle:")
    announced += "scheduled: {start: 2026-11-24 12:00, end: 2026-11-24 13:00}\n"
    assert statements(made(tmp_path / "b", {OPEN: announced}, now=NOW), "search") == []
    assert statements(made(tmp_path / "c", {OPEN: announced}, now=now), "search") == ["2026-11"]


def test_a_future_component_has_no_statement(tmp_path: Path) -> None:
    assert statements(made(tmp_path, {}, SITE.replace("2026-03-10", "2027-01-01")), "search") == []


def test_an_outage_across_the_end_of_a_month_counts_in_both_months(tmp_path: Path) -> None:
    september, october = (statement(tmp_path, month) for month in ("2026-09", "2026-10"))
    # 30 minutes of 720 hours; 45 minutes of 745 hours, as the clocks were put back.
    assert (september.uptime.shown, october.uptime.shown) == ("99.93 %", "99.89 %")
    assert [day.iso for day in september.days] == ["2026-09-30"]
    assert [day.iso for day in october.days] == ["2026-10-01"]
    assert october.breakdown
    assert [fact.value.replace("\u202f", " ") for fact in october.breakdown.calculation] == [
        "1 × 2 700 s = 2 700 s",
        "1 October 2026, 00:00 CEST – 1 November 2026, 00:00 CET = 2 682 000 s",
        "1 − 2 700 ÷ 2 682 000 = 99.8993… %, shown as 99.89 %",
    ]


def test_each_uptime_has_the_name_of_its_policy(tmp_path: Path) -> None:
    assert statement(tmp_path, "2026-10").uptime.policy == "statuspage"
    assert {each.policy for each in component_page(tmp_path).uptimes} == {"statuspage"}
    assert {row.uptime.policy for row in component_page(tmp_path).monthly.latest} == {"statuspage"}


def test_the_first_month_is_counted_from_the_first_day_of_the_component(tmp_path: Path) -> None:
    page = statement(tmp_path, "2026-09", site=SITE.replace("2026-03-10", "2026-09-10"))
    assert page.breakdown
    assert page.breakdown.calculation[1].value.startswith(
        "10 September 2026, 00:00 CEST – 1 October 2026, 00:00 CEST"
    )


def test_a_year_links_to_the_nearest_years_with_a_statement(tmp_path: Path) -> None:
    records = {OUTAGE.replace("2026", "2024"): OUTAGE_TEXT.replace("2026", "2024"), OPEN: OPEN_TEXT}
    found = made(tmp_path, records, SITE.replace("2026-03-10", "2023-03-10"))
    earlier, later = year(found, "2024"), year(found, "2026")
    assert "components/search/months/2025/" not in found
    assert (earlier.earlier, later.later) == (None, None)
    assert earlier.later
    assert (earlier.later.address, earlier.later.text) == ("components/search/months/2026/", "2026")
    assert later.earlier
    assert later.earlier.text == "2024"


def test_a_year_lists_all_its_months_and_the_current_one_if_it_has_a_statement(tmp_path: Path) -> None:
    rows = year(made(tmp_path / "a"), "2026").months
    assert [row.name for row in rows][::8] == ["November 2026", "March 2026"]
    assert len(rows) == 9
    assert [row.statement and row.statement.address for row in rows[:4]] == [
        *(f"components/search/months/2026/#2026-{month}" for month in ("11", "10", "09")),
        None,
    ]
    assert year(made(tmp_path / "b", {OUTAGE: OUTAGE_TEXT}), "2026").months[0].name == "October 2026"


def test_a_month_without_a_window_is_a_row_without_a_link(tmp_path: Path) -> None:
    rows = component_page(tmp_path).monthly.latest
    assert [(row.name, row.statement is not None) for row in rows[:4]] == [
        ("November 2026", True),
        ("October 2026", True),
        ("September 2026", True),
        ("August 2026", False),
    ]
    assert rows[3].uptime.shown == "100.00 %"


def test_the_current_month_has_a_time(tmp_path: Path) -> None:
    found = statement(tmp_path, "2026-11")
    assert found.as_of
    assert found.as_of.iso == "2026-11-23T12:00:00Z"


def test_a_month_that_is_over_has_no_time(tmp_path: Path) -> None:
    assert statement(tmp_path, "2026-10").as_of is None


def test_an_objective_shows_what_was_allowed_and_spent(tmp_path: Path) -> None:
    kept, missed = (statement(tmp_path, month).objective for month in ("2026-09", "2026-10"))
    assert kept
    assert (kept.target, kept.allowed, kept.spent, kept.left) == (
        "99.9 %",
        "43 min 12 s",
        "30 min",
        "13 min 12 s left",
    )
    assert missed
    assert (missed.allowed, missed.left, missed.exceeded) == ("44 min 42 s", "18 s over budget", True)
    assert (kept.glyph, missed.glyph) == ("⊕", "⊖")


@pytest.mark.parametrize(
    ("times", "spent", "left"),
    [
        ("start: 2026-08-01 10:00~, end: 2026-08-01 10:30", "about 30 min", "about 14 min 38 s left"),
        ("start: 2026-08-01 10:00, end: unknown", "at least 30 min", "at most 14 min 38 s left"),
        ("start: 2026-08-01 10:00~, end: 2026-08-01 11:00", "about 1 h", "about 15 min 21 s over budget"),
    ],
)
def test_a_budget_is_as_exact_as_the_times_from_which_it_is_computed(
    tmp_path: Path, times: str, spent: str, left: str
) -> None:
    record = f"title: Down\nwindows:\n  - {{component: search, level: major_outage, {times}}}\n"
    record += "updates:\n  - {at: 2026-08-01 10:30, status: resolved, body: It works again.}\n"
    objective = statement(tmp_path, "2026-08", records={"2026-08-01-down": record}).objective
    assert objective
    assert (objective.spent, objective.left) == (spent, left)


def test_the_budget_of_the_current_month_is_that_of_the_whole_month(tmp_path: Path) -> None:
    objective = statement(tmp_path, "2026-11").objective
    assert objective
    assert objective.allowed == "43 min 12 s"  # 0.1 % of 720 hours, though only 23 days have begun


def test_a_component_without_an_objective_shows_none(tmp_path: Path) -> None:
    assert statement(tmp_path, "2026-11", site=SITE.replace(", objective: 99.9", "")).objective is None


def test_a_month_of_excluded_maintenance_has_no_uptime(tmp_path: Path) -> None:
    records = {
        "2026-07-01-rebuild": "title: Rebuild\nkind: maintenance\n"
        "scheduled: {start: 2026-07-01 00:00, end: 2026-08-01 00:00}\nwindows:\n"
        "  - {component: search, level: under_maintenance, start: 2026-07-01 00:00, end: 2026-08-01 00:00}\n"
        "updates:\n  - {at: 2026-08-01 00:00, status: completed, body: Done.}\n"
    }
    page = statement(tmp_path, "2026-07", records=records, site=SITE + "uptime: {maintenance: excluded}\n")
    assert (page.uptime.percent is not None, page.uptime.shown, page.breakdown, page.objective) == (
        False,
        "no data",
        None,
        None,
    )


LATER = datetime(2026, 11, 24, 9, tzinfo=UTC)


def test_what_is_read_for_a_year_that_is_over_does_not_depend_on_the_time(tmp_path: Path) -> None:
    site, past = (
        SITE.replace("2026-03-10", "2025-01-01"),
        {OUTAGE.replace("2026", "2025"): OUTAGE_TEXT.replace("2026", "2025")},
    )
    before, after = (made(tmp_path, {**RECORDS, **past}, site, now) for now in (NOW, LATER))
    changed = {address for address in before if before[address][1] != after[address][1]}
    assert "components/search/months/2026/" in changed
    assert "components/search/months/2025/" in before
    assert "components/search/months/2025/" not in changed


def test_a_year_without_trouble_in_the_current_month_does_not_depend_on_the_time(tmp_path: Path) -> None:
    before, after = (made(tmp_path, {OUTAGE: OUTAGE_TEXT}, now=now) for now in (NOW, LATER))
    address = "components/search/months/2026/"
    assert before[address][1] == after[address][1]


def test_a_window_changes_only_what_is_read_for_the_years_that_it_touches(tmp_path: Path) -> None:
    site, past = SITE.replace("2026-03-10", "2025-01-01"), OUTAGE_TEXT.replace("2026", "2025")
    before = made(tmp_path, {OUTAGE.replace("2026", "2025"): past, **RECORDS}, site)
    after = made(tmp_path, {OUTAGE.replace("2026", "2025"): past.replace("23:30", "23:15"), **RECORDS}, site)
    changed = {address for address in before if before[address][1] != after[address][1]}
    assert [each for each in sorted(changed) if "/months/2" in each] == ["components/search/months/2025/"]


def test_the_record_of_a_window_has_its_current_title(tmp_path: Path) -> None:
    renamed = {**RECORDS, OUTAGE: OUTAGE_TEXT.replace("Search is down", "Search was away")}
    before, after = made(tmp_path), made(tmp_path, renamed)
    address = "components/search/months/2026/"
    assert before[address][1] != after[address][1]
    (found,) = (each for each in year(after, "2026").statements if each.id == "2026-10")
    assert found.breakdown
    assert found.breakdown.rows
    link = found.breakdown.rows[0].record
    assert (link.address, link.text) == (f"incidents/{OUTAGE}/", "Search was away")


OLD = SITE.replace("2026-03-10", "2025-02-01")


@pytest.mark.parametrize(
    ("since", "listed"), [("2025-11-30", False), ("2025-12-01", False), ("2025-02-01", True)]
)
def test_more_than_twelve_months_have_a_page_of_their_own(tmp_path: Path, since: str, listed: bool) -> None:
    found = made(tmp_path, site=SITE.replace("2026-03-10", since))
    page, _ = found["components/search/"]
    assert isinstance(page, ComponentPage)
    assert (page.monthly.all is not None) is ("components/search/months/" in found)
    assert len(page.monthly.latest) <= 12
    assert ("components/search/months/" in found) is (listed or since == "2025-11-30")


def test_the_page_of_all_months_lists_those_that_are_over_by_year(tmp_path: Path) -> None:
    page, _ = made(tmp_path, site=OLD)["components/search/months/"]
    assert isinstance(page, MonthsPage)
    assert [(year.heading, len(year.items)) for year in page.years] == [("2026", 10), ("2025", 11)]
    assert page.years[0].items[0].name == "October 2026"
    assert [file.address for file in page.files] == [
        f"components/search/months.{kind}" for kind in ("json", "csv")
    ]


def test_the_page_of_a_component_shows_the_breakdown_of_each_uptime(tmp_path: Path) -> None:
    page = component_page(tmp_path)
    assert [each.period for each in page.uptimes] == ["30 days", "90 days", "365 days"]
    assert page.uptimes[2].name == "since 10 March 2026, 259 days"
    assert [(each.name, len(each.rows or ())) for each in page.breakdowns] == [
        ("30 days", 1),
        ("90 days", 2),
        ("since 10 March 2026, 259 days", 2),
    ]
    assert [each.period for each in page.objectives] == [
        "November 2026 so far",
        "30 days",
        "90 days",
        "since 10 March 2026, 259 days",
    ]


def test_the_page_shows_the_result_of_a_published_example(tmp_path: Path) -> None:
    """A component of a public page of January 2021 showed 99.50 % with these seconds."""
    record = """\
title: Searches fail
windows:
  - {component: search, level: partial_outage, start: 2026-10-05 08:00, end: 2026-10-06 07:51:43}
  - {component: search, level: major_outage, start: 2026-10-12 10:00, end: 2026-10-12 13:28:19}
updates:
  - {at: 2026-10-12 13:30, status: resolved, body: All searches work again.}
"""
    site = SITE.replace("Europe/Berlin", "UTC")
    build = prepared(write_site(tmp_path, {"2026-10-05-searches-fail": record}, site))
    pages = {page.address: page.html for page in build.pages()}
    shown = "99.50 %"
    assert shown in pages[""]
    assert shown in pages["components/"]
    assert f"<dt>90 days</dt><dd>{shown}" in pages["components/search/"]
    assert (
        "0.3 × 85\u202f903\u202fs + 1 × 12\u202f499\u202fs = 38\u202f269.9\u202fs"
        in pages["components/search/"]
    )
