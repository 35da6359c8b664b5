"""Converts uptime measurements to JSON and CSV, for the files of statements and for `afterword uptime`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from afterword.formats.csv_text import csv_text
from afterword.records.components import Component
from afterword.views import urls
from afterword.views.context import Context
from afterword.views.text.instants import digits_with_fraction
from afterword.views.text.words import ENGLISH
from afterword.views.uptime.measurement import UptimeMeasurement, members_in
from afterword.views.uptime.periods import last_day
from afterword.views.uptime.values import LevelShare, UptimeValues, digits, uptime_values

if TYPE_CHECKING:
    from afterword.formats.data import list_types as types

VERSION = 1
"""Raised when a field of the JSON or a column of the CSV changes its meaning or goes; new ones may come any time."""
COLUMNS = (
    "line", "component", "name", "period", "policy", "maintenance", "start", "end", "level", "status", "weight",
    "seconds", "down_seconds", "percent", "record", "title", "group", "audience",
)  # fmt: skip


def uptime_json(context: Context, measurement: UptimeMeasurement) -> dict[str, Any]:
    """Convert the uptime of a component or a group.

    What is missing is null, times are in UTC, percentages, ratios and weights are exact text. A group has no windows
    and no objective, and it has times only if it is counted as one component.
    """
    uptime = uptime_values(context, measurement)
    counted = uptime.counted
    is_group = not isinstance(measurement.subject, Component)
    return {
        "version": VERSION,
        "audience": context.audience,
        **_subject(context, measurement),
        "month": uptime.month,
        "days": uptime.days,
        "so_far": uptime.so_far,
        "timezone": context.site.timezone or "UTC",
        "policy": uptime.policy,
        "maintenance": uptime.maintenance,
        "start": utc(counted.start) if counted else None,
        "end": utc(counted.end) if counted else None,
        "period_seconds": number(counted.period_seconds) if counted else None,
        "excluded_seconds": number(counted.excluded_seconds) if counted else None,
        "counted_seconds": number(counted.counted_seconds) if counted else None,
        "down_seconds": number(counted.down_seconds) if counted else None,
        "downtime_precision": uptime.downtime_precision,
        "uptime": {"ratio": str(uptime.ratio), "percent": uptime.percent} if uptime.percent else None,
        "levels": [*map(level_json, counted.levels)] if counted else [],
        **({} if is_group else _windows_and_objective(context, uptime)),
    }


def uptime_csv(context: Context, measurements: Iterable[UptimeMeasurement]) -> str:
    """Write uptimes as a table: for each a line per window, one for the objective, and one for the uptime itself."""
    lines = (line for measurement in measurements for line in _lines(context, measurement))
    return csv_text([COLUMNS, *([line.get(column, "") for column in COLUMNS] for line in lines)])


def level_json(share: LevelShare) -> types.LevelShare:
    """Convert the time at a level."""
    return {
        "id": share.id,
        "name": share.name,
        "status": share.status,
        "weight": digits(ENGLISH, share.weight),
        "seconds": number(share.seconds),
        "excluded": share.excluded,
    }


def utc(value: datetime) -> str:
    """Write an instant in UTC."""
    return f"{digits_with_fraction(value.astimezone(UTC))}Z"


def number(value: Fraction) -> int | float:
    """Write an exact number as JSON has it, as a whole number if it is one."""
    return int(value) if value.denominator == 1 else float(value)


def _subject(context: Context, measurement: UptimeMeasurement) -> dict[str, Any]:
    subject = measurement.subject
    if isinstance(subject, Component):
        group = subject.group_on(last_day(context, measurement.period))
        return {"component": {"id": subject.id, "name": subject.name, "group": group}}
    if subject is None:
        return {"component": None}
    members = [*dict.fromkeys(each.id for each, _ in members_in(context, subject, measurement.period))]
    return {"component": None, "group": {"id": subject.id, "name": subject.name, "components": members}}


def _windows_and_objective(context: Context, uptime: UptimeValues) -> dict[str, Any]:
    of = uptime.objective
    return {
        "windows": [
            {
                "record": each.record,
                "title": each.title,
                "url": context.url(urls.incident(each.record)) or None,
                "level": each.level,
                "start": utc(each.start),
                "end": utc(each.end),
                "weight": digits(ENGLISH, each.weight),
                "seconds": number(each.seconds),
                "excluded": each.excluded,
            }
            for each in uptime.windows
        ],
        "objective": {
            "percent": of.percent,
            "allowed_seconds": number(of.allowed_seconds),
            "spent_seconds": number(of.spent_seconds),
            "left_seconds": number(of.left_seconds),
            "exceeded": of.exceeded,
        }
        if of
        else None,
    }


def _lines(context: Context, measurement: UptimeMeasurement) -> Iterator[dict[str, Any]]:
    uptime, subject = uptime_values(context, measurement), measurement.subject
    shared: dict[str, Any] = {
        "audience": context.audience.value,
        "period": uptime.month or uptime.period, "policy": uptime.policy, "maintenance": uptime.maintenance,
        **_columns_of(context, measurement),
    }  # fmt: skip
    for each in uptime.windows:
        yield shared | {
            "line": "excluded" if each.excluded else "window",
            "start": utc(each.start),
            "end": utc(each.end),
            "level": each.level,
            "status": each.status,
            "weight": digits(ENGLISH, each.weight),
            "seconds": number(each.seconds),
            "down_seconds": number(each.down_seconds),
            "record": each.record,
            "title": each.title,
        }
    if of := uptime.objective:
        yield shared | {
            "line": "objective",
            "seconds": number(of.allowed_seconds),
            "down_seconds": number(of.spent_seconds),
            "percent": of.percent,
        }
    yield shared | _uptime_line(uptime, "uptime" if isinstance(subject, Component) else "group")


def _columns_of(context: Context, measurement: UptimeMeasurement) -> dict[str, str]:
    subject = measurement.subject
    if isinstance(subject, Component):
        group = subject.group_on(last_day(context, measurement.period))
        return {"component": subject.id, "name": subject.name, "group": group or ""}
    return {"group": subject.id, "name": subject.name} if subject else {}


def _uptime_line(uptime: UptimeValues, line: str) -> dict[str, Any]:
    if uptime.percent is None:
        return {"line": "no data"}
    if uptime.counted is None:
        return {"line": line, "percent": uptime.percent}
    return {
        "line": line,
        "start": utc(uptime.counted.start),
        "end": utc(uptime.counted.end),
        "seconds": number(uptime.counted.counted_seconds),
        "down_seconds": number(uptime.counted.down_seconds),
        "percent": uptime.percent,
    }
