"""`afterword next-change`: prints when to build the site again."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from afterword.cli import options
from afterword.cli.failure import user_errors
from afterword.cli.group import examples

if TYPE_CHECKING:
    from afterword.app.next_change import Change
    from afterword.views.audience import Audience


@click.command(
    name="next-change",
    epilog=examples(
        "afterword next-change",
        "afterword next-change --why",
    ),
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="Output format.",
)
@click.option("--why", is_flag=True, help="Also print the reasons, one per line; `json` always has them.")
@options.root
@options.now
@options.audience
def next_change(form: str, why: bool, root: Path, now: datetime, audience: Audience | None) -> None:
    """Print the next time, in UTC, at which the built pages become out of date without any file changing.

    It is a time from a record, or the midnight at which the next day begins. Nothing is built.
    """
    from afterword.app import next_change
    from afterword.app.read_site import site_root
    from afterword.views.audience import Audience

    with user_errors():
        change = next_change.next_change(site_root(root), now, audience or Audience.PUBLIC)
    if form == "json":
        click.echo(_as_json(change, now))
        return
    click.echo(_in_utc(change.at))
    for record, field in change.reasons if why else ():
        click.echo(f"{record}: {field}" if record else "a new day begins")


def _as_json(change: Change, now: datetime) -> str:
    return json.dumps(
        {
            "at": _in_utc(change.at),
            "seconds": int((change.at - now).total_seconds()),
            "because": [{"record": record or None, "field": field} for record, field in change.reasons],
        }
    )


def _in_utc(instant: datetime) -> str:
    return f"{instant:%Y-%m-%dT%H:%M:%SZ}"
