"""`afterword calendar`: prints months of days with their worst level, and the maintenance that is announced."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from afterword.cli import complete, options, view_output
from afterword.cli.failure import user_errors
from afterword.cli.group import examples

if TYPE_CHECKING:
    from afterword.app.overview import Overview
    from afterword.diagnostics import Diagnostic
    from afterword.records.components import Component
    from afterword.views.audience import Audience
    from afterword.views.context import Context
    from afterword.views.terminal.month_calendar import MonthCalendar

_MONTHS = 3


class _Seen(NamedTuple):
    context: Context
    calendar: MonthCalendar
    broken: tuple[Diagnostic, ...]


@click.command(
    epilog=examples(
        "afterword calendar",
        "afterword calendar --component search --months 6",
        "afterword calendar --year 2025",
    ),
)
@click.option(
    "--component",
    metavar="ID",
    shell_complete=complete.components,
    help="Only this component; without it, the worst of all counts.",
)
@click.option(
    "--months",
    "count",
    type=click.IntRange(1, 120),
    default=_MONTHS,
    show_default=True,
    help="How many months, up to the current one; months with announced maintenance follow.",
)
@click.option("--year", type=click.IntRange(1990, 2199), help="The months of a year instead.")
@view_output.view_options(options.audience)
def calendar(
    *,
    component: str | None,
    count: int,
    year: int | None,
    as_json: bool,
    root: Path,
    now: datetime,
    audience: Audience | None,
) -> None:
    """Print months with the worst level of each day, as on the pages, then the affected days and planned maintenance.

    Outside a terminal, the output is a line of tab-separated values for each affected day: day, worst level, time at
    each level, records; then one for each announced period: first day, `announced`, period, record.

    Exit status: 0 success, 1 some files cannot be read as records and are missing, 2 the command could not run.
    """
    from afterword.app.overview import look_at
    from afterword.app.read_site import read_site, site_root
    from afterword.report.progress import progress_bar
    from afterword.views.audience import Audience

    with user_errors(), progress_bar("Reading records") as progress:
        folder = site_root(root)
        site = read_site(folder)
        chosen = view_output.component(site, component) if component else None
        seen = look_at(
            folder,
            now,
            audience or Audience.PUBLIC,
            lambda overview: _see(overview, chosen, count, year),
            progress,
            only_current=True,
        )
    if as_json:
        from afterword.formats.view_data import calendar_file

        view_output.write_json(
            calendar_file(seen.context, seen.calendar, chosen.id if chosen else None, seen.broken)
        )
    elif view_output.is_terminal():
        from afterword.report.calendar_text import calendar_blocks

        blocks = calendar_blocks(seen.calendar, site, view_output.width())
        view_output.write_blocks(blocks)
    else:
        from afterword.formats.view_data import calendar_rows

        view_output.write_rows(calendar_rows(seen.calendar))
    view_output.warn_of_broken(seen.broken)
    view_output.exit_with(seen.broken)


def _see(overview: Overview, component: Component | None, count: int, year: int | None) -> _Seen:
    from afterword.timeline.months import Month, month_of
    from afterword.views.days.calendar import history_of
    from afterword.views.terminal.month_calendar import month_calendar

    context = overview.context
    last = month_of(context.today)
    first = last
    for _ in range(count - 1):
        first = first.previous
    if year is not None:
        first, last = Month(year, 1), Month(year, 12)
    history = component.history if component else history_of(context, overview.cache.first_day())
    view = month_calendar(context, overview.windows, first, last, component=component, history=history)
    ahead = [month_of(day) for each in view.planned for day in each.days]
    if year is None and ahead and max(ahead) > last:
        furthest = min(max(ahead), last.next.next)
        view = month_calendar(
            context, overview.windows, first, furthest, component=component, history=history
        )
    return _Seen(context, view, overview.broken)
