"""`afterword check`: reads the whole site and reports its problems."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.core import ParameterSource

from afterword.cli import options, show_findings
from afterword.cli.failure import Failure, user_errors

if TYPE_CHECKING:
    from afterword.app.checking import CheckResult, Progress
    from afterword.report.report import Report
    from afterword.views.audience import Audience


@click.command(short_help="Check `status.yml` and the records.")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH]...")
@click.option("--strict", is_flag=True, help="Fail on warnings too.")
@click.option(
    "--since",
    metavar="REF",
    help="Report only what is new since the current branch left REF, such as origin/main, or since `index` or "
    "a folder; changes that are not committed count.",
)
@click.option("--explain", is_flag=True, help="Say of each rule what it finds, and where to read more.")
@click.option(
    "--format",
    "format_name",
    type=click.Choice(show_findings.FORMATS),
    default=show_findings.TEXT,
    show_default=True,
    help="Format of the report: for people, for scripts (json), for GitHub Actions, for GitLab's code quality, for "
    "code scanning (sarif), or as test results (junit).",
)
@click.option(
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write the report to this file, and show the findings as text.",
)
@options.root
@options.now
@options.audience_of_build
def check(
    *,
    paths: tuple[Path, ...],
    strict: bool,
    since: str | None,
    explain: bool,
    format_name: str,
    output: Path | None,
    root: Path,
    now: datetime,
    audience: Audience | None,
) -> None:
    """Check everything that `build` would report: `status.yml`, the records, `mkdocs.yml` and your templates.

    With PATHs, report only findings in these files and folders.

    Exit status: 0 no errors, 1 errors, 2 the check could not run, 3 a rule could not run because of a bug. With
    `--since`, older findings do not count.
    """
    from afterword.app.read_site import site_root

    for path in paths:
        if not path.exists():
            raise Failure(f"{path} does not exist")
    with user_errors():
        site = site_root(_search_folder(paths, root))
        chosen = tuple(_name_in_site(site, path) for path in paths)
        report = _report(site, now, audience, chosen=chosen, paths=paths, since=since)
        report = replace(report, strict=strict, explain=explain)
        if explain or format_name != show_findings.TEXT:
            report = replace(report, handbook=show_findings.handbook())
        show_findings.write(report, format_name, output)
    status = show_findings.exit_status(report.findings, strict=strict)
    if status:
        raise SystemExit(status)


def _report(
    site: Path,
    now: datetime,
    audience: Audience | None,
    *,
    chosen: tuple[str, ...],
    paths: tuple[Path, ...],
    since: str | None,
) -> Report:
    """Check a site, and return what is to be reported of it. `chosen` are the `paths` as diagnostics name them."""
    from afterword.app.published_before import with_changes
    from afterword.app.revisions import base_of_changes, folder_in_repository
    from afterword.app.since import FindingsSince, findings_since
    from afterword.app.versions import Commit, WorkingTree
    from afterword.report.progress import progress_bar
    from afterword.report.report import Base, Report
    from afterword.source.files import SITE_FILE

    base = None if since is None else base_of_changes(site, since)
    with progress_bar("Reading records") as progress:
        checked = _checked(site, now, audience, progress)
    changed = base.version.changed_paths(WorkingTree(site)) if base else None
    found = FindingsSince(checked.diagnostics, ())
    if base and changed is not None:
        found = findings_since(checked, base.version, changed, now)
    checked = with_changes(replace(checked, diagnostics=found.new), base, changed)
    commit = base.version.commit if base and isinstance(base.version, Commit) else ""
    shown, older = (
        tuple(each for each in diagnostics if not chosen or each.location.file.startswith(chosen))
        for diagnostics in (checked.diagnostics, found.older)
    )
    whole = not chosen or "" in chosen
    read = frozenset() if whole else _files_read(checked, chosen, paths)
    records = {*checked.files} - {SITE_FILE}
    return Report(
        shown,
        checked.texts({each.location.file for each in shown}),
        records=len(records if whole else read & records),
        files=tuple(file for file in checked.files if whole or file in read),
        site_file=SITE_FILE in read,
        folder=folder_in_repository(site),
        base=Base(since, commit, len(older)) if since is not None else None,
    )


def _checked(site: Path, now: datetime, audience: Audience | None, progress: Progress | None) -> CheckResult:
    """Check a site. MkDocs is imported only for a `mkdocs.yml` that it has not read before, and for templates."""
    from afterword.cache.sound_config import is_known_sound
    from afterword.source.files import has_templates

    if not has_templates(site) and is_known_sound(site):
        from afterword.app.checking import check as check_records

        return check_records(site, now, progress)
    from afterword.mkdocs_plugin.check import check_site

    return check_site(site, now, audience, progress)


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
