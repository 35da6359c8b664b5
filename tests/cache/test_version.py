"""Fingerprints of what cached results depend on: they change with every file, wherever links lead."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from afterword.cache.installed import recorded_files, versions_beside
from afterword.cache.version import file_states


def test_files_behind_links_count_and_a_link_to_a_folder_above_ends(tmp_path: Path) -> None:
    outside, folder = tmp_path / "outside", tmp_path / "site" / "templates"
    for each in (outside, folder):
        each.mkdir(parents=True)
    (outside / "page.j2").write_text("one")
    (folder / "linked").symlink_to(outside)
    (folder / "above").symlink_to(folder.parent)
    before = file_states([str(folder)])
    assert file_states([str(folder)]) == before
    (outside / "page.j2").write_text("another")
    assert file_states([str(folder)]) != before


def installed(folder: Path, text: str) -> Path:
    """Install a package of one module as pip does; return the package."""
    package, record = folder / "tool", folder / "tool-1.0.dist-info" / "RECORD"
    for each in (package, record.parent):
        each.mkdir(parents=True)
    (package / "code.py").write_text(text)
    record.write_text(
        f"../../bin/tool,sha256=x,1\ntool/code.py,sha256={hash(text)},{len(text)}\ntool/__pycache__/code.pyc,,\n"
    )
    return package


def test_the_same_version_installed_again_is_the_same_code(tmp_path: Path) -> None:
    first, again = (installed(tmp_path / each, "one") for each in ("first", "again"))
    os.utime(again / "code.py", (1, 1))
    assert recorded_files(first, first) == recorded_files(again, again) != ()
    other = installed(tmp_path / "other", "two")
    assert recorded_files(other, other) != recorded_files(first, first)


@pytest.mark.parametrize("change", ["size", "time", "removed"])
def test_code_that_was_changed_after_it_was_installed_is_not_known_by_its_digest(
    tmp_path: Path, change: str
) -> None:
    package = installed(tmp_path, "one")
    file = package / "code.py"
    if change == "removed":
        file.unlink()
    else:
        file.write_text("longer" if change == "size" else "two")
        os.utime(file, (1, 1) if change == "size" else (2e9, 2e9))
    assert recorded_files(package, package) == ()


def test_code_that_was_not_installed_has_no_recorded_digest(tmp_path: Path) -> None:
    package = installed(tmp_path, "one")
    assert recorded_files(tmp_path / "elsewhere", package) == ()
    (tmp_path / "tool-1.0.dist-info" / "RECORD").write_text("_tool.pth,sha256=x,1\n")
    assert recorded_files(package, package) == ()


def test_versions_of_libraries_are_those_beside_their_modules(tmp_path: Path) -> None:
    package = installed(tmp_path, "one")
    assert versions_beside([str(package / "code.py")]) == (("tool-1.0.dist-info",),)
