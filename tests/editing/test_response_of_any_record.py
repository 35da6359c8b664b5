"""Events, milestones and action items are added to any record, and nothing else in it changes."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest

from afterword.app.read_site import read_site
from afterword.editing.actions import NewAction, add_action, finish_action, move_action
from afterword.editing.apply import with_changes
from afterword.editing.changes import Change, RefusedError
from afterword.editing.events import NewEvent, add_event
from afterword.editing.milestones import set_milestones
from afterword.records.decode import decode_record
from afterword.records.due_date import DueDate
from afterword.records.record import Record
from afterword.records.vocabulary import EventKind, Kind
from tests.sites import DEMO, NOW, REPOSITORY

RECORDS = sorted([*DEMO.glob("incidents/*/*.yml"), *REPOSITORY.glob("incidents/*/*.yml")])
TEXT = "It: is # so.\n\n- really"


SITES = {root: read_site(root) for root in (DEMO, REPOSITORY)}


def read(file: Path, text: str) -> Record:
    root = DEMO if file.is_relative_to(DEMO) else REPOSITORY
    decoded = decode_record(str(file.relative_to(root)), text.encode(), SITES[root])
    assert decoded.model is not None, decoded.diagnostics
    return decoded.model


@pytest.mark.parametrize("file", RECORDS, ids=lambda file: file.stem)
def test_only_what_is_added_is_new(file: Path) -> None:
    before = file.read_text(encoding="utf-8")
    record = read(file, before)
    if record.kind is Kind.NOTICE:
        return
    at = min((*record.times, *(update.at for update in record.updates), NOW)) + timedelta(minutes=3)
    due = DueDate(2027, 12, 31)

    text = applied(before, add_event(record, NewEvent(at, TEXT, kind=EventKind.ACTION)), kept=before)
    event = next(each for each in read(file, text).timeline if each.text == TEXT)
    assert event.at == at

    text = applied(
        before, add_action(record, NewAction("Fill: the cache", due=due, owner="#team")), kept=before
    )
    after = read(file, text)
    assert after.model_copy(update={"action_items": record.action_items}) == record
    item = after.action_items[-1]
    assert (item.title, item.owner, item.due) == ("Fill: the cache", "#team", due)

    text = applied(text, move_action(after, item.id, DueDate(2028, 1, 31), NOW.date(), TEXT))
    moved = read(file, text).action_items[-1]
    assert (moved.due, moved.moved[0].from_, moved.moved[0].reason) == (DueDate(2028, 1, 31), due, TEXT)

    text = applied(text, finish_action(after, item.id, NOW.date()), kept=before)
    assert read(file, text).action_items[-1].closed == NOW.date()


@pytest.mark.parametrize("file", RECORDS, ids=lambda file: file.stem)
def test_a_milestone_is_set_or_refused(file: Path) -> None:
    before = file.read_text(encoding="utf-8")
    record = read(file, before)
    at = max((*record.times, NOW - timedelta(days=1))) + timedelta(minutes=1)
    try:
        changes = set_milestones(record, {"mitigated": at})
    except RefusedError:
        return
    assert read(file, applied(before, changes)).milestones.mitigated == at


def applied(text: str, changes: tuple[Change, ...], *, kept: str = "") -> str:
    """Apply changes, and hold the result against the lines that must still be there."""
    after = with_changes(text, changes)
    assert not Counter(kept.splitlines()) - Counter(after.splitlines())
    return after
