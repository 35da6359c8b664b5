"""Reading line by line agrees with the parser where there is one answer, and answers everywhere."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from time import process_time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from afterword.editor.outline import outline
from afterword.editor.tokens import Role
from afterword.source.nodes import MappingNode, Node, ScalarNode
from afterword.source.nodes import Path as NodePath
from afterword.source.parse import parse
from tests.editor.typing import RECORD, complete, live
from tests.sites import DEMO, REPOSITORY, SMALLEST_RECORD, write_site

FILES = [
    *sorted(DEMO.glob("incidents/*/*.yml")),
    *sorted(REPOSITORY.glob("incidents/*/*.yml")),
    DEMO / "status.yml",
    REPOSITORY / "status.yml",
]


def keys(node: Node | None, path: NodePath = ()) -> Iterator[tuple[NodePath, int, int]]:
    """Yield the path and the position of every key of a tree."""
    if isinstance(node, MappingNode):
        for name, value in node.entries:
            yield (*path, name.text), name.position.line, name.position.column
            yield from keys(value, (*path, name.text))
    elif node is not None and not isinstance(node, ScalarNode):
        for index, item in enumerate(node.items):
            yield from keys(item, (*path, index))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_the_keys_of_a_valid_file_are_those_of_the_parser(file: Path) -> None:
    text = file.read_text("utf-8")
    expected = sorted(keys(parse(file.name, text)[0]), key=lambda each: each[1:])
    found = [
        (each.path, each.line, each.start)
        for each in outline(text.split("\n")).tokens
        if each.role is Role.KEY
    ]
    assert sorted(found, key=lambda each: each[1:]) == expected


_PIECES = st.sampled_from(
    ["- ", "{", "}", "[", "]", ": ", ":", ", ", "#", '"', "'", "|", ">", "  ", "\n", "windows", "component", "😀",
     "level", "2026-11-20 09:40", "---", "\\", "\t", "&a", "*a", "? ", "updates", "levels", "tags", "id"]
)  # fmt: skip


@given(st.lists(_PIECES, max_size=40).map("".join), st.integers(0, 30), st.integers(0, 60))
@example("- \t", 0, 0)
def test_any_text_is_read_at_any_position(text: str, line: int, column: int) -> None:
    lines = text.split("\n")
    found = outline(lines, line, column)
    for token in found.tokens:
        assert 0 <= token.start <= token.end <= len(lines[token.line])
    if found.cursor:
        assert (found.cursor.line, line) == (line, line)
        assert found.cursor.start <= max(found.cursor.end, column)


def test_something_is_suggested_at_every_position_of_a_record(tmp_path: Path) -> None:
    """Nothing fails, and no suggestion replaces anything before its word, wherever the text ends."""
    site = live(write_site(tmp_path))
    text = SMALLEST_RECORD.replace("|", "")
    for end in range(len(text) + 1):
        for item in complete(site, f"{text[:end]}|", RECORD).items:
            line = text[:end].rpartition("\n")[2]
            assert " " not in line[item.start :].strip() or line[item.start :].strip()[0].isdigit()


@pytest.mark.parametrize(
    "line",
    [
        "a{}",
        "a: {}",
        "- {}",
        "a: [b{}",
        "a: {{b{}",
        "a: '{}",
        "{}#",
        "a{}: b",
        '"a"{}b',
        "a: b{}# c",
        "- a{}x",
    ],
)
@pytest.mark.parametrize("sign", [" ", "\t", "'", "-", "[", ":", "a "])
def test_a_long_line_is_read_in_linear_time(line: str, sign: str) -> None:
    before = process_time()
    outline([line.format(sign * 40_000)], 0, 20_000)
    assert process_time() - before < 2
