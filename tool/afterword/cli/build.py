"""`afterword build`: check, then the whole site."""

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
    "--site-dir",
    type=click.Path(file_okay=False, path_type=Path),
    show_default="site/ in the site's folder",
    help="Where the site goes; what is there is replaced only when all went well.",
)
@click.option("--strict", is_flag=True, help="Let warnings, MkDocs' own included, stop the build.")
@options.root
@options.now
@options.audience
def build(site_dir: Path | None, strict: bool, root: Path, now: datetime, audience: Audience | None) -> None:
    """Check the records and build the site.

    Exit status: 0 built, 1 the records have errors (the former site stays), 2 it could not be built.
    """
    from afterword import app
    from afterword.diagnostics import stops
    from afterword.publish.files import replacing

    with telling():
        site = app.site_root(root)
        checked = app.check(site, now)
        findings.show(checked, checked.diagnostics)
        if stops(checked.diagnostics, strict=strict):
            raise SystemExit(1)
        from afterword.mkdocs_plugin import Order, build_site

        target = (site_dir or site / "site").resolve()
        app.refuse_to_replace(target, site)
        with replacing(target) as fresh:
            build_site(site, fresh, Order(now=now, audience=audience, checked=checked), strict=strict)
        click.echo(
            f"The site is in {_short(target)}; open {_short(target / 'index.html')} or run `afterword serve`."
        )
        if audience == "internal":
            click.echo("It is INTERNAL and shows everything: do not publish it.")


def _short(path: Path) -> str:
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)
