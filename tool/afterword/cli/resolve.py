"""`afterword resolve`: ends an incident or maintenance."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from afterword.cli import edit, record_words
from afterword.cli.group import examples


@click.command(
    short_help="End an incident or maintenance.",
    epilog=examples(
        'afterword resolve "Searches are fast again."',
        'afterword resolve search -m "The index is complete." --at 14:05',
    ),
)
@record_words.argument
@edit.message
@edit.at
@edit.attach
@edit.edits_a_record
def resolve(
    *,
    words: tuple[str, ...],
    message: str | None,
    at: str,
    attach: tuple[Path, ...],
    root: Path,
    now: datetime,
    yes: bool,
    dry_run: bool,
) -> None:
    """End an incident or maintenance: end its open windows, and add the last update.

    A word with a space in it is the text, so `-m` can be left out.
    """
    from afterword.editing import resolving
    from afterword.records.fields import Prose

    record, message, _ = record_words.divided(words, message)
    session = edit.Session(root, now, record, yes=yes, dry_run=dry_run)
    moment = session.moment(at)
    body = session.text(message, Prose, f"Closing update of {session.record.title}")
    session.apply(lambda found: resolving.resolve(found, moment, body, session.now), attached=attach)
