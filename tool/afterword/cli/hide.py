"""`afterword hide`: leaves a record, or one part of it, out of public builds."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from afterword.cli import edit, record_argument
from afterword.cli.failure import user_errors
from afterword.cli.group import examples

if TYPE_CHECKING:
    from afterword.editing.changes import Change
    from afterword.records.record import Record


@click.command(
    short_help="Leave a record, or a part of it, out of public builds.",
    epilog=examples(
        "afterword hide search",
        "afterword hide search --event 14:05",
        "afterword hide search --action a1 --undo",
    ),
)
@record_argument.record
@click.option("--event", metavar="TIME", help="Hide only the event of the timeline at this time.")
@click.option("--action", metavar="ID", help="Hide only this action item.")
@click.option("--undo", is_flag=True, help="Show it again.")
@edit.edits_a_record
def hide(
    *,
    record: str | None,
    event: str | None,
    action: str | None,
    undo: bool,
    root: Path,
    now: datetime,
    yes: bool,
    dry_run: bool,
) -> None:
    """Make a record internal, or one event or action item of it: public builds leave it out.

    What was already sent cannot be recalled, and the repository keeps its history. ID defaults to the latest record.
    """
    from afterword.app.find_mentions import public_mentions
    from afterword.app.judge_edit import findings_in_change
    from afterword.editing.hiding import action_item, set_visibility
    from afterword.editing.timed_entries import entry_at
    from afterword.records.vocabulary import Visibility
    from afterword.source.nodes import Path as FieldPath

    if event and action:
        raise click.UsageError("--event and --action are two parts; hide one after the other")
    session = edit.Session(root, now, record or "latest", yes=yes, dry_run=dry_run)
    visibility = Visibility.PUBLIC if undo else Visibility.INTERNAL

    def changes(found: Record) -> tuple[Change, ...]:
        path: FieldPath = action_item(found, action) if action else ()
        if event:
            times = [each.at for each in found.timeline]
            path = (
                "timeline",
                entry_at(times, found.zone, event, session.moment_or_clock(event, "--event"), "event"),
            )
        return set_visibility(found, path, visibility)

    edited = session.edited(changes)
    notes = []
    with user_errors():
        found = findings_in_change(session.root, edited, now)
        if not (event or action or undo):
            named = public_mentions(session.root, session.site, edited.after.id)
            notes = [f"! {each} names this record in a public text; remove the id there." for each in named]
    session.finish(edited, found=found, notes=notes)
