"""`afterword correct`: adds a correction to a record that was published."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from afterword.cli import edit, record_words
from afterword.cli.group import examples

if TYPE_CHECKING:
    from afterword.editing.changes import Change
    from afterword.records.record import Record


@click.command(
    short_help="Add a correction after publication.",
    epilog=examples(
        'afterword correct search "It began at 09:38; we had written 09:40."',
        'afterword correct search --update 09:52 --body "Searches time out."',
        "afterword correct search --update 2",
    ),
)
@record_words.argument
@edit.message
@click.option(
    "--update",
    metavar="TIME",
    help="The update that was edited: its time, or its number; it gets the current time as `edited`.",
)
@click.option("--body", metavar="TEXT", help="New text of the update; without it, the text stays as it is.")
@click.option("--at", metavar="TIME", default="now", show_default="now", help="When it was changed.")
@edit.edits_a_record
def correct(
    *,
    words: tuple[str, ...],
    message: str | None,
    update: str | None,
    body: str | None,
    at: str,
    root: Path,
    now: datetime,
    yes: bool,
    dry_run: bool,
) -> None:
    """Add a correction, or mark an update as edited, so that readers learn what has changed.

    Correct the facts in the file first; the correction says what is different. ID defaults to the latest record. A
    word with a space in it is the text, so `-m` can be left out.
    """
    from afterword.editing.corrections import add_correction, edit_update, update_numbered
    from afterword.editing.timed_entries import entry_at
    from afterword.records.fields import Prose

    record, message, _ = record_words.divided(words, message)
    if body is not None and update is None:
        raise click.UsageError("--body needs the update that gets the text, such as `--update 09:52`")
    session = edit.Session(root, now, record or "latest", yes=yes, dry_run=dry_run)
    moment = session.moment(at)
    number = int(update) if update and update.isdecimal() and len(update) < 4 else None
    new_body = session.text(body, Prose, "", option="--body") if body is not None else None
    text = None
    if message is not None or update is None:
        text = session.text(
            message, Prose, f"Correction of {session.record.title}\nWhat was wrong, and what is right?"
        )
    day = session.record.zone.local(moment).date()

    def changes(found: Record) -> list[Change]:
        made: list[Change] = []
        if update is not None:
            if number is None:
                times = [each.at for each in found.updates]
                typed = session.moment_or_clock(update, "--update")
                index = entry_at(times, found.zone, update, typed, "update")
            else:
                index = update_numbered(found, number)
            made += edit_update(found, index, moment, new_body)
        return [*made, *(add_correction(found, text, day) if text else ())]

    session.apply(changes)
