"""`afterword maintenance`: announces planned work, moves it, and begins, ends or cancels it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from afterword.cli import complete, edit, record_words
from afterword.cli.group import Subcommands, examples
from afterword.cli.maintenance_schedule import schedule
from afterword.cli.period_times import new_times, shifted

if TYPE_CHECKING:
    from collections.abc import Callable

    from afterword.records.response import Scheduled
    from afterword.views.text.words import Words

_message = click.option(
    "-m",
    "--message",
    metavar="TEXT",
    show_default="a standard sentence",
    help="Message to customers; `-` reads it from standard input.",
)


@click.group(
    cls=Subcommands,
    short_help="Announce, move, begin, end or cancel planned work.",
    epilog=examples(
        'afterword maintenance schedule "New disks" search --start "wed 02:00" --end 2h',
        'afterword maintenance move --by 1d -m "The disks are late."',
        "afterword maintenance start",
        'afterword maintenance finish -m "The new disks are in place."',
    ),
)
def maintenance() -> None:
    """Announce planned work, move it, and begin, end or cancel it, each time with an update for customers.

    The record may be left out while only one maintenance is announced or going on. A word with a space in it is the
    text, so `-m` can be left out.
    """


maintenance.add_command(schedule)


@maintenance.command(
    short_help="Move announced maintenance to another time.",
    epilog=examples(
        'afterword maintenance move --start "thu 02:00" -m "The disks are late."',
        "afterword maintenance move disks --by 1d",
        'afterword maintenance move --end 04:30 -m "The copy takes longer."',
        'afterword maintenance move --night 2 --start "sat 22:00" --end 3h',
    ),
)
@record_words.argument
@click.option(
    "--start", metavar="TIME", help="The new start; without --end, the work takes as long as before."
)
@click.option("--end", metavar="TIME", help="The new end, or how long the work takes, such as 2h.")
@click.option("--by", metavar="DURATION", help="How much later it takes place, such as 1d; -1d is earlier.")
@click.option(
    "--night",
    type=int,
    metavar="N",
    help="Number of the night, if several periods are announced; the first is 1.",
)
@_message
@edit.at
@edit.edits_a_record
def move(
    *,
    words: tuple[str, ...],
    start: str | None,
    end: str | None,
    by: str | None,
    night: int | None,
    message: str | None,
    at: str,
    root: Path,
    now: datetime,
    yes: bool,
    dry_run: bool,
) -> None:
    """Change the announced time, and say so in an update, which also moves it in feeds and calendars.

    If work that has begun takes longer than announced, move its end. Without --night, the night that is under way is
    meant, even if its announced end has passed.
    """
    from afterword.editing.maintenance import move_period
    from afterword.editing.maintenance_texts import moved_text
    from afterword.editing.updates import NewUpdate
    from afterword.records.vocabulary import UpdateStatus

    if not (start or end or by) or (by and (start or end)):
        raise click.UsageError(
            'write the new time, such as --start "thu 02:00" or --end 2h, or --by 1d for a day later'
        )
    record, message, _ = record_words.divided(words, message)
    session = _session(root, now, record, yes=yes, dry_run=dry_run)
    moment = session.moment(at)
    period = _night(session, night)
    times = shifted(session, period, by) if by else new_times(session, period, start, end)

    def update(body: str) -> NewUpdate:
        return NewUpdate(moment, UpdateStatus.SCHEDULED, body)

    session.expect(lambda found: move_period(found, period, times, update(""), session.now))
    body = _text(session, message, lambda words: moved_text(words, session.record, period, *times))
    session.apply(lambda found: move_period(found, period, times, update(body), session.now))


@maintenance.command(
    short_help="Say that the work has begun.",
    epilog=examples(
        "afterword maintenance start",
        'afterword maintenance start disks --at 02:04 -m "Search is read-only from now on."',
        "afterword maintenance start --level search=under_maintenance",
    ),
)
@record_words.argument
@_message
@click.option(
    "-l",
    "--level",
    multiple=True,
    metavar="COMPONENT=LEVEL",
    shell_complete=complete.component_levels,
    show_default="those that were announced",
    help="A component's level during the work; can be repeated.",
)
@edit.at
@edit.edits_a_record
def start(
    *,
    words: tuple[str, ...],
    message: str | None,
    level: tuple[str, ...],
    at: str,
    root: Path,
    now: datetime,
    yes: bool,
    dry_run: bool,
) -> None:
    """Say that the work has begun, and open the windows of the components that it affects."""
    from afterword.cli.level_option import levels_of
    from afterword.editing.maintenance import begin_work
    from afterword.editing.updates import NewUpdate
    from afterword.records.suggested_texts import FIRST_MESSAGES
    from afterword.records.vocabulary import State, UpdateStatus

    record, message, _ = record_words.divided(words, message)
    session = _session(root, now, record, yes=yes, dry_run=dry_run)
    begun = session.moment(at)
    levels = levels_of(session.site, level)

    def update(body: str) -> NewUpdate:
        return NewUpdate(begun, UpdateStatus.IN_PROGRESS, body, levels)

    session.expect(lambda found: begin_work(found, update(""), session.now))
    body = _text(session, message, lambda words: words.gettext(FIRST_MESSAGES[State.IN_PROGRESS]))
    session.apply(lambda found: begin_work(found, update(body), session.now))


@maintenance.command(
    short_help="Say that the work is done.",
    epilog=examples(
        'afterword maintenance finish -m "The new disks are in place."',
        "afterword maintenance finish disks --at 03:40",
        'afterword maintenance finish --all -m "Two nights were enough."',
    ),
)
@record_words.argument
@_message
@click.option(
    "--all",
    "is_all",
    is_flag=True,
    help="The work of later nights is done too: they are no longer announced.",
)
@edit.at
@edit.edits_a_record
def finish(
    *,
    words: tuple[str, ...],
    message: str | None,
    is_all: bool,
    at: str,
    root: Path,
    now: datetime,
    yes: bool,
    dry_run: bool,
) -> None:
    """Say that the work is done, and end its windows.

    If other nights are announced, only the work of this night is done: the update says so, and the record stays open.
    """
    from afterword.editing.maintenance import finish_work
    from afterword.editing.maintenance_texts import finished_text
    from afterword.editing.updates import NewUpdate
    from afterword.records.vocabulary import UpdateStatus

    record, message, _ = record_words.divided(words, message)
    session = _session(root, now, record, yes=yes, dry_run=dry_run)
    ended = session.moment(at)

    def update(body: str) -> NewUpdate:
        return NewUpdate(ended, UpdateStatus.COMPLETED, body)

    session.expect(lambda found: finish_work(found, update(""), session.now, is_all=is_all))
    body = _text(session, message, lambda words: finished_text(words, session.record, ended, is_all=is_all))
    session.apply(lambda found: finish_work(found, update(body), session.now, is_all=is_all))


@maintenance.command(
    short_help="Say that the work will not take place.",
    epilog=examples(
        'afterword maintenance cancel -m "The disks did not arrive. We will announce a new date."',
        "afterword maintenance cancel disks",
    ),
)
@record_words.argument
@_message
@edit.at
@edit.edits_a_record
def cancel(
    *,
    words: tuple[str, ...],
    message: str | None,
    at: str,
    root: Path,
    now: datetime,
    yes: bool,
    dry_run: bool,
) -> None:
    """Say that the work will not take place. The announced time stays, so that calendars show what is cancelled.

    Work that has begun is not cancelled. `afterword maintenance finish --all` completes it without the nights that are
    still ahead.
    """
    from afterword.editing.maintenance import cancel_work
    from afterword.editing.updates import NewUpdate
    from afterword.records.suggested_texts import WORK_CANCELLED
    from afterword.records.vocabulary import UpdateStatus

    record, message, _ = record_words.divided(words, message)
    session = _session(root, now, record, yes=yes, dry_run=dry_run)
    moment = session.moment(at)

    def update(body: str) -> NewUpdate:
        return NewUpdate(moment, UpdateStatus.CANCELLED, body)

    session.expect(lambda found: cancel_work(found, update(""), session.now))
    body = _text(session, message, lambda words: words.gettext(WORK_CANCELLED))
    session.apply(lambda found: cancel_work(found, update(body), session.now))


def _session(root: Path, now: datetime, record: str | None, *, yes: bool, dry_run: bool) -> edit.Session:
    from afterword.records.vocabulary import Kind

    return edit.Session(root, now, record, yes=yes, dry_run=dry_run, kinds=(Kind.MAINTENANCE,))


def _night(session: edit.Session, number: int | None) -> Scheduled:
    from afterword.cli.failure import Failure
    from afterword.editing.changes import RefusedError
    from afterword.editing.maintenance import night_of

    try:
        return night_of(session.record, number, session.now)
    except RefusedError as error:
        raise Failure(str(error)) from None


def _text(session: edit.Session, message: str | None, default: Callable[[Words], str]) -> str:
    """Return the message to customers: by default a standard sentence in the record's language, else ask for it."""
    from afterword.records.fields import Prose
    from afterword.translations.catalogues import has_translations
    from afterword.views.text.words import ENGLISH, words_in

    language = session.language
    if message is None and has_translations(language):
        message = default(words_in(language))
    return session.text(message, Prose, f"Update of {session.record.title}\n{default(ENGLISH)}")
