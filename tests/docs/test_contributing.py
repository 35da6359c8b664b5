"""The guide for contributors links to files that exist and define the names that it uses."""

from __future__ import annotations

import re

import pytest

from tests.sites import REPOSITORY

GUIDE = (REPOSITORY / "CONTRIBUTING.md").read_text("utf-8")
LINKS = re.findall(r"\[([^]]+)\]\(([^)#:]+)[^):]*\)", GUIDE)
NAMES = [(text.strip("`"), path) for text, path in LINKS if re.fullmatch(r"`\w+`", text)]


@pytest.mark.parametrize("path", sorted({path for _, path in LINKS}))
def test_a_linked_file_exists(path: str) -> None:
    assert (REPOSITORY / path).exists()


@pytest.mark.parametrize(("name", "path"), NAMES)
def test_a_linked_file_defines_the_name(name: str, path: str) -> None:
    assert re.search(rf"^(?:def|class) {name}\b|^{name}\b.* = ", (REPOSITORY / path).read_text("utf-8"), re.M)


def test_the_path_of_a_record_links_to_functions() -> None:
    assert len(NAMES) > 15
