"""Options that several commands share, each declared once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from afterword.views.audience import Audience

F = TypeVar("F", bound=Callable[..., Any])


def _read_now(_: click.Context, __: click.Parameter, value: str | None) -> datetime:
    from afterword import clock

    try:
        return clock.now(value)
    except ValueError as error:
        if value:
            raise click.BadParameter(str(error)) from None
        # The message names SOURCE_DATE_EPOCH or the clock; click would name the option.
        raise click.UsageError(str(error)) from None


def _read_audience(_: click.Context, __: click.Parameter, value: str | None) -> Audience | None:
    from afterword.views.audience import Audience

    return Audience(value) if value else None


root = click.option(
    "--root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=Path(),
    show_default="the current folder, or the nearest one above it with a status.yml",
    help="Folder of the site.",
)
now = click.option(
    "--now",
    callback=_read_now,
    metavar="TIME",
    show_default="SOURCE_DATE_EPOCH, or else the current time",
    help="Time for which everything is computed, such as '2026-11-20 09:40' (UTC) or with an offset.",
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
audience_of_build = _audience_option("the one in mkdocs.yml, or else public")
"""For commands that run MkDocs; the others do not read mkdocs.yml."""
