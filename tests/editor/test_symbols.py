"""The outline of a file."""

from __future__ import annotations

from afterword.editor.outline import outline
from afterword.editor.symbols import Symbol, SymbolKind, symbols
from tests.editor.typing import RECORD

TEXT = """\
title: Search is slow
tags: [index, search]
windows:
  - {component: search, level: degraded, start: 2026-11-20 09:40}
  - components: [search, api]
    level: major_outage
    start: 2026-11-20 10:00
    measure: {metric: queue length, value: 4200}
timeline:
- at: 2026-11-20 09:40
  text: 😀 The first replica runs out of memory.
action_items:
  - {id: a1, title: Warm the cache first, status: open}
unknowns:
  - {field: severity, reason: pending}
"""


def outlined(text: str) -> tuple[Symbol, ...]:
    return symbols(RECORD, text, outline(text.split("\n")))


def test_entries_have_the_names_by_which_people_know_them() -> None:
    found = {each.name: each for each in outlined(TEXT)}
    assert list(found) == ["title", "tags", "windows", "timeline", "action_items", "unknowns"]
    assert found["title"].detail == "Search is slow"
    assert found["tags"].detail == "index, search"
    windows = found["windows"].children
    assert [(each.name, each.detail) for each in windows] == [
        ("search 2026-11-20 09:40", "degraded"),
        ("search, api 2026-11-20 10:00", "major_outage"),
    ]
    assert [each.name for each in windows[1].children] == ["measure"]
    assert [each.name for each in found["timeline"].children] == ["2026-11-20 09:40"]
    assert [(each.name, each.detail) for each in found["action_items"].children] == [("a1", "open")]
    assert found["unknowns"].children[0].kind is SymbolKind.ENTRY


def test_a_symbol_contains_its_name_and_everything_below_it() -> None:
    def check(found: tuple[Symbol, ...], outer: Symbol | None = None) -> int:
        for each in found:
            at, name = each.position, each.name_at
            assert (at.line, at.column) <= (name.line, name.column)
            assert (name.end_line, name.end_column) <= (at.end_line, at.end_column)
            if outer:
                assert outer.position[:2] <= at[:2]
                assert at[2:] <= outer.position[2:]
        return len(found) + sum(check(each.children, each) for each in found)

    assert check(outlined(TEXT)) > 10


def test_of_a_text_that_is_not_valid_yaml_only_the_keys_at_the_top() -> None:
    found = outlined("title: Search is slow\nwindows:\n  - {component: search\nupdates:\n  - at: 09:40\n")
    assert [each.name for each in found] == ["title", "windows", "updates"]


def test_a_text_without_keys_has_no_outline() -> None:
    assert outlined("") == ()
    assert outlined("- a\n- b\n") == ()


def test_entries_without_anything_to_name_them_are_counted() -> None:
    assert [each.name for each in outlined("timeline:\n  - {kind: change}\n  - {}\n")[0].children] == [
        "entry 1",
        "entry 2",
    ]
