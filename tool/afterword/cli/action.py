"""`afterword action`: adds action items, closes them, and moves their due dates."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from afterword.cli import complete, edit, record_argument, record_words
from afterword.cli.group import Subcommands, examples

if TYPE_CHECKING:
    from afterword.records.due_date import DueDate

T = TypeVar("T")

_on = click.option(
    "--on",
    metavar="DAY",
    default="today",
    show_default="today",
    help="The day, such as yesterday, -2d or 2026-11-20.",
)


@click.group(
    cls=Subcommands,
    short_help="Add action items, close them, and move their due dates.",
    epilog=examples(
        'afterword action add latest -m "Warm the cache first" --owner team-search --due +14d',
        "afterword action done a1",
        'afterword action move a2 2027-02-01 -m "The new machines come in January."',
    ),
)
def action() -> None:
    """Add action items, close them, and move their due dates.

    ACTION is the id of one, such as a1. ID may be left out if only one record, or only one open record, has an
    unfinished item with that id.
    """


@action.command(
    short_help="Add an action item.",
    epilog=examples(
        'afterword action add "Warm the cache first" --owner team-search --due 2027-01',
        'afterword action add latest -m "Alert on slow searches" --type detect --priority p1 --due +30d',
    ),
)
@record_words.argument
@click.option(
    "-m",
    "--message",
    metavar="TEXT",
    help="What will be done, beginning with a verb; without it, your editor opens.",
)
@click.option(
    "--owner",
    metavar="TEAM",
    shell_complete=complete.owners,
    help="The one team that is responsible.",
)
@click.option("--due", metavar="DATE", help="When it should be done: 2027-01-31, 2027-01, 2027-Q1 or +14d.")
@click.option(
    "--type",
    "type_",
    metavar="TYPE",
    shell_complete=complete.words_of("ActionType"),
    help="What it is meant to achieve, such as prevent or detect.",
)
@click.option(
    "--priority",
    metavar="PRIORITY",
    shell_complete=complete.words_of("Priority"),
    help="How urgent it is, from p0 to p3.",
)
@click.option("--tracker", metavar="TEXT", help="Its number or link in the issue tracker; it is not public.")
@click.option(
    "--addresses", multiple=True, metavar="ID", help="A root cause that it is about; can be repeated."
)
@click.option("--internal", is_flag=True, help="Leave it out of public builds.")
@edit.edits_a_record
def add(
    *,
    words: tuple[str, ...],
    message: str | None,
    owner: str | None,
    due: str | None,
    type_: str | None,
    priority: str | None,
    tracker: str | None,
    addresses: tuple[str, ...],
    internal: bool,
    root: Path,
    now: datetime,
    yes: bool,
    dry_run: bool,
) -> None:
    """Add an action item that is open. Its id is the next one of a1, a2 and so on.

    A word with a space in it is the text, so `-m` can be left out. In a terminal, the owner and the due date are asked
    for if they are missing.
    """
    from afterword.cli.prompts import text_for
    from afterword.editing.actions import NewAction, add_action
    from afterword.records.fields import Line
    from afterword.records.vocabulary import ActionType, Priority

    record, message, _ = record_words.divided(words, message)
    session = edit.Session(root, now, record, yes=yes, dry_run=dry_run)
    causes = tuple(cause.id for cause in session.record.root_causes if cause.id)
    if addresses and not causes:
        raise click.BadParameter(
            "the record has no root cause with an id; add one, or leave this out", param_hint="--addresses"
        )
    about = tuple(session.word(each, causes, "root cause", "--addresses") for each in addresses)
    kind = session.one_of(ActionType, type_, "type", "--type") if type_ else None
    urgency = session.one_of(Priority, priority, "priority", "--priority") if priority else None
    number = _read("--tracker", tracker, text_for(Line)) if tracker else ""
    title = session.text(message, Line, f"Action item of {session.record.title}")
    team = _answer(session, "owner", owner, text_for(Line), "Owner, the one team that is responsible")
    day = _answer(session, "due", due, partial(_due, session), "Due date, such as +14d or 2027-01")
    new = NewAction(title, kind, urgency, team or "", day, number, about, internal)
    session.apply(lambda found: add_action(found, new))


@action.command(
    short_help="Say that an action item is done.",
    epilog=examples("afterword action done a1", "afterword action done a2 search --on yesterday"),
)
@click.argument("action_id", metavar="ACTION", shell_complete=complete.actions)
@record_argument.record
@_on
@edit.edits_a_record
def done(
    *, action_id: str, record: str | None, on: str, root: Path, now: datetime, yes: bool, dry_run: bool
) -> None:
    """Mark an action item as done, with the day."""
    from afterword.editing.actions import finish_action

    session = edit.Session(root, now, record, yes=yes, dry_run=dry_run, action=action_id)
    day = _day(session, on)
    session.apply(lambda found: finish_action(found, action_id, day))


@action.command(
    "wont-do",
    short_help="Say that an action item will not be done.",
    epilog=examples('afterword action wont-do a2 -m "The service is replaced in May."'),
)
@click.argument("action_id", metavar="ACTION", shell_complete=complete.actions)
@record_argument.record
@edit.message
@_on
@edit.edits_a_record
def wont_do(
    *,
    action_id: str,
    record: str | None,
    message: str | None,
    on: str,
    root: Path,
    now: datetime,
    yes: bool,
    dry_run: bool,
) -> None:
    """Close an action item that will not be done, with the reason."""
    from afterword.editing.actions import drop_action
    from afterword.records.fields import Prose

    session = edit.Session(root, now, record, yes=yes, dry_run=dry_run, action=action_id)
    day = _day(session, on)
    session.expect(lambda found: drop_action(found, action_id, day, ""))
    reason = session.text(message, Prose, f"Why {action_id} of {session.record.title} will not be done")
    session.apply(lambda found: drop_action(found, action_id, day, reason))


@action.command(
    short_help="Move the due date of an action item.",
    epilog=examples(
        'afterword action move a1 2027-02-01 -m "The new machines come in January."',
        'afterword action move a1 search +14d -m "It needs a new index first."',
    ),
)
@click.argument("words", nargs=-1, required=True, metavar="ACTION [ID] DATE", shell_complete=complete.actions)
@edit.message
@edit.edits_a_record
def move(
    *, words: tuple[str, ...], message: str | None, root: Path, now: datetime, yes: bool, dry_run: bool
) -> None:
    """Move the due date of an action item, with the reason. Readers see the earlier date too.

    DATE is a day, a month (2027-01), a quarter (2027-Q1), a weekday, or a number of days from today, such as +14d.
    """
    from afterword.editing.actions import move_action
    from afterword.records.fields import Prose

    if not 2 <= len(words) <= 3:
        raise click.UsageError(
            "write the action item and its new date, such as `afterword action move a1 +14d`"
        )
    action_id, *ids, typed = words
    session = edit.Session(root, now, ids[0] if ids else None, yes=yes, dry_run=dry_run, action=action_id)
    due = _read("DATE", typed, partial(_due, session))
    today = session.record.zone.local(now).date()
    session.expect(lambda found: move_action(found, action_id, due, today, ""))
    reason = session.text(message, Prose, f"Why {action_id} of {session.record.title} is due then")
    session.apply(lambda found: move_action(found, action_id, due, today, reason))


def _due(session: edit.Session, typed: str) -> DueDate:
    from afterword.arguments.dates import read_due

    return read_due(typed, session.record.zone, session.now)


def _day(session: edit.Session, typed: str) -> date:
    from afterword.arguments.dates import read_past_day

    return _read("--on", typed, lambda text: read_past_day(text, session.record.zone, session.now))


def _answer(
    session: edit.Session, key: str, given: str | None, read: Callable[[str], T], question: str
) -> T | None:
    """Return the value of an option; ask for it if the check would miss it. An answer may be empty."""
    from afterword.checks.key_paths import declared_unknown

    if given is not None:
        return _read(f"--{key}", given, read)
    if not _can_ask() or declared_unknown(session.record, f"action_items.{key}"):
        return None

    def read_answer(text: str) -> T | None:
        try:
            return read(text) if text.strip() else None
        except ValueError as error:
            raise click.UsageError(str(error)) from None

    answer: T | None = click.prompt(question, default="", show_default=False, value_proc=read_answer)
    return answer


def _can_ask() -> bool:
    return sys.stdin.isatty() and sys.stdout.isatty()


def _read(option: str, typed: str, read: Callable[[str], T]) -> T:
    try:
        return read(typed)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint=option) from None
