"""`afterword review`: prints the questions about a record that are open."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from afterword.cli import edit, options, record_argument
from afterword.cli.console import wants_colour
from afterword.cli.group import examples
from afterword.cli.view_output import write_json


@click.command(
    short_help="Print the open questions about a record.",
    epilog=examples("afterword review latest", "afterword review search --json"),
)
@record_argument.record
@click.option("--json", "as_json", is_flag=True, help="Print the questions as JSON.")
@options.root
@options.now
def review(*, record: str | None, as_json: bool, root: Path, now: datetime) -> None:
    """Print the questions that a good review asks and that the record does not answer, each with an example.

    What `unknowns` lists counts as answered. What rules find is reported by `afterword check`. ID defaults to the
    latest record.

    Exit status: 0 whether or not there are questions, 2 the command could not run.
    """
    from afterword.report.printable import safe
    from afterword.review.questions import open_questions

    session = edit.Session(root, now, record or "latest", yes=False, dry_run=True)
    found = open_questions(session.record)
    if as_json:
        asked = [each._asdict() for each in found]
        write_json({"record": session.record.id, "questions": asked})
        return
    state = (
        session.record.post_mortem.status.value.replace("_", " ")
        if session.record.post_mortem
        else "no post-mortem"
    )
    click.echo(f"{safe(session.record.id)}  {safe(session.record.title)} ({state})\n")
    for each in found:
        click.echo(f"  ? {each.text}\n    {click.style(each.example, dim=True)}", color=wants_colour())
    number = f"{len(found)} open question{'' if len(found) == 1 else 's'}"
    click.echo(f"\n{number}." if found else "  No question is open.")
