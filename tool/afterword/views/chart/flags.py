"""Places the main milestones of a chart: a labelled line through all lanes for each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from afterword.records.record import Record
from afterword.records.rough_time import form_of
from afterword.records.vocabulary import Kind
from afterword.timeline.intervals import Interval
from afterword.timeline.lifecycle import MilestoneName
from afterword.views.chart.axis import TimeAxis, as_percent
from afterword.views.chart.models import ChartText, Flag, FlagLayers
from afterword.views.chart.placed_text import LABEL_STEP, NARROW, WIDE, RowText, WantedText, in_rows
from afterword.views.text.words import Words

_MAIN: tuple[MilestoneName, ...] = ("started", "detected", "mitigated", "resolved")
_WITHOUT = (Kind.MAINTENANCE, Kind.NOTICE)
"""Planned work is neither detected nor mitigated, and its windows show when it began."""
_BASELINE, _BELOW_TEXT = 12, 3
_OFFSET = 4


class MainMilestone(NamedTuple):
    """A milestone that is labelled in the chart."""

    name: MilestoneName
    at: datetime


def main_milestones(
    record: Record, reached: Mapping[MilestoneName, datetime], reach: Interval
) -> tuple[MainMilestone, ...]:
    """Return the main ones of the milestones that have been reached, if they are within `reach`, in order of time."""
    if record.kind in _WITHOUT:
        return ()
    found = (MainMilestone(name, reached[name]) for name in _MAIN if name in reached)
    return tuple(
        sorted((each for each in found if reach.start <= each.at <= reach.end), key=lambda each: each.at)
    )


def placed_flags(
    words: Words, shown: Sequence[MainMilestone], axis: TimeAxis, top: int
) -> tuple[FlagLayers, int]:
    """Return the flags for both widths below `top`, and the height of their labels."""
    local = [axis.zone.local(each.at) for each in shown]
    one_day = len({each.date() for each in local}) == 1
    wanted = [
        WantedText(axis.position(each.at), (_label(words, each, at, one_day=one_day),))
        for each, at in zip(shown, local, strict=True)
    ]
    wide, narrow = (tuple(in_rows(wanted, room, most=len(wanted))) for room in (WIDE, NARROW))
    rows = max((row.row + 1 for row in (*wide, *narrow)), default=0)
    flags = FlagLayers(tuple(_flag(row, top) for row in wide), tuple(_flag(row, top) for row in narrow))
    return flags, rows * LABEL_STEP


def _flag(row: RowText, top: int) -> Flag:
    x, y = as_percent(row.position), top + row.row * LABEL_STEP
    label = ChartText(x, str(y + _BASELINE), row.text, row.anchor)
    return Flag(x, str(y + _BELOW_TEXT), label, -_OFFSET if row.anchor == "end" else _OFFSET)


def _label(words: Words, milestone: MainMilestone, local: datetime, *, one_day: bool) -> str:
    """Return the name and the clock time; a time that is not exact is said elsewhere, as precisely as it is known."""
    if form_of(milestone.at):
        return words.milestone(milestone.name)
    day = "" if one_day else f"{words.short_day(local)} "
    return f"{words.milestone(milestone.name)} {day}{words.clock(local.replace(second=0))}"
