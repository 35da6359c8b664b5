"""`afterword open`: opens the page of a record, or prints its address."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from afterword.cli import one_record, options, view_output
from afterword.cli.failure import Failure
from afterword.cli.group import examples

if TYPE_CHECKING:
    from afterword.views.audience import Audience


@click.command(
    "open",
    epilog=examples(
        "afterword open latest",
        "afterword open search-is-slow --print",
    ),
)
@one_record.argument
@click.option(
    "--print",
    "prints",
    is_flag=True,
    help="Print the address instead; without a terminal, this is the default.",
)
@view_output.view_options(options.audience_of_team)
def open_page(
    *,
    record: str | None,
    prints: bool,
    as_json: bool,
    root: Path,
    now: datetime,
    audience: Audience | None,
) -> None:
    """Open the page of a record in the browser, or print its address.

    ID is a part of the record's id, `latest` or `open`. It defaults to the record that is open, or else the
    latest. The address is below `page.url` of `status.yml`.

    Exit status: 0 success, 2 the command could not run: for example, there is no such record, or no `page.url`.
    """
    from afterword.formats.view_data import page_file
    from afterword.views.audience import Audience

    seen = one_record.read_record(root, now, audience or Audience.INTERNAL, record)
    page = page_file(
        seen.context, seen.record, is_public=seen.public is None or seen.public_record is not None
    )
    if as_json:
        view_output.write_json(page)
        return
    address = page["url"]
    if not address:
        raise Failure(
            "status.yml has no address; add one such as `url: https://status.example.com/` to `page`"
        )
    if not page["is_public"]:
        click.echo("afterword: this page is not public; only an internal build has it", err=True)
    if prints or not view_output.is_terminal():
        click.echo(address)
    elif click.launch(address):
        click.echo(address)  # there is no browser
