"""The manual pages: one for each command, and without mistakes in their markup."""

from __future__ import annotations

import re
import shutil
import subprocess

import pytest

from afterword.cli.commands import BY_NAME
from tests.sites import REPOSITORY

MAN = REPOSITORY / "man"
PAGES = sorted(MAN.iterdir())


def test_each_command_has_a_page_that_the_first_page_names() -> None:
    names = {f"afterword-{name}.1" for name in BY_NAME}
    assert names <= {page.name for page in PAGES}
    first = (MAN / "afterword.1").read_text("utf-8").replace(r"\-", "-")
    assert all(f"{name.removesuffix('.1')}(1)" in first for name in names)


@pytest.mark.slow
def test_mandoc_finds_no_mistakes() -> None:
    assert shutil.which("mandoc"), "there is no mandoc; `make test` installs it"
    asked = ["mandoc", "-T", "lint", "-W", "warning", *map(str, PAGES)]
    found = subprocess.run(asked, capture_output=True, text=True, check=False).stdout.splitlines()
    assert [line for line in found if "missing date" not in line] == []


@pytest.mark.slow
def test_a_page_is_shown_as_it_is_meant() -> None:
    asked = ["mandoc", "-T", "ascii", "-O", "width=200", str(MAN / "afterword-check.1")]
    printed = subprocess.run(asked, capture_output=True, text=True, check=True).stdout
    shown = re.sub(".\b", "", printed)  # bold letters are typed twice
    assert "afterword-check - check status.yml and the records" in shown
    assert "     afterword check --since origin/main   # only what the branch adds" in shown
