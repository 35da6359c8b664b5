"""`afterword timeline`: draws what happened in a record, and lists it in order."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from afterword.cli import one_record, options, view_output
from afterword.cli.group import examples

if TYPE_CHECKING:
    from afterword.views.audience import Audience


@click.command(
    epilog=examples(
        "afterword timeline",
        "afterword timeline search-is-slow",
    ),
)
@one_record.argument
@view_output.view_options(options.audience_of_team)
def timeline(
    *,
    record: str | None,
    as_json: bool,
    root: Path,
    now: datetime,
    audience: Audience | None,
) -> None:
    """Draw the chart of a record, with a lane for each component, and list what happened in order of time.

    ID is a part of the record's id, `latest` or `open`. It defaults to the record that is open, or else the
    latest. Outside a terminal, the output is a line of tab-separated values for each entry: start, end, kind (window,
    milestone, update or event), name, level, text.

    Exit status: 0 success, 2 the command could not run: for example, there is no such record, or more than one.
    """
    from afterword.views.audience import Audience
    from afterword.views.incident.page import record_parts
    from afterword.views.terminal.record_timeline import record_timeline

    seen = one_record.read_record(root, now, audience or Audience.INTERNAL, record)
    parts = record_parts(seen.context, seen.record)
    view = record_timeline(seen.context, seen.record, parts)
    if as_json:
        from afterword.formats.view_data import timeline_file

        view_output.write_json(timeline_file(seen.context, view))
    elif view_output.is_terminal():
        from afterword.report.timeline_text import timeline_blocks

        blocks = timeline_blocks(view, seen.context.site, view_output.width())
        view_output.write_blocks(blocks)
    else:
        from afterword.formats.view_data import timeline_rows

        view_output.write_rows(timeline_rows(view))
