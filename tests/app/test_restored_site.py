"""A site that was restored from an archive has files with other times: those with the same content are reused."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from afterword.views.audience import Audience
from tests.edited_site import publish
from tests.sites import SMALLEST_ID, SMALLEST_RECORD, write_site
from tests.timeline.building import at

NOW = at("2026-12-20 12:00")
PAGE = f"incidents/{SMALLEST_ID}/index.html"


def built(root: Path) -> Path:
    assert publish(root, root / "site", NOW, Audience.PUBLIC) == ()
    return root / "site" / PAGE


def restore(root: Path) -> None:
    for file in (root / "site").rglob("*"):
        os.utime(file, (1_700_000_000, 1_700_000_000))


def times(root: Path) -> Iterator[float]:
    """Build twice, and yield the page's time after each build."""
    for _ in range(2):
        yield built(root).stat().st_mtime


def test_files_with_other_times_and_the_same_content_are_reused(tmp_path: Path) -> None:
    root = write_site(tmp_path / "site", {SMALLEST_ID: SMALLEST_RECORD})
    built(root)
    restore(root)
    assert list(times(root)) == [1_700_000_000] * 2


def test_a_page_that_was_changed_meanwhile_is_written_again(tmp_path: Path) -> None:
    root = write_site(tmp_path / "site", {SMALLEST_ID: SMALLEST_RECORD})
    page = built(root)
    before = page.read_bytes()
    page.write_bytes(before.swapcase())
    restore(root)
    assert built(root).read_bytes() == before


def test_the_new_times_are_noted(tmp_path: Path) -> None:
    root = write_site(tmp_path / "site", {SMALLEST_ID: SMALLEST_RECORD})
    page = built(root)
    restore(root)
    built(root)
    status = page.stat()
    page.write_bytes(page.read_bytes().swapcase())
    os.utime(page, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert built(root).stat().st_mtime_ns == status.st_mtime_ns, "its size and time are those that were noted"
