"""What a change of a fact means is said in a few words, and named for programs."""

from __future__ import annotations

import pytest

from afterword.review.record_diff import RecordDiff
from afterword.review.slips import slipped
from afterword.review.typed_changes import ChangeKind, typed_change
from tests.review.sides import compared, read, read_site

SITE = read_site("page: {name: Acme}\ntimezone: UTC\ncomponents: [{id: search, name: Search}]\n")
ID = "2026-11-20-search-is-slow"
RECORD = """\
title: Search is slow
severity: sev3
windows:
  - {component: search, level: degraded, start: 2026-11-20 09:40, end: 2026-11-20 10:15}
  - {component: search, level: degraded, start: 2026-11-20 12:00, end: 2026-11-20 13:00}
milestones: {detected: 2026-11-20 09:45}
updates:
  - {at: 2026-11-20 09:52, status: investigating, body: Searches take several seconds.}
trigger: {kind: config_push, text: A change of the queue.}
root_causes: [{id: queue, role: cause, text: Reports shared a queue with searches.}]
action_items: [{id: a1, title: Give reports a queue, status: open, addresses: [queue]}]
post_mortem: {status: published, published: 2026-11-21}
"""
SECOND = "  - {component: search, level: degraded, start: 2026-11-20 12:00, end: 2026-11-20 13:00}\n"


def difference(typed: str, now: str) -> RecordDiff:
    assert typed in RECORD
    (found,) = compared([read(RECORD, ID, SITE)], [read(RECORD.replace(typed, now), ID, SITE)], SITE).records
    return found


@pytest.mark.parametrize(
    ("typed", "now", "kind", "note"),
    [
        ("end: 2026-11-20 10:15", "end: 2026-11-20 11:00", ChangeKind.WINDOW_MOVED, "45 min later"),
        ("start: 2026-11-20 09:40", "start: 2026-11-20 09:30", ChangeKind.WINDOW_MOVED, "10 min earlier"),
        (", end: 2026-11-20 13:00", "", ChangeKind.WINDOW_MOVED, ""),
        (SECOND, "", ChangeKind.WINDOW_REMOVED, ""),
        ("level: degraded", "level: major_outage", ChangeKind.LEVEL_CHANGED, "worse"),
        ("level: degraded", "level: under_maintenance", ChangeKind.LEVEL_CHANGED, "milder"),
        (
            "detected: 2026-11-20 09:45",
            "detected: 2026-11-20 09:50",
            ChangeKind.MILESTONE_MOVED,
            "5 min later",
        ),
        ("milestones: {detected: 2026-11-20 09:45}\n", "", ChangeKind.MILESTONE_REMOVED, ""),
        ("severity: sev3", "severity: sev1", ChangeKind.SEVERITY_CHANGED, "more severe"),
        ("severity: sev3", "severity: sev4", ChangeKind.SEVERITY_CHANGED, "less severe"),
        ("role: cause", "role: amplifier", ChangeKind.CAUSE_ROLE_CHANGED, ""),
        ("kind: config_push", "kind: binary_push", ChangeKind.TRIGGER_CHANGED, ""),
    ],
)
def test_kinds_of_changes(typed: str, now: str, kind: ChangeKind, note: str) -> None:
    found = [typed_change(each, SITE) for each in difference(typed, now).public]
    assert {each for each in found if each} == {(kind, note)}


def test_a_cause_lost_its_only_action_item() -> None:
    assert difference(", addresses: [queue]", "").uncovered == ("queue",)
    assert difference("status: open", "status: wont_do").uncovered == ("queue",)
    assert difference("title: Give reports a queue", "title: Do it").uncovered == ()


def test_a_due_date_that_slips_under_another_id() -> None:
    due = "title: Give reports a queue, status: open, due: 2026-12-15, moved: [{on: 2026-11-25, from: 2026-11-30}]"
    before = RECORD.replace("title: Give reports a queue, status: open", due)
    after = before.replace("id: a1", "id: a9").replace("due: 2026-12-15", "due: 2026-12-16")
    (found,) = compared([read(before, ID, SITE)], [read(after, ID, SITE)], SITE).records
    assert [each.key for each in found.promises] == ["action_items.id", "action_items.due"]
    assert slipped(found.promises[1], found.after) == "1 day later, moved once in all"
