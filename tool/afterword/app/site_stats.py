"""Implements `stats`: the numbers of periods, from what is kept of each record."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, NamedTuple

from afterword.app.overview import LISTED, RESPONSE, Overview
from afterword.diagnostics import Diagnostic
from afterword.records.project import Project
from afterword.records.vocabulary import Kind
from afterword.timeline.lifecycle import Phase
from afterword.timeline.months import month_of
from afterword.views.context import Context
from afterword.views.terminal.period_stats import RecordNumbers, SiteStats, first_day_of, site_stats

if TYPE_CHECKING:
    from afterword.formats.view_types import RecordEntry


class FoundStats(NamedTuple):
    """The numbers of a site, and the files that cannot be read."""

    context: Context
    stats: SiteStats
    broken: tuple[Diagnostic, ...]


def found_stats(overview: Overview, months: int) -> FoundStats:
    """Return the numbers of the last months, the current one included."""
    context = Context(Project(overview.site, ()), overview.audience, overview.now)
    first = last = month_of(context.today)
    for _ in range(months - 1):
        first = first.previous
    numbers = _numbers(overview, context, first_day_of(context, first))
    return FoundStats(context, site_stats(context, overview.windows, numbers, first, last), overview.broken)


def _numbers(overview: Overview, context: Context, since: date) -> Iterator[RecordNumbers]:
    """Yield the numbers of each record that began on a day or later, and not in the future."""
    cache = overview.cache
    for listed, response in zip(cache.fragments(LISTED), cache.fragments(RESPONSE), strict=True):
        entry: RecordEntry = json.loads(listed)
        if entry["year"] < since.year:
            break  # the latest come first
        if entry["phase"] == Phase.UPCOMING:
            continue
        times = {each["name"]: each["seconds"] for each in json.loads(response)}
        yield RecordNumbers(_day(context, entry), Kind(entry["kind"]), entry["seconds"], times)


def _day(context: Context, entry: RecordEntry) -> date:
    started = entry["started"]
    if started is None:
        return date.fromisoformat(entry["id"][: len("2026-11-20")])
    at = datetime.fromisoformat(started)
    return context.zone.local(at.astimezone(UTC)).date() if at.tzinfo else at.date()
