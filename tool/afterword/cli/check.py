"""`afterword check`: reads the whole site and reports its problems."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from afterword.cli import options, show_findings
from afterword.cli.failure import Failure, user_errors
from afterword.cli.fix_findings import Fixing
from afterword.cli.group import examples
from afterword.cli.handbook import handbook
from afterword.cli.site_paths import existing, name_in_site, search_folder

if TYPE_CHECKING:
    from afterword.app.checking import CheckResult, Progress
    from afterword.diagnostics import Diagnostic
    from afterword.report.report import Report
    from afterword.views.audience import Audience


@click.command(
    epilog=examples(
        "afterword check",
        "afterword check incidents/2026",
        "afterword check --since origin/main   # only what the branch adds",
        "afterword check --fix --diff          # what --fix would change",
        "afterword check --format sarif --output check.sarif",
    ),
)
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH]...")
@click.option("--strict", is_flag=True, help="Fail on warnings too.")
@click.option(
    "--since",
    metavar="REF",
    help="Report only what is new since the current branch left REF, such as origin/main, or since `index` or "
    "a folder; changes that are not committed count.",
)
@click.option("--fix", is_flag=True, help="Change the files where a finding has only one right answer.")
@click.option("--diff", is_flag=True, help="Show what `--fix` would change, and change nothing.")
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
@click.option(
    "--skip-config",
    is_flag=True,
    help="Do not read mkdocs.yml, which can run code through hooks and plugins: for changes that you do not trust.",
)
@options.root
@options.now
@options.audience_of_build
def check(
    *,
    paths: tuple[Path, ...],
    strict: bool,
    since: str | None,
    fix: bool,
    diff: bool,
    explain: bool,
    format_name: str,
    output: Path | None,
    skip_config: bool,
    root: Path,
    now: datetime,
    audience: Audience | None,
) -> None:
    """Check everything that `build` would report: `status.yml`, the records, `mkdocs.yml` and your templates.

    With PATHs, report only findings in these files and folders.

    Exit status: 0 no errors, 1 errors, 2 the check could not run, or no build could because of a plugin, 3 a rule
    could not run because of a bug. With `--since`, older findings do not count. With `--fix`, what is left counts; the
    status is 2 if a file could not be written. With `--diff`, the status is 1 if `--fix` would change something.
    """
    from afterword.app.read_site import site_root
    from afterword.app.revisions import folder_in_repository

    if diff and (format_name != show_findings.TEXT or output is not None):
        raise Failure("--diff has a format of its own; leave out --format and --output")
    paths = tuple(existing(path, root) for path in paths)
    with user_errors():
        site = site_root(search_folder(paths[0], root) if paths else root)
        chosen = tuple(name_in_site(site, path) for path in paths)
        asked = _Asked(site, now, audience, paths, chosen, since, skip_config)
        fixing = Fixing(now, only_shown=diff) if fix or diff else None
        found = _found(asked)
        while fixing and fixing.apply(found.checked, found.shown, found.older):
            found = _found(asked)
        if diff and fixing:
            fixing.show_diff()
            raise SystemExit(1 if fixing.files else 0)
        if fixing:
            fixing.show(err=format_name != show_findings.TEXT and output is None)
        report = replace(_report(asked, found), strict=strict, explain=explain)
        if explain or format_name != show_findings.TEXT:
            report = replace(report, handbook=handbook(), folder=folder_in_repository(site))
        show_findings.write(report, format_name, output)
    status = show_findings.exit_status(report.findings, strict=strict)
    if fixing and fixing.refused:
        status = 2
    if status:
        raise SystemExit(status)


class _Asked(NamedTuple):
    """What is to be checked, and what of it is to be reported. `chosen` are the `paths` as diagnostics name them."""

    site: Path
    now: datetime
    audience: Audience | None
    paths: tuple[Path, ...]
    chosen: tuple[str, ...]
    since: str | None
    skip_config: bool


class _Found(NamedTuple):
    """The findings that are to be reported, and those that the base has too. `base` is the commit, if it is one."""

    checked: CheckResult
    shown: tuple[Diagnostic, ...]
    older: tuple[Diagnostic, ...]
    base: str


def _found(asked: _Asked) -> _Found:
    """Check the site, and choose what is to be reported."""
    from afterword.app.published_before import with_changes
    from afterword.app.revisions import base_of_changes
    from afterword.app.since import FindingsSince, findings_since
    from afterword.app.versions import Commit, WorkingTree
    from afterword.report.progress import progress_bar

    base = None if asked.since is None else base_of_changes(asked.site, asked.since)
    with progress_bar("Reading records") as progress:
        checked = _checked(asked, progress)
    found = FindingsSince(checked.diagnostics, ())
    changed = base.version.changed_paths(WorkingTree(asked.site)) if base else None
    if base and changed is not None:
        found = findings_since(checked, base.version, changed, asked.now)
    checked = with_changes(replace(checked, diagnostics=found.new), base, changed)
    shown, older = (
        tuple(each for each in diagnostics if not asked.chosen or each.location.file.startswith(asked.chosen))
        for diagnostics in (checked.diagnostics, found.older)
    )
    commit = base.version.commit if base and isinstance(base.version, Commit) else ""
    return _Found(checked, shown, older, commit)


def _report(asked: _Asked, found: _Found) -> Report:
    from afterword.report.report import Base, Report
    from afterword.source.files import SITE_FILE

    checked = found.checked
    whole = not asked.chosen or "" in asked.chosen
    read = frozenset() if whole else _files_read(checked, asked.chosen, asked.paths)
    records = {*checked.files} - {SITE_FILE}
    return Report(
        found.shown,
        checked.texts({each.location.file for each in found.shown}),
        records=len(records if whole else read & records),
        files=tuple(file for file in checked.files if whole or file in read),
        site_file=SITE_FILE in read,
        base=Base(asked.since, found.base, len(found.older)) if asked.since is not None else None,
    )


def _checked(asked: _Asked, progress: Progress | None) -> CheckResult:
    """Check a site. MkDocs is imported only for a `mkdocs.yml` that it has not read before, and for templates."""
    from afterword.cache.sound_config import is_known_sound
    from afterword.source.files import has_templates

    if not has_templates(asked.site) and (asked.skip_config or is_known_sound(asked.site)):
        from afterword.app.checking import check as check_records

        return check_records(asked.site, asked.now, progress)
    from afterword.mkdocs_plugin.check import check_site

    return check_site(asked.site, asked.now, asked.audience, progress, skip_config=asked.skip_config)


def _files_read(checked: CheckResult, chosen: tuple[str, ...], paths: tuple[Path, ...]) -> frozenset[str]:
    """Return the checked files below the paths. Raises Failure for a path without any."""
    from afterword.source.files import CONFIG_FILES

    found = (diagnostic.location.file for diagnostic in checked.diagnostics)
    read = {*checked.files, *found, *(name for name in chosen if name in CONFIG_FILES)}
    for name, path in zip(chosen, paths, strict=True):
        if not any(file.startswith(name) for file in read):
            raise Failure(f"{path} is neither status.yml, mkdocs.yml nor a record in incidents/<year>/")
    return frozenset(file for file in read if file.startswith(chosen))
