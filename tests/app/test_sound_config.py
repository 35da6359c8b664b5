"""A `mkdocs.yml` that was right is not read again by MkDocs, until anything that its check depends on changes."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from afterword.cache.sound_config import is_known_sound
from afterword.mkdocs_plugin.check import check_site
from tests.sites import write_site

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
CONFIG = """\
site_name: Example
theme: {name: material, font: false, custom_dir: overrides}
plugins: [search, afterword]
"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Return a site with pages, and with templates that replace those of the theme, checked once."""
    root = write_site(tmp_path)
    (root / "mkdocs.yml").write_text(CONFIG)
    for folder in ("docs", "overrides"):
        (root / folder).mkdir(exist_ok=True)
    (root / "docs" / "page.md").write_text("# A page\n")
    (root / "overrides" / "main.html").write_text("{% extends 'base.html' %}\n")
    check_site(root, NOW)
    return root


def test_a_sound_configuration_is_remembered(site: Path) -> None:
    assert is_known_sound(site)
    (site / "mkdocs.yml").unlink()
    assert is_known_sound(site)  # a site for `afterword export` has none


def test_the_folder_of_a_site_may_have_a_name_that_is_not_utf8(site: Path) -> None:
    root = site.with_name(os.fsdecode(b"caf\xe9"))
    site.rename(root)
    assert not is_known_sound(root)
    check_site(root, NOW)
    assert is_known_sound(root)


CHANGES: dict[str, Callable[[Path], object]] = {
    "a setting": lambda site: (site / "mkdocs.yml").write_text(f"{CONFIG}site_url: nowhere\n"),
    "a page": lambda site: (site / "docs" / "page.md").write_bytes(b"\xff"),
    "a new page": lambda site: (site / "docs" / "other.md").write_bytes(b"\xff"),
    "a removed page": lambda site: (site / "docs" / "page.md").unlink(),
    "the folder of pages": lambda site: (site / "docs").rename(site / "pages"),
    "a template of the theme": lambda site: (site / "overrides" / "main.html").write_text("{% if %}"),
    "the folder of templates": lambda site: (site / "overrides").rename(site / "themes"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_it_is_read_again_after_every_change(site: Path, change: str) -> None:
    CHANGES[change](site)
    assert not is_known_sound(site)


def test_it_is_read_again_after_a_change_of_imported_code(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = tmp_path / "code"
    code.mkdir()
    (code / "our_extension.py").write_text(
        "from markdown.extensions.smarty import SmartyExtension\n"
        "def makeExtension(**_):\n    return SmartyExtension()\n"
    )
    monkeypatch.syspath_prepend(code)
    (site / "mkdocs.yml").write_text(f"{CONFIG}markdown_extensions: [our_extension]\n")
    for _ in range(3):  # the first import writes its bytecode next to the code
        check_site(site, NOW)
    assert is_known_sound(site)
    (code / "our_extension.py").write_text("def makeExtension(:\n")
    assert not is_known_sound(site)
    monkeypatch.delitem(sys.modules, "our_extension")


@pytest.mark.parametrize(
    "more",
    [
        "hooks: [hook.py]\n",
        "extra: {name: !ENV [NAME, Example]}\n",
        "INHERIT: base.yml\n",
        "unknown_setting: 1\n",
    ],
)
def test_what_depends_on_something_else_is_always_read(site: Path, more: str) -> None:
    (site / "hook.py").write_text("")
    (site / "base.yml").write_text("site_name: Base\n")
    (site / "mkdocs.yml").write_text(f"{CONFIG}{more}")
    check_site(site, NOW)
    assert not is_known_sound(site)


def test_a_warm_check_does_not_import_mkdocs(site: Path) -> None:
    command = (sys.executable, "-X", "importtime", "-m", "afterword", "check", "--root", str(site))
    runs = [subprocess.run(command, capture_output=True, text=True, check=False) for _ in range(2)]
    assert "afterword.app.checking" in runs[1].stderr
    assert "mkdocs" not in runs[1].stderr
