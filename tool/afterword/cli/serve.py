"""`afterword serve`: serves the site on this machine, and builds it again on every change."""

from __future__ import annotations

from ipaddress import ip_address
from pathlib import Path
from typing import TYPE_CHECKING

import click

from afterword import garbage
from afterword.cli import options
from afterword.cli.failure import user_errors
from afterword.cli.group import examples

if TYPE_CHECKING:
    from afterword.views.audience import Audience


def _read_address(_: click.Context, __: click.Parameter, value: str) -> str:
    host, _colon, port = value.rpartition(":")
    try:
        valid = port.isascii() and port.isdigit() and 0 < int(port[:6]) < 2**16
        valid = valid and (host == "localhost" or bool(ip_address(host.strip("[]"))))
    except ValueError:
        valid = False
    if not valid:
        raise click.BadParameter(
            f"`{value}` is not an IP address with a port; write one such as 127.0.0.1:8001"
        )
    return value


@click.command(
    epilog=examples(
        "afterword serve",
        "afterword serve --address 127.0.0.1:8001",
    ),
)
@click.option(
    "--address",
    default="127.0.0.1:8000",
    show_default=True,
    callback=_read_address,
    metavar="HOST:PORT",
    help="IP address and port to serve on; 0.0.0.0 makes the site available to other machines.",
)
@options.root
@options.audience_of_build
def serve(address: str, root: Path, audience: Audience | None) -> None:
    """Serve the site on this machine until you press Ctrl+C.

    When a record, `status.yml`, `mkdocs.yml`, a template or a page of your own changes, the site is built again and
    the browser reloads it. If the records or `mkdocs.yml` have errors, they are reported and the last good pages stay;
    at the start, the server waits for a change.
    """
    from afterword.app.read_site import site_root
    from afterword.mkdocs_plugin.cli_options import CliOptions
    from afterword.mkdocs_plugin.host import serve_site

    garbage.collect_sometimes()
    with user_errors():
        serve_site(site_root(root), address, CliOptions(audience=audience))
