"""Uptime as JSON and CSV, in the files of statements."""

from __future__ import annotations

import csv
import io
import json
from fractions import Fraction
from pathlib import Path
from typing import Any

from afterword.formats.uptime_data import COLUMNS
from tests.sites import prepared, write_site

SITE = """\
page: {name: Acme, url: https://status.acme.example/}
timezone: Europe/Berlin
groups: [{id: core, name: Core}]
components:
  - {id: search, name: Search, group: core, since: 2026-09-01, objective: 99.90}
uptime: {policy: statuspage, maintenance: excluded}
"""
RECORD = """\
title: "=1+1 is what searches find"
windows:
  - {component: search, level: partial_outage, start: 2026-10-05 08:00, end: 2026-10-05 09:40}
updates:
  - {at: 2026-10-05 13:00, status: resolved, body: It is over.}
"""
RECORD_ID = "2026-10-05-searches"
MAINTENANCE = """\
title: Rebuild
kind: maintenance
scheduled: {start: 2026-10-05 09:00, end: 2026-10-05 12:00}
windows:
  - {component: search, level: under_maintenance, start: 2026-10-05 09:00, end: 2026-10-05 12:00}
updates:
  - {at: 2026-10-05 12:00, status: completed, body: Done.}
"""


def files(
    folder: Path, record: str = RECORD, site: str = SITE, maintenance: str = MAINTENANCE
) -> dict[str, str]:
    build = prepared(write_site(folder, {RECORD_ID: record, "2026-10-05-rebuild": maintenance}, site))
    texts = {each.path: each.data.decode() for each in build.machine_files()}
    return {path: text for path, text in texts.items() if "/statements." in path or "/months." in path}


def statement(folder: Path, month: str = "2026-10", **more: str) -> dict[str, Any]:
    text = files(folder, **more)[f"components/search/months/{month[:4]}/statements.json"]
    (found,) = (each for each in json.loads(text)["months"] if each["month"] == month)
    value: dict[str, Any] = found
    return value


def table(folder: Path, month: str = "2026-10", **more: str) -> list[dict[str, str]]:
    text = files(folder, **more)[f"components/search/months/{month[:4]}/statements.csv"]
    return [row for row in csv.DictReader(io.StringIO(text, newline="")) if row["period"] == month]


def test_each_year_with_a_window_has_both_files(tmp_path: Path) -> None:
    found = [path for path in files(tmp_path) if "/statements." in path]
    assert sorted(found) == [f"components/search/months/2026/statements.{kind}" for kind in ("csv", "json")]


def test_all_months_that_are_over_are_in_one_file(tmp_path: Path) -> None:
    found = files(tmp_path)
    listed = json.loads(found["components/search/months.json"])
    assert listed["version"] == 1
    assert [each["month"] for each in listed["months"]] == ["2026-09", "2026-10"]
    assert listed["months"][1] == statement(tmp_path)
    rows = list(csv.DictReader(io.StringIO(found["components/search/months.csv"], newline="")))
    assert [row["period"] for row in rows if row["line"] == "uptime"] == ["2026-09", "2026-10"]


def test_the_json_has_the_exact_ratio_and_the_percentage_as_shown(tmp_path: Path) -> None:
    value = statement(tmp_path)
    period, excluded, down = 745 * 3600, 140 * 60, Fraction(3, 10) * 6000
    assert value["version"] == 1
    assert value["component"] == {"id": "search", "name": "Search", "group": "core"}
    assert (value["month"], value["days"], value["so_far"]) == ("2026-10", None, False)
    assert (value["start"], value["end"]) == ("2026-09-30T22:00:00Z", "2026-10-31T23:00:00Z")
    assert (value["period_seconds"], value["excluded_seconds"]) == (period, excluded)
    assert value["counted_seconds"] == period - excluded
    assert value["down_seconds"] == down
    assert Fraction(value["uptime"]["ratio"]) == 1 - down / (period - excluded)
    assert value["uptime"]["percent"] == "99.93"
    assert (value["policy"], value["maintenance"], value["timezone"]) == (
        "statuspage",
        "excluded",
        "Europe/Berlin",
    )


