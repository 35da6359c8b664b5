"""The plugins in the handbook's table work as it says, with their real packages."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.mkdocs_plugin.matrix.builds import results
from tests.mkdocs_plugin.matrix.handbook import PAGE, with_table


@pytest.mark.slow
def test_the_table_in_the_handbook_says_what_each_plugin_does(tmp_path: Path) -> None:
    page = PAGE.read_text("utf-8")
    assert with_table(page, results(tmp_path)) == page, "run `python -m tests.mkdocs_plugin.matrix`"
