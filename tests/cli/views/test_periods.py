"""`afterword stats`, `calendar` and `actions`: numbers, days and what is left to do."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.views.running import in_terminal, read_json, rows, run
from tests.sites import DEMO, SMALLEST_ID, SMALLEST_RECORD, copy_of, prepared, write_site

LONG = """\
title: API is down
windows: [{component: api, level: major_outage, start: 2026-11-05 08:00, end: 2026-11-05 12:00}]
milestones: {detected: 2026-11-05 08:10}
updates:
  - {at: 2026-11-05 08:30, status: investigating, body: We are looking into it.}
  - {at: 2026-11-05 12:00, status: resolved, body: It works again.}
action_items:
  - {id: one, title: Add a second gateway, due: 2026-11-20, owner: edge, priority: p1, status: open}
  - {id: two, title: Write down how, due: 2026-12-05, owner: docs, status: open}
  - {id: three, title: Think again, owner: edge, status: open}
  - {id: four, title: Ask the vendor, due: 2026-Q4, visibility: internal, status: open}
  - {id: five, title: It is done, due: 2026-11-10, status: done, closed: 2026-11-09}
"""
PLANNED = "title: New disks\nkind: maintenance\nscheduled: {start: 2026-12-31 23:00, end: 2027-01-01 01:00}\n"
RECORDS = {SMALLEST_ID: SMALLEST_RECORD, "2026-11-05-api-down": LONG, "2026-12-31-new-disks": PLANNED}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write_site(tmp_path, RECORDS)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_of(DEMO, tmp_path_factory.mktemp("demo") / "site")


class TestStats:
    """Numbers by period."""

    def test_a_month_has_its_numbers(self, root: Path) -> None:
        november = rows(root, "stats")[0]
        assert november[:4] == ["2026-11", "2", "0", "99.63"]
        assert november[4:] == ["8250", "600", "1260", "8250", "14400"]

    def test_times_are_medians_with_their_number(self, root: Path) -> None:
        line = next(each for each in in_terminal(root, 200, "stats").lines if each.startswith("November"))
        assert "2 h 17 min (2)" in line
        assert "10 min (1)" in line

    def test_uptimes_are_those_of_the_published_file(self, demo: Path) -> None:
        files = {file.path: file for file in prepared(demo).machine_files()}
        published = json.loads(files["data/v1/uptime.json"].data)["site"]
        by_days = [each for each in read_json(demo, "stats")["periods"] if each["days"]]
        assert [(each["days"], each["percent"], each["ratio"]) for each in by_days] == [
            (each["days"], each["percent"], each["ratio"]) for each in published
        ]

    def test_the_number_of_months_can_be_chosen(self, root: Path) -> None:
        assert [each[0] for each in rows(root, "stats", "--months", "2")] == [
            "2026-11", "2026-10", "30 days", "90 days", "365 days"
        ]  # fmt: skip


class TestCalendar:
    """Months of days."""

    def test_a_day_has_its_worst_level(self, root: Path) -> None:
        text = in_terminal(root, 100, "calendar").text
        assert " 5✕" in text
        assert "20▲" in text
        assert ">23 " in text
        assert "31□" in text
        assert "▲ Degraded   ✕ Major outage   □ Maintenance announced   – No data   > Today" in text

    def test_the_affected_days_are_listed_with_their_records(self, root: Path) -> None:
        assert rows(root, "calendar") == [
            ["2026-11-20", "degraded", "Degraded 35 min", SMALLEST_ID],
            ["2026-11-05", "major_outage", "Major outage 4 h", "2026-11-05-api-down"],
            [
                "2026-12-31",
                "announced",
                "31 December 2026, 23:00 – 1 January 2027, 01:00",
                "2026-12-31-new-disks",
            ],
        ]

    def test_months_with_announced_work_follow(self, root: Path) -> None:
        content = read_json(root, "calendar")
        assert (content["first"], content["last"]) == ("2026-09-01", "2027-01-31")
        assert content["planned"][0]["days"] == ["2026-12-31", "2027-01-01"]

    def test_it_can_be_about_a_component_and_a_year(self, root: Path) -> None:
        content = read_json(root, "calendar", "--component", "API", "--year", "2026")
        assert content["component"] == "api"
        assert [each["day"] for each in content["affected"]] == ["2026-11-05"]
        assert (content["first"], content["last"]) == ("2026-01-01", "2026-12-31")

    def test_its_days_are_those_of_the_history_page(self, demo: Path) -> None:
        from afterword.app.build import Build
        from afterword.views.history.page import history_page

        build: Build = prepared(demo)
        calendar = history_page(build.context, build.index).calendar
        assert calendar
        shown = [(row.iso, row.level.slug, row.durations) for row in calendar.rows]
        listed = read_json(demo, "calendar", "--year", "2026")["affected"]
        assert [(each["day"], each["level"], each["text"]) for each in listed] == shown


class TestActions:
    """Open action items."""

    def test_the_earliest_due_come_first(self, root: Path) -> None:
        assert [(each[0], each[1], each[4].partition("#")[2]) for each in rows(root, "actions")] == [
            ("2026-11-20", "overdue", "one"),
            ("2026-12-05", "open", "two"),
            ("2026-12-31", "open", "four"),
            ("", "undated", "three"),
        ]

    @pytest.mark.parametrize(
        ("words", "found"),
        [
            (("--overdue",), ["one"]),
            (("--owner", "EDGE"), ["one", "three"]),
            (("--due-within", "14d"), ["one", "two"]),
            (("--due-within", "1d"), ["one"]),
            (("--owner", "edge", "--overdue"), ["one"]),
            (("--audience", "public"), ["one", "two", "three"]),
        ],
        ids=" ".join,
    )
    def test_a_filter_leaves_what_matches(self, root: Path, words: tuple[str, ...], found: list[str]) -> None:
        assert [each["id"] for each in read_json(root, "actions", *words)["open"]] == found

    def test_what_is_overdue_is_marked_with_a_word_and_a_glyph(self, root: Path) -> None:
        lines = in_terminal(root, 80, "actions").lines
        assert lines[:3] == [
            "⚑ Overdue, 20 November 2026  P1  edge",
            "  Add a second gateway",
            "  2026-11-05-api-down#one",
        ]
        assert "Q4 2026  internal" in lines
        assert lines[-1] == "4 items, 1 overdue"

    def test_a_wide_terminal_has_a_table(self, root: Path) -> None:
        lines = in_terminal(root, 140, "actions").lines
        assert lines[0].split() == ["Due", "Priority", "Action", "Owner", "Record"]
        assert lines[1].split()[-1] == "2026-11-05-api-down#one"

    def test_a_mistyped_owner_or_time_is_explained(self, root: Path) -> None:
        assert "did you mean `edge`?" in run(root, "actions", "--owner", "egde").output
        result = run(root, "actions", "--due-within", "14")
        assert result.exit_code == 2
        assert "`14` has no unit; write 14m for minutes, 14h for hours or 14d for days" in result.output

    def test_nothing_is_left(self, tmp_path: Path) -> None:
        assert in_terminal(write_site(tmp_path), 80, "actions").lines == ["No open action item matches."]
