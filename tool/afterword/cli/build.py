"""`afterword build`: checks the records and builds the site."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from afterword.cli import options, show_findings
from afterword.cli.console import say
from afterword.cli.failure import user_errors
from afterword.cli.group import examples

if TYPE_CHECKING:
    from afterword.app.checking import CheckResult
    from afterword.views.audience import Audience


@click.command(
    epilog=examples(
        "afterword build",
        "afterword build --strict --site-dir public",
        "afterword build --audience internal --site-dir internal",
    ),
)
@click.option(
    "--site-dir",
    type=click.Path(file_okay=False, path_type=Path),
    show_default="site/ in the folder of the site",
    help="Folder to write the site to. It is replaced only if the build succeeds.",
)
@click.option("--strict", is_flag=True, help="Fail on warnings too, including those of MkDocs.")
@click.option(
    "--config-from",
    metavar="REF",
    help="Take mkdocs.yml, hooks and everything else but status.yml, records and templates from this commit: for "
    "previews of changes that you do not trust.",
)
@options.root
@options.now
@options.audience_of_build
def build(
    *,
    site_dir: Path | None,
    strict: bool,
    config_from: str | None,
    root: Path,
    now: datetime,
    audience: Audience | None,
) -> None:
    """Check the records and build the site.

    Exit status: 0 success, 1 there are errors (the previous site is unchanged), 2 the build could not run, 3 a rule
    that finds errors could not run because of a bug (the previous site is unchanged).
    """
    from afterword.app.read_site import site_root
    from afterword.app.replaceable import refuse_to_replace
    from afterword.diagnostics import stops
    from afterword.mkdocs_plugin.cli_options import CliOptions
    from afterword.mkdocs_plugin.host import build_site
    from afterword.output.generations import place_of

    def report(checked: CheckResult) -> None:
        show_findings.show(checked, checked.diagnostics)
        if stops(checked.diagnostics, strict=strict):
            raise SystemExit(show_findings.exit_status(checked.diagnostics, strict=strict))

    with user_errors():
        site = site_root(root)
        target = place_of(site_dir or site / "site")
        refuse_to_replace(target, site)
        asked = CliOptions(now=now, audience=audience, report_findings=report)
        with _with_config_of(site, config_from) if config_from else nullcontext(site) as folder:
            build_site(folder, target, asked, strict=strict)
        say(f"The site is in {_short(target)}; run `afterword serve` to look at it.")
        if audience == "internal":
            say("It is INTERNAL and shows everything: do not publish it.")


def _with_config_of(site: Path, commit: str) -> AbstractContextManager[Path]:
    from afterword.app.former_config import with_config_of

    return with_config_of(site, commit)


def _short(path: Path) -> str:
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)
