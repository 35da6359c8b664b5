"""`afterword reopen`: opens a record again that was over."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from afterword.cli import complete, edit, record_words
from afterword.cli.group import examples
from afterword.cli.level_option import levels_of


@click.command(
    short_help="Reopen a record that was over.",
    epilog=examples(
        'afterword reopen "Searches are slow again."',
        'afterword reopen latest -m "The fix did not help." --continued',
    ),
)
@record_words.with_levels
@edit.message
@click.option(
    "-l",
    "--level",
    multiple=True,
    metavar="COMPONENT=LEVEL",
    shell_complete=complete.component_levels,
    help="A component's level from now on; can be repeated.",
    show_default="as in the windows that ended last",
)
@click.option(
    "--continued", is_flag=True, help="It was never over: remove the ends of the windows that ended last."
)
@edit.at
@edit.edits_a_record
def reopen(
    *,
    words: tuple[str, ...],
    message: str | None,
    level: tuple[str, ...],
    continued: bool,
    at: str,
    root: Path,
    now: datetime,
    yes: bool,
    dry_run: bool,
) -> None:
    """Reopen a record: add an update, and begin new windows.

    ID defaults to the latest record. A word with a space in it is the text, so `-m` can be left out.
    """
    from afterword.editing import resolving
    from afterword.records.fields import Prose

    record, message, levels_typed = record_words.divided(words, message, levels_of=root)
    if (levels_typed or level) and continued:
        raise click.UsageError(
            "--level begins new windows, and --continued lets the old ones go on; use one of them"
        )
    session = edit.Session(root, now, record or "latest", yes=yes, dry_run=dry_run)
    moment = session.moment(at)
    levels = levels_of(session.site, level, levels_typed)
    body = session.text(message, Prose, f"Update of {session.record.title}, which is open again")
    session.apply(
        lambda found: resolving.reopen(found, moment, body, session.now, levels=levels, continued=continued),
        may_reopen=True,
    )
