"""Each difference of a record is either what readers see or what stays internal."""

from __future__ import annotations

import pytest

from afterword.comparison.differences import Difference
from afterword.comparison.tree import shown
from afterword.records.record import Record
from tests.review.sides import compared, read, read_site

SITE = read_site("page: {name: Acme}\ntimezone: UTC\ncomponents: [{id: search, name: Search}]\n")
ID = "2026-11-20-search-is-slow"
RECORD = """\
title: Search is slow
summary: Searches took several seconds.
symptoms:
  - {component: search, seen: Pages stay empty., mechanism: A call waits for ten seconds.}
  - {component: search, seen: Results are old.}
timeline:
  - {at: 2026-11-20 09:40, text: Ada looks at the queue., visibility: internal}
  - {at: 2026-11-20 09:40, text: The queue is full., evidence: ["https://graphs.example.com/queue"]}
  - {at: 2026-11-20 09:40, text: Searches wait., until: 2026-11-20 10:15}
internal: {call: room 4}
post_mortem: {status: published, published: 2026-11-21}
"""


def told(found: tuple[Difference, ...]) -> list[str]:
    trees = (each.after if each.after is not None else each.before for each in found)
    return [shown(each) for each in trees if each is not None]


@pytest.mark.parametrize("is_new", [False, True], ids=["deleted", "new"])
def test_entries_of_the_same_name_are_told_apart(is_new: bool) -> None:
    record: list[Record] = [read(RECORD, ID, SITE)]
    (found,) = compared([], record, SITE).records if is_new else compared(record, [], SITE).records
    assert told(found.internal) == [
        "at: 2026-11-20 09:40, visibility: internal, text: Ada looks at the queue.",
        "evidence: [https://graphs.example.com/queue]",
        "room 4",
    ]
    assert "at: 2026-11-20 09:40, until: 2026-11-20 10:15, text: Searches wait." in told(found.public)
