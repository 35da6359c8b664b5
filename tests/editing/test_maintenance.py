"""Maintenance is moved, begun, ended and cancelled."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from afterword.editing import resolving
from afterword.editing.changes import Change, Insert, Put, RefusedError, Remove
from afterword.editing.maintenance import (
    begin_work,
    cancel_work,
    finish_work,
    move_period,
    night_of,
)
from afterword.editing.maintenance_texts import finished_text, moved_text
from afterword.editing.updates import NewUpdate
from afterword.records.record import Record
from afterword.records.vocabulary import UpdateStatus
from afterword.source.nodes import Plain
from afterword.views.text.words import ENGLISH, words_in
from tests.editing.reading import at, record_of

ID = "2026-12-08-new-disks"
ONE = """\
title: New disks
kind: maintenance
scheduled: {start: 2026-12-08 20:00, end: 2026-12-08 22:00}
updates:
  - {at: 2026-11-20 09:00, status: scheduled, body: New disks., levels: {search: under_maintenance}}
"""
TWO = """\
title: The database moves
kind: maintenance
scheduled:
  - {start: 2026-12-08 22:00, end: 2026-12-09 02:00}
  - {start: 2026-12-09 22:00, end: 2026-12-10 02:00}
updates:
  - {at: 2026-11-20 09:00, status: scheduled, body: Two nights., levels: {search: under_maintenance}}
