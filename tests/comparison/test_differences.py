"""Two records differ only if they mean something else, and each difference is told once, from both sides."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from afterword.comparison.differences import Difference, differences
from afterword.comparison.tree import shown, tree_of
from afterword.records.decode import decode_record, decode_site
from afterword.records.record import Record
from afterword.records.site import Site

DEMO = Path(__file__).parents[2] / "examples" / "demo"
FILES = sorted((DEMO / "incidents").glob("*/*.yml"))
SITE_FILE = DEMO / "status.yml"


def site() -> Site:
    decoded = decode_site("status.yml", SITE_FILE.read_bytes())
    assert decoded.model is not None
    return decoded.model


SITE = site()


def record(text: str, path: str = "incidents/2026/2026-11-20-search-is-slow.yml") -> Record:
    decoded = decode_record(path, text.encode(), SITE)
    assert decoded.model is not None, decoded.diagnostics
    return decoded.model


def between(before: Record, after: Record) -> tuple[Difference, ...]:
    return differences(tree_of(before, before.zone), tree_of(after, after.zone))


def told(found: tuple[Difference, ...]) -> list[tuple[str, str, str, str]]:
    """Return each difference in texts; the empty text stands for nothing."""
    return [
        (
            each.key,
            each.entry,
            "" if each.before is None else shown(each.before),
            "" if each.after is None else shown(each.after),
        )
        for each in found
    ]


def loaded(file: Path) -> Any:
    return yaml.load(file.read_text("utf-8"), yaml.BaseLoader)


def shuffled(value: Any, chance: random.Random) -> Any:
    """Return the same facts in another order."""
    if isinstance(value, dict):
        keys = list(value)
        chance.shuffle(keys)
        return {key: shuffled(value[key], chance) for key in keys}
    if isinstance(value, list):
        items = [shuffled(each, chance) for each in value]
        chance.shuffle(items)
        return items
    return value


@settings(deadline=None, max_examples=60)
@given(st.sampled_from(FILES), st.randoms(use_true_random=False), st.booleans())
def test_another_order_and_another_style_are_no_difference(
    file: Path, chance: random.Random, flow: bool
) -> None:
    other = yaml.safe_dump(
        shuffled(loaded(file), chance), default_flow_style=flow, allow_unicode=True, width=60
    )
    path = f"incidents/2026/{file.name}"
    before, after = record(file.read_text("utf-8"), path), record(f"# a comment\n{other}", path)
    assert told(between(before, after)) == []


@settings(deadline=None, max_examples=60)
@given(st.sampled_from(FILES), st.sampled_from(FILES))
def test_the_way_back_undoes_the_way_there(one: Path, other: Path) -> None:
    before, after = (record(file.read_text("utf-8"), f"incidents/2026/{file.name}") for file in (one, other))
    there = sorted((key, old, new) for key, _, old, new in told(between(before, after)))
    back = sorted((key, new, old) for key, _, old, new in told(between(after, before)))
    assert there == back
    assert bool(there) == (one != other)


WINDOWS = """\
title: Search is slow
windows:
  - {component: api, level: degraded, start: 2026-11-20 09:40, end: 2026-11-20 10:15}
  - {component: search, level: degraded, start: 2026-11-20 09:40, end: 2026-11-20 10:15}
updates:
  - {at: 2026-11-20 09:52, status: investigating, body: Searches take several seconds.}
  - {at: 2026-11-20 10:20, status: resolved, body: Searches are fast again.}
action_items:
  - {id: a1, title: Add a queue, status: open, due: 2027-01-31}
  - {id: a2, title: Watch the queue, status: open}
