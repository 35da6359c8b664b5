"""`afterword update`: adds an update to a record."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from afterword.cli import complete, edit, record_words
from afterword.cli.group import examples
from afterword.cli.level_option import levels_of

if TYPE_CHECKING:
    from afterword.editing.changes import Change
    from afterword.records.record import Record


@click.command(
    short_help="Add an update to a record.",
    epilog=examples(
        'afterword update "Many searches fail. We are looking into it."',
        'afterword update "The API is affected too." api=degraded --next 30m',
        'afterword update search -m "A fix is being rolled out." --status monitoring',
    ),
)
@record_words.with_levels
@edit.message
@click.option(
    "-s",
    "--status",
    metavar="STATE",
    shell_complete=complete.statuses,
    help="The state from now on.",
    show_default="unchanged",
)
@click.option(
    "-l",
    "--level",
    multiple=True,
    metavar="COMPONENT=LEVEL",
    shell_complete=complete.component_levels,
    help="A component's level from now on; can be repeated.",
)
@click.option(
    "--next", "following", metavar="TIME", help="When the next update is promised, such as 30m or 15:00."
)
@edit.at
@edit.attach
@edit.edits_a_record
def update(
    *,
    words: tuple[str, ...],
    message: str | None,
    status: str | None,
    level: tuple[str, ...],
    following: str | None,
    at: str,
    attach: tuple[Path, ...],
    root: Path,
    now: datetime,
    yes: bool,
    dry_run: bool,
) -> None:
    """Add an update: a message to the public, with the state and the levels from then on.

    ID may be left out while only one record is open; it is needed for a notice, and for maintenance that has not begun.
    A word with a space in it is the text, so `-m` can be left out. If the level of a component changes, its windows
    end, and one with the new level begins. A record that is over stays so: `afterword reopen` opens it again.
    """
    from afterword.editing.maintenance import refuse_contradiction
    from afterword.editing.updates import (
        NewUpdate,
        add_update,
        allowed_statuses,
        refuse_promise_after_the_end,
        unchanged_status,
    )
    from afterword.editing.windows import set_levels
    from afterword.records.fields import Prose
    from afterword.records.vocabulary import UpdateStatus

    record, message, levels_typed = record_words.divided(words, message, levels_of=root)
    session = edit.Session(root, now, record, yes=yes, dry_run=dry_run)
    moment = session.moment(at)
    levels = levels_of(session.site, level, levels_typed)
    state = unchanged_status(session.record, moment, session.now)
    if status:
        known = tuple(each.value for each in allowed_statuses(session.record.kind))
        where = f"for {session.record.id}, which is of the kind `{session.record.kind}`"
        state = UpdateStatus(session.word(status, known, "status", "--status", where=where))
    promised = session.end(following, moment, "--next", ahead=True)

    def changes(found: Record, body: str) -> tuple[Change, ...]:
        refuse_contradiction(found, state, moment, session.now)
        new = NewUpdate(moment, state, body, levels, promised)
        refuse_promise_after_the_end(found, new)
        return (*add_update(found, new), *set_levels(found, levels, moment))

    session.expect(lambda found: changes(found, ""))
    body = session.text(message, Prose, f"Update of {session.record.title}\nStatus: {state}")
    remarks = _on_another_day(promised, session) if promised else ()
    session.apply(lambda found: changes(found, body), attached=attach, remarks=remarks)


def _on_another_day(promised: datetime, session: edit.Session) -> tuple[str, ...]:
    """Say on which day the next update is promised, unless it is today: a clock time that has passed is tomorrow's."""
    from afterword.arguments.moments import shown_back

    zone = session.record.zone
    if zone.local(promised).date() == zone.local(session.now).date():
        return ()
    return (f"The next update is promised for {shown_back(promised, zone, session.now)}.",)
