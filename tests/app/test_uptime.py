"""Reading the windows from which uptime is computed."""

from __future__ import annotations

from pathlib import Path

from afterword.app.uptime import read_windows
from afterword.views.audience import Audience
from tests.sites import NOW, SMALLEST_RECORD, write_site


def test_progress_counts_the_files_that_were_read(tmp_path: Path) -> None:
    """A record counts as one file, however many windows it has."""
    second = "  - {component: api, level: degraded, start: 2026-11-20 09:40, end: 2026-11-20 10:15}\nupdates:"
    records = {
        "2026-11-20-none": "title: Something is odd\nstatus: resolved\n",
        "2026-11-20-one": SMALLEST_RECORD,
        "2026-11-20-two": SMALLEST_RECORD.replace("updates:", second),
    }
    calls: list[tuple[int, int]] = []
    read_windows(
        write_site(tmp_path, records), NOW, Audience.PUBLIC, lambda done, total: calls.append((done, total))
    )
    assert calls == [(1, 3), (2, 3), (3, 3)]