"""


@pytest.mark.parametrize(
    ("typed", "now", "found"),
    [
        pytest.param(
            "search, level: degraded, start: 2026-11-20 09:40, end: 2026-11-20 10:15",
            "search, level: degraded, start: 2026-11-20 09:40, end: 2026-11-20 11:15",
            [("windows.end", "search 2026-11-20 09:40", "2026-11-20 10:15", "2026-11-20 11:15")],
            id="a moved end",
        ),
        pytest.param(
            "{component: search, level",
            "{component: api, level: degraded, start: 2026-11-21 09:40}\n  - {component: search, level",
            [
                (
                    "windows",
                    "api 2026-11-21 09:40",
                    "",
                    "component: api, level: degraded, start: 2026-11-21 09:40",
                )
            ],
            id="a new window before another",
        ),
        pytest.param(
            "  - {id: a1, title: Add a queue, status: open, due: 2027-01-31}\n",
            "",
            [("action_items", "a1", "id: a1, title: Add a queue, due: 2027-01-31, status: open", "")],
            id="a dropped action item",
        ),
        pytest.param(
            "Add a queue, status: open",
            "Buy a faster disk, status: done",
            [
                ("action_items.title", "a1", "Add a queue", "Buy a faster disk"),
                ("action_items.status", "a1", "open", "done"),
            ],
            id="the id tells which action item it is",
        ),
        pytest.param(
            "{id: a1, title: Add a queue, status: open",
            "{id: a9, title: Add a queue, status: done",
            [("action_items.id", "a9", "a1", "a9"), ("action_items.status", "a9", "open", "done")],
            id="the same text under another id",
        ),
        pytest.param(
            "{id: a1, title: Add a queue, status: open",
            "{id: a9, title: Buy a faster disk, status: open",
            [
                ("action_items", "a9", "", "id: a9, title: Buy a faster disk, due: 2027-01-31, status: open"),
                ("action_items", "a1", "id: a1, title: Add a queue, due: 2027-01-31, status: open", ""),
            ],
            id="another text under another id",
        ),
        pytest.param(
            "  - {id: a1, title: Add a queue, status: open, due: 2027-01-31}\n"
            "  - {id: a2, title: Watch the queue, status: open}",
            "  - {id: a2, title: Add a queue, status: open, due: 2027-01-31}\n"
            "  - {id: a1, title: Watch the queue, status: open}",
            [
                ("action_items.title", "a2", "Watch the queue", "Add a queue"),
                ("action_items.due", "a2", "", "2027-01-31"),
                ("action_items.title", "a1", "Add a queue", "Watch the queue"),
                ("action_items.due", "a1", "2027-01-31", ""),
            ],
            id="ids that are still there tell more than texts",
        ),
        pytest.param(
            "{at: 2026-11-20 09:52, status: investigating, body",
            "{at: 2026-12-01 10:00, status: identified, body",
            [
                ("updates.at", "2026-11-20 09:52", "2026-11-20 09:52", "2026-12-01 10:00"),
                ("updates.status", "2026-11-20 09:52", "investigating", "identified"),
            ],
            id="the same body on another day",
        ),
        pytest.param(
            "body: Searches take several seconds.",
            "body: Searches take up to nine seconds.",
            [
                (
                    "updates.body",
                    "2026-11-20 09:52",
                    "Searches take several seconds.",
                    "Searches take up to nine seconds.",
                )
            ],
            id="a reworded update",
        ),
        pytest.param(
            "at: 2026-11-20 09:52",
            "at: 2026-11-20 09:50",
            [("updates.at", "2026-11-20 09:52", "2026-11-20 09:52", "2026-11-20 09:50")],
            id="an update at another time",
        ),
        pytest.param(
            "due: 2027-01-31",
            "due: 2027-Q1",
            [("action_items.due", "a1", "2027-01-31", "2027-Q1")],
            id="a due date that became vague",
        ),
        pytest.param(
            "start: 2026-11-20 09:40, end: 2026-11-20 10:15}\nupdates",
            "start: 2026-11-20 09:40~, end: 2026-11-20 10:15}\nupdates",
            [("windows.start", "search 2026-11-20 09:40", "2026-11-20 09:40", "2026-11-20 09:40~")],
            id="a time that became approximate",
        ),
        pytest.param(
            "start: 2026-11-20 09:40, end: 2026-11-20 10:15}\nupdates",
            "start: '2026-11-20T09:40:00', end: 2026-11-20 10:15}\nupdates",
            [],
            id="another notation of the same time",
        ),
        pytest.param(
            "title: Search",
            "visibility: public\nkind: incident\ntitle: Search",
            [],
            id="a default that was spelled out",
        ),
        pytest.param(
            "title: Search is slow\n",
            "title: Search is slow\npost_mortem: {status: draft, sections: [{title: Scope, text: One region.}]}\n",
            [
                ("post_mortem.status", "", "", "draft"),
                ("post_mortem.sections", "Scope", "", "title: Scope, text: One region."),
            ],
            id="a new mapping is told key by key",
        ),
    ],
)
def test_a_change_is_told_where_it_is(typed: str, now: str, found: list[tuple[str, str, str, str]]) -> None:
    assert typed in WINDOWS
    before, after = record(WINDOWS), record(WINDOWS.replace(typed, now, 1))
    assert told(between(before, after)) == found


IDS = """\
title: Search is slow
windows:
  - {id: w1, component: search, level: degraded, start: 2026-11-20 09:40, end: 2026-11-20 10:15}
  - {id: w2, component: search, level: degraded, start: 2026-11-21 09:40, end: 2026-11-21 10:15}
root_causes:
  - {id: queue, text: Reports shared a queue with searches., windows: [w1, w2]}
action_items:
  - {id: a1, title: Give reports a queue, status: open, addresses: [queue]}
"""


@pytest.mark.parametrize(
    ("typed", "now", "found"),
    [
        pytest.param(
            "w1",
            "morning",
            [("windows.id", "morning", "w1", "morning"), ("root_causes.windows", "queue", "", "morning")],
            id="window",
        ),
        pytest.param(
            "queue, text",
            "shared, text",
            [("root_causes.id", "shared", "queue", "shared")],
            id="cause",
        ),
    ],
)
def test_an_entry_keeps_its_identity_under_another_id(
    typed: str, now: str, found: list[tuple[str, str, str, str]]
) -> None:
    before, after = record(IDS), record(IDS.replace(typed, now))
    assert [each for each in told(between(before, after)) if each[3]] == found


def test_of_equal_texts_the_nearest_is_the_same() -> None:
    other = "action_items:\n  - {id: a0, title: Give reports a queue, status: open}\n"
    before = IDS.replace("action_items:\n", other)
    after = before.replace("id: a0", "id: b0").replace("id: a1", "id: b1")
    found = told(between(record(before), record(after)))
    assert [each[2:] for each in found] == [("a0", "b0"), ("a1", "b1")]


def test_a_window_of_another_time_under_another_id_is_another_one() -> None:
    after = IDS.replace("id: w2", "id: w3").replace("start: 2026-11-21 09:40", "start: 2026-11-21 09:41")
    found = [each for each in told(between(record(IDS), record(after))) if each[0] == "windows"]
    assert [bool(each[2]) for each in found] == [False, True]


def test_a_difference_has_its_place_in_the_later_file() -> None:
    moved = WINDOWS.replace(
        "09:40, end: 2026-11-20 10:15}\nupdates", "09:40, end: 2026-11-20 11:15}\nupdates"
    )
    (found,) = between(record(WINDOWS), record(moved))
    assert found.place == ("windows", 1, "end")
