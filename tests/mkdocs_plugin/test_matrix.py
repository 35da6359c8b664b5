"""The plugins in the handbook's table work as it says, with their real packages."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.mkdocs_plugin.matrix.builds import refusals, results
from tests.mkdocs_plugin.matrix.cases import CASES
from tests.mkdocs_plugin.matrix.handbook import PAGE, with_table


@pytest.mark.slow
def test_the_table_in_the_handbook_says_what_each_plugin_does(tmp_path: Path) -> None:
    page = PAGE.read_text("utf-8")
    assert with_table(page, results(tmp_path)) == page, "run `python -m tests.mkdocs_plugin.matrix`"


@pytest.mark.slow
def test_a_plugin_that_cannot_work_ends_every_build_with_a_sentence_and_status_2(tmp_path: Path) -> None:
    refused = {case.name for case in CASES if case.build == "refused"}
    found = list(refusals(tmp_path))
    assert [status for status, _ in found] == [2] * 4
    assert [set(sentences) for _, sentences in found] == [refused] * 4
