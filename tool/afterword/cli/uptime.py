"""`afterword uptime`: the uptimes of the pages, in the terminal."""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
from collections.abc import Sequence
from datetime import datetime
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import click

from afterword.cli import options, show_findings
from afterword.cli.failure import Failure, telling

if TYPE_CHECKING:
    from afterword.app.uptime import Measured
    from afterword.records.site import Component
    from afterword.timeline.months import Month
    from afterword.views.audience import Audience

_MONTH = re.compile(r"([0-9]{4})-(0[1-9]|1[0-2])")


@click.command()
@click.option(
    "--component",
    "names",
    multiple=True,
    metavar="ID",
    help="Only this component of status.yml; may be repeated.",
)
@click.option("--month", "written", metavar="MONTH", help="A month of the calendar, such as 2026-11.")
@click.option(
    "--days",
    type=click.IntRange(1, 3650),
    help="The last days, today included. Without it and --month: 30, 90 and 365 days side by side.",
)
@click.option("--working", is_flag=True, help="Show how each number was counted; json and csv always do.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "csv"]),
    default="text",
    show_default=True,
    help="How it is told.",
)
@options.root
@options.now
@options.audience
def uptime(  # noqa: PLR0917 - a parameter for each option
    names: tuple[str, ...],
    written: str | None,
    days: int | None,
    working: bool,
    form: str,
    root: Path,
    now: datetime,
    audience: Audience | None,
) -> None:
    """Print the uptime of each component and group, with the same numbers as the pages.

    Exit status: 0 printed, 1 the records have errors, 2 there is no such component or month.
    """
    from afterword.app.read_site import read_site, site_root
    from afterword.app.uptime import Measured, measure
    from afterword.report.progress import progress_bar
    from afterword.views.audience import Audience

    with telling():
        site = site_root(root)
        components = _chosen(read_site(site).components, names)
        with progress_bar("Reading records") as progress:
            found = measure(site, now, audience or Audience.PUBLIC, progress)
        if not isinstance(found, Measured):
            show_findings.show(found, found.diagnostics)
            raise SystemExit(1)
        click.echo(
            _told(found, components, _periods(found, written, days), form, working=working), nl=form != "csv"
        )


def _told(
    found: Measured,
    components: Sequence[Component],
    periods: Sequence[int | Month],
    form: str,
    *,
    working: bool,
) -> str:
    from afterword.formats.uptime_data import uptime_csv, uptime_json
    from afterword.report.uptime_text import WIDTH, render_uptimes
    from afterword.views.uptime.table import subject_rows, uptime_table

    context, index = found
    rows = tuple(subject_rows(context, index, components, periods))
    if form == "text":
        colour = sys.stdout.isatty() and "NO_COLOR" not in os.environ
        width = shutil.get_terminal_size().columns if sys.stdout.isatty() else WIDTH
        return render_uptimes(uptime_table(context, rows), working=working, colour=colour, width=width)
    if form == "csv":
        return uptime_csv(context, chain.from_iterable(rows))
    values = [uptime_json(context, each) for row in rows for each in row]
    return json.dumps(values, ensure_ascii=False, indent=2)


def _chosen(components: Sequence[Component], names: Sequence[str]) -> Sequence[Component]:
    """Give the components that were asked for, in the order of the site."""
    from afterword.records.error_messages import did_you_mean

    known = [component.id for component in components]
    if not known:
        raise Failure(
            "status.yml names no components, so there is nothing to count; "
            "add one such as `- {id: search, name: Search}`"
        )
    for name in names:
        if name not in known:
            raise Failure(f"status.yml has no component `{name}`; {did_you_mean(name, known)}")
    return [component for component in components if not names or component.id in names]


def _periods(found: Measured, written: str | None, days: int | None) -> Sequence[int | Month]:
    from afterword.timeline.months import Month
    from afterword.views.uptime.periods import UPTIME_DAYS, month_name, this_month

    if written is not None and days is not None:
        raise Failure("--month and --days do not go together; say one of them")
    if written is None:
        return UPTIME_DAYS if days is None else (days,)
    matched = _MONTH.fullmatch(written)
    if matched is None or written.startswith("0000"):
        raise Failure(f"`{written}` is not a month; write one such as {this_month(found.context)}")
    month = Month(int(matched[1]), int(matched[2]))
    if month > this_month(found.context):
        raise Failure(f"{month_name(month)} has not begun; write a month such as {this_month(found.context)}")
    return (month,)
