"""`afterword comment`: writes a comparison into one comment on a pull request."""

from __future__ import annotations

import os
from pathlib import Path

import click

from afterword.cli.console import say
from afterword.cli.failure import Failure, user_errors
from afterword.cli.group import examples

_SIZE_LIMIT = 2_000_000


@click.command(
    epilog=examples(
        "afterword comment review.md",
    ),
)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def comment(file: Path) -> None:
    """Write the comparison in FILE, from `afterword diff --format markdown`, into one comment on a pull request.

    Run it in a GitHub Actions job for a pull request (`pull_request` or `workflow_run`), with GITHUB_TOKEN, or in a
    GitLab job for a merge request, with AFTERWORD_TOKEN. Later runs edit the comment. If nothing differs, none is
    written.

    Exit status: 0 the comment is up to date, is not needed, or may not be written by this run; 2 the command could not
    run.
    """
    from afterword.app.code_hosts import thread_of
    from afterword.app.commenting import keep_comment
    from afterword.app.errors import UserError
    from afterword.app.json_api import ApiError
    from afterword.report.comment import Comment

    with user_errors(), file.open("rb") as opened:
        text = opened.read(_SIZE_LIMIT).decode("utf-8", "replace")
    try:
        found = Comment.of(text)
    except ValueError as problem:
        raise Failure(f"{file} is not a comparison: {problem}") from None
    try:
        outcome = keep_comment(found, thread_of(os.environ))
    except UserError as reason:
        say(f"No comment: {reason}")
    except ApiError as problem:
        if not problem.is_not_allowed:
            raise Failure(f"the comment could not be written: {problem}") from None
        say("No comment: the token may not write one, as is usual for a pull request from a fork")
        click.echo(str(problem), err=True)
    else:
        say(outcome[:1].upper() + outcome[1:])
