"""Draws very many bars of a lane as fewer: those that a reader could not tell apart are one."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from afterword.records.record import Record
from afterword.records.site import Site
from afterword.timeline.intervals import Interval
from afterword.views.chart.axis import TimeAxis
from afterword.views.chart.layout import PlacedBar, PlacedLane
from afterword.views.text.words import Words

MOST = 400
"""How many bars of a lane are drawn one by one; more have less than two pixels each on a wide screen."""


def condensed(words: Words, lane: PlacedLane, record: Record, site: Site, axis: TimeAxis) -> PlacedLane:
    """Return a lane with as many bars as there is room for."""
    if len(lane.bars) > MOST:
        return lane._replace(bars=tuple(_merged(words, lane, record, site, axis)))
    return lane


def _merged(
    words: Words, lane: PlacedLane, record: Record, site: Site, axis: TimeAxis
) -> Iterator[PlacedBar]:
    """Merge the bars that begin in the same part of the axis: to one at the worst of their levels."""

    def part(bar: PlacedBar) -> int:
        return int(axis.position(bar.interval.start) * MOST / 100)

    for _part, group in groupby(sorted(lane.bars, key=lambda bar: bar.interval), key=part):
        bars = list(group)
        worst = max(bars, key=lambda bar: site.rank(bar.window.level))
        last = max(bars, key=lambda bar: bar.interval.end)
        begin, end = bars[0].interval.start, last.interval.end
        count = words.ngettext(
            "{count} window, the worst is shown", "{count} windows, the worst is shown", len(bars)
        )
        yield worst._replace(
            interval=Interval(begin, end),
            period=words.period(begin, None if last.ongoing else end, record.zone, end),
            facts=(*worst.facts, count) if len(bars) > 1 else worst.facts,
            top=min(bar.top for bar in bars),
        )
