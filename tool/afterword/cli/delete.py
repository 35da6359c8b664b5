"""`afterword delete`: deletes a record."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import click

from afterword.cli import complete, edit
from afterword.cli.failure import Failure, user_errors
from afterword.cli.group import examples
from afterword.cli.site_session import ask

_NOT_KEPT = ("! No commit has all of it, so it could not be brought back.",)


@click.command(
    short_help="Delete a record and its attachments.",
    epilog=examples("afterword delete search-is-slow"),
)
@click.argument("record", metavar="ID", shell_complete=complete.records)
@edit.edits_a_record
def delete(*, record: str, root: Path, now: datetime, yes: bool, dry_run: bool) -> None:
    """Delete a record, its folder of attachments, and the relations of other records to it.

    If the record was published, readers would lose its page, and its windows would no longer count; `afterword hide` is
    then the better choice. To delete it all the same, type its id when you are asked, or add --yes.
    """
    from functools import partial

    from afterword.app.delete_record import delete_record, is_in_git
    from afterword.app.judge_edit import numbers_without
    from afterword.app.was_published import publication_of

    session = edit.Session(root, now, record, yes=yes, dry_run=dry_run)
    found, site = session.record, session.site
    with user_errors():
        edited = delete_record(session.root, session.path, site)
        published = publication_of(session.root, session.path, found, site, now)
        moved = numbers_without(session.root, found, site, now) if published and found.windows else ()
    if not published:
        kept = is_in_git(session.root, session.path)
        question = partial(ask, "Delete it?", default=False)
        session.finish(edited, notes=() if kept else _NOT_KEPT, confirm=None if kept else question)
        return
    session.finish(edited, notes=_losses(found.id, published, moved), confirm=lambda: _ask_for(found.id))


def _losses(record_id: str, published: str, moved: tuple[str, ...]) -> Iterator[str]:
    yield f"! It was published ({published}). Links to its page would lead nowhere, and feeds and calendars lose it."
    if moved:
        yield f"! Its windows would no longer count: {'; '.join(moved)}."
    yield (
        f"`afterword hide {record_id}` leaves it out of public builds and keeps the file; for another record about the "
        f"same incident, `afterword merge` keeps its address."
    )


def _ask_for(record_id: str) -> None:
    """Ask for the id, which nobody types by accident. Raises Failure for anything else."""
    if not sys.stdin.isatty():
        raise Failure(
            "nothing was deleted: without a terminal there is no way to confirm it; add --yes to delete it"
        )
    if click.prompt("Type its id to delete it", default="", show_default=False).strip() != record_id:
        raise Failure("nothing was deleted")
