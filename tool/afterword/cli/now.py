"""`afterword now`: prints what the status page says, for people, prompts and bots."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from afterword.cli import options, view_output
from afterword.cli.failure import user_errors
from afterword.cli.group import examples

if TYPE_CHECKING:
    from afterword.app.overview import Overview
    from afterword.diagnostics import Diagnostic
    from afterword.formats.view_types import RecordEntry
    from afterword.views.audience import Audience
    from afterword.views.context import Context
    from afterword.views.terminal.status_now import StatusNow

_EXIT_STATUSES = {
    "operational": 0,
    "under_maintenance": 10,
    "degraded_performance": 11,
    "partial_outage": 12,
    "major_outage": 13,
}
"""Apart from the exit statuses of all commands."""


class _Seen(NamedTuple):
    context: Context
    status: StatusNow
    entries: dict[str, RecordEntry]
    broken: tuple[Diagnostic, ...]


@click.command(
    epilog=examples(
        "afterword now",
        "afterword now --format line               # for a prompt",
        "afterword now --format line --exit-code   # for a script",
        "afterword now --json",
    ),
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "line", "json"]),
    default="text",
    show_default=True,
    help="Output format: for people, in one line for prompts, or for programs.",
)
@click.option("--exit-code", is_flag=True, help="Exit with 10 to 13 unless the service is operational.")
@view_output.view_options(options.audience)
def now(
    *,
    form: str,
    exit_code: bool,
    as_json: bool,
    root: Path,
    now: datetime,
    audience: Audience | None,
) -> None:
    """Print what the status page says now: the status in a sentence, what is going on, and the affected components.

    If a file cannot be read as a record, what it says is missing, and the status is not known unless others affect it.

    Exit status: 0 success, 1 some files cannot be read as records and are missing, 2 the command could not run. With
    `--exit-code` also 10 under maintenance, 11 degraded performance, 12 partial outage, 13 major outage: the status
    that the sentence is about.
    """
    from afterword.app.overview import look_at
    from afterword.app.read_site import site_root
    from afterword.report.progress import progress_bar
    from afterword.views.audience import Audience
    from afterword.views.terminal.status_now import status_of

    form = "json" if as_json else form
    with user_errors(), progress_bar("Reading records") as progress:
        seen = look_at(
            site_root(root),
            now,
            audience or Audience.PUBLIC,
            lambda overview: _see(overview, form),
            progress,
            only_current=form != "json",
        )
    site = seen.context.site
    if form == "json":
        from afterword.formats.view_data import now_file

        view_output.write_json(now_file(seen.context, seen.status, seen.entries, seen.broken))
    elif form == "line":
        from afterword.report.now_text import now_line
        from afterword.report.printable import safe

        click.echo(safe(now_line(seen.status)))
    else:
        from afterword.report.now_text import now_blocks

        view_output.write_blocks(now_blocks(seen.status, site))
    view_output.warn_of_broken(seen.broken)
    view_output.exit_with(seen.broken)
    if exit_code and seen.status.level:
        raise SystemExit(_EXIT_STATUSES[status_of(site, seen.status.level.slug)])


def _see(overview: Overview, form: str) -> _Seen:
    from afterword.app.overview import LISTED
    from afterword.views.terminal.status_now import status_now

    context = overview.context
    texts = overview.cache.fragments_of(LISTED, context.by_id) if form == "json" else ()
    entries: dict[str, RecordEntry] = {entry["id"]: entry for entry in map(json.loads, texts)}
    return _Seen(context, status_now(context, len(overview.broken)), entries, overview.broken)
