"""A template that cannot even be read or parsed is a finding."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from afterword.app.build import Build
from afterword.app.checking import CheckResult
from afterword.app.incremental import prepare_build
from afterword.views.audience import Audience
from afterword.views.component.page import ComponentPage
from tests.sites import NOW, write_site

UNREADABLE: dict[str, Callable[[Path], object]] = {
    "no ordinary file": os.mkfifo,
    "nested too deeply": lambda file: file.write_text("{{ " + "(" * 5_000 + "1" + ")" * 5_000 + " }}"),
}


@pytest.mark.parametrize("problem", UNREADABLE)
def test_a_template_that_cannot_be_read_is_a_finding(tmp_path: Path, problem: str) -> None:
    site = write_site(tmp_path)
    (site / "templates" / "pages").mkdir(parents=True)
    UNREADABLE[problem](site / "templates" / "pages" / "about.html.j2")
    result = prepare_build(site, NOW, Audience.PUBLIC)
    assert isinstance(result, CheckResult)
    found = [(each.rule, each.location.file, each.message) for each in result.diagnostics]
    assert found == [("template-error", "templates/pages/about.html.j2", f"it is {problem}")]


def test_an_error_does_not_keep_the_page_in_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With an error on each of 2,000 pages, their models would be most of the memory of a check."""
    site = write_site(tmp_path)
    (site / "templates" / "pages").mkdir(parents=True)
    (site / "templates" / "pages" / "component.html.j2").write_text("{{ page.nothing }}")
    kept: list[object] = []
    load_all = Build.load_all

    def look(build: Build) -> None:
        gc.collect()
        kept.extend(each for each in gc.get_objects() if isinstance(each, ComponentPage))
        load_all(build)

    monkeypatch.setattr(Build, "load_all", look)
    result = prepare_build(site, NOW, Audience.PUBLIC)
    assert isinstance(result, CheckResult)
    assert [each.location.file for each in result.diagnostics] == ["templates/pages/component.html.j2"]
    assert kept == []
