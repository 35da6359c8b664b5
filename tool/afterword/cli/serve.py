"""`afterword serve`: serves the site on this machine, and builds it again on every change."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from afterword.cli import options
from afterword.cli.failure import user_errors

if TYPE_CHECKING:
    from afterword.views.audience import Audience


@click.command()
@click.option("--address", default="127.0.0.1:8000", show_default=True, help="Host and port to serve on.")
@options.root
@options.audience
def serve(address: str, root: Path, audience: Audience | None) -> None:
    """Serve the site, and show every change to records, `status.yml` and templates at once."""
    from afterword.app.read_site import site_root
    from afterword.mkdocs_plugin.cli_options import CliOptions
    from afterword.mkdocs_plugin.host import serve_site

    with user_errors():
        serve_site(site_root(root), address, CliOptions(audience=audience))
