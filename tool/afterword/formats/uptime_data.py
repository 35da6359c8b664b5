"""Puts a reckoning into JSON and CSV: the statements of components, and what the terminal is asked for."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, Any

from afterword.formats.artifacts import CachedFile, Format
from afterword.records.site import Component, Group
from afterword.timeline.contributions import Contribution
from afterword.timeline.months import Month
from afterword.timeline.policies import POLICIES
from afterword.timeline.uptime import GroupUptime, Share, Uptime
from afterword.views import urls
from afterword.views.context import Context
from afterword.views.index.queries import RecordIndex
from afterword.views.index.summary import WindowSpan
from afterword.views.text import words
from afterword.views.uptime.breakdown import digits
from afterword.views.uptime.measurement import UptimeMeasurement, in_month
from afterword.views.uptime.months import CSV, JSON, statements_due
from afterword.views.uptime.table import GroupUptimes

if TYPE_CHECKING:
    from jinja2 import Environment

VERSION = 1
"""Raised when a field of the JSON or a column of the CSV changes its meaning or goes; new ones may come any time."""
COLUMNS = (
    "line", "component", "name", "period", "policy", "maintenance", "start", "end", "level", "status", "weight",
    "seconds", "down_seconds", "percent", "record", "title", "group",
)  # fmt: skip
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_MICROSECOND = timedelta(microseconds=1)


class Statements(Format):
    """JSON and CSV beside the page of every statement."""

    def files(self, context: Context, index: RecordIndex, environment: Environment) -> Iterator[CachedFile]:
        """Yield the files of every component and month."""
        for component, month, key in statements_due(context, index):
            address = urls.statement(component.id, str(month))
            statement = _Statement(context, index, component, month)
            yield CachedFile(f"{address}{JSON}", key, statement.json)
            yield CachedFile(f"{address}{CSV}", key, statement.csv)


def as_json(context: Context, found: UptimeMeasurement) -> dict[str, Any]:
    """Convert a reckoning; what is not there is null, times are in UTC, percentages and weights exact text."""
    uptime, component, month = found.uptime, found.component, isinstance(found.period, Month)
    return {
        "version": VERSION,
        "component": {"id": component.id, "name": component.name, "group": component.group},
        "month": str(found.period) if month else None,
        "days": None if month else found.period,
        "so_far": found.so_far,
        **_counting(context, uptime),
        "uptime": {"ratio": str(uptime.ratio), "percent": str(uptime.percent)} if uptime else None,
        "levels": [*_levels(context, uptime)] if uptime else [],
        "windows": [_window(context, each) for each in found.windows],
        "objective": _objective(found),
    }


def as_csv(context: Context, measurements: Iterable[UptimeMeasurement]) -> str:
    """Write reckonings as a table: a line for each window, one for the objective, one for the uptime itself."""
    return _table(line for found in measurements for line in _lines(context, found))


def all_as_json(context: Context, told: Iterable[GroupUptimes]) -> Iterator[dict[str, Any]]:
    """Convert uptimes group by group: each group in each period, then its components."""
    for group, rows, uptimes in told:
        if group:
            members = [row[0].component for row in rows]
            for found, uptime in zip(rows[0], uptimes, strict=True):
                yield _group_json(context, group, members, found, uptime)
        yield from (as_json(context, each) for row in rows for each in row)


def all_as_csv(context: Context, told: Iterable[GroupUptimes]) -> str:
    """Write uptimes group by group as a table: a line for each group in each period, then those of its components."""
    return _table(_all_lines(context, told))


@dataclass(frozen=True)
class _Statement:
    """A statement, reckoned once for both of its files."""

    context: Context
    index: RecordIndex
    component: Component
    month: Month

    @cached_property
    def found(self) -> UptimeMeasurement:
        """The month with its working."""
        return in_month(self.context, self.index, self.component, self.month)

    def json(self) -> str:
        """Write it as an object."""
        return json.dumps(as_json(self.context, self.found), ensure_ascii=False, separators=(",", ":")) + "\n"

    def csv(self) -> str:
        """Write it as a table."""
        return as_csv(self.context, [self.found])


def _group_json(
    context: Context,
    group: Group,
    members: Iterable[Component],
    found: UptimeMeasurement,
    uptime: GroupUptime | None,
) -> dict[str, Any]:
    """Convert the uptime of a group in the period of a member's; `whole` is there where it is counted as one."""
    month, whole = isinstance(found.period, Month), uptime.whole if uptime else None
    return {
        "version": VERSION,
        "component": None,
        "group": {"id": group.id, "name": group.name, "components": [each.id for each in members]},
        "month": str(found.period) if month else None,
        "days": None if month else found.period,
        "so_far": found.so_far,
        **_counting(context, whole),
        "uptime": {"ratio": str(uptime.ratio), "percent": str(uptime.percent)} if uptime else None,
        "levels": [*_levels(context, whole)] if whole else [],
    }


