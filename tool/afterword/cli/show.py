"""`afterword show`: prints a record as its page shows it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from afterword.cli import one_record, options, view_output
from afterword.cli.group import examples

if TYPE_CHECKING:
    from afterword.app.one_record import OneRecord
    from afterword.report.terminal import Block
    from afterword.views.audience import Audience


@click.command(
    epilog=examples(
        "afterword show                    # the record that is open, or else the latest",
        "afterword show search-is-slow",
        "afterword show latest --audience public",
    ),
)
@one_record.argument
@view_output.view_options(options.audience_of_team)
def show(
    *,
    record: str | None,
    as_json: bool,
    root: Path,
    now: datetime,
    audience: Audience | None,
) -> None:
    """Print a record as its page shows it, with everything that is internal marked as such.

    ID is a part of the record's id, `latest` or `open`. It defaults to the record that is open, or else the
    latest. `--json` writes the same as `/data/v1/incidents/ID.json`.

    Exit status: 0 success, 2 the command could not run: for example, there is no such record, or more than one.
    """
    from afterword.views.audience import Audience

    seen = one_record.read_record(root, now, audience or Audience.INTERNAL, record)
    if as_json:
        from afterword.formats.data.incident import incident
        from afterword.views.incident.page import record_parts

        parts = record_parts(seen.context, seen.record)
        view_output.write_json(incident(seen.context, seen.record, parts))
    else:
        view_output.write_blocks(_blocks(seen))


def _blocks(seen: OneRecord) -> list[Block]:
    from afterword.report.show_text import show_blocks
    from afterword.views.incident.page import incident_page, record_parts

    page = incident_page(seen.context, seen.record, record_parts(seen.context, seen.record))
    public = None
    if seen.public and seen.public_record:
        parts = record_parts(seen.public, seen.public_record)
        public = incident_page(seen.public, seen.public_record, parts)
    return [*show_blocks(page, public, seen.context.site, seen.record.id)]
