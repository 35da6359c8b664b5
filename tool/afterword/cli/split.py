"""`afterword split`: moves a part of a record into a new one."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from afterword.cli import complete, edit
from afterword.cli.failure import user_errors
from afterword.cli.group import examples

if TYPE_CHECKING:
    from afterword.records.record import Record


@click.command(
    short_help="Move a part of a record into a new one.",
    epilog=examples(
        'afterword split search-is-slow --window api --updates-since 16:00 --title "The API is down"',
        'afterword split search-is-slow --window 2 --title "The API is down" --summary "No call was answered."',
    ),
)
@click.argument("record", metavar="ID", shell_complete=complete.records)
@click.option("--title", metavar="TEXT", required=True, help="The title of the new record.")
@click.option(
    "--window", multiple=True, help="A window to move: its component, id or number; can be repeated."
)
@click.option("--updates-since", metavar="TIME", help="Also move the updates since this time.")
@click.option("--summary", metavar="TEXT", help="What customers saw; needed if no update moves.")
@click.option(
    "--id", "words", metavar="WORDS", show_default="those of the title", help="Words for the new id."
)
@click.option(
    "--relation",
    type=click.Choice(["follows", "part_of", "caused_by", "recurrence_of"]),
    default="follows",
    show_default=True,
    help="How the new record is related to the former one.",
)
@click.option(
    "-m",
    "--message",
    metavar="TEXT",
    show_default="a link to the new record",
    help="The correction of the former record, if it was published.",
)
@edit.edits_a_record
def split(
    *,
    record: str,
    title: str,
    window: tuple[str, ...],
    updates_since: str | None,
    summary: str | None,
    words: str | None,
    relation: str,
    message: str | None,
    root: Path,
    now: datetime,
    yes: bool,
    dry_run: bool,
) -> None:
    """Move windows and updates into a new record, which is related to the former one.

    What names a window that moves, such as its detection or a cause, goes with it. The former record keeps its id. If
    it was published, a correction says what has moved.
    """
    from afterword.app.split_record import split_record
    from afterword.app.was_published import publication_of
    from afterword.editing.splitting import Split, moving_updates, shared_causes
    from afterword.editing.window_choice import find_window
    from afterword.records.fields import Prose, Title
    from afterword.records.new_ids import slug
    from afterword.records.vocabulary import Relation

    session = edit.Session(root, now, record, yes=yes, dry_run=dry_run)
    found = session.record
    new_title = session.text(title, Title, "", option="--title")
    new_summary = session.text(summary, Prose, "", option="--summary") if summary else ""
    since = None
    if updates_since:
        first = found.zone.local(min((each.at for each in found.updates), default=now)).date()
        before = found.zone.start_of(first) - timedelta(minutes=1)
        since = session.moment(updates_since, "--updates-since", ahead=True, after=before)
    with user_errors():
        published = publication_of(session.root, session.path, found, session.site, now)
        windows = tuple({find_window(found, each): None for each in window})
        updates = moving_updates(found, since) if since else ()
    new_id = _new_id(found, slug(words or new_title, session.language), windows, updates)
    link = f"[{new_title}](/incidents/{new_id}/) now has a page of its own."
    correction = session.text(message or link, Prose, "") if published else ""
    moving = Split(new_title, windows, updates, Relation(relation), new_summary, correction)
    shared = shared_causes(found, moving)
    with user_errors():
        edited, parts = split_record(
            session.root, session.path, session.site, new_id, moving, today=found.zone.local(now).date()
        )
    notes = [f"! The cause `{each}` is in both records, because action items address it." for each in shared]
    session.finish(edited, found=session.judged(parts, edited), notes=notes)


def _new_id(record: Record, words: str, windows: tuple[int, ...], updates: tuple[int, ...]) -> str:
    """Return the id of the new record: the day on which what moves began, and words. Raises a usage error."""
    from afterword.app.rename_record import checked_id

    starts = [record.windows[each].start for each in windows] or [record.updates[each].at for each in updates]
    day = record.zone.local(min(starts)).date().isoformat() if starts else record.id[:10]
    try:
        return checked_id(words, day)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="--id") from None
