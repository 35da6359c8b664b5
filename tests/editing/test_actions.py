"""Action items are added, closed and moved."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from afterword.editing.actions import NewAction, add_action, drop_action, finish_action, move_action
from afterword.editing.changes import Change, Insert, Put, RefusedError
from afterword.records.due_date import DueDate, read_due_date
from afterword.records.record import Record
from afterword.records.vocabulary import ActionType, Priority
from tests.editing.reading import record_of

TODAY = date(2026, 12, 1)
LATER = read_due_date("2027-02")
RECORD = """\
title: Search is slow
windows: [{component: search, level: degraded, start: 2026-11-20 09:40, end: 2026-11-20 10:15}]
action_items:
  - {id: a1, title: Warm the cache first, status: open, due: 2026-12-15}
  - {id: a7, title: Alert on slow searches, status: done, closed: 2026-11-25}
  - {id: a3, title: Keep a second index, status: wont_do, closed: 2026-11-25, reason: It is replaced in May.}
  - {id: ops, title: Add a replica, status: in_progress, priority: p0}
"""


def record(text: str = RECORD) -> Record:
    return record_of(text)


def test_an_item_gets_the_next_id_and_only_what_was_given() -> None:
    (change,) = add_action(record(), NewAction("Give reports a queue of their own"))
    title = "Give reports a queue of their own"
    assert change == Insert(("action_items", 4), {"id": "a8", "title": title, "status": "open"})


def test_all_of_an_item_is_written() -> None:
    new = NewAction(
        "Fill it", ActionType.PREVENT, Priority.P1, "team-search", LATER, "#1", ("cache",), is_internal=True
    )
    assert add_action(record("title: Search is slow\n"), new) == (
        Insert(
            ("action_items", 0),
            {
                "id": "a1",
                "title": "Fill it",
                "type": "prevent",
                "priority": "p1",
                "owner": "team-search",
                "due": "2027-02",
                "status": "open",
                "tracker": "#1",
                "addresses": ["cache"],
                "visibility": "internal",
            },
        ),
    )


def test_an_item_is_done_on_a_day() -> None:
    assert finish_action(record(), "A1", TODAY) == (
        Put(("action_items", 0, "status"), "done"),
        Put(("action_items", 0, "closed"), "2026-12-01"),
    )
    assert finish_action(record(), "a7", TODAY) == ()


def test_an_item_is_dropped_with_a_reason() -> None:
    assert drop_action(record(), "a1", TODAY, "It is replaced.") == (
        Put(("action_items", 0, "status"), "wont_do"),
        Put(("action_items", 0, "closed"), "2026-12-01"),
        Put(("action_items", 0, "reason"), "It is replaced."),
    )


def test_a_moved_date_is_kept() -> None:
    assert move_action(record(), "a1", LATER, TODAY, "The machines are late.") == (
        Put(("action_items", 0, "due"), "2027-02"),
        Insert(
            ("action_items", 0, "moved", 0),
            {"on": "2026-12-01", "from": "2026-12-15", "reason": "The machines are late."},
        ),
    )
    assert move_action(record(), "a1", read_due_date("2026-12-15"), TODAY, "x") == ()


Edit = Callable[[Record], tuple[Change, ...]]


@pytest.mark.parametrize(
    ("edit", "message"),
    [
        (lambda found: finish_action(found, "a2", TODAY), r"no action item `a2` in .*; it has a1 \(Warm the"),
        (lambda found: finish_action(found, "a3", TODAY), "`a3` was dropped on 2026-11-25"),
        (lambda found: drop_action(found, "a7", TODAY, "x"), "`a7` was done on 2026-11-25"),
        (
            lambda found: drop_action(found, "ops", TODAY, "x"),
            "`ops` has priority `p0`, before all other work",
        ),
        (lambda found: move_action(found, "a7", LATER, TODAY, "x"), "`a7` was done"),
        (lambda found: move_action(found, "ops", LATER, TODAY, "x"), "no due date .*; add `due: 2027-02`"),
        (lambda found: move_action(found, "a1", DueDate(2026, 2, 1), TODAY, "x"), "is before the incident"),
        (lambda found: add_action(found, NewAction("Warm the cache, first")), "`a1` already has this title"),
        (lambda found: add_action(found, NewAction("x", due=DueDate(2026, 1, 1))), "before the incident"),
    ],
)
def test_what_does_not_fit_is_refused(edit: Edit, message: str) -> None:
    with pytest.raises(RefusedError, match=message):
        edit(record())


def test_a_notice_has_no_action_items() -> None:
    with pytest.raises(RefusedError, match="has no action items"):
        add_action(record("title: We are closed\nkind: notice\n"), NewAction("x"))
    with pytest.raises(
        RefusedError, match="it has none; `afterword action add 2026-11-20-search-is-slow` adds one"
    ):
        finish_action(record("title: Search is slow\n"), "a1", TODAY)
