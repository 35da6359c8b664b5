"""What the rules about contents let pass and what they say, beyond the samples in their pages."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.checks.demo import BEGIN, NOW, SMALLEST, check, maintenance, only, rules


class TestUpdates:
    def test_two_updates_of_one_minute_are_in_order(self) -> None:
        assert check(SMALLEST.replace("09:52", "10:20")) == ()

    def test_the_line_of_the_other_update_is_named(self) -> None:
        found = only(SMALLEST.replace("09:52", "10:21"), "update-order")
        assert (
            "this update is from 2026-11-20 10:20, the one above it (line 5) from 2026-11-20 10:21"
            in found.message
        )

    @pytest.mark.parametrize("state", ["investigating", "identified", "resolved"])
    def test_after_the_end_it_may_come_back_or_be_said_again(self, state: str) -> None:
        record = f"{SMALLEST}  - {{at: 2026-11-20 11:00, status: {state}, body: More.}}\n"
        assert check(record) == ()

    def test_words_of_an_incident_do_not_fit_a_maintenance(self) -> None:
        found = only(
            maintenance("  - {at: 2026-11-20 23:00, status: resolved, body: Done.}\n"),
            "update-status-of-other-kind",
        )
        assert found.message == (
            "`resolved` is a word for an incident; a maintenance is scheduled, in_progress, verifying, "
            "completed or cancelled"
        )
        assert found.example == "status: completed"

    def test_a_typed_status_is_judged_too(self) -> None:
        assert only(f"{BEGIN}status: completed\n", "update-status-of-other-kind").span.line == 3

    def test_checking_is_no_step_after_completion(self) -> None:
        found = only(
            maintenance(
                "  - {at: 2026-11-20 23:00, status: completed, body: Done.}\n",
                "  - {at: 2026-11-20 23:10, status: verifying, body: One more look.}\n",
            ),
            "update-after-end",
        )
        assert (
            found.message
            == "`verifying` comes after `completed` (line 5), and nothing says that it came back"
        )

    def test_the_line_of_the_last_update_is_named(self) -> None:
        found = only(f"{SMALLEST}status: monitoring\n", "status-against-updates")
        assert found.message.startswith(
            "`status` is `monitoring`, but the last update (line 6) says `resolved`"
        )

    def test_a_status_that_agrees_with_the_last_update_is_let_pass(self) -> None:
        assert check(f"{SMALLEST}status: resolved\n") == ()


class TestMissingSummary:
    @pytest.mark.parametrize(
        "record",
        [
            "title: Slow\nkind: near_miss\nstatus: resolved\n",
            "title: Slow\nkind: drill\nstatus: resolved\n",
            "title: Slow\nvisibility: internal\nstatus: resolved\n",
            "title: Slow\nstatus: investigating\n",
            "title: Slow\nstatus: investigating\npost_mortem: {status: not_required}\n",
            "title: Slow\nstatus: resolved\nunknowns: [{field: summary, reason: pending}]\n",
        ],
    )
    def test_is_not_asked_of(self, record: str) -> None:
        assert check(record) == ()

    def test_a_post_mortem_needs_one_even_before_the_end(self) -> None:
        assert rules("title: Slow\nstatus: investigating\npost_mortem: {status: draft}\n") == [
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
    def test_only_what_is_to_be_done_needs_an_owner_and_a_date(
        self, status: str, expected: list[str]
    ) -> None:
        item = f"action_items: [{{id: a1, title: Add, type: repair, priority: p2, status: {status}}}]\n"
        assert rules(BEGIN + item) == expected

    def test_owners_and_dates_that_are_declared_unknown_are_not_asked_for(self) -> None:
        item = "action_items: [{id: a1, title: Add, type: repair, priority: p2, status: open}]\n"
        assert check(f"{BEGIN}{item}unknowns: [{{field: action_items, reason: pending}}]\n") != ()
        owner = "{field: action_items.owner, reason: withheld}"
        due = "{field: action_items.due, reason: pending}"
        assert check(f"{BEGIN}{item}unknowns: [{owner}, {due}]\n") == ()

    def test_the_date_that_is_proposed_lies_ahead(self) -> None:
        item = "action_items: [{id: a1, title: Add, type: repair, priority: p2, owner: a, status: open}]\n"
        assert (
            only(BEGIN + item, "action-without-due-date").example == f"due: {NOW.date() + timedelta(days=30)}"
        )


class TestKinds:
    def test_a_maintenance_may_say_that_it_was_not_announced(self) -> None:
        record = "title: Index moves\nkind: maintenance\nstatus: completed\n"
        assert rules(record) == ["maintenance-without-schedule"]
        assert check(f"{record}unknowns: [{{field: scheduled, reason: not_applicable}}]\n") == ()
