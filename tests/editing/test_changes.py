"""Changes edit the text of a record, and leave everything around them as it was."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from afterword.editing.apply import with_changes
from afterword.editing.changes import Change, Insert, Put, Remove, Rename, changed
from afterword.editing.edit import UneditableError
from afterword.source.nodes import (
    MappingNode,
    Node,
    Plain,
    ScalarNode,
    SequenceNode,
    contents,
    plain,
    position_of,
)
from afterword.source.nodes import Path as FieldPath
from afterword.source.parse import parse

ROOT = Path(__file__).parents[2]
RECORDS = sorted([*ROOT.glob("examples/demo/incidents/*/*.yml"), *ROOT.glob("incidents/*/*.yml")])

RECORD = dedent("""\
    title: Search is slow  # as customers said
    # Every number comes from these.
    windows:
      - component: search   # the new cluster
        level: degraded
        start: 2026-11-20 09:40
        # The end is not known yet.

      # The API came later.
      - {component: api, level: degraded, start: 2026-11-20 09:50}

    updates:
    - at: 2026-11-20 09:52
      status: investigating
      body: "We are
        looking into it."
    tags: [cache,
      search]  # two
    # The end.
    """)
TEXTS = (
    'We found: the cause # of it, "quoted" - and it\'s long enough to be folded somewhere '
    + "and on " * 20
    + ".",
    "First: a line\n\n- item # one\n- item: two\n\n    code: x\nlast 🎉",
    "~",
    "'",
    "# not a comment",
    "&anchor *alias !tag %dir @at `tick`",
    "a, b] c}",
    " leading",
    "One line.\n",
    "Two\nlines.\n",
    "Two\nlines, and an empty one.\n\n",
)


def test_a_key_is_added_in_the_order_of_the_reference() -> None:
    text = with_changes(RECORD, [Put(("severity",), "sev2"), Put(("windows", 0, "end"), "2026-11-20 10:15")])
    assert "# as customers said\nseverity: sev2\n# Every" in text
    assert "start: 2026-11-20 09:40\n    end: 2026-11-20 10:15\n    # The end is not known yet.\n" in text


def test_a_key_is_added_within_braces() -> None:
    text = with_changes(RECORD, [Put(("windows", 1, "end"), "2026-11-20 10:15")])
    assert "start: 2026-11-20 09:50, end: 2026-11-20 10:15}\n" in text


def test_a_text_is_written_as_a_block_that_nothing_can_break() -> None:
    update: Plain = {
        "at": "2026-11-20 10:00",
        "status": "resolved",
        "body": "It is over: really # so.\n\nThanks.",
    }
    text = with_changes(RECORD, [Insert(("updates", 1), update)])
    assert text.startswith(RECORD[: RECORD.index("tags")])
    assert text.endswith(
        dedent("""\
            - at: 2026-11-20 10:00
              status: resolved
              body: |-
                It is over: really # so.

                Thanks.
            tags: [cache,
              search]  # two
            # The end.
            """)
    )


@pytest.mark.parametrize(
    ("text", "block"),
    [("One line.\n", ">\n  One line.\n"), ("Two\nlines.\n", "|\n  Two\n  lines.\n")],
)
def test_a_text_that_ends_with_a_line_break_is_a_block_too(text: str, block: str) -> None:
    for written in ("title: A\ntags: [a]\n", "title: A"):
        made = with_changes(written, [Put(("summary",), text)])
        assert f"summary: {block}" in made
        root, _ = parse("x.yml", made)
        assert root is not None
        assert plain(root) == {"title": "A", "summary": text} | ({"tags": ["a"]} if "tags" in written else {})
    assert with_changes("summary: old", [Put(("summary",), text)]).startswith('summary: "')


def test_a_section_is_added_between_blank_lines() -> None:
    text = with_changes(RECORD, [Put(("post_mortem", "status"), "draft")])
    assert 'looking into it."\n\npost_mortem:\n  status: draft\n\ntags:' in text


def test_an_entry_is_written_like_those_beside_it() -> None:
    text = with_changes(
        "title: A\nwindows:\n  - {component: a, level: b, start: 2026-11-20}\n",
        [Insert(("windows", 1), {"component": "c", "level": "b", "start": "2026-11-21"})],
    )
    assert text.endswith("\n  - {component: c, level: b, start: 2026-11-21}\n")


def test_a_comment_on_the_line_of_a_text_stays_there() -> None:
    text = with_changes(RECORD, [Put(("title",), "Search: slow")])
    assert text.startswith('title: "Search: slow"  # as customers said\n')
    text = with_changes("title: A\nsummary: old  # why\ntags: [a]\n", [Put(("summary",), "New: text")])
    assert text == "title: A\nsummary: >-  # why\n  New: text\ntags: [a]\n"


def test_comments_of_what_is_removed_stay() -> None:
    text = with_changes(RECORD, [Remove(("windows", 0, "level"))])
    assert "09:40\n    # The end" in text
    assert "level: degraded\n" not in text
    text = with_changes("a:\n  b: 1  # why\n  c: 2\n", [Remove(("a", "b"))])
    assert text in ("a:\n  # why\n  c: 2\n", "a:\n  c: 2\n  # why\n")


def test_what_would_lose_a_comment_is_refused() -> None:
    with pytest.raises(UneditableError, match="in line 4 has comments that would be lost"):
        with_changes(RECORD, [Put(("windows",), [])])


def test_a_mapping_on_its_own_becomes_a_list() -> None:
    text = with_changes(
        "title: A\nscheduled:\n  start: 2026-11-20 01:00\n  end: 2026-11-20 02:00\n",
        [
            Put(("scheduled", 0, "end"), "2026-11-20 03:00"),
            Insert(("scheduled", 1), {"start": "2026-11-21 01:00", "end": "2026-11-21 02:00"}),
        ],
    )
    assert text == dedent("""\
        title: A
        scheduled:
          - start: 2026-11-20 01:00
            end: 2026-11-20 03:00
          - start: 2026-11-21 01:00
            end: 2026-11-21 02:00
        """)


@pytest.mark.parametrize("line_break", ["\r\n", "\r"])
def test_line_breaks_stay(line_break: str) -> None:
    text = with_changes(RECORD.replace("\n", line_break), [Put(("windows", 0, "end"), "2026-11-20 10:15")])
    assert text.replace(line_break, "\n").count("\n") == RECORD.count("\n") + 1
    assert text.count("\n") == text.count(line_break) * line_break.count("\n")


def test_a_last_line_without_a_line_break_gets_one() -> None:
    assert with_changes("title: A", [Put(("severity",), "sev1")]) == "title: A\nseverity: sev1\n"


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("path", [("summary",), ("windows", 0, "note"), ("windows", 1, "note"), ("title",)])
def test_any_text_is_read_as_it_was_typed(path: FieldPath, text: str) -> None:
    _apply(RECORD, Put(path, text))


@pytest.mark.parametrize("file", RECORDS, ids=lambda file: file.stem)
def test_each_value_of_each_record_can_be_changed(file: Path) -> None:
    """Where a value is changed, nothing above or below it is. Of each record, a part of the values is tried."""
    text = file.read_text(encoding="utf-8")
    for number, (path, node) in [*enumerate(_nodes(_root(text)))][RECORDS.index(file) % 7 :: 7]:
        if path and path[0] not in ("internal", "origin"):
            choices = _changes(path, node)
            _apply(text, choices[number % len(choices)], node)


@settings(max_examples=500, deadline=None)
@given(st.data())
def test_a_sequence_of_changes_is_that_of_the_data(data: st.DataObject) -> None:
    """The text after any sequence of changes has the data that the same changes make of the data themselves."""
    text = RECORD
    for _ in range(data.draw(st.integers(1, 6))):
        nodes = [(path, node) for path, node in _nodes(_root(text)) if path]
        path, node = data.draw(st.sampled_from(nodes))
        change = data.draw(st.sampled_from([*_changes(path, node)]))
        text = _apply(text, change, node)


def _apply(text: str, change: Change, node: Node | None = None) -> str:
    """Apply a change, and hold the result against the data, the comments and the lines around it."""
    wanted = changed(contents(_root(text)), change)
    try:
        edited = with_changes(text, [change])
    except UneditableError as error:
        if "lost" not in str(error):
            raise
        return text
    assert plain(_root(edited)) == wanted
    assert not _comments(text) - _comments(edited)
    if node is not None:
        before, after = text.split("\n"), edited.split("\n")
        above = change.path[:1] if isinstance(change, Remove) else change.path
        begin = min(node.position.line, position_of(_root(text), above, key=True).line)
        first = max(begin - 1, 0)
        assert after[:first] == before[:first]
        rest = before[node.position.end_line + 4 :]
        assert not rest or after[-len(rest) :] == rest
    return edited


def _changes(path: FieldPath, node: Node) -> list[Change]:
    found: list[Change] = [Remove(path)]
    if isinstance(path[-1], str):
        found.append(Rename(path, f"{path[-1]}-renamed"))
    if isinstance(node, ScalarNode):
        found += [Put(path, text) for text in TEXTS]
    elif isinstance(node, SequenceNode):
        update = {"at": "2026-11-20 10:00", "status": "resolved", "body": TEXTS[0], "levels": {"a": "b"}}
        entries: list[Any] = ["word", TEXTS[1], update]
        found += [Insert((*path, index), entry) for index in range(len(node.items) + 1) for entry in entries]
    else:
        found += [
            Put((*path, "note"), TEXTS[0]),
            Put((*path, "end"), "2026-11-20"),
            Put((*path, "x", "y"), "z"),
        ]
    return found


def _root(text: str) -> MappingNode:
    root, _ = parse("", text)
    assert isinstance(root, MappingNode), text
    return root


def _nodes(node: Node, path: FieldPath = ()) -> list[tuple[FieldPath, Node]]:
    found = [(path, node)] if not (isinstance(node, ScalarNode) and node.absent) else []
    if isinstance(node, MappingNode):
        found += [each for key, value in node.entries for each in _nodes(value, (*path, key.text))]
    elif isinstance(node, SequenceNode):
        found += [each for index, item in enumerate(node.items) for each in _nodes(item, (*path, index))]
    return found


def _comments(text: str) -> Counter[str]:
    """Count the comments that have lines of their own outside of texts."""
    lines = text.split("\n")
    texts = [node.position for _, node in _nodes(_root(text)) if isinstance(node, ScalarNode)]
    return Counter(
        line.strip()
        for number, line in enumerate(lines)
        if line.strip().startswith("#") and not any(at.line < number <= at.end_line for at in texts)
    )
