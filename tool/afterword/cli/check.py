"""`afterword check`: reads everything and says what is wrong with it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from afterword.cli import findings, options
from afterword.cli.failure import Failure, telling


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH]...")
@click.option("--strict", is_flag=True, help="Let warnings count as errors.")
@options.root
@options.now
def check(paths: tuple[Path, ...], strict: bool, root: Path, now: datetime) -> None:
    """Check `status.yml` and the records, or only what is found in PATHs.

    Exit status: 0 no errors, 1 errors, 2 the check could not be made.
    """
    from afterword import app
    from afterword.diagnostics import Severity

    with telling():
        site = app.site_root(paths[0] if paths and paths[0].is_dir() else paths[0].parent if paths else root)
        chosen = tuple(_below(site, path) for path in paths)
        checked = app.check(site, now)
        shown = tuple(d for d in checked.diagnostics if not chosen or d.span.file.startswith(chosen))
        records = sum(file.startswith(chosen) for file in checked.texts) if chosen else None
        findings.show(checked, shown, records=records)
    failing = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    if any(diagnostic.severity in failing for diagnostic in shown):
        raise SystemExit(1)


def _below(site: Path, path: Path) -> str:
    """Name a path as diagnostics do; a folder's name ends in a slash so that it matches what is below."""
    if not path.exists():
        raise Failure(f"there is no {path}")
    inside = path.resolve()
    if not inside.is_relative_to(site):
        raise Failure(f"{path} is not part of the site in {site}")
    name = inside.relative_to(site).as_posix()
    return "" if name == "." else f"{name}/" if path.is_dir() else name
