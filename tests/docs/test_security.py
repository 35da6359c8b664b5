"""Each line of the threat model names a test that exists."""

from __future__ import annotations

import ast
import re

import pytest

from tests.sites import REPOSITORY

PAGE = (REPOSITORY / "docs" / "handbook" / "security.md").read_text("utf-8")
ROWS = [
    line
    for line in PAGE.splitlines()
    if line.startswith("| ") and not line.startswith(("| It tries", "|---"))
]
TEST = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")
NAMED = sorted(set(TEST.findall(PAGE)))


def test_every_line_names_a_test() -> None:
    assert len(ROWS) > 20
    assert [row for row in ROWS if not TEST.search(row.rpartition(" | ")[2])] == []


@pytest.mark.parametrize(("file", "name"), NAMED)
def test_the_test_exists(file: str, name: str) -> None:
    functions = ast.parse((REPOSITORY / file).read_text("utf-8")).body
    assert name in {each.name for each in functions if isinstance(each, ast.FunctionDef)}
