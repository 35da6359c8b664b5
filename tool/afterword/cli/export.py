"""`afterword export`: the pages as files that any site generator builds."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from afterword.cli import findings, options
from afterword.cli.failure import telling

if TYPE_CHECKING:
    from afterword.views.audience import Audience


@click.command()
@click.option(
    "--to",
    "folder",
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder that the files are written into; what is there is replaced.",
)
@options.root
@options.now
@options.audience
def export(folder: Path, root: Path, now: datetime, audience: Audience | None) -> None:
    """Write every page as a Markdown file, with its stylesheets and scripts, for another generator."""
    from afterword import app
    from afterword.diagnostics import has_errors
    from afterword.publish.export import export_files
    from afterword.publish.files import replacing, write
    from afterword.views.audience import Audience

    with telling():
        site = app.site_root(root)
        checked = app.check(site, now)
        findings.show(checked, checked.diagnostics)
        if has_errors(checked.diagnostics):
            raise SystemExit(1)
        built = app.build(checked, now, audience or Audience.PUBLIC)
        target = folder.resolve()
        app.refuse_to_replace(target, site)
        with replacing(target) as fresh:
            number = write(fresh, export_files(built.pages, built.files))
        click.echo(f"{number} files are in {folder}.")
