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

from afterword.formats.artifacts import FileLeaf
from afterword.records.site import Component, Group
from afterword.timeline.contributions import Counted
from afterword.timeline.months import Month
from afterword.timeline.policies import POLICIES
from afterword.timeline.uptime import GroupUptime, Share, Uptime
from afterword.views import urls
from afterword.views.context import Publication
from afterword.views.index.queries import Archive
from afterword.views.index.summary import Span
from afterword.views.text import words
from afterword.views.uptime.breakdown import digits
from afterword.views.uptime.measurement import Reckoning, in_month
from afterword.views.uptime.months import CSV, JSON, statements_due
from afterword.views.uptime.table import Together

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


def statement_files(book: Publication, archive: Archive, _: Environment) -> Iterator[FileLeaf]:
    """Give the files beside every statement."""
    for component, month, key in statements_due(book, archive):
        address = urls.statement(component.id, str(month))
        statement = _Statement(book, archive, component, month)
        yield FileLeaf(f"{address}{JSON}", key, statement.json)
        yield FileLeaf(f"{address}{CSV}", key, statement.csv)


def as_json(book: Publication, found: Reckoning) -> dict[str, Any]:
    """Convert a reckoning; what is not there is null, times are in UTC, percentages and weights exact text."""
    uptime, component, month = found.uptime, found.component, isinstance(found.period, Month)
    return {
        "version": VERSION,
        "component": {"id": component.id, "name": component.name, "group": component.group},
        "month": str(found.period) if month else None,
        "days": None if month else found.period,
        "so_far": found.so_far,
        **_counting(book, uptime),
        "uptime": {"ratio": str(uptime.ratio), "percent": str(uptime.percent)} if uptime else None,
        "levels": [*_levels(book, uptime)] if uptime else [],
        "windows": [_window(book, each) for each in found.windows],
        "objective": _objective(found),
    }


def as_csv(book: Publication, reckonings: Iterable[Reckoning]) -> str:
    """Write reckonings as a table: a line for each window, one for the objective, one for the uptime itself."""
    return _table(line for found in reckonings for line in _lines(book, found))


def all_as_json(book: Publication, told: Iterable[Together]) -> Iterator[dict[str, Any]]:
    """Convert uptimes group by group: each group in each period, then its components."""
    for group, rows, uptimes in told:
        if group:
            members = [row[0].component for row in rows]
            for found, uptime in zip(rows[0], uptimes, strict=True):
                yield _group_json(book, group, members, found, uptime)
        yield from (as_json(book, each) for row in rows for each in row)


def all_as_csv(book: Publication, told: Iterable[Together]) -> str:
    """Write uptimes group by group as a table: a line for each group in each period, then those of its components."""
    return _table(_all_lines(book, told))


@dataclass(frozen=True)
class _Statement:
    """A statement, reckoned once for both of its files."""

    book: Publication
    archive: Archive
    component: Component
    month: Month

    @cached_property
    def found(self) -> Reckoning:
        """The month with its working."""
        return in_month(self.book, self.archive, self.component, self.month)

    def json(self) -> str:
        """Write it as an object."""
        return json.dumps(as_json(self.book, self.found), ensure_ascii=False, separators=(",", ":")) + "\n"

    def csv(self) -> str:
        """Write it as a table."""
        return as_csv(self.book, [self.found])


def _group_json(
    book: Publication,
    group: Group,
    members: Iterable[Component],
    found: Reckoning,
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
        **_counting(book, whole),
        "uptime": {"ratio": str(uptime.ratio), "percent": str(uptime.percent)} if uptime else None,
        "levels": [*_levels(book, whole)] if whole else [],
    }


def _counting(book: Publication, uptime: Uptime | None) -> dict[str, Any]:
    """Say by which rules was counted, over which time, and how much of it was down."""
    return {
        "timezone": book.site.timezone or "UTC",
        "policy": book.site.uptime.policy.value,
        "maintenance": book.site.uptime.maintenance.value,
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


def _levels(book: Publication, uptime: Uptime) -> Iterator[dict[str, Any]]:
    parts: tuple[tuple[bool, tuple[Share, ...]], ...] = ((False, uptime.shares), (True, uptime.excluded))
    for excluded, shares in parts:
        for share in shares:
            level = book.site.level(share.level)
            yield {
                "id": share.level,
                "name": level.name if level else share.level,
                "status": level.status.value if level else None,
                "weight": digits(share.weight),
                "seconds": _seconds(share.duration),
                "excluded": excluded,
            }


def _window(book: Publication, each: Counted[Span]) -> dict[str, Any]:
    return {
        "record": each.window.record,
        "title": each.window.title,
        "url": book.url(urls.incident(each.window.record)) or None,
        "level": each.window.level,
        "start": _instant(each.start),
        "end": _instant(each.end),
        "weight": digits(each.weight),
        "seconds": _seconds(each.duration),
        "excluded": each.excluded,
    }


def _objective(found: Reckoning) -> dict[str, Any] | None:
    if found.budget is None:
        return None
    return {
        "percent": f"{found.budget.objective.normalize():f}",
        "allowed_seconds": _seconds(found.budget.allowed),
        "spent_seconds": _seconds(found.budget.spent),
        "left_seconds": _seconds(found.budget.left),
        "exceeded": found.budget.is_exceeded,
    }


def _all_lines(book: Publication, told: Iterable[Together]) -> Iterator[dict[str, Any]]:
    for group, rows, uptimes in told:
        if group:
            shared = {"group": group.id, "name": group.name}
            for found, uptime in zip(rows[0], uptimes, strict=True):
                yield _rules(book, found) | shared | _group_line(uptime)
        yield from (line for row in rows for found in row for line in _lines(book, found))


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


def _rules(book: Publication, found: Reckoning) -> dict[str, Any]:
    """Say of which period a line is, and by which rules was counted."""
    return {
        "period": str(found.period) if isinstance(found.period, Month) else found.name,
        "policy": POLICIES[book.site.uptime.policy].name.value,
        "maintenance": book.site.uptime.maintenance.value,
    }


def _lines(book: Publication, found: Reckoning) -> Iterator[dict[str, Any]]:
    component = found.component
    shared = _rules(book, found) | {
        "component": component.id,
        "name": component.name,
        "group": component.group or "",
    }
    for each in found.windows:
        level = book.site.level(each.window.level)
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
