"""The argument `ID` of commands about one record: which one is meant, and what is asked if that is not clear."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from afterword.cli import complete
from afterword.cli.failure import Failure
from afterword.cli.unquoted_time import quotes_for

if TYPE_CHECKING:
    from collections.abc import Collection

    from afterword.arguments.record_choice import RecordChoice, RecordRow
    from afterword.records.site import Site
    from afterword.records.vocabulary import Kind

F = TypeVar("F", bound=Callable[..., Any])

record: Callable[[F], F] = click.argument(
    "record", metavar="[ID]", required=False, shell_complete=complete.records
)

_MAX_LISTED = 10


def chosen_record(
    root: Path,
    site: Site,
    now: datetime,
    typed: str | None,
    *,
    kinds: Collection[Kind] = (),
    action: str = "",
    to_show: bool = False,
) -> RecordRow:
    """Return the record that is meant; in a terminal, ask if there are several.

    The open and the latest record are looked for among those of certain `kinds`, if any are given. If nothing is typed,
    it is the one that has the unfinished `action` item, if one is given, and one `to_show` may be over. Raises Failure
    if there is none, or if there are several and no one can be asked.
    """
    from afterword.app.find_record import find_record
    from afterword.report.progress import progress_bar

    with progress_bar("Reading records") as progress:
        choice = find_record(
            root, site, now, typed, kinds=kinds, action=action, to_show=to_show, progress=progress
        )
    return resolved(choice, typed)


def resolved(choice: RecordChoice, typed: str | None = None) -> RecordRow:
    """Return the record that was chosen; in a terminal, ask if there are several.

    What was `typed` may be no id at all: a text, or a level. Raises Failure if there is none, or if there are several
    and no one can be asked.
    """
    from afterword.arguments.record_choice import NoRecord, OneRecord

    if typed and not isinstance(choice, NoRecord) and (hint := quotes_for(typed)):
        raise click.UsageError(hint)  # `est` is in many an id
    while not isinstance(choice, OneRecord):
        if isinstance(choice, NoRecord):
            raise Failure(choice.reason).with_hint(_meant_otherwise(typed or ""))
        if not _can_ask():
            raise Failure(_several(choice.rows, choice.reason, typed))
        choice = _asked(choice.rows, choice.reason)
    if choice.note:
        click.echo(f"afterword: {choice.note}", err=True)
    return choice.row


def _meant_otherwise(typed: str) -> str:
    """Say how to write what was typed in the place of an id, if it looks like a time, a text or a level, or nothing."""
    from afterword.records.error_messages import shown

    if hint := quotes_for(typed):
        return f"{hint[0].upper()}{hint[1:]}"
    context = click.get_current_context(silent=True)
    taken = {each.name for each in context.command.params} if context else set()
    has_text = context is not None and (
        context.params.get("message") is not None
        or any(" " in word for word in context.params.get("words") or ())
    )
    if "=" in typed and "level" in taken:
        return f"A level is changed with `--level {shown(typed)}`"
    if " " in typed.strip() and "message" in taken:
        return f'A text is written after -m: `-m "{shown(typed)}"`'
    if {"words", "message"} <= taken and not has_text and typed.strip(".!?").isalpha():
        return f'A text of one word is written after -m: `-m "{shown(typed)}"`'
    return ""


def _can_ask() -> bool:
    return sys.stdin.isatty() and sys.stderr.isatty()


def _several(rows: Sequence[RecordRow], reason: str, typed: str | None) -> str:
    listed = "".join(f"\n  {line}" for line in _lines(rows, numbered=False))
    part = "a longer part of one id" if typed else "one id or a part of it"
    what = "its id if you mean it," if len(rows) == 1 else f"{part}, such as"
    return f"{reason}; write {what} `{_example(rows)}`:{listed}"


def _example(rows: Sequence[RecordRow]) -> str:
    return rows[0].path if any(row.id == rows[0].id for row in rows[1:]) else rows[0].id


def _asked(rows: Sequence[RecordRow], reason: str) -> RecordChoice:
    """Ask which of several records is meant: the answer is the number in the list, or a longer part of the id."""
    from afterword.arguments.record_choice import NoRecord, OneRecord, choose_record

    click.echo(f"{reason[0].upper()}{reason[1:]}:", err=True)
    for line in _lines(rows, numbered=True):
        click.echo(f"  {line}", err=True)
    while True:
        answer = click.prompt("Which one (its number, or a longer part of its id)", err=True).strip()
        if answer.isdecimal() and 1 <= int(answer) <= min(len(rows), _MAX_LISTED):
            return OneRecord(rows[int(answer) - 1])
        choice = choose_record(answer, rows)
        if not isinstance(choice, NoRecord):
            return choice
        click.echo(f"None of them has `{answer}` in its id; write a number from the list.", err=True)


def _lines(rows: Sequence[RecordRow], *, numbered: bool) -> list[str]:
    """Return a line for each of the first records: its id, or its path if others have the same, and its title."""
    from afterword.report.printable import safe

    shown = rows[:_MAX_LISTED]
    ids = [row.id for row in rows]
    names = [safe(row.path if ids.count(row.id) > 1 else row.id) for row in shown]
    width = max(map(len, names))
    lines = [
        f"{f'{number:>2}  ' if numbered else ''}{name:<{width}}  {'open  ' if row.is_open else ''}{safe(row.title)}"
        for number, (name, row) in enumerate(zip(names, shown, strict=True), start=1)
    ]
    more = len(rows) - len(shown)
    return [*lines, f"and {more:,} more"] if more else lines
