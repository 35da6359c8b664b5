"""`afterword rename`: gives a record another id."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from afterword.cli import complete, edit
from afterword.cli.failure import user_errors
from afterword.cli.group import examples


@click.command(
    short_help="Give a record another id.",
    epilog=examples(
        "afterword rename search-is-down api-is-down",
        "afterword rename search-is-down 2026-11-19-api-is-down",
    ),
)
@click.argument("record", metavar="ID", shell_complete=complete.records)
@click.argument("new_id", metavar="NEW-ID")
@edit.edits_a_record
def rename(*, record: str, new_id: str, root: Path, now: datetime, yes: bool, dry_run: bool) -> None:
    """Rename a record and its folder of attachments. Its former address leads to the new one.

    NEW-ID may be the words of the id alone; the day then stays. References in other records are changed; published
    texts stay as they are.
    """
    from afterword.app.rename_record import checked_id, rename_record

    session = edit.Session(root, now, record, yes=yes, dry_run=dry_run)
    try:
        wanted = checked_id(new_id, session.record.id[:10], session.language)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="NEW-ID") from None
    with user_errors():
        edited = rename_record(session.root, session.path, session.site, wanted, now)
    session.finish(edited)