def test_the_json_lists_levels_windows_and_the_objective(tmp_path: Path) -> None:
    value = statement(tmp_path)
    assert [(each["id"], each["weight"], each["seconds"], each["excluded"]) for each in value["levels"]] == [
        ("partial_outage", "0.3", 6000, False),
        ("under_maintenance", "0", 8400, True),
    ]
    first = value["windows"][0]
    assert first == {
        "record": RECORD_ID,
        "title": "=1+1 is what searches find",
        "url": f"https://status.acme.example/incidents/{RECORD_ID}/",
        "level": "partial_outage",
        "start": "2026-10-05T06:00:00Z",
        "end": "2026-10-05T07:40:00Z",
        "weight": "0.3",
        "seconds": 6000,
        "excluded": False,
    }
    allowed = (745 * 3600 - 8400) / 1000
    assert value["objective"] == {
        "percent": "99.9",
        "allowed_seconds": allowed,
        "spent_seconds": 1800,
        "left_seconds": round(allowed - 1800, 6),
        "exceeded": False,
    }


def test_a_month_without_data_has_no_uptime(tmp_path: Path) -> None:
    record = RECORD.replace("2026-10-05 0", "2026-09-05 0")
    whole = MAINTENANCE.replace("2026-10-05 09:00", "2026-10-01 00:00").replace(
        "2026-10-05 12", "2026-11-01 00"
    )
    value = statement(tmp_path, record=record, maintenance=whole)
    assert (value["uptime"], value["start"], value["windows"], value["objective"]) == (None, None, [], None)
    assert [row["line"] for row in table(tmp_path, record=record, maintenance=whole)] == ["no data"]


def test_the_current_month_is_marked_as_so_far(tmp_path: Path) -> None:
    record = RECORD.replace("2026-10-05", "2026-11-05")
    assert statement(tmp_path, "2026-11", record=record)["so_far"] is True


def test_the_lines_of_the_csv_add_up(tmp_path: Path) -> None:
    rows = table(tmp_path)
    assert [row["line"] for row in rows] == ["window", "excluded", "objective", "uptime"]
    *_, total = rows
    down = sum(float(row["down_seconds"]) for row in rows if row["line"] in ("window", "excluded"))
    assert down == float(total["down_seconds"]) == 1800
    assert total["percent"] == "99.93"
    assert float(total["seconds"]) == 745 * 3600 - 8400


def test_the_csv_has_the_form_of_rfc_4180(tmp_path: Path) -> None:
    record = RECORD.replace('"=1+1 is what searches find"', "'Searches, and \"results\", fail'")
    text = files(tmp_path, record=record)["components/search/months/2026/statements.csv"]
    lines = text.split("\r\n")
    assert lines[0] == ",".join(COLUMNS)
    assert lines[-1] == ""
    assert "\n" not in "".join(lines)
    assert any('"Searches, and ""results"", fail"' in line for line in lines)
    assert {len(row) for row in csv.reader(io.StringIO(text, newline=""))} == {len(COLUMNS)}


def test_spreadsheets_read_no_text_of_the_csv_as_a_formula(tmp_path: Path) -> None:
    assert table(tmp_path)[0]["title"] == "'=1+1 is what searches find"
    site = SITE.replace("name: Search,", 'name: "@SUM(A1:A9)",')
    assert {row["name"] for row in table(tmp_path, site=site)} == {"'@SUM(A1:A9)"}


def test_files_and_page_show_the_same_number(tmp_path: Path) -> None:
    build = prepared(write_site(tmp_path, {RECORD_ID: RECORD, "2026-10-05-rebuild": MAINTENANCE}, SITE))
    page = next(each.html for each in build.pages() if each.address == "components/search/months/2026/")
    texts = {each.path: each.data.decode() for each in build.machine_files()}
    months = json.loads(texts["components/search/months/2026/statements.json"])["months"]
    (value,) = (each for each in months if each["month"] == "2026-10")
    assert f"{value['uptime']['percent']} %" in page[page.index('<h2 id="2026-10"') :]
