"""Wherever the level of a component is told, what it holds for is told too, and nothing that is not true."""

from __future__ import annotations

import pytest

from afterword.timeline.levels import current_levels
from afterword.views.text.extent import extent, extent_of_all, extent_until, level_now
from afterword.views.text.words import ENGLISH
from tests.timeline.building import SITE, clock, minute, record, site

SCOPED = site(SITE + "scopes: [{id: eu, name: Europe}, {id: us, name: US}]\n")


def line(level: str, facts: str = "", component: str = "search", start: int = 0) -> str:
    return f"  - {{component: {component}, level: {level}, start: {clock(start)}{facts and f', {facts}'}}}\n"


def told(*lines: str) -> str:
    """Return what is told of Search after ten minutes; each window is of a record of its own."""
    records = [record(f"windows:\n{each}") for each in lines]
    held = level_now(ENGLISH, SCOPED, [each for one in records for each in current_levels(one, minute(10))])
    label = held.label(ENGLISH, SCOPED)
    return f"{label.name}{label.extent}"


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ("", "Degraded"),
        ("scope: eu", "Degraded (Europe)"),
        ("scope: [eu, version 2]", "Degraded (Europe, version 2)"),
        ("share: 38 %", "Degraded (38 % affected)"),
        ("share: ~30 % of requests", "Degraded (about 30 % of requests)"),
        ("scope: eu, share: ~30 % of requests", "Degraded (Europe, about 30 % of requests)"),
        ("scope: eu, share: '>20'", "Degraded (Europe, more than 20 affected)"),
    ],
)
def test_scope_and_share_follow_the_name_of_the_level(facts: str, expected: str) -> None:
    assert told(line("degraded", facts)) == expected


def test_equal_levels_have_the_scopes_of_all() -> None:
    assert told(line("degraded", "scope: eu"), line("degraded", "scope: us")) == "Degraded (Europe, US)"
    assert told(line("degraded", "scope: eu"), line("degraded", "scope: eu")) == "Degraded (Europe)"
    shares = told(line("degraded", "scope: eu, share: 9 %"), line("degraded", "scope: us"))
    assert shares == "Degraded (Europe, 9 % affected; US)"


def test_a_level_of_everything_has_no_scope() -> None:
    assert told(line("degraded", "scope: eu"), line("degraded")) == "Degraded"
    assert told(line("overloaded"), line("degraded", "scope: eu")) == "Overloaded"


def test_a_milder_level_is_told_for_what_the_worse_one_leaves() -> None:
    first = line("overloaded", "scope: eu")
    assert told(first, line("degraded", "scope: us")) == "Overloaded (Europe), degraded (US)"
    assert told(first, line("degraded")) == "Overloaded (Europe), otherwise degraded"
    assert told(first, line("degraded", "scope: eu")) == "Overloaded (Europe)"
    assert told(first, line("fine", "scope: us")) == "Overloaded (Europe)"


def test_many_different_parts_are_not_listed() -> None:
    parts = [line("degraded", f"scope: cluster {number}, share: {number} %") for number in range(1, 5)]
    assert told(*parts) == "Degraded (in part)"


def test_a_level_in_an_update_holds_for_everything() -> None:
    one = record(
        f"updates:\n  - {{at: {clock(0)}, status: identified, body: A., levels: {{search: degraded}}}}\n"
    )
    (held,) = current_levels(one, minute(10))
    assert extent(ENGLISH, [held.window], SCOPED) == ""


def test_components_that_differ_are_named_and_later_windows_are_left_out() -> None:
    one = record(
        "windows:\n"
        + line("degraded", "scope: eu")
        + line("degraded", "share: 5 %", "api")
        + line("overloaded", "scope: us", start=30)
    )
    assert extent_of_all(ENGLISH, one, SCOPED, "degraded", minute(10)) == "Search: Europe; API: 5 % affected"
    assert extent_of_all(ENGLISH, one, SCOPED, "overloaded", minute(10)) == ""
    assert extent_until(one, SCOPED, "search", "overloaded", minute(40), words=ENGLISH) == "US"
