"""`afterword event`: adds an event to the timeline of a record."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from afterword.cli import complete, edit, record_words
from afterword.cli.group import examples


@click.command(
    short_help="Add an event to the timeline of a record.",
    epilog=examples(
        'afterword event "The first replica runs out of memory." --at 09:41',
        'afterword event -m "The alert goes off." --at -5m --kind detection',
        'afterword event search --at "2026-11-20 09:40" --until 35m -m "Reads fail." --component search',
    ),
)
@record_words.argument
@edit.message
@edit.at
@edit.attach
@click.option("--until", metavar="TIME", help="When it ended, or how long it took, such as 10:15 or 35m.")
@click.option(
    "-k",
    "--kind",
    metavar="KIND",
    shell_complete=complete.words_of("EventKind"),
    help="What kind of event it is, such as change, detection or action.",
)
@click.option(
    "-c", "--component", metavar="ID", shell_complete=complete.components, help="The component it is about."
)
@click.option("--internal", is_flag=True, help="Leave it out of public builds.")
@edit.edits_a_record
def event(
    *,
    words: tuple[str, ...],
    message: str | None,
    at: str,
    attach: tuple[Path, ...],
    until: str | None,
    kind: str | None,
    component: str | None,
    internal: bool,
    root: Path,
    now: datetime,
    yes: bool,
    dry_run: bool,
) -> None:
    """Add an event to the timeline, in order of time: what happened, from the team's point of view.

    Readers see it too, except while a post-mortem is being written, or with `--internal`. Once the incident is over, a
    clock time without a day is on the day of its end. A word with a space in it is the text, so `-m` can be left out.
    """
    from afterword.editing.events import NewEvent, add_event
    from afterword.records.fields import Prose
    from afterword.records.vocabulary import EventKind

    record, message, _ = record_words.divided(words, message)
    session = edit.Session(root, now, record, yes=yes, dry_run=dry_run)
    moment = session.moment(at, of_incident=True, allow_day=True)
    ended = session.end(until, moment, "--until")
    kind_of_event = session.one_of(EventKind, kind, "kind of event", "--kind") if kind else None
    about = session.component(component) if component else ""
    said = f" about {about}" if about else ""
    text = session.text(message, Prose, f"Event in the timeline of {session.record.title}{said}")
    new = NewEvent(moment, text, ended, kind_of_event, about, internal)
    session.apply(lambda found: add_event(found, new), attached=attach)
