"""`afterword window`: opens, closes and changes windows, one for each component and level."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from afterword.cli import complete, edit, record_argument
from afterword.cli.group import Subcommands, examples
from afterword.cli.level_option import levels_of, pairs_and_id


def _refuse_swapped(which: str, record: str | None, command: str) -> None:
    """Raise a usage error if the record is in the place of the window: other commands take it first."""
    from afterword.arguments.record_choice import LATEST, OPEN, id_in
    from afterword.records.error_messages import DAY_OF_ID

    if record and (which in (LATEST, OPEN) or DAY_OF_ID.match(id_in(which))):
        raise click.UsageError(
            f"`{which}` is a record; the window comes first: `afterword window {command} {record} {which}`"
        )


@click.group(
    cls=Subcommands,
    short_help="Open, close or change a window.",
    epilog=examples(
        "afterword window open search=degraded --start 14:05 --scope Europe",
        "afterword window close search --end -5m",
        "afterword window set search --start 13:50",
    ),
)
def window() -> None:
    """Open, close or change a window: a period in which a component was at a level.

    Every number is computed from windows. WINDOW is the id of a window, its component, or its number in the record.
    """


@window.command("open", short_help="Add a window.")
@click.argument(
    "words",
    nargs=-1,
    required=True,
    metavar="COMPONENT=LEVEL... [ID]",
    shell_complete=complete.component_levels_or_record,
)
@click.option(
    "--start", "--at", "start", metavar="TIME", default="now", show_default="now", help="When it began."
)
@click.option(
    "--end",
    metavar="TIME",
    help="When it ended, or a duration such as 2h; without it, the window stays open.",
)
@click.option(
    "--scope", multiple=True, metavar="TEXT", help="Which region, version or customers; can be repeated."
)
@click.option("--label", metavar="TEXT", help="A few words for the chart.")
@click.option("--note", metavar="TEXT", help="What a reader should know about it.")
@edit.edits_a_record
def open_(
    *,
    words: tuple[str, ...],
    start: str,
    end: str | None,
    scope: tuple[str, ...],
    label: str | None,
    note: str | None,
    root: Path,
    now: datetime,
    yes: bool,
    dry_run: bool,
) -> None:
    """Add a window for each component that is named, regardless of other windows."""
    from afterword.editing.windows import NewWindow, open_window

    pairs, record = pairs_and_id(words)
    session = edit.Session(root, now, record, yes=yes, dry_run=dry_run)
    begin = session.moment(start, "--start")
    finish = session.end(end, begin, "--end")
    levels = levels_of(session.site, (), pairs)
    components: dict[str, list[str]] = {}
    for component, level in levels.items():
        components.setdefault(level, []).append(component)
    new = [
        NewWindow(tuple(named), level, begin, finish, scope, label or "", note or "")
        for level, named in components.items()
    ]
    session.apply(lambda found: [change for each in reversed(new) for change in open_window(found, each)])


@window.command("close", short_help="End a window.")
@click.argument("which", metavar="WINDOW", shell_complete=complete.components)
@record_argument.record
@click.option(
    "--end", "--at", "end", metavar="TIME", default="now", show_default="now", help="When it ended."
)
@edit.edits_a_record
def close(
    *, which: str, record: str | None, end: str, root: Path, now: datetime, yes: bool, dry_run: bool
) -> None:
    """End a window that is open."""
    from afterword.editing.window_choice import find_window
    from afterword.editing.windows import set_window

    _refuse_swapped(which, record, "close")
    session = edit.Session(root, now, record, yes=yes, dry_run=dry_run)
    finish = session.moment(end, "--end", is_end=True)
    session.apply(lambda found: set_window(found, find_window(found, which, is_open=True), end=finish))


@window.command("set", short_help="Change a window.")
@click.argument("which", metavar="WINDOW", shell_complete=complete.components)
@record_argument.record
@click.option("--level", metavar="LEVEL", shell_complete=complete.levels, help="Another level.")
@click.option("--start", metavar="TIME", help="Another start.")
@click.option("--end", metavar="TIME", help="Another end, or a duration such as 2h.")
@edit.edits_a_record
def set_(
    *,
    which: str,
    record: str | None,
    level: str | None,
    start: str | None,
    end: str | None,
    root: Path,
    now: datetime,
    yes: bool,
    dry_run: bool,
) -> None:
    """Change the level, the start or the end of a window."""
    from afterword.app.errors import UserError
    from afterword.cli.failure import Failure
    from afterword.cli.level_option import level_of
    from afterword.editing.changes import RefusedError
    from afterword.editing.window_choice import find_window
    from afterword.editing.windows import set_window

    if not (level or start or end):
        raise click.UsageError("nothing to change: give --level, --start or --end")
    _refuse_swapped(which, record, "set")
    session = edit.Session(root, now, record, yes=yes, dry_run=dry_run)
    try:
        index = find_window(session.record, which)
    except (RefusedError, UserError) as error:
        raise Failure(str(error)) from None
    begin = session.moment(start, "--start") if start else None
    finish = session.end(end, begin or session.record.windows[index].start, "--end")
    new_level = level_of(session.site, level) if level else ""
    session.apply(lambda found: set_window(found, index, level=new_level, start=begin, end=finish))
