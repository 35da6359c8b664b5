"""A cache that cannot be used is a warning: what a build and a check do without it is the same."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from afterword.app.checking import check
from afterword.cache.opening import CACHE_FOLDER, warn_of_no_cache
from tests.sites import NOW, SMALLEST_ID, prepared, write_site


@pytest.fixture(autouse=True)
def _every_warning_is_new() -> None:
    warn_of_no_cache.cache_clear()


def _file(folder: Path) -> None:
    folder.parent.mkdir(exist_ok=True)
    folder.write_text("not a folder")


def _folder_above_is_file(folder: Path) -> None:
    folder.parent.write_text("not a folder")


def _link(folder: Path) -> None:
    folder.parent.mkdir()
    folder.symlink_to(folder.parents[1] / "incidents")


def _folders_in_place_of_databases(folder: Path) -> None:
    for name in ("findings", "public"):
        (folder / f"{name}.sqlite").mkdir(parents=True)


@pytest.mark.parametrize("spoil", [_file, _folder_above_is_file, _link, _folders_in_place_of_databases])
def test_a_cache_that_cannot_be_used_is_a_warning(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, spoil: Callable[[Path], None]
) -> None:
    root = write_site(tmp_path)
    spoil(root / CACHE_FOLDER)
    assert not check(root, NOW).diagnostics
    assert [page.address for page in prepared(root).pages() if SMALLEST_ID in page.address]
    assert {(each.levelno, "the cache cannot be used" in each.message) for each in caplog.records} == {
        (logging.WARNING, True)
    }
    assert CACHE_FOLDER in caplog.text


@pytest.mark.skipif(sys.platform != "linux", reason="there is no /dev/full")
def test_page_bodies_go_elsewhere_if_the_disk_of_the_cache_is_full(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    root, opened = write_site(tmp_path), os.open

    def on_full_disk(path: str | Path, flags: int, mode: int = 0o777, *, dir_fd: int | None = None) -> int:
        of_cache = str(path).startswith(str(root / CACHE_FOLDER / "bodies-"))
        return opened("/dev/full" if of_cache and flags & os.O_APPEND else path, flags, mode, dir_fd=dir_fd)

    monkeypatch.setattr(os, "open", on_full_disk)
    assert [page.address for page in prepared(root).pages() if SMALLEST_ID in page.address]
    assert "No space left on device" in caplog.text
    assert f"{root / CACHE_FOLDER}/bodies-" in caplog.text