"""
OPEN = "windows: [{component: search, level: under_maintenance, start: 2026-12-08 20:02}]\n"
ENDED = OPEN.replace("}]", ", end: 2026-12-08 23:00}]")
BEGUN = "  - {at: 2026-12-08 20:02, status: in_progress, body: The work has begun.}\n"
BEFORE, DURING, AFTER = "2026-12-01 09:00", "2026-12-08 20:30", "2026-12-09 09:00"


def record(text: str) -> Record:
    return record_of(text, ID)


def update(when: str) -> NewUpdate:
    return NewUpdate(at(when), UpdateStatus.UPDATE, "It is so.")


def move(text: str, start: str, end: str | None, now: str, night: int | None = None) -> tuple[Change, ...]:
    found = record(text)
    period = night_of(found, night, at(now))
    return move_period(found, period, (at(start), at(end) if end else None), update(now), at(now))


def status_of(changes: tuple[Change, ...]) -> object:
    (value,) = (each.value for each in changes if isinstance(each, Insert) and each.path[0] == "updates")
    assert isinstance(value, dict)
    return value["status"]


def test_announced_work_moves_with_an_update() -> None:
    changes = move(ONE, "2026-12-09 20:00", "2026-12-09 21:00", BEFORE)
    assert changes[:2] == (
        Put(("scheduled", 0, "start"), "2026-12-09 20:00"),
        Put(("scheduled", 0, "end"), "2026-12-09 21:00"),
    )
    assert status_of(changes) == "scheduled"
    assert move(ONE, "2026-12-08 20:00", "2026-12-08 22:00", BEFORE) == ()


def test_the_end_of_running_work_moves() -> None:
    changes = move(ONE + BEGUN, "2026-12-08 20:00", "2026-12-08 23:00", DURING)
    assert changes[0] == Put(("scheduled", 0, "end"), "2026-12-08 23:00")
    assert status_of(changes) == "update"


def test_work_that_was_not_begun_in_time_can_still_move() -> None:
    assert status_of(move(ONE, "2026-12-09 20:00", "2026-12-09 22:00", DURING)) == "scheduled"


def test_nights_stay_in_the_order_of_time() -> None:
    changes = move(TWO, "2026-12-12 22:00", "2026-12-13 02:00", BEFORE, night=1)
    assert changes[:4] == (
        Put(("scheduled", 0, "start"), "2026-12-09 22:00"),
        Put(("scheduled", 0, "end"), "2026-12-10 02:00"),
        Put(("scheduled", 1, "start"), "2026-12-12 22:00"),
        Put(("scheduled", 1, "end"), "2026-12-13 02:00"),
    )


def test_the_only_night_ahead_is_meant() -> None:
    text = TWO + ENDED
    assert night_of(record(text), None, at(AFTER)).start == at("2026-12-09 22:00")


def test_work_begins_with_the_levels_that_were_announced() -> None:
    changes = begin_work(record(ONE), update(DURING), at(DURING))
    assert status_of(changes) == "in_progress"
    window: Plain = {"component": "search", "level": "under_maintenance", "start": DURING}
    assert changes[-1] == Insert(("windows", 0), window)


def test_other_levels_can_be_given() -> None:
    new = NewUpdate(at(DURING), UpdateStatus.UPDATE, "It is so.", {"search": "degraded"})
    changes = begin_work(record(ONE), new, at(DURING))
    assert changes[-1] == Insert(
        ("windows", 0), {"component": "search", "level": "degraded", "start": DURING}
    )


def test_the_next_night_begins_after_the_first() -> None:
    text = TWO + BEGUN + ENDED
    now = "2026-12-09 22:05"
    assert status_of(begin_work(record(text), update(now), at(now))) == "in_progress"


def test_the_next_night_begins_with_the_levels_of_the_first_if_none_are_announced() -> None:
    text = TWO.replace(", levels: {search: under_maintenance}", "") + BEGUN + ENDED
    now = "2026-12-09 22:05"
    window: Plain = {"component": "search", "level": "under_maintenance", "start": now}
    assert begin_work(record(text), update(now), at(now))[-1] == Insert(("windows", 1), window)
    with pytest.raises(RefusedError, match="nothing says that the work of 2026-12-09 22:00 of"):
        finish_work(record(text), update(now), at(now))


def test_work_without_components_is_done_on_the_last_night_without_a_start() -> None:
    text = TWO.replace(", levels: {search: under_maintenance}", "") + BEGUN
    now = "2026-12-10 01:00"
    assert status_of(finish_work(record(text), update(now), at(now))) == "completed"


def test_work_ends_with_its_windows() -> None:
    changes = finish_work(record(ONE + BEGUN + OPEN), update(DURING), at(DURING))
    assert status_of(changes) == "completed"
    assert changes[-1] == Put(("windows", 0, "end"), DURING)


@pytest.mark.parametrize(("plan", "status", "removed"), [(ONE, "completed", ()), (TWO, "update", (1,))])
def test_work_can_be_done_before_its_announced_time(plan: str, status: str, removed: tuple[int, ...]) -> None:
    early = "2026-12-08 19:30"
    begun = (BEGUN + OPEN).replace("2026-12-08 20:02", early)
    now = "2026-12-08 19:50"
    assert status_of(finish_work(record(plan + begun), update(now), at(now))) == status
    changes = finish_work(record(plan + begun), update(now), at(now), is_all=True)
    assert [each for each in changes if isinstance(each, Remove)] == [
        Remove(("scheduled", index)) for index in removed
    ]
    assert status_of(changes) == "completed"


def test_a_night_ends_and_the_record_stays_open() -> None:
    now = "2026-12-09 01:00"
    changes = finish_work(record(TWO + BEGUN + OPEN), update(now), at(now))
    assert status_of(changes) == "update"
    assert changes[-1] == Put(("windows", 0, "end"), now)


def test_all_nights_can_end_at_once() -> None:
    now = "2026-12-09 01:00"
    changes = finish_work(record(TWO + BEGUN + OPEN), update(now), at(now), is_all=True)
    assert status_of(changes) == "completed"
    assert changes[0] == Remove(("scheduled", 1))


def test_cancelled_work_stays_announced() -> None:
    changes = cancel_work(record(ONE), update(BEFORE), at(BEFORE))
    assert status_of(changes) == "cancelled"
    assert len(changes) == 1


def test_nights_that_are_not_needed_are_left_out_of_completed_work() -> None:
    changes = finish_work(record(TWO + BEGUN + ENDED), update(AFTER), at(AFTER), is_all=True)
    assert status_of(changes) == "completed"
    assert changes[0] == Remove(("scheduled", 1))


def test_work_that_was_announced_again_after_a_mistake_can_be_cancelled() -> None:
    again = "  - {at: 2026-12-08 20:05, status: scheduled, body: It has not begun yet.}\n"
    assert status_of(cancel_work(record(TWO + BEGUN + again), update(DURING), at(DURING))) == "cancelled"


LATE = BEGUN.replace("20:02", "22:02")
NEWS = "  - {at: 2026-12-08 23:00, status: update, body: It goes well.}\n"
REPORT = "  - {at: 2026-12-09 01:00, status: update, body: Done for this night.}\n"
NEVER_ENDED = OPEN.replace("20:02", "22:02")
ENDED_EARLY = NEVER_ENDED.replace("}]", ", end: 2026-12-09 01:00}]")
NEXT = ENDED_EARLY.replace("}]", "}, {component: search, level: under_maintenance, start: 2026-12-09 21:10}]")


@pytest.mark.parametrize(
    ("text", "now", "night"),
    [
        (LATE + NEVER_ENDED, "2026-12-08 22:10", 1),
        (LATE + NEVER_ENDED, "2026-12-09 02:30", 1),
        (LATE + NEVER_ENDED, "2026-12-09 12:00", 1),
        (BEGUN.replace("20:02", "21:10") + NEVER_ENDED.replace("22:02", "21:10"), "2026-12-08 21:15", 1),
        (LATE, "2026-12-09 01:30", 1),
        (LATE, "2026-12-09 02:30", 1),
        (LATE + NEWS, "2026-12-09 01:30", 1),
        ("", "2026-12-08 22:10", 1),
        ("", "2026-12-09 12:00", 2),
        (LATE + REPORT + ENDED_EARLY, "2026-12-09 01:30", 2),
        (LATE + ENDED_EARLY, "2026-12-09 02:30", 2),
        (LATE + REPORT + NEXT, "2026-12-09 21:20", 2),
        (LATE + REPORT + NEXT, "2026-12-10 03:00", 2),
    ],
)
def test_the_night_that_is_under_way_is_meant_else_the_next(text: str, now: str, night: int) -> None:
    found = record(TWO + text)
    assert night_of(found, None, at(now)) == found.scheduled[night - 1]


@pytest.mark.parametrize(
    ("text", "now"),
    [
        ("", BEFORE),
        (LATE + NEWS, "2026-12-09 02:30"),
        (LATE + ENDED_EARLY, "2026-12-09 01:30"),
    ],
)
def test_what_may_mean_either_night_is_not_guessed(text: str, now: str) -> None:
    with pytest.raises(RefusedError, match="not clear which night"):
        night_of(record(TWO + text), None, at(now))


def test_default_texts_say_when() -> None:
    one, two = record(ONE), record(TWO)
    start, end = at("2026-12-09 20:00"), at("2026-12-09 22:00")
    assert moved_text(ENGLISH, one, one.scheduled[0], start, end) == (
        "The work moves to 9 December 2026, 20:00 – 22:00 UTC."
    )
    assert moved_text(ENGLISH, one, one.scheduled[0], one.scheduled[0].start, end) == (
        "The work is now announced until 9 December 2026, 22:00 UTC."
    )
    assert (
        moved_text(ENGLISH, two, two.scheduled[1], start, None)
        == "Night 2 of 2 moves to 9 December 2026, 20:00 UTC."
    )
    assert finished_text(ENGLISH, two, at("2026-12-09 01:00"), is_all=False) == (
        "The work of this night is done. It goes on from 9 December 2026, 22:00 UTC."
    )
    assert finished_text(ENGLISH, two, at("2026-12-09 01:00"), is_all=True) == "The work is done."
    german = words_in("de")
    assert moved_text(german, two, two.scheduled[1], start, end) == (
        "Neuer Termin für Nacht 2 von 2: 9. Dezember 2026, 20:00 – 22:00 UTC."
    )
    assert finished_text(german, two, at("2026-12-09 01:00"), is_all=False) == (
        "Die Arbeiten dieser Nacht sind abgeschlossen. Fortsetzung: 9. Dezember 2026, 22:00 UTC."
    )


def cancelled(text: str) -> str:
    return text + "  - {at: 2026-12-01 09:00, status: cancelled, body: No disks.}\n"


Edit = Callable[[], object]


@pytest.mark.parametrize(
    ("edit", "message"),
    [
        (lambda: move(ONE, "2026-12-09 20:00", "2026-12-09 20:00", BEFORE), "not after its start"),
        (lambda: move(ONE, "2026-11-30 20:00", "2026-11-30 22:00", BEFORE), "2026-11-30 20:00 is over"),
        (lambda: move(ONE + BEGUN, "2026-12-09 20:00", None, DURING), "only its end can be moved"),
        (lambda: move(ONE + BEGUN, "2026-12-08 20:00", "2026-12-08 20:20", DURING), "20:20 is over; .*finish"),
        (lambda: move(TWO, "2026-12-10 01:00", None, BEFORE, 1), "overlap .* 2026-12-09 22:00 – .* move it first: "),
        (lambda: move(TWO, "2026-12-09 01:00", None, DURING.replace("20:30", "22:30"), 2), "09 02:00$"),
        (lambda: move(TWO + LATE + REPORT + ENDED_EARLY, "2026-12-11 22:00", None, AFTER, 1), "has taken place$"),
        (lambda: move(TWO + LATE + NEVER_ENDED, "2026-12-11 22:00", None, AFTER), "10:00.`; `--night` chooses"),
        (lambda: move(TWO, "2026-12-12 01:00", None, BEFORE), r"choose one:\n  --night 1  2026-12-08 22:00 – 2026"),
        (lambda: move(TWO, "2026-12-12 01:00", None, BEFORE, 3), r"no night 3; it is announced for:\n  --night 1  "),
        (lambda: move(cancelled(ONE), "2026-12-12 01:00", None, BEFORE), "is cancelled; .*maintenance schedule"),
        (lambda: begin("title: Search is slow\n"), "is not maintenance, but of the kind `incident`"),
        (lambda: begin(ONE + BEGUN + OPEN), "already begun: the window of search is open since 2026-12-08 20:02"),
        (lambda: begin(ONE + BEGUN), "an update of 2026-12-08 20:02 says that the work of .* has begun"),
        (lambda: begin(TWO + BEGUN + ENDED, "2026-12-09 12:00"), "for 2026-12-09 22:00, 10 h from now; .* --night 2 "),
        (lambda: finish(ONE), "begin it first, with the time at which it did"),
        (lambda: finish(cancelled(ONE)), r"is already over \(cancelled\)"),
        (lambda: finish(TWO + BEGUN + ENDED, AFTER), "of this night is already over, .* from 2026-12-09 22:00 on"),
        (lambda: cancel(ONE + BEGUN + OPEN), "the work of .* has begun: the window of search .*maintenance finish"),
        (lambda: cancel(ONE + BEGUN), "the work of .* has begun; `afterword maintenance finish .*` ends it$"),
        (lambda: cancel(TWO + LATE + NEVER_ENDED), "finish .* ends the work of this night, .* `--all` that of"),
        (lambda: cancel(TWO + LATE + REPORT + ENDED_EARLY, AFTER), "nights ahead are not needed, `.*finish .* --all`"),
        (lambda: cancel(TWO + LATE + REPORT, AFTER), "nights ahead are not needed, `.*finish .* --all`"),
        (lambda: resolve(TWO + LATE + NEVER_ENDED), "for 2026-12-09 22:00 too; .*finish .* the work of this night"),
        (lambda: resolve(TWO + LATE + REPORT + ENDED_EARLY, AFTER), "22:00 too; if the nights .*finish .* --all`"),
        (lambda: resolve(TWO, BEFORE), "has not begun; `afterword maintenance start 2026-12-08-new-disks` says"),
        (lambda: night_of(record("title: A\nkind: maintenance\n"), None, at(BEFORE)), "has no announced time"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_refused(edit: Edit, message: str) -> None:
    with pytest.raises(RefusedError, match=message):
        edit()


def begin(text: str, now: str = DURING) -> object:
    return begin_work(record(text), update(now), at(now))


def finish(text: str, now: str = DURING) -> object:
    return finish_work(record(text), update(now), at(now))


def cancel(text: str, now: str = DURING) -> object:
    return cancel_work(record(text), update(now), at(now))


def resolve(text: str, now: str = "2026-12-08 22:30") -> object:
    return resolving.resolve(record(text), at(now), "It is so.", at(now))
