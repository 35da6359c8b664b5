"""Which distances between the times of a record are reported, and which are plausible."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from afterword.checks.samples import SAMPLE_FILE
from tests.checks.demo import SITE, SMALLEST, check, check_files, maintenance, only, rules
from tests.checks.reviewing import HEAD, review

LATE = """\
title: Search is slow
windows:
  - {{component: search, level: degraded, start: {start}, end: {end}}}
updates:
  - {{at: 2026-11-20 09:52, status: investigating, body: Searches take several seconds.}}
  - {{at: {closed}, status: resolved, body: Searches are fast again.}}
"""


def late(start: str, end: str = "2026-11-20 10:15", closed: str = "2026-11-20 10:20") -> str:
    """Write an incident of which the public is told on 20 November at 09:52."""
    return LATE.format(start=start, end=end, closed=closed)


class TestStartBeforeNews:
    @pytest.mark.parametrize(
        ("start", "says", "example"),
        [
            (
                "2025-11-20 09:40",
                "365 days before the first update and the day in the id; check the year",
                "20 09:40",
            ),
            (
                "2026-10-20 09:40",
                "31 days before the first update and the day in the id; check the month",
                "20 09:40",
            ),
            ("2026-11-18 09:40", "2 days before the first update; check the day", "20 09:40"),
            ("2026-11-19 09:40", "24 h 12 min before the first update; check the day", "20 09:40"),
            ("2026-11-11 22:00", "8 days before the first update; check the day", "19 22:00"),
        ],
    )
    def test_spells_out_the_distance_and_writes_the_time_on_the_right_day(
        self, start: str, says: str, example: str
    ) -> None:
        found = only(late(start), "start-before-news")
        assert found.message == f"the first window starts at {start}, {says}"
        assert found.example == f"start: 2026-11-{example}"

    @pytest.mark.parametrize(
        ("start", "end", "closed"),
        [
            ("2026-11-14 13:49", "2026-11-20 10:15", "2026-11-20 10:30"),
            ("2026-11-19 03:46", "2026-11-20 10:15", "2026-11-20 10:51"),
            ("2026-11-12 20:55", "2026-11-12 21:17", "2026-11-20 10:20"),
            ("2026-09-23 10:00", "2026-11-24 12:00", "2026-11-24 12:05"),
        ],
        ids=["found after days", "found after a day", "told of a week later", "noticed after two months"],
    )
    def test_a_late_discovery_is_plausible(self, start: str, end: str, closed: str) -> None:
        assert check(late(start, end, closed)) == ()

    def test_without_updates_the_milestones_count(self) -> None:
        text = "title: T\nsummary: S.\nstatus: resolved\n"
        text += "milestones: {started: 2025-11-20 09:40, detected: 2026-11-20 09:48}\n"
        found = only(text, "start-before-news")
        assert (
            "`started` is 2025-11-20 09:40, 365 days before `detected` and the day in the id" in found.message
        )

    def test_maintenance_is_not_news(self) -> None:
        record = maintenance("  - {at: 2026-11-20 23:00, status: completed, body: It is done.}\n")
        windows = "windows: [{component: search, level: degraded, start: 2026-10-31 22:00, end: 2026-10-31 23:00}]\n"
        assert "start-before-news" not in rules(record + windows)


class TestStartFarFromId:
    @pytest.mark.parametrize(
        ("start", "says"),
        [
            ("2025-11-20", "365 days before the day in the id; check the year"),
            ("2026-10-20", "31 days before the day in the id; check the month"),
            ("2026-10-28", "23 days before the day in the id; check the day"),
        ],
    )
    def test_spells_out_the_distance(self, start: str, says: str) -> None:
        window = f"start: {start} 09:40, end: {start} 10:15"
        record = f"title: T\nsummary: S.\nwindows: [{{component: search, level: degraded, {window}}}]\n"
        found = only(record, "start-far-from-id")
        assert found.message == f"the first window starts at {start} 09:40, {says}, or rename the file"

    def test_reports_updates_of_another_month(self) -> None:
        text = "title: T\nupdates: [{at: 2026-10-20 09:40, status: resolved, body: It is over.}]\n"
        assert (
            "the first update is at 2026-10-20 09:40, 31 days before"
            in only(text, "start-far-from-id").message
        )

    @pytest.mark.parametrize(
        ("start", "end"), [("2026-11-04 10:00", "2026-11-05 10:00"), ("2026-09-15 10:00", "2026-11-05 10:00")]
    )
    def test_a_record_may_be_named_by_the_day_on_which_it_was_written(self, start: str, end: str) -> None:
        window = f"start: {start}, end: {end}"
        assert (
            check(f"title: T\nsummary: S.\nwindows: [{{component: search, level: degraded, {window}}}]\n")
            == ()
        )

    def test_maintenance_may_be_named_by_the_day_of_its_announcement(self) -> None:
        record = maintenance("  - {at: 2026-11-20 10:00, status: scheduled, body: It begins soon.}\n")
        record = record.replace("2026-11-20 22", "2027-01-20 22").replace("2026-11-20 23", "2027-01-20 23")
        assert check(record) == ()
        assert "start-far-from-id" in rules(record.replace("2026-11-20 10:00", "2026-10-20 10:00"))


class TestUpdateBeforeStart:
    def test_spells_out_the_distance(self) -> None:
        found = only(late("2026-11-20 13:32", "2026-11-20 14:00", "2026-11-20 14:10"), "update-before-start")
        assert found.message.startswith(
            "the first update is at 2026-11-20 09:52, 3 h 40 min before the start of the first window "
            "(2026-11-20 13:32)"
        )
        assert found.location.line == 5

    @pytest.mark.parametrize("more", ["", "milestones: {started: 2026-11-20 09:30}\n"])
    def test_an_update_may_come_a_little_early_or_after_a_typed_start(self, more: str) -> None:
        start = "2026-11-20 13:32" if more else "2026-11-20 11:51"
        found = rules(late(start, "2026-11-20 14:00", "2026-11-20 14:10") + more)
        assert "update-before-start" not in found


class TestEndAfterClosing:
    @pytest.mark.parametrize(
        ("end", "says"),
        [
            ("2026-11-22 10:15", "47 h 55 min after the update that says `resolved`; check the day"),
            ("2026-11-28 17:00", "8 days after the update that says `resolved`; check the day"),
        ],
    )
    def test_spells_out_the_distance(self, end: str, says: str) -> None:
        found = only(late("2026-11-20 09:40", end), "end-after-closing")
        assert found.message == f"the window lasts until {end}, {says}"

    @pytest.mark.parametrize("end", ["2026-11-20 19:00", "2026-11-25 22:00"])
    def test_an_end_at_another_time_of_the_following_days_is_plausible(self, end: str) -> None:
        assert rules(late("2026-11-20 09:40", end)) == []


class TestWindowBeforeSince:
    def test_says_how_much_is_not_counted(self) -> None:
        site = SITE.replace("name: Search}", "name: Search, since: 2026-11-22}")
        found = only(SMALLEST, "window-before-since", site=site)
        assert found.message == (
            "this window of `search` starts at 2026-11-20 09:40, 38 h 20 min before the component's first day "
            "(`since: 2026-11-22`), and is not counted; set an earlier `since` in `status.yml`, or correct the window"
        )
        longer = SMALLEST.replace("end: 2026-11-20 10:15", "end: 2026-11-22 01:15").replace(
            "at: 2026-11-20 10:20", "at: 2026-11-22 10:20"
        )
        assert "counts only from that day on" in only(longer, "window-before-since", site=site).message

    def test_windows_that_count_for_no_component_are_not_reported(self) -> None:
        site = SITE.replace("name: Search}", "name: Search, since: 2026-11-22}")
        assert check(f"kind: drill\n{SMALLEST}", site=site) == ()
        assert check_files({"status.yml": site.replace("11-22", "11-20"), SAMPLE_FILE: SMALLEST}) == ()


class TestRoughTimes:
    """What is known only roughly contradicts nothing that lies within it."""

    @pytest.mark.parametrize(
        "text",
        [
            "milestones: {started: 2026-11-20 09:45, detected: 2026-11-20}\n",
            "milestones: {detected: 2026-11-20, acknowledged: 2026-11-20 09:51, mitigated: 2026-11-20}\n",
            "milestones: {started: 2026-11-20 09:45}\n"
            "windows: [{component: search, level: degraded, start: 2026-11-20 09:38~, end: 2026-11-20}]\n",
            "windows: [{component: search, level: degraded, start: 2026, end: 2026-11-20}]\n"
            "updates: [{at: 2026-11-20 09:52, status: resolved, body: It is over.}]\n",
            "windows: [{component: search, level: degraded, start: 2026-11-20 09:40, end: unknown}]\n"
            "updates: [{at: 2026-11-20 09:52, status: resolved, body: It is over.}]\n",
        ],
    )
    def test_are_plausible(self, text: str) -> None:
        assert check(f"title: T\nsummary: S.\n{text}") == ()

    def test_an_end_within_today_is_not_in_the_future(self) -> None:
        window = "windows: [{component: search, level: degraded, start: 2026-11-20, end: 2026-11-20}]\n"
        record = f"title: T\nsummary: S.\n{window}status: resolved\n"
        assert check(record, now=datetime(2026, 11, 20, 12, tzinfo=UTC)) == ()
        assert rules(record, now=datetime(2026, 11, 19, 12, tzinfo=UTC)) == ["future-time"]

    def test_a_day_of_another_month_or_year_is_reported(self) -> None:
        assert rules(late("2025-11-20")) == ["start-before-news"]


@pytest.mark.parametrize(
    ("typed", "example"),
    [
        (
            "kind: maintenance\nscheduled: {start: 2026-12-31 22:00, end: 2027-12-31 23:00}",
            "end: 2026-12-31 23:00",
        ),
        (
            "kind: maintenance\nscheduled: {start: 2026-12-29, end: 2027-12-30 06:00~}",
            "end: 2026-12-30 06:00",
        ),
        (
            "kind: maintenance\nwindows: [{component: api, level: under_maintenance, start: 2026-12-02 09:00, "
            "end: 2027-12-02 10:00}]",
            "end: 2026-12-02 10:00",
        ),
        (
            "updates: [{at: 2026-12-01 12:30, status: identified, body: We look, next_update: 2027-12-01 13:00}]",
            "next_update: 2026-12-01 13:00",
        ),
    ],
)
def test_an_end_a_year_after_its_start_is_found(typed: str, example: str) -> None:
    assert [each.example for each in review("end-in-another-year", f"{HEAD}{typed}\n")] == [example]


@pytest.mark.parametrize(
    "scheduled",
    [
        "{start: 2026-12-31 22:00, end: 2027-01-01 02:00}",
        "{start: 2026-12-01 22:00, end: 2027-12-20 02:00}",
        "{start: 2026-12-01 22:00, end: 2027-11-30 02:00}",
        "{start: 2026-12, end: 2027-12}",
        "{start: 2027-02-28, end: 2028-02-29 10:00}",
        "{start: 2026-12-31 22:00}",
    ],
)
def test_other_ends_are_not(scheduled: str) -> None:
    text = f"{HEAD}kind: maintenance\nscheduled: {scheduled}\n"
    assert review("end-in-another-year", text) == []


@pytest.mark.parametrize(
    ("typed", "day", "found"),
    [
        (
            "updates: [{{at: {day} 09:00, status: identified, body: We look., levels: {{api: degraded}}}}]",
            "2026-11-20",
            1,
        ),
        (
            "updates: [{{at: {day} 09:00, status: identified, body: We look., levels: {{api: degraded}}}}]",
            "2026-10-31",
            0,
        ),
        (
            "updates: [{{at: {day} 09:00, status: resolved, body: Over., levels: {{api: operational}}}}]",
            "2026-11-20",
            0,
        ),
        ("also_affected: [{{components: [search, api]}}]", "2026-11-20", 1),
        ("also_affected: [{{components: [search, api]}}]", "2026-10-31", 0),
    ],
)
def test_a_component_is_not_affected_after_its_last_day(typed: str, day: str, found: int) -> None:
    site = SITE.replace("name: API}", "name: API, until: 2026-10-31}")
    files = {"status.yml": site, f"incidents/2026/{day}-slow.yml": f"{HEAD}{typed.format(day=day)}\n"}
    assert [each.rule for each in check_files(files)].count("window-after-until") == found
