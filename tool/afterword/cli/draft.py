"""`afterword draft`: begins the post-mortem of a record."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from afterword.cli import edit, record_argument
from afterword.cli.group import examples

_ONLY_QUESTIONS = """\
Parts of the post-mortem are public already. A draft would hide them, so only questions are added, as comments.
Once they are answered, `afterword publish --to published` with the id of the record publishes it."""


@click.command(
    short_help="Begin the post-mortem of a record.",
    epilog=examples("afterword draft latest", "afterword draft search --dry-run"),
)
@record_argument.record
@edit.edits_a_record
def draft(*, record: str | None, root: Path, now: datetime, yes: bool, dry_run: bool) -> None:
    """Begin a post-mortem from what the record knows, as a draft that no public page shows.

    A record without a timeline gets one from its windows, milestones and updates; a second draft adds what has happened
    since the last event. The questions that a good review asks
    and that the record does not answer are added as comments, with the commits of its file at its end. Nothing that was
    typed is changed. If parts of the post-mortem are already public, only the questions are added, because a draft
    would hide these parts. ID defaults to the latest record.
    """
    from afterword.editing.drafting import begin_post_mortem, has_public_parts
    from afterword.editing.question_comments import Asked, with_questions
    from afterword.review.questions import open_questions
    from afterword.source.git_history import commits_of

    session = edit.Session(root, now, record or "latest", yes=yes, dry_run=dry_run)
    asked = [Asked(each.key, each.text, each.entry) for each in open_questions(session.record)]
    commits = [f"{time}  {subject}" for time, subject in commits_of(session.root, session.path)]
    notes = ["Commits of this file, which may help with the timeline:", *commits] if commits else []
    edited = session.edited(
        lambda found: begin_post_mortem(found, session.site), lambda text: with_questions(text, asked, notes)
    )
    session.finish(edited, notes=(_ONLY_QUESTIONS,) if has_public_parts(session.record) else ())
