"""An event gets its place in the timeline by its time."""

from __future__ import annotations

from textwrap import dedent

import pytest

from afterword.editing.changes import Insert, RefusedError
from afterword.editing.events import NewEvent, add_event
from afterword.records.vocabulary import EventKind
from afterword.source.nodes import Plain
from tests.editing.reading import at, record_of

RECORD = dedent("""\
    title: Search is slow
    timeline:
      - {at: 2026-11-20 09:40, text: The first replica stops.}
      - {at: 2026-11-20 09:48, text: The alert goes off.}
      - {at: 2026-11-20 09:48, text: The team meets.}
    """)


@pytest.mark.parametrize(("clock", "index"), [("09:30", 0), ("09:40", 1), ("09:48", 3), ("10:00", 3)])
def test_it_comes_after_the_last_event_that_is_not_later(clock: str, index: int) -> None:
    (change,) = add_event(record_of(RECORD), NewEvent(at(clock), "A replica is added."))
    value: Plain = {"at": f"2026-11-20 {clock}", "text": "A replica is added."}
    assert change == Insert(("timeline", index), value)


def test_it_has_only_what_was_given() -> None:
    event = NewEvent(at("09:41"), "Reads fail.", at("09:51"), EventKind.SYMPTOM, "search", is_internal=True)
    (change,) = add_event(record_of("title: Search is slow\n"), event)
    assert change == Insert(
        ("timeline", 0),
        {
            "at": "2026-11-20 09:41",
            "until": "2026-11-20 09:51",
            "kind": "symptom",
            "text": "Reads fail.",
            "component": "search",
            "visibility": "internal",
        },
    )


@pytest.mark.parametrize(
    ("record", "event", "message"),
    [
        ("title: We are closed\nkind: notice\n", NewEvent(at("09:41"), "x"), "has no timeline"),
        (RECORD, NewEvent(at("09:48"), "The alert goes off."), "already has this event at 2026-11-20 09:48"),
        (
            RECORD,
            NewEvent(at("09:48"), "x", at("09:48")),
            "would end at 2026-11-20 09:48, not after it began",
        ),
    ],
)
def test_what_does_not_fit_is_refused(record: str, event: NewEvent, message: str) -> None:
    with pytest.raises(RefusedError, match=message):
        add_event(record_of(record), event)
