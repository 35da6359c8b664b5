"""Commands that messages suggest about a record."""

from __future__ import annotations

import re

from afterword.editing.suggested_command import suggested
from tests.sites import REPOSITORY

WITHOUT_A_RECORD = {"check", "maintenance schedule", "new", "rename", "review"}
"""They are about no single record, or need another word too."""


def test_the_id_follows_the_command() -> None:
    assert (
        suggested("level api=ok", "2026-11-20-x", "--at -5m")
        == "`afterword level api=ok 2026-11-20-x --at -5m`"
    )
    assert suggested("update", "2026-11-20 x") == "`afterword update '2026-11-20 x'`"


def test_no_other_way_is_used_to_suggest_one() -> None:
    for file in (REPOSITORY / "tool" / "afterword" / "editing").glob("*.py"):
        for line in file.read_text("utf-8").splitlines():
            for words in re.findall(r"`afterword ((?:maintenance )?[a-z]+)", line):
                assert words in WITHOUT_A_RECORD, (file.name, line)
