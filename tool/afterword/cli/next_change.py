"""`afterword next-change`: says when to build again."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from afterword.cli import options
from afterword.cli.failure import telling

if TYPE_CHECKING:
    from afterword.app.next_change import Change
    from afterword.views.audience import Audience


@click.command(name="next-change")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How it is told.",
)
@click.option("--why", is_flag=True, help="Tell the reasons too, a line each; `json` always has them.")
@options.root
@options.now
@options.audience
def next_change(form: str, why: bool, root: Path, now: datetime, audience: Audience | None) -> None:
    """Print the next instant, in UTC, at which the built pages would change although no file does.

    It is an instant of a record, or the midnight at which the next day begins. Nothing is built.
    """
    from afterword.app import next_change
    from afterword.app.read_site import site_root
    from afterword.views.audience import Audience

    with telling():
        change = next_change.next_change(site_root(root), now, audience or Audience.PUBLIC)
    if form == "json":
        click.echo(_as_json(change, now))
        return
    click.echo(_written(change.at))
    for record, field in change.reasons if why else ():
        click.echo(f"{record}: {field}" if record else "a new day begins")


def _as_json(change: Change, now: datetime) -> str:
    return json.dumps(
        {
            "at": _written(change.at),
            "seconds": int((change.at - now).total_seconds()),
            "because": [{"record": record or None, "field": field} for record, field in change.reasons],
        }
    )


def _written(instant: datetime) -> str:
    return f"{instant:%Y-%m-%dT%H:%M:%SZ}"
