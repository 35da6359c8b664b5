"""`afterword export`: writes the pages as files for any site generator."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from afterword.cli import options, show_findings
from afterword.cli.console import say
from afterword.cli.failure import user_errors
from afterword.cli.group import examples

if TYPE_CHECKING:
    from afterword.views.audience import Audience


@click.command(
    epilog=examples(
        "afterword export --to zensical/docs",
    ),
)
@click.option(
    "--to",
    "folder",
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder to write the files to. Its content is replaced.",
)
@options.root
@options.now
@options.audience
def export(folder: Path, root: Path, now: datetime, audience: Audience | None) -> None:
    """Write every page as a Markdown file, with stylesheets and scripts, for another site generator."""
    from afterword.app.build import Build
    from afterword.app.incremental import prepare_build
    from afterword.app.read_site import site_root
    from afterword.app.replaceable import refuse_to_replace
    from afterword.output.export import export_files
    from afterword.output.publish import replacing
    from afterword.output.write import write
    from afterword.report.progress import progress_bar
    from afterword.views.audience import Audience

    with user_errors():
        site = site_root(root)
        with progress_bar("Reading records") as progress:
            result = prepare_build(site, now, audience or Audience.PUBLIC, progress=progress)
        if not isinstance(result, Build):
            show_findings.show(result, result.diagnostics)
            raise SystemExit(1)
        target = folder.resolve()
        with result as build:
            show_findings.show(build.checked, build.checked.diagnostics)
            refuse_to_replace(target, site)
            with replacing(target) as new:
                number = write(new, export_files(build.pages(), build.all_files()))
        say(f"Wrote {number} files to {folder}.")
