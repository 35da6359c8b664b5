"""`afterword init`: creates a site."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from afterword.cli import options
from afterword.cli.console import say
from afterword.cli.failure import Failure, user_errors
from afterword.cli.group import examples
from afterword.cli.handbook import handbook
from afterword.cli.init_files import write_file
from afterword.cli.init_pipeline import PipelineOptions, pipeline_options, read_pipeline, write_pipeline
from afterword.cli.merge_driver import register

if TYPE_CHECKING:
    from afterword.app.scaffold import NewSite
    from afterword.records.zone import Zone

T = TypeVar("T")
_OF_STATUS = ("name", "components", "timezone", "url", "since", "language")
"""The options about what `status.yml` says."""


@click.command(
    epilog=examples(
        "afterword init status",
        "afterword init status --name Example --component Search --component API --timezone Europe/Berlin",
        "afterword init --ci github --host pages   # in a site: check and publish it",
        "afterword init --force   # in a site: take over the files of a newer version",
    ),
)
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path), default=Path())
@click.option(
    "--name", help="Name of the service. Without it, the command asks for it and for all that is missing."
)
@click.option(
    "--component",
    "components",
    multiple=True,
    show_default="one component with the name of the service",
    help="Name of a part of the service that customers know; can be repeated.",
)
@click.option(
    "--timezone",
    show_default="UTC",
    help="IANA time zone of the pages and of the times in records.",
)
@click.option(
    "--url", help="Address at which the site will be published, for the links in feeds and calendars."
)
@click.option(
    "--since",
    metavar="DATE",
    show_default="today",
    help="First day of the components' history: the first one from which you know every incident. Uptime is counted "
    "from it.",
)
@click.option(
    "--language",
    metavar="TAG",
    show_default="en",
    help="Language of the pages, such as de, ar or ja: of the menu, the names of the levels, and `page.language`.",
)
@click.option("--git/--no-git", default=True, help="Make the folder a git repository, unless it is in one.")
@click.option(
    "--merge-driver",
    is_flag=True,
    help="Let git join the updates that two people add to a record; see `afterword merge-driver`.",
)
@click.option(
    "--force", is_flag=True, help="Replace files that differ without asking; never status.yml and records."
)
@pipeline_options
@options.now
def init(
    *,
    folder: Path,
    git: bool,
    merge_driver: bool,
    force: bool,
    ci: str | None,
    host: str | None,
    branch: str | None,
    install_from: str | None,
    now: datetime,
    **given: str | tuple[str, ...] | None,
) -> None:
    """Create a site in FOLDER: its settings, folders for records and pages, a README for your team, and settings for
    git and editors. At the top of a git repository, it also writes settings for pre-commit, which reads no others.

    In a folder with a site, it adds what is missing, and lists the site's components and records in `schema/` for
    editors. If another file differs, the command shows how, and replaces it only if you agree; it never replaces
    `status.yml` or records.

    With `--ci`, it also writes the pipeline that checks changes and publishes the public build, at the top of the
    repository. No internal build is published, and pull requests from forks get no secrets.

    Exit status: 0 success, 2 the command could not run.
    """
    from afterword.app.create import beside_former, site_files
    from afterword.app.new_repository import create_repository
    from afterword.app.pipelines import pipeline_files
    from afterword.editor.site_schema import schema_files

    with user_errors():
        pipeline = read_pipeline(folder, PipelineOptions(ci, host, branch, install_from))
        files = pipeline_files(folder, pipeline) if pipeline else ()
        site, first = _site(folder, now, git=git, given=given)
        for file in site_files(folder, site):
            write_file(folder, file, force=force)
        for schema in beside_former(folder, schema_files(folder, now)):
            write_file(folder, schema, force=True)
        if git and create_repository(folder):
            say(f"Made {folder} a git repository")
        if merge_driver:
            register(folder, after_init=True)
        if pipeline:
            write_pipeline(folder, pipeline, files, force=force)
    there = "" if folder.resolve() == Path.cwd() else f"go to {folder}, "
    say(f"Next: {there}{first}`afterword serve` shows the site; `afterword new` creates a record.")
    if site.handbook:
        say(f"The handbook is at {site.handbook}")


def _site(
    folder: Path, now: datetime, *, git: bool, given: dict[str, str | tuple[str, ...] | None]
) -> tuple[NewSite, str]:
    """Return what is known of the site, from the options or from its `status.yml`, and what to do first."""
    from afterword.app.install_source import for_people
    from afterword.app.new_repository import is_top_of_repository
    from afterword.app.read_site import read_site
    from afterword.app.scaffold import NewSite
    from afterword.records.zone import UTC_ZONE
    from afterword.source.files import SITE_FILE, config_file

    is_repository = is_top_of_repository(folder) and (git or (folder / ".git").exists())
    if (folder / SITE_FILE).exists():
        _refuse_options(folder / SITE_FILE)
        read = read_site(folder)
        zone = read.zone or UTC_ZONE
        today = zone.local(now).date()
        language = read.page.language or ""
        known = (handbook(), for_people(), is_repository, language, config_file(folder))
        return NewSite(read.page.name, zone, (), today, "", *known), ""
    language = _language(given["language"])
    name, components, zone, url, since = _answers(now, given)
    first = "" if components else f"name your components in {SITE_FILE}, then "
    known = (handbook(), for_people(), is_repository, language, config_file(folder))
    return NewSite(name, zone, components or (name,), since, url, *known), first


def _language(given: str | tuple[str, ...] | None) -> str:
    from afterword.cli.prompts import text_for
    from afterword.records.fields import Language

    return _read_option("--language", text_for(Language), str(given)) if given else ""


def _refuse_options(site_file: Path) -> None:
    """Raise Failure for options that an existing `status.yml` would make ineffective."""
    context = click.get_current_context()
    ignored = [each for each in _OF_STATUS if options.is_given(context, each)]
    if ignored:
        given = " and ".join(f"--{each.removesuffix('s')}" for each in ignored)
        raise Failure(
            f"{site_file} exists already and would not be changed by {given}; edit it, or choose another folder"
        )


def _answers(
    now: datetime, given: dict[str, str | tuple[str, ...] | None]
) -> tuple[str, tuple[str, ...], Zone, str, date]:
    """Return the name, components, zone, address and first day of a new site.

    They are asked for if there is no name; with one, what is missing has its default.
    """
    from afterword.cli.prompts import OptionReader, text_for
    from afterword.records.fields import Line, SiteAddress
    from afterword.records.zone import zone_named

    line = text_for(Line)
    reader = OptionReader(no_input=given["name"] is not None, example="--name Example")

    def value(option: str, read: Callable[[str], T], question: str, default: str | None) -> T:
        typed = given[option]
        assert not isinstance(typed, tuple)
        return reader.value(f"--{option}", typed, read, question=question, default=default)

    listed = given["components"]
    assert isinstance(listed, tuple)
    for component in listed:
        _read_option("--component", line, component)
    components = _read_option("--component", _distinct, listed)
    name = value("name", line, "Name of the service", None)
    if not components:
        question = "Components that customers know, separated by commas"
        components = reader.value("--component", None, _several(line), question=question, default="")
    zone = value("timezone", zone_named, "Time zone", "UTC")
    address = value(
        "url", text_for(SiteAddress, optional=True), "Address of the published site, if known", ""
    )
    today = zone.local(now).date()
    question = "First day of the history, of which you know every incident"
    return name, components, zone, address, value("since", _day_until(today), question, today.isoformat())


def _several(read: Callable[[str], str]) -> Callable[[str], tuple[str, ...]]:
    def read_several(text: str) -> tuple[str, ...]:
        return _distinct(tuple(read(each.strip()) for each in text.split(",") if each.strip()))

    return read_several


def _distinct(names: tuple[str, ...]) -> tuple[str, ...]:
    """Return names as they are. Raises ValueError for one that is given twice, in whatever case."""
    seen: set[str] = set()
    for name in names:
        key = " ".join(name.casefold().split())
        if key in seen:
            raise ValueError(f"`{name}` is given twice; name each component once")
        seen.add(key)
    return names


def _day_until(today: date) -> Callable[[str], date]:
    from afterword.records.zone import read_date

    def read(text: str) -> date:
        day = read_date(text.strip())
        if day > today:
            raise ValueError(f"{day} is in the future; write today, {today}, or an earlier day")
        return day

    return read


def _read_option(option: str, read: Callable[[T], object], value: T) -> T:
    """Return the value of an option. Raises a usage error that names the option if it is invalid."""
    try:
        read(value)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint=option) from None
    return value
