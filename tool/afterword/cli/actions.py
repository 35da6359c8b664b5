"""`afterword actions`: lists the open action items of all records."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from afterword.cli import complete, options, view_output
from afterword.cli.failure import Failure, user_errors
from afterword.cli.group import examples

if TYPE_CHECKING:
    from afterword.views.audience import Audience


@click.command(
    epilog=examples(
        "afterword actions",
        "afterword actions --overdue --owner team-search",
        "afterword actions --due-within 14d",
    ),
)
@click.option("--overdue", "is_overdue", is_flag=True, help="Only those whose due date has passed.")
@click.option(
    "--owner",
    "owners",
    multiple=True,
    shell_complete=complete.owners,
    metavar="NAME",
    help="Only those of this owner; can be repeated.",
)
@click.option(
    "--due-within", metavar="TIME", help="Only those that are due within this time, such as 14d, or overdue."
)
@view_output.view_options(options.audience_of_team)
def actions(
    *,
    is_overdue: bool,
    owners: tuple[str, ...],
    due_within: str | None,
    as_json: bool,
    root: Path,
    now: datetime,
    audience: Audience | None,
) -> None:
    """List the open action items of all records, the earliest due date first.

    In a terminal, the output is a table; elsewhere, it is a line of tab-separated values for each item: last day,
    state, priority, owner, `record#item`, visibility, title.

    Exit status: 0 success, 1 some files cannot be read as records and are missing, 2 the command could not run.
    """
    from afterword.app.action_list import ActionFilter, action_list, listed_action
    from afterword.app.overview import look_at
    from afterword.app.read_site import site_root
    from afterword.report.progress import progress_bar
    from afterword.views.audience import Audience

    chosen = ActionFilter(is_overdue, frozenset(each.casefold() for each in owners), _within(due_within))
    with user_errors(), progress_bar("Reading records") as progress:
        found = look_at(
            site_root(root),
            now,
            audience or Audience.INTERNAL,
            lambda overview: action_list(overview, chosen),
            progress,
        )
    _refuse_unknown(owners, found.owners)
    if as_json:
        from afterword.formats.view_data import actions_file

        view_output.write_json(actions_file(found.context, found.items, found.broken))
    elif view_output.is_terminal():
        from afterword.report.actions_text import actions_blocks

        rows = [*map(listed_action, found.items)]
        view_output.write_blocks(actions_blocks(rows, view_output.width()))
    else:
        from afterword.formats.view_data import action_rows

        view_output.write_rows(action_rows(found.items))
    view_output.warn_of_broken(found.broken)
    view_output.exit_with(found.broken)


def _refuse_unknown(owners: tuple[str, ...], known: tuple[str, ...]) -> None:
    """Refuse the name of an owner that is probably mistyped; one who has nothing left to do has no items."""
    from afterword.records.error_messages import nearest

    named = {each.casefold() for each in known}
    for each in owners:
        similar = nearest(each, known) if each.casefold() not in named else ""
        if similar:
            raise Failure(f"no open action item has the owner `{each}`; did you mean `{similar}`?")


def _within(text: str | None) -> timedelta | None:
    from afterword.arguments.durations import read_duration

    try:
        return None if text is None else read_duration(text)
    except ValueError as problem:
        raise Failure(f"--due-within: {problem}") from None
