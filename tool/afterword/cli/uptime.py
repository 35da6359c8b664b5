"""`afterword uptime`: prints the same uptimes as the pages, in the terminal, as JSON or as CSV."""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Sequence
from datetime import datetime
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import click

from afterword.cli import complete, options, show_findings
from afterword.cli.console import wants_colour
from afterword.cli.failure import Failure, user_errors
from afterword.cli.group import examples
from afterword.views.text.words import ENGLISH

if TYPE_CHECKING:
    from afterword.app.uptime import SiteWindows
    from afterword.records.components import Component
    from afterword.timeline.months import Month
    from afterword.views.audience import Audience

_MONTH = re.compile(r"([0-9]{4})-(0[1-9]|1[0-2])")


@click.command(
    epilog=examples(
        "afterword uptime",
        "afterword uptime search --month 2026-11 --working",
        "afterword uptime --days 90 --format csv",
    ),
)
@click.argument("words", nargs=-1, metavar="[COMPONENT]...", shell_complete=complete.components)
@click.option(
    "--component",
    "names",
    multiple=True,
    metavar="ID",
    shell_complete=complete.components,
    help="Only this component of status.yml; can be repeated.",
)
@click.option("--month", "month_text", metavar="MONTH", help="A calendar month, such as 2026-11.")
@click.option(
    "--days",
    type=click.IntRange(1, 3650),
    help="The last days, including today. Without it and --month: 30, 90 and 365 days side by side.",
)
@click.option(
    "--working",
    "breakdowns",
    is_flag=True,
    help="Show how each number was calculated; `json` and `csv` always do.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "csv"]),
    default="text",
    show_default=True,
    help="Output format.",
)
@options.root
@options.now
@options.audience
def uptime(  # noqa: PLR0917 - a parameter for each option
    words: tuple[str, ...],
    names: tuple[str, ...],
    month_text: str | None,
    days: int | None,
    breakdowns: bool,
    form: str,
    root: Path,
    now: datetime,
    audience: Audience | None,
) -> None:
    """Print the uptime of each component and group, with the same numbers as the pages.

    Exit status: 0 success, 1 `status.yml` or the records have errors, 2 the command could not run: for example,
    there is no such component or month.
    """
    from afterword.app.checking import CheckResult
    from afterword.app.read_site import site_root
    from afterword.app.uptime import read_all_windows
    from afterword.report.progress import progress_bar
    from afterword.views.audience import Audience

    with user_errors():
        site = site_root(root)
        with progress_bar("Reading records") as progress:
            read = read_all_windows(site, now, progress)
        if isinstance(read, CheckResult):
            show_findings.show(read, read.diagnostics)
            raise SystemExit(1)
        loaded = read[audience or Audience.PUBLIC]
        everything = read[Audience.INTERNAL] if audience is None else None
        components = _chosen(loaded.context.site.components, (*words, *names))
        periods = _periods(loaded, month_text, days)
        click.echo(
            _output(loaded, everything, components, periods, form=form, breakdowns=breakdowns),
            nl=form != "csv",
        )


def _output(
    loaded: SiteWindows,
    everything: SiteWindows | None,
    components: Sequence[Component],
    periods: Sequence[int | Month],
    *,
    form: str,
    breakdowns: bool,
) -> str:
    """Format uptimes; the text also compares them with those of `everything`, internal records included."""
    from afterword.formats.uptime_data import uptime_csv, uptime_json
    from afterword.report.printable import json_text
    from afterword.report.uptime_text import WIDTH, render_uptimes
    from afterword.views.uptime.table import subject_rows, uptime_table

    context, index = loaded
    rows = tuple(subject_rows(context, index, components, periods))
    if form == "text":
        colour = wants_colour()
        width = shutil.get_terminal_size().columns if sys.stdout.isatty() else WIDTH
        whole = tuple(subject_rows(*everything, components, periods)) if everything else ()
        table = uptime_table(context, rows, whole)
        return render_uptimes(table, breakdowns=breakdowns, colour=colour, width=width)
    if form == "csv":
        return uptime_csv(context, chain.from_iterable(rows))
    values = [uptime_json(context, each) for row in rows for each in row]
    return json_text(values)


def _chosen(components: Sequence[Component], names: Sequence[str]) -> Sequence[Component]:
    """Return the components that were named, or all, in the order of the site."""
    from afterword.records.error_messages import did_you_mean

    known = [component.id for component in components]
    if not known:
        raise Failure(
            "status.yml has no components, so there is no uptime; "
            "add one such as `- {id: search, name: Search}`"
        )
    for name in names:
        if name not in known:
            raise Failure(
                f"status.yml has no component `{name}`; {did_you_mean(name, known, '`status.yml`')}"
            )
    return [component for component in components if not names or component.id in names]


def _periods(loaded: SiteWindows, month_text: str | None, days: int | None) -> Sequence[int | Month]:
    from afterword.timeline.months import Month
    from afterword.views.uptime.periods import UPTIME_DAYS, month_name, this_month

    if month_text is not None and days is not None:
        raise Failure("--month and --days cannot be combined; use one of them")
    if month_text is None:
        return UPTIME_DAYS if days is None else (days,)
    matched = _MONTH.fullmatch(month_text)
    if matched is None or month_text.startswith("0000"):
        raise Failure(f"`{month_text}` is not a month; write one such as {this_month(loaded.context)}")
    month = Month(int(matched[1]), int(matched[2]))
    if month > this_month(loaded.context):
        raise Failure(
            f"{month_name(ENGLISH, month)} has not begun; write a month such as {this_month(loaded.context)}"
        )
    return (month,)
