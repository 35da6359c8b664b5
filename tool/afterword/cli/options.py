"""Options that several commands share, each declared once. They are also accepted before the command."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click
from click.core import ParameterSource

from afterword.cli.console import NO_COLOUR
from afterword.report.progress import QUIET

if TYPE_CHECKING:
    from afterword.views.audience import Audience

F = TypeVar("F", bound=Callable[..., Any])


def _given(context: click.Context, parameter: click.Parameter, value: Any) -> Any:
    """Return the value of an option, or else the one given before the command, as in `afterword --root x check`."""
    name, outermost = parameter.name or "", context.find_root()
    if outermost is context or is_given(context, name) or not is_given(outermost, name):
        return value
    context.set_parameter_source(name, ParameterSource.COMMANDLINE)
    return outermost.params[name]


def is_given(context: click.Context, name: str) -> bool:
    """Return whether the user has given an option, rather than left it at its default."""
    return context.get_parameter_source(name) is ParameterSource.COMMANDLINE


def _read_now(context: click.Context, parameter: click.Parameter, value: str | None) -> datetime | None:
    if context.resilient_parsing:
        return None  # a shell completes a word: nothing is run
    from afterword import clock

    value = _given(context, parameter, value)
    try:
        return clock.now(value)
    except ValueError as error:
        if value is not None:
            raise click.BadParameter(str(error)) from None
        # The message names SOURCE_DATE_EPOCH or the clock; click would name the option.
        raise click.UsageError(str(error)) from None


def _read_audience(context: click.Context, _: click.Parameter, value: str | None) -> Audience | None:
    if value is None or context.resilient_parsing:
        return None
    from afterword.views.audience import Audience

    return Audience(value)


_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
_TIME_HELP = "Time for which everything is computed, such as '2026-11-20 09:40' (UTC) or with an offset."

root = click.option(
    "--root",
    type=_FOLDER,
    default=Path(),
    callback=_given,
    show_default="the current folder, or the nearest one above it with a status.yml",
    help="Folder of the site.",
)
now = click.option(
    "--now",
    callback=_read_now,
    metavar="TIME",
    show_default="SOURCE_DATE_EPOCH, or else the current time",
    help=_TIME_HELP,
)


def _audience_option(default: str) -> Callable[[F], F]:
    return click.option(
        "--audience",
        type=click.Choice(["public", "internal"]),
        callback=_read_audience,
        show_default=default,
        help="Readers of the site: public shows only the fields of an allow-list, internal shows everything.",
    )


audience = _audience_option("public")
audience_of_team = _audience_option("internal")
"""For commands about records, which those who write them use."""
audience_of_build = _audience_option("the one in mkdocs.yml, or else public")
"""For commands that run MkDocs; the others do not read mkdocs.yml."""


def _remember(context: click.Context, parameter: click.Parameter, value: bool) -> None:
    if value:
        context.meta[_KEPT_AS[parameter.name or ""]] = True
        if parameter.name == "no_color":
            context.color = False


_KEPT_AS = {"quiet": QUIET, "no_color": NO_COLOUR}


def before_a_command() -> list[click.Parameter]:
    """Return the options that the `afterword` command takes for the command that follows."""
    return [
        click.Option(["--root"], type=_FOLDER, help="Folder of the site."),
        click.Option(["--now"], metavar="TIME", help=_TIME_HELP),
        *for_all(),
    ]


def for_all() -> list[click.Parameter]:
    """Return the options that every command has; those that use them ask `console`."""
    return [
        click.Option(
            ["-q", "--quiet"],
            is_flag=True,
            expose_value=False,
            callback=_remember,
            help="Print only results and problems: no progress, and no next steps.",
        ),
        click.Option(
            ["--no-color"],
            is_flag=True,
            expose_value=False,
            callback=_remember,
            help="Print no colours, as with NO_COLOR in the environment.",
        ),
    ]


def refuse_those_before(context: click.Context, command: click.Command) -> None:
    """Raise a usage error for an option before a command that does not have it, rather than ignore it."""
    known = {parameter.name for parameter in command.params}
    for name in ("root", "now"):
        if is_given(context, name) and name not in known:
            raise click.UsageError(f"`afterword {command.name}` has no option --{name}")
