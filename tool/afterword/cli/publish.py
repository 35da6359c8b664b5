"""`afterword publish`: takes a post-mortem to its next state."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from afterword.cli import edit, record_argument
from afterword.cli.console import say
from afterword.cli.failure import Failure, user_errors
from afterword.cli.group import examples


@click.command(
    short_help="Move a post-mortem to review, or publish it.",
    epilog=examples(
        "afterword publish search",
        "afterword publish search --to published",
    ),
)
@record_argument.record
@click.option(
    "--to",
    type=click.Choice(["draft", "in_review", "published"]),
    show_default="the next one",
    help="The new state.",
)
@edit.edits_a_record
def publish(
    *, record: str | None, to: str | None, root: Path, now: datetime, yes: bool, dry_run: bool
) -> None:
    """Move a post-mortem to its next state: from draft to review, or from review to publication.

    The record is checked as it will be, and errors stop the command. On publication, `published` is set to the current
    day. ID defaults to the record whose post-mortem is not published yet.
    """
    from afterword.app.judge_edit import findings_in
    from afterword.cli.show_findings import show_text
    from afterword.diagnostics import has_errors
    from afterword.editing.publishing import next_status, set_status
    from afterword.editing.suggested_command import suggested
    from afterword.records.vocabulary import PostMortemStatus

    session = edit.Session(root, now, record or _unfinished(root), yes=yes, dry_run=dry_run)
    today = session.record.zone.local(now).date()
    edited = session.edited(
        lambda found: set_status(found, PostMortemStatus(to) if to else next_status(found), today)
    )
    with user_errors():
        found = findings_in(session.root, edited, now)
    if has_errors(found.findings) and to != PostMortemStatus.DRAFT:
        show_text(found)
        raise Failure(f"nothing was written: correct the errors in {session.path} first")
    session.finish(edited, found=found)
    report = edited.after.post_mortem
    if not dry_run and report and report.status is PostMortemStatus.IN_REVIEW:
        say(f"It is in review now: {suggested('publish', edited.after.id)} publishes it.")


def _unfinished(root: Path) -> str:
    """Return the path of the record whose post-mortem is not published yet; in a terminal, ask if there are several.

    Raises Failure if there is none, or if there are several and no one can be asked.
    """
    from afterword.app.find_mentions import unfinished_post_mortems
    from afterword.app.read_site import read_site, site_root
    from afterword.arguments.record_choice import NoRecord, SeveralRecords

    with user_errors():
        folder = site_root(root)
        rows = unfinished_post_mortems(folder, read_site(folder))
    if len(rows) == 1:
        return rows[0].path
    reason = f"{len(rows)} post-mortems are not published yet"
    none = "no post-mortem is a draft or in review; name a record, such as `afterword publish latest`"
    return record_argument.resolved(SeveralRecords(rows, reason) if rows else NoRecord(none)).path
