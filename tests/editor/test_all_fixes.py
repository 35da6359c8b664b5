"""All fixes of a text at once, as edits of the lines that change."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterword.editor.all_fixes import all_fixes, edits_between
from afterword.source.edits import with_edits
from tests.editor.typing import NOW, RECORD, live
from tests.sites import SMALLEST_RECORD, write_site

_LINES = st.lists(st.sampled_from(["a", "b", "", "😀"]), min_size=1, max_size=8)


@given(_LINES, _LINES)
def test_edits_lead_from_one_text_to_the_other(before: list[str], after: list[str]) -> None:
    edits = edits_between(RECORD, "\n".join(before), "\n".join(after))
    assert with_edits("\n".join(before), edits) == "\n".join(after)


@pytest.mark.parametrize(
    "text",
    [
        SMALLEST_RECORD.replace("resolved", "resolvd").replace("component: search", "component: serch"),
        SMALLEST_RECORD.replace("title: Search", "title: Search: it"),
    ],
)
def test_a_text_without_findings_is_left(tmp_path: Path, text: str) -> None:
    site = live(write_site(tmp_path))
    after = with_edits(text, all_fixes(site, RECORD, text, NOW))
    assert site.findings(RECORD, after, NOW) == ()


def test_there_is_nothing_to_fix_in_a_text_without_findings(tmp_path: Path) -> None:
    assert all_fixes(live(write_site(tmp_path)), RECORD, SMALLEST_RECORD, NOW) == ()


def test_half_a_character_stays(tmp_path: Path) -> None:
    assert all_fixes(live(write_site(tmp_path)), RECORD, "title: \ud83d", NOW) == ()
