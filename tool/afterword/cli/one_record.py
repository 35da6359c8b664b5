"""What the commands that show one record have in common: how they find and read it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from afterword.cli import record_argument
from afterword.cli.failure import user_errors

if TYPE_CHECKING:
    from afterword.app.one_record import OneRecord
    from afterword.views.audience import Audience

argument = record_argument.record


def read_record(root: Path, now: datetime, audience: Audience, typed: str | None) -> OneRecord:
    """Find a record by what was typed, and read it."""
    from afterword.app.one_record import one_record
    from afterword.app.overview import look_at
    from afterword.app.read_site import read_site, site_root
    from afterword.report.progress import progress_bar

    with user_errors():
        folder = site_root(root)
        row = record_argument.chosen_record(folder, read_site(folder), now, typed, to_show=True)
        with progress_bar("Reading records") as progress:
            return look_at(
                folder,
                now,
                audience,
                lambda overview: one_record(overview, row.path),
                progress,
                only_current=True,
            )
