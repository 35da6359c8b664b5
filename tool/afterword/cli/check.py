"""`afterword check`: reads the whole site and reports its problems."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.core import ParameterSource

from afterword.cli import options, show_findings
from afterword.cli.failure import Failure, user_errors

if TYPE_CHECKING:
    from afterword.app.checking import CheckResult
    from afterword.views.audience import Audience


@click.command(short_help="Check `status.yml` and the records.")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH]...")
@click.option("--strict", is_flag=True, help="Fail on warnings too.")
@options.root
@options.now
@options.audience_of_build
def check(
    paths: tuple[Path, ...], strict: bool, root: Path, now: datetime, audience: Audience | None
) -> None:
    """Check everything that `build` would report: `status.yml`, the records, `mkdocs.yml` and your templates.

    With PATHs, report only findings in these files and folders.

    Exit status: 0 no errors, 1 errors, 2 the check could not run.
    """
    from afterword.app.published_before import with_changes
    from afterword.app.read_site import site_root
    from afterword.mkdocs_plugin.check import check_site
    from afterword.report.progress import progress_bar
    from afterword.source.files import SITE_FILE

    for path in paths:
        if not path.exists():
            raise Failure(f"{path} does not exist")
    with user_errors():
        site = site_root(_search_folder(paths, root))
        chosen = tuple(_name_in_site(site, path) for path in paths)
        with progress_bar("Reading records") as progress:
            checked = with_changes(check_site(site, now, audience, progress), now)
        shown = tuple(d for d in checked.diagnostics if not chosen or d.location.file.startswith(chosen))
        whole = not chosen or "" in chosen
        read = frozenset() if whole else _files_read(checked, chosen, paths)
        records = None if whole else len(read & {*checked.files} - {SITE_FILE})
        show_findings.show(checked, shown, records=records, site_file=SITE_FILE in read)
    status = show_findings.exit_status(shown, strict=strict)
    if status:
        raise SystemExit(status)


def _search_folder(paths: tuple[Path, ...], root: Path) -> Path:
    """Return where to look for the site: in the given root, or else in the folder of the first path."""
    if not paths or click.get_current_context().get_parameter_source("root") is ParameterSource.COMMANDLINE:
        return root
    return paths[0] if paths[0].is_dir() else paths[0].parent


def _name_in_site(site: Path, path: Path) -> str:
    """Return a path as diagnostics name it. A folder ends in a slash, so that it matches the files below it."""
    inside = path.resolve()
    if not inside.is_relative_to(site):
        raise Failure(f"{path} is not part of the site in {site}")
    name = inside.relative_to(site).as_posix()
    return "" if name == "." else f"{name}/" if path.is_dir() else name


def _files_read(checked: CheckResult, chosen: tuple[str, ...], paths: tuple[Path, ...]) -> frozenset[str]:
    """Return the checked files below the paths. Raises Failure for a path without any."""
    found = (diagnostic.location.file for diagnostic in checked.diagnostics)
    read = {*checked.files, *found, *(name for name in chosen if name == "mkdocs.yml")}
    for name, path in zip(chosen, paths, strict=True):
        if not any(file.startswith(name) for file in read):
            raise Failure(f"{path} is neither status.yml, mkdocs.yml nor a record in incidents/<year>/")
    return frozenset(file for file in read if file.startswith(chosen))
