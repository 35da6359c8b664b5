"""`afterword level`: changes the levels of components."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from afterword.cli import complete, edit
from afterword.cli.group import examples
from afterword.cli.level_option import levels_of, pairs_and_id


@click.command(
    short_help="Change the levels of components.",
    epilog=examples(
        "afterword level search=degraded",
        "afterword level api=operational search=partial_outage 11-20 --at 14:05",
    ),
)
@click.argument(
    "words",
    nargs=-1,
    required=True,
    metavar="COMPONENT=LEVEL... [ID]",
    shell_complete=complete.component_levels_or_record,
)
@edit.at
@edit.edits_a_record
def level(*, words: tuple[str, ...], at: str, root: Path, now: datetime, yes: bool, dry_run: bool) -> None:
    """Change the levels of components without an update: their windows end, and new ones begin.

    The level `operational` ends the windows of a component and begins none; a window that begins at the same time is
    removed. `afterword update --level` also publishes
    an update.
    """
    from afterword.editing.windows import set_levels

    pairs, record = pairs_and_id(words)
    session = edit.Session(root, now, record, yes=yes, dry_run=dry_run)
    levels = levels_of(session.site, (), pairs)
    moment = session.moment(at)
    session.apply(lambda found: set_levels(found, levels, moment))
