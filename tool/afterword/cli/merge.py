"""`afterword merge`: joins two records about the same incident."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from afterword.cli import complete, edit
from afterword.cli.failure import user_errors
from afterword.cli.group import examples
from afterword.cli.record_argument import chosen_record

if TYPE_CHECKING:
    from afterword.app.merge_two import Merge


_NOTE = "This record now includes what another record said about the same incident."


@click.command(
    short_help="Join two records about the same incident.",
    epilog=examples("afterword merge search-is-slow searches-time-out"),
)
@click.argument("record", metavar="ID", shell_complete=complete.records)
@click.argument("other", metavar="OTHER", shell_complete=complete.records)
@click.option(
    "-m",
    "--message",
    metavar="TEXT",
    show_default="a standard sentence",
    help="The correction of the record, if it is over and was published.",
)
@edit.edits_a_record
def merge(
    *, record: str, other: str, message: str | None, root: Path, now: datetime, yes: bool, dry_run: bool
) -> None:
    """Move the content of the record OTHER into the record ID, and delete the file of OTHER.

    Ids that both use are changed. Windows of a component that overlap are joined; with different levels, the worse one
    counts for the time that both have. What cannot be joined, such as a second title, is listed and kept under
    `internal`. If only OTHER was published, its address leads to the record. If both were, OTHER stays with its
    updates, as a duplicate: feeds and other sites have its entries.
    """
    from afterword.app.merge_two import merge_two
    from afterword.records.fields import Prose

    session = edit.Session(root, now, record, yes=yes, dry_run=dry_run)
    note = session.text(message or _NOTE, Prose, "")
    with user_errors():
        other_path = chosen_record(session.root, session.site, now, other).path
        paths = session.path, other_path
        found = merge_two(session.root, paths, session.site, now, note)
    warnings = session.judged(found.records, found.edited)
    session.finish(found.edited, found=warnings, notes=_notes(found))


def _notes(found: Merge) -> Iterator[str]:
    if found.left:
        keys = ", ".join(f"`{each}`" for each in found.left)
        yield f"! The records differ in {keys}: the values of the other record are kept under `internal.merged`."
    if found.stays:
        yield "! Both were published, so the other record stays as a page of its own, with its updates."
