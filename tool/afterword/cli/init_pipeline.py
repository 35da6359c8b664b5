"""The part of `afterword init` that sets up a build server: its options, its files, and what is left to do."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import click

from afterword.cli.console import say
from afterword.cli.failure import Failure
from afterword.cli.init_files import write_file

if TYPE_CHECKING:
    from afterword.app.create import SiteFile
    from afterword.app.pipelines import Pipeline
    from afterword.output.pages import OutputFile

F = TypeVar("F", bound=Callable[..., Any])


class PipelineOptions(NamedTuple):
    """What was typed about the build server; None for what was not."""

    ci: str | None
    host: str | None
    branch: str | None
    install_from: str | None


def pipeline_options(command: F) -> F:
    """Add the options about the build server to a command."""
    for option in (
        click.option(
            "--install-from",
            metavar="SOURCE",
            show_default="where this Afterword was installed from",
            help="What the build server installs: a version, or an address for pip, such as "
            "git+https://git.example.com/afterword@COMMIT.",
        ),
        click.option(
            "--branch", show_default="the default branch of `origin`", help="The branch that is published."
        ),
        click.option(
            "--host",
            type=click.Choice(["pages", "netlify", "cloudflare", "folder"]),
            show_default="pages",
            help="Where it publishes the site: GitHub or GitLab Pages, Netlify, Cloudflare Pages, or a folder "
            "of a web server over SSH.",
        ),
        click.option(
            "--ci",
            type=click.Choice(["github", "gitlab", "none"]),
            help="Build server to write the files for; `none` if the host or a machine of your own builds the site.",
        ),
    ):
        command = option(command)
    return command


def read_pipeline(folder: Path, given: PipelineOptions) -> Pipeline | None:
    """Return the pipeline that the options describe, or None if there is none. Nothing is written.

    Raises UserError or a usage error for options that do not fit together.
    """
    from afterword.app.install_source import own_requirement, requirement_of
    from afterword.app.new_repository import main_branch, top_of_repository
    from afterword.app.pipelines import Host, Pipeline, Server

    if given.ci is None:
        for name in ("host", "branch", "install_from"):
            if getattr(given, name) is not None:
                option = f"--{name.replace('_', '-')}"
                raise Failure(f"{option} is about a build server; write one too, for example `--ci github`")
        return None
    server = Server(given.ci)
    if given.host is None and server is Server.NONE:
        raise Failure("`--ci none` needs a host that publishes the site, for example `--host netlify`")
    try:
        requirement = requirement_of(given.install_from) if given.install_from else own_requirement()
    except ValueError as problem:
        raise click.BadParameter(str(problem), param_hint="--install-from") from None
    return Pipeline(
        server=server,
        host=Host(given.host or "pages"),
        folder=folder.resolve().relative_to(top_of_repository(folder)).as_posix(),
        branch=given.branch or main_branch(folder),
        requirement=requirement,
    )


def write_pipeline(folder: Path, pipeline: Pipeline, files: Iterable[OutputFile], *, force: bool) -> None:
    """Write the files of a pipeline at the top of the repository, and say what is left to do."""
    from afterword.app.create import beside_former
    from afterword.app.new_repository import top_of_repository
    from afterword.app.pipelines import left_to_do

    top = top_of_repository(folder)
    shown = top.relative_to(Path.cwd()) if top.is_relative_to(Path.cwd()) else top
    for file in beside_former(shown, files):
        write_file(shown, file, force=force)
        if missing := _missing(file):
            say(f"Add to {shown / file.file.path}:\n{missing}")
    say(f"To publish {pipeline.branch if pipeline.server != 'none' else 'the site'}:")
    for step in left_to_do(pipeline):
        say(f"- {step}")


def _missing(file: SiteFile) -> str:
    """Return the lines that a file of the team needs from ours, and has not; empty if it has them or is ours."""
    if file.former is None or file.may_be_replaced:
        return ""
    former = file.former.decode("utf-8", "replace")
    lines = [each for each in file.file.data.decode().splitlines() if each and not each.startswith("#")]
    has = all(each.strip().removeprefix("- ") in former for each in lines)
    return "" if has else "\n".join(f"  {each}" for each in lines)
