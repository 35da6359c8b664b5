"""Reads the new times of an announced period: a duration by which it moves, or a start and an end."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from afterword.cli.edit import Session
    from afterword.editing.maintenance import Times
    from afterword.records.response import Scheduled


def shifted(session: Session, period: Scheduled, by: str) -> Times:
    """Return the times of a period, later or earlier by a duration. Days keep the clock time."""
    from afterword.arguments.moments import read_moment
    from afterword.records.rough_time import is_coarse

    sign = "-" if by.startswith(("-", "−")) else "+"
    length = by.lstrip("+-−").strip()

    def later(moment: datetime) -> datetime:
        try:
            return read_moment(f"{sign}{length}", session.record.zone, moment)
        except ValueError as error:
            raise click.BadParameter(str(error), param_hint="--by") from None

    if is_coarse(period.start) or is_coarse(period.end):
        raise click.BadParameter("the work is announced without clock times; use --start", param_hint="--by")
    return later(period.start), later(period.end) if period.end else None


def new_times(session: Session, period: Scheduled, start: str | None, end: str | None) -> Times:
    """Return the new times of a period. One that only begins at another time takes as long as before."""
    from afterword.records.rough_time import is_coarse

    begin = period.start
    if start:
        begin = session.moment(start, "--start", ahead=True, is_planned=True, allow_day=True)
    if end:
        return begin, session.end(end, begin, "--end", ahead=True)
    if period.end is None:
        return begin, None
    if is_coarse(begin) or is_coarse(period.start) or is_coarse(period.end):
        raise click.UsageError("write the new end too, such as --end 2026-12-09 or --end 2h")
    return begin, begin + (period.end - period.start)