def _counting(context: Context, uptime: Uptime | None) -> dict[str, Any]:
    """Say by which rules was counted, over which time, and how much of it was down."""
    return {
        "timezone": context.site.timezone or "UTC",
        "policy": context.site.uptime.policy.value,
        "maintenance": context.site.uptime.maintenance.value,
        "start": _instant(uptime.period.start) if uptime else None,
        "end": _instant(uptime.period.end) if uptime else None,
        "period_seconds": _seconds(uptime.period.duration) if uptime else None,
        "excluded_seconds": _seconds(uptime.period.duration - uptime.counted) if uptime else None,
        "counted_seconds": _seconds(uptime.counted) if uptime else None,
        "down_seconds": _number(uptime.down_seconds) if uptime else None,
    }


def _table(lines: Iterable[Mapping[str, object]]) -> str:
    written = io.StringIO()
    writer = csv.writer(written)
    writer.writerow(COLUMNS)
    writer.writerows([_cell(line.get(column, "")) for column in COLUMNS] for line in lines)
    return written.getvalue()


def _levels(context: Context, uptime: Uptime) -> Iterator[dict[str, Any]]:
    fragments: tuple[tuple[bool, tuple[Share, ...]], ...] = ((False, uptime.shares), (True, uptime.excluded))
    for excluded, shares in fragments:
        for share in shares:
            level = context.site.level(share.level)
            yield {
                "id": share.level,
                "name": level.name if level else share.level,
                "status": level.status.value if level else None,
                "weight": digits(share.weight),
                "seconds": _seconds(share.duration),
                "excluded": excluded,
            }


def _window(context: Context, each: Contribution[WindowSpan]) -> dict[str, Any]:
    return {
        "record": each.window.record,
        "title": each.window.title,
        "url": context.url(urls.incident(each.window.record)) or None,
        "level": each.window.level,
        "start": _instant(each.start),
        "end": _instant(each.end),
        "weight": digits(each.weight),
        "seconds": _seconds(each.duration),
        "excluded": each.excluded,
    }


def _objective(found: UptimeMeasurement) -> dict[str, Any] | None:
    if found.budget is None:
        return None
    return {
        "percent": f"{found.budget.objective.normalize():f}",
        "allowed_seconds": _seconds(found.budget.allowed),
        "spent_seconds": _seconds(found.budget.spent),
        "left_seconds": _seconds(found.budget.left),
        "exceeded": found.budget.is_exceeded,
    }


def _all_lines(context: Context, told: Iterable[GroupUptimes]) -> Iterator[dict[str, Any]]:
    for group, rows, uptimes in told:
        if group:
            shared = {"group": group.id, "name": group.name}
            for found, uptime in zip(rows[0], uptimes, strict=True):
                yield _rules(context, found) | shared | _group_line(uptime)
        yield from (line for row in rows for found in row for line in _lines(context, found))


def _group_line(uptime: GroupUptime | None) -> dict[str, Any]:
    if uptime is None:
        return {"line": "no data"}
    counted = _counted(uptime.whole) if uptime.whole else {}
    return {"line": "group", **counted, "percent": str(uptime.percent)}


def _counted(uptime: Uptime) -> dict[str, Any]:
    return {
        "start": _instant(uptime.period.start),
        "end": _instant(uptime.period.end),
        "seconds": _seconds(uptime.counted),
        "down_seconds": _number(uptime.down_seconds),
    }


def _rules(context: Context, found: UptimeMeasurement) -> dict[str, Any]:
    """Say of which period a line is, and by which rules was counted."""
    return {
        "period": str(found.period) if isinstance(found.period, Month) else found.name,
        "policy": POLICIES[context.site.uptime.policy].name.value,
        "maintenance": context.site.uptime.maintenance.value,
    }


def _lines(context: Context, found: UptimeMeasurement) -> Iterator[dict[str, Any]]:
    component = found.component
    shared = _rules(context, found) | {
        "component": component.id,
        "name": component.name,
        "group": component.group or "",
    }
    for each in found.windows:
        level = context.site.level(each.window.level)
        yield shared | {
            "line": "excluded" if each.excluded else "window",
            "start": _instant(each.start),
            "end": _instant(each.end),
            "level": each.window.level,
            "status": level.status.value if level else "",
            "weight": digits(each.weight),
            "seconds": _seconds(each.duration),
            "down_seconds": _number(each.weight * Fraction(each.duration // _MICROSECOND, 1_000_000)),
            "record": each.window.record,
            "title": each.window.title,
        }
    budget, uptime = found.budget, found.uptime
    if budget:
        yield shared | {
            "line": "objective",
            "seconds": _seconds(budget.allowed),
            "down_seconds": _seconds(budget.spent),
            "percent": f"{budget.objective.normalize():f}",
        }
    if uptime:
        yield shared | {"line": "uptime", **_counted(uptime), "percent": str(uptime.percent)}
    else:
        yield shared | {"line": "no data"}


def _cell(value: object) -> object:
    """Keep a spreadsheet from taking text for a formula: it is shown as text behind an apostrophe."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


def _instant(value: datetime) -> str:
    return f"{words.digits(value)}Z"


def _seconds(length: timedelta) -> int | float:
    return _number(Fraction(length // _MICROSECOND, 1_000_000))


def _number(value: Fraction) -> int | float:
    return int(value) if value.denominator == 1 else float(value)
