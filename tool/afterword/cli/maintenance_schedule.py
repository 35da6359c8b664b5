"""`afterword maintenance schedule`: announces planned work in a new record."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from afterword.cli import complete, edit
from afterword.cli.failure import Failure, user_errors
from afterword.cli.group import examples
from afterword.cli.site_session import SiteSession

if TYPE_CHECKING:
    from afterword.app.record_draft import Draft
    from afterword.records.site import Site


@click.command(
    short_help="Announce planned work.",
    epilog=examples(
        'afterword maintenance schedule "New disks" search --start "wed 02:00" --end 2h',
        'afterword maintenance schedule "The database moves" search api --start "fri 22:00" --end 4h --nights 2',
    ),
)
@click.argument(
    "words",
    nargs=-1,
    metavar="[TITLE] [COMPONENT[=LEVEL]]...",
    shell_complete=complete.component_levels,
)
@click.option(
    "--start", metavar="TIME", multiple=True, help="When it begins, such as 'wed 02:00'; can be repeated."
)
@click.option(
    "--end",
    metavar="TIME",
    multiple=True,
    help="When it ends, or how long it takes, such as 2h; `open` if that is not known yet.",
)
@click.option(
    "--nights", type=click.IntRange(2, 60), metavar="N", help="Announce the same times on N days in a row."
)
@click.option("-m", "--message", metavar="TEXT", help="Message to customers; without it, you are asked.")
@click.option("--id", metavar="WORDS", help="Words for its id and address; default: those of the title.")
@click.option("--no-input", is_flag=True, help="Ask nothing, and use defaults for options that are missing.")
@edit.edits_a_record
def schedule(*, root: Path, now: datetime, yes: bool, dry_run: bool, **given: Any) -> None:
    """Announce planned work in a new record, as `afterword new --kind maintenance` does.

    You are asked for what is missing, but not for levels: a component without a level is under maintenance. Work that
    is over is not announced: `afterword new --kind maintenance` records it.
    """
    from afterword.app.create_record import as_edit, create_record
    from afterword.cli.new import drafted, understood
    from afterword.records.vocabulary import State

    session = SiteSession(root, now, yes=yes, dry_run=dry_run)
    _, site, draft, taken = drafted(root, now, kind="maintenance", is_announced=True, **given)
    if draft.state is State.COMPLETED:
        raise Failure(
            f"this work is over already: {next(understood(draft, site))}; announce it with a `--start` in the future, "
            f"or record that it took place: `{_recording(draft, site, no_input=given['no_input'])}`"
        )
    with user_errors():
        edited, record = as_edit(
            session.root, site, create_record(session.root, site, draft, taken, write=False).file
        )
    found = session.judged([record], edited)
    session.finish(edited, found=found, notes=understood(draft, site))


def _recording(draft: Draft, site: Site, *, no_input: bool) -> str:
    """Return the command that records work that is over, with all that is known of it."""
    from afterword.cli.new import command_for
    from afterword.records.time_text import time_text
    from afterword.records.zone import UTC_ZONE

    zone = site.zone or UTC_ZONE
    return command_for(
        (draft.title, *(f"{each.component}={each.level}" for each in draft.effects)),
        kind="maintenance",
        start=tuple(time_text(each.start, zone) for each in draft.periods),
        end=tuple(time_text(each.end, zone) for each in draft.periods if each.end),
        message=draft.message or None,
        id=draft.id or None,
        no_input=no_input,
    )
