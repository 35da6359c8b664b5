"""What the rules about contents allow and report, beyond the samples on their pages."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from afterword.diagnostics import Severity
from afterword.records.vocabulary import INCIDENT_STATES, MAINTENANCE_STATES
from tests.checks.demo import BEGIN, NOW, SMALLEST, check, maintenance, only, rules


class TestUpdates:
    def test_two_updates_of_one_minute_are_in_order(self) -> None:
        assert check(SMALLEST.replace("09:52", "10:20")) == ()

    def test_the_line_of_the_other_update_is_named(self) -> None:
        record = SMALLEST.replace("09:52", "10:21").replace("investigating", "resolved")
        found = only(record, "update-order")
        assert (
            "this update is from 2026-11-20 10:20, but the one above it (line 5) is from 2026-11-20 10:21"
            in found.message
        )

    @pytest.mark.parametrize("state", ["investigating", "identified", "resolved"])
    def test_after_the_end_the_problem_may_come_back_or_the_state_be_repeated(self, state: str) -> None:
        record = f"{SMALLEST}  - {{at: 2026-11-20 11:00, status: {state}, body: It goes on.}}\n"
        assert set(rules(record)) <= {"open-without-news"}

    def test_a_status_of_incidents_does_not_fit_maintenance(self) -> None:
        found = only(
            maintenance("  - {at: 2026-11-20 23:00, status: resolved, body: It is done.}\n"),
            "update-status-of-other-kind",
        )
        assert found.message == (
            "`resolved` is a status of an incident; for maintenance use scheduled, in_progress, verifying, "
            "completed or cancelled"
        )
        assert found.example == "status: completed"

    @pytest.mark.parametrize("state", [*INCIDENT_STATES, *MAINTENANCE_STATES])
    def test_a_drill_may_use_the_statuses_of_both(self, state: str) -> None:
        update = f"updates: [{{at: 2026-11-20 23:00, status: {state}, body: It is over.}}]\n"
        assert check(f"{BEGIN}kind: drill\n{update}") == ()

    def test_a_near_miss_uses_the_statuses_of_an_incident(self) -> None:
        assert rules(f"{BEGIN}kind: near_miss\nstatus: completed\n") == ["update-status-of-other-kind"]

    def test_the_status_of_the_record_is_checked_too(self) -> None:
        assert only(f"{BEGIN}status: completed\n", "update-status-of-other-kind").location.line == 3

    def test_verifying_does_not_come_after_completed(self) -> None:
        found = only(
            maintenance(
                "  - {at: 2026-11-20 23:00, status: completed, body: It is done.}\n",
                "  - {at: 2026-11-20 23:10, status: verifying, body: One more look.}\n",
            ),
            "update-after-end",
        )
        assert (
            found.message
            == "`verifying` comes after `completed` (line 5), but no update says that the problem came back"
        )

    def test_the_line_of_the_last_update_is_named(self) -> None:
        found = only(f"{SMALLEST}status: monitoring\n", "status-against-updates")
        assert found.message.startswith("`status` is `monitoring`, but the update on line 6 says `resolved`")

    def test_a_status_that_agrees_with_the_last_update_is_allowed(self) -> None:
        assert check(f"{SMALLEST}status: resolved\n") == ()


class TestLevelWithoutWindow:
    REPORTED = SMALLEST.replace(
        "seconds. We are looking.", "seconds., levels: {api: degraded, search: degraded}"
    )

    def test_locates_the_component_without_a_window_at_its_key(self) -> None:
        found = only(self.REPORTED, "level-without-window")
        assert found.message == (
            "`api` is `degraded` here, but has no window, so it is not counted; add the window"
        )
        assert (found.location.line, found.severity) == (5, Severity.WARNING)

    def test_reports_each_component_once(self) -> None:
        again = (
            "  - {at: 2026-11-20 10:30, status: resolved, body: It is over., levels: {api: major_outage}}\n"
        )
        assert rules(self.REPORTED + again) == ["level-without-window"]

    @pytest.mark.parametrize(
        ("old", "new"),
        [
            ("api: degraded", "api: operational"),
            ("status: resolved", "status: monitoring"),
            ("title:", "kind: near_miss\ntitle:"),
            ("title:", "kind: drill\ntitle:"),
            ("title:", "unknowns: [{field: windows, reason: not_stated}]\ntitle:"),
        ],
        ids=["operational", "open", "near miss", "drill", "windows unknown"],
    )
    def test_ignores(self, old: str, new: str) -> None:
        assert "level-without-window" not in rules(self.REPORTED.replace(old, new))

    @pytest.mark.parametrize(("state", "found"), [("cancelled", []), ("completed", [1])])
    def test_maintenance_needs_windows_once_it_has_taken_place(self, state: str, found: list[int]) -> None:
        levels = "levels: {search: under_maintenance}"
        record = maintenance(f"  - {{at: 2026-11-20 22:00, status: {state}, body: We work., {levels}}}\n")
        assert rules(record) == ["level-without-window"] * len(found)

    ANNOUNCED = maintenance(
        "  - {at: 2026-11-13 10:00, status: scheduled, body: We work., levels: {search: under_maintenance}}\n"
    )
    BEGINS = datetime(2026, 11, 20, 21, 0, tzinfo=UTC)

    def test_announced_maintenance_needs_a_window_from_its_start_on(self) -> None:
        assert check(self.ANNOUNCED, now=self.BEGINS - timedelta(seconds=1)) == ()
        found = only(self.ANNOUNCED, "level-without-window", now=self.BEGINS)
        assert found.severity is Severity.WARNING
        assert (
            found.example
            == "windows: [{component: search, level: under_maintenance, start: 2026-11-20 22:00}]"
        )

    def test_the_suggested_window_satisfies_the_rule(self) -> None:
        found = only(self.ANNOUNCED, "level-without-window", now=self.BEGINS)
        assert check(f"{self.ANNOUNCED}{found.example}\n", now=self.BEGINS) == ()

    def test_the_suggested_window_begins_with_the_update_that_reports_the_start(self) -> None:
        begun = f"{self.ANNOUNCED}  - {{at: 2026-11-20 21:50, status: in_progress, body: We work.}}\n"
        found = only(begun, "level-without-window", now=self.BEGINS)
        assert found.example.endswith("start: 2026-11-20 21:50}]")

    def test_with_other_windows_the_suggestion_is_an_entry_of_the_list(self) -> None:
        other = "windows:\n  - {component: api, level: under_maintenance, start: 2026-11-20 22:00}\n"
        found = only(self.ANNOUNCED + other, "level-without-window", now=self.BEGINS)
        assert found.example.startswith("- {component: search, level: under_maintenance, ")

    def test_the_suggested_window_is_as_precise_as_the_plan(self) -> None:
        times = "start: 2026-11-20 22:00, end: 2026-11-20 23:00"
        for plan in ("start: 2026-11-20 22:00~", "start: 2026-11-20, end: 2026-11-21"):
            record = self.ANNOUNCED.replace(times, plan)
            found = only(record, "level-without-window", now=self.BEGINS)
            assert found.example.endswith(f", {plan.partition(', end')[0]}}}]")

    @pytest.mark.parametrize(
        ("closed", "times"),
        [
            ("2026-11-20 23:30", "start: 2026-11-20 22:00, end: 2026-11-20 23:00"),
            ("2026-11-20 22:40", "start: 2026-11-20 22:00, end: 2026-11-20 22:40"),
        ],
    )
    def test_once_the_work_is_over_its_times_are_suggested(self, closed: str, times: str) -> None:
        record = f"{self.ANNOUNCED}  - {{at: {closed}, status: completed, body: We are done.}}\n"
        found = only(record, "level-without-window")
        assert found.example == f"windows: [{{component: search, level: under_maintenance, {times}}}]"

    def test_once_an_incident_is_over_the_time_between_its_updates_is_suggested(self) -> None:
        assert only(self.REPORTED, "level-without-window").example == (
            "- {component: api, level: degraded, start: 2026-11-20 09:52, end: 2026-11-20 10:20}"
        )

    NIGHTS = (
        "title: New disks\nkind: maintenance\nscheduled:\n"
        "  - {start: 2026-11-20 22:00, end: 2026-11-20 23:00}\n"
        "  - {start: 2026-11-21 22:00, end: 2026-11-21 23:00}\n"
        "updates:\n"
        "  - {at: 2026-11-13 10:00, status: scheduled, body: B., levels: {search: under_maintenance}}\n"
    )
    FIRST = "{component: search, level: under_maintenance, start: 2026-11-20 22:00, end: 2026-11-20 23:00}"
    SECOND = "{component: search, level: under_maintenance, start: 2026-11-21 22:00}"

    def test_work_on_two_nights_needs_a_window_of_each(self) -> None:
        now = self.BEGINS + timedelta(days=1)
        found = only(self.NIGHTS, "level-without-window", now=now)
        assert found.example == f"windows: [{self.FIRST}, {self.SECOND}]"
        assert rules(f"{self.NIGHTS}{found.example}\n", now=now) == []

    def test_a_night_that_has_a_window_is_not_suggested_again(self) -> None:
        now = self.BEGINS + timedelta(days=1)
        record = f"{self.NIGHTS}windows:\n  - {self.FIRST}\n"
        found = only(record, "level-without-window", now=now)
        assert "no window of this night" in found.message
        assert found.example == f"- {self.SECOND}"
        assert rules(f"{record}  {found.example}\n", now=now) == []


class TestMissingSummary:
    @pytest.mark.parametrize(
        "record",
        [
            "title: Slow search\nkind: near_miss\nstatus: resolved\n",
            "title: Slow search\nkind: drill\nstatus: resolved\n",
            "title: Slow search\nvisibility: internal\nstatus: resolved\n",
            "title: Slow search\nstatus: investigating\n",
            "title: Slow search\nstatus: investigating\npost_mortem: {status: not_required}\n",
            "title: Slow search\nstatus: resolved\nunknowns: [{field: summary, reason: pending}]\n",
        ],
    )
    def test_is_not_required_for(self, record: str) -> None:
        assert check(record) == ()

    def test_a_post_mortem_needs_one_even_before_the_end(self) -> None:
        assert rules("title: Slow search\nstatus: investigating\npost_mortem: {status: draft}\n") == [
            "missing-summary"
        ]


class TestActions:
    @pytest.mark.parametrize(
        ("status", "expected"),
        [
            ("open", ["action-without-due-date", "action-without-owner"]),
            ("in_progress", ["action-without-due-date", "action-without-owner"]),
            ("done", []),
            ("wont_do, reason: Not worth it.", []),
        ],
    )
    def test_only_unfinished_items_need_an_owner_and_a_date(self, status: str, expected: list[str]) -> None:
        item = f"action_items: [{{id: a1, title: Add, type: repair, priority: p2, status: {status}}}]\n"
        assert rules(BEGIN + item) == expected

    def test_owners_and_dates_that_are_declared_unknown_are_not_required(self) -> None:
        item = "action_items: [{id: a1, title: Add, type: repair, priority: p2, status: open}]\n"
        assert check(f"{BEGIN}{item}unknowns: [{{field: action_items, reason: pending}}]\n") != ()
        owner = "{field: action_items.owner, reason: withheld}"
        due = "{field: action_items.due, reason: pending}"
        assert check(f"{BEGIN}{item}unknowns: [{owner}, {due}]\n") == ()

    def test_the_suggested_date_is_in_the_future(self) -> None:
        item = "action_items: [{id: a1, title: Add, type: repair, priority: p2, owner: a, status: open}]\n"
        assert (
            only(BEGIN + item, "action-without-due-date").example == f"due: {NOW.date() + timedelta(days=30)}"
        )


class TestKinds:
    def test_maintenance_may_state_that_it_was_not_announced(self) -> None:
        record = "title: Index moves\nkind: maintenance\nstatus: completed\n"
        assert rules(record) == ["maintenance-without-schedule"]
        assert check(f"{record}unknowns: [{{field: scheduled, reason: not_applicable}}]\n") == ()


def test_the_title_of_an_imported_record_may_be_as_long_as_in_its_source() -> None:
    text = f"title: {'Search is slow ' * 10}\nsummary: Searches took several seconds.\n"
    assert rules(text) == ["long-title"]
    assert rules(f"{text}origin: {{system: statuspage, id: abc}}\n") == []


class TestShares:
    @pytest.mark.parametrize("share", ["120 %", "90–110 %", ">100 %", "~101 %"])
    def test_a_share_above_the_whole_is_reported(self, share: str) -> None:
        found = only(_with_share(share), "share-above-whole")
        assert found.message.startswith(f"the share is `{share}`, ")

    @pytest.mark.parametrize("share", ["100 %", ">99 %", "<100 %", "≥100 %", "4200 customers"])
    def test_any_other_share_is_not(self, share: str) -> None:
        assert rules(_with_share(share)) == []

    @pytest.mark.parametrize(("share", "example"), [("-5 %", "share: 5 %"), ("-10 – -5 %", "")])
    def test_the_minus_sign_of_a_share_is_removed_if_that_leaves_none(self, share: str, example: str) -> None:
        assert only(_with_share(share), "negative-number").example == example


def _with_share(share: str) -> str:
    return SMALLEST.replace("level: degraded", f'level: degraded, share: "{share}"')


def test_a_component_that_is_listed_twice_is_reported() -> None:
    text = f"{SMALLEST}also_affected: [{{components: [api, search, api]}}]\n"
    found = only(text, "repeated-component")
    assert found.message == "`api` is already in this list; name each component once"
