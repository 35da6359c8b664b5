"""`afterword stats`: prints numbers of incidents, their response times and uptime by period."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from afterword.cli import options, view_output
from afterword.cli.failure import user_errors
from afterword.cli.group import examples

if TYPE_CHECKING:
    from afterword.views.audience import Audience

_MONTHS = 6


@click.command(
    epilog=examples(
        "afterword stats",
        "afterword stats --months 12 --json",
    ),
)
@click.option(
    "--months",
    type=click.IntRange(1, 120),
    default=_MONTHS,
    show_default=True,
    help="How many months, the current one included.",
)
@view_output.view_options(options.audience)
def stats(
    *,
    months: int,
    as_json: bool,
    root: Path,
    now: datetime,
    audience: Audience | None,
) -> None:
    """Print for each month, and for the last 30, 90 and 365 days: how many incidents began, how long they lasted, how
    long it took to detect, notify and resolve, and the uptime of all components.

    Response times and uptimes are those of the pages. Durations and response times are medians, because a mean says
    more about the longest incident than about all others.

    Outside a terminal, the output is a line of tab-separated values for each period: period, incidents, maintenance,
    uptime, then in seconds duration, time to detect, to notify and to resolve, longest duration.

    Exit status: 0 success, 1 some files cannot be read as records and are missing, 2 the command could not run.
    """
    from afterword.app.overview import look_at
    from afterword.app.read_site import site_root
    from afterword.app.site_stats import found_stats
    from afterword.report.progress import progress_bar
    from afterword.views.audience import Audience

    with user_errors(), progress_bar("Reading records") as progress:
        found = look_at(
            site_root(root),
            now,
            audience or Audience.PUBLIC,
            lambda overview: found_stats(overview, months),
            progress,
        )
    if as_json:
        from afterword.formats.view_data import stats_file

        view_output.write_json(stats_file(found.context, found.stats, found.broken))
    elif view_output.is_terminal():
        from afterword.report.stats_text import stats_blocks

        view_output.write_blocks(stats_blocks(found.stats))
    else:
        from afterword.formats.view_data import stats_rows

        view_output.write_rows(stats_rows(found.stats))
    view_output.warn_of_broken(found.broken)
    view_output.exit_with(found.broken)
