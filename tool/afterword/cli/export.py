"""`afterword export`: the pages as files that any site generator builds."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from afterword.cli import options, show_findings
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
    from afterword.app.build import Build
    from afterword.app.create import refuse_to_replace
    from afterword.app.incremental import prepare_build
    from afterword.app.read_site import site_root
    from afterword.output.export import export_files
    from afterword.output.write import replacing, write
    from afterword.report.progress import progress_bar
    from afterword.views.audience import Audience

    with telling():
        site = site_root(root)
        with progress_bar("Reading records") as progress:
            found = prepare_build(site, now, audience or Audience.PUBLIC, progress=progress)
        checked = found.checked if isinstance(found, Build) else found
        show_findings.show(checked, checked.diagnostics)
        if not isinstance(found, Build):
            raise SystemExit(1)
        target = folder.resolve()
        try:
            refuse_to_replace(target, site)
            with replacing(target) as fresh:
                number = write(fresh, export_files(found.pages(), found.all_files()))
        finally:
            found.drop()
        click.echo(f"{number} files are in {folder}.")
