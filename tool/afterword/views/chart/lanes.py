"""Builds the chart of a record: the level of each component over time, with milestones, updates and events."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta

from afterword.records.record import Record
from afterword.records.site import Site
from afterword.timeline.intervals import Interval
from afterword.timeline.levels import RecordTotals, window_interval
from afterword.timeline.lifecycle import milestones
from afterword.translations.marks import mark as _
from afterword.views.chart.alternative import alternative
from afterword.views.chart.axis import TimeAxis, axis_over, ticks
from afterword.views.chart.condensed import condensed
from afterword.views.chart.cuts import quiet_cuts
from afterword.views.chart.drawing import DrawnAxis, drawing, patterns_of, shapes_of
from afterword.views.chart.drawn_lanes import drawn_lane
from afterword.views.chart.flags import main_milestones, placed_flags
from afterword.views.chart.layout import (
    UPDATES,
    ChartEvent,
    ClippedWindows,
    PlacedBar,
    chart_events,
    covered,
    is_ongoing,
    placed_lanes,
    placed_marker_lanes,
)
from afterword.views.chart.models import (
    AxisCut,
    AxisTimes,
    EventLanes,
    LaneChart,
    LaneTableRow,
    LegendEntry,
    Tick,
    legend_entry,
)
from afterword.views.chart.named_in_place import names_levels, names_markers
from afterword.views.chart.recurrence import recurrence
from afterword.views.text.words import Words

TITLE = _("What was affected, and when")
_NOW_LABEL_HEIGHT, _FLAGS_GAP = 22, 4
_OPEN_TABLE_ROWS = 4
"""The most rows of a table that is open from the start: readers should not have to look for a few numbers."""
_REACH = 1.5
"""How far before and after the windows markers are still drawn, as a multiple of the time that all windows cover."""
_MIN_REACH = timedelta(hours=1)
_HOUR, _MINUTES_MATTER = timedelta(hours=1), timedelta(hours=3)
_Legend = Mapping[str, LegendEntry]
_EventsByLane = Mapping[str, Sequence[ChartEvent]]


def lane_chart(
    words: Words,
    record: Record,
    site: Site,
    now: datetime,
    spent: RecordTotals,
    *,
    beside: Record | None = None,
) -> LaneChart | None:
    """Build the chart of what has happened until `now`; None if no window has begun. `spent` is the time at each level.

    What is far away from the windows is counted in `not_shown`, not drawn: it would make the windows too narrow. The
    time axis also covers what the chart of another version of the record shows, if there is one `beside` it.
    """
    windows = _clipped(record, now)
    if not windows:
        return None
    reach = _reach(covered(windows))
    reached = milestones(record, now)
    all_events = chart_events(words, record, now, reached)
    near = _near(all_events, reach)
    axis = _axis([*_busy(windows, near), *(_busy_in(words, beside, now) if beside else ())], record)
    is_open = any(is_ongoing(window, now) for window, _interval in windows)
    as_of = words.fill(words.current.as_of, time=words.clock(record.zone.local(now).replace(second=0)))
    legend = _legend(words, windows, site)
    flags_top = _NOW_LABEL_HEIGHT if is_open else 0
    flags, flags_height = placed_flags(words, main_milestones(record, reached, reach), axis, flags_top)
    top = flags_top + flags_height + (_FLAGS_GAP if flags_height else 0)
    components = tuple(placed_lanes(words, record, site, windows, axis, top=top))
    told = {UPDATES: near[UPDATES]}
    below = components[-1].top + components[-1].height
    lanes = (*components, *placed_marker_lanes(words, told, axis, top=below))
    bars = sorted((bar for lane in lanes for bar in lane.bars), key=lambda bar: bar.interval)
    table = tuple(_table_row(bar, legend) for bar in bars)
    condensed_lanes = tuple(condensed(words, lane, record, site, axis) for lane in lanes)
    drawn = tuple(drawn_lane(lane, axis, legend) for lane in condensed_lanes)
    drawn_axis = DrawnAxis(
        y=lanes[-1].top + lanes[-1].height,
        ticks=ticks(words, axis),
        cuts=tuple(_cut(words, each, axis) for each in axis.cuts),
        flags=flags,
        now=Tick(axis.x(now), as_of, "", "end") if is_open else None,
    )
    shapes = shapes_of(drawn)
    return LaneChart(
        id="lanes",
        title=words.gettext(TITLE),
        alternative=alternative(windows, near, record, site, now, words=words, spent=spent),
        zone=_zone(words, axis),
        not_shown=_not_shown(words, all_events, reach),
        height=drawn_axis.height,
        axis_y=drawn_axis.y,
        times=AxisTimes(axis.clock_time(axis.start), axis.clock_time(axis.end), axis.changes_clocks),
        lanes=drawn,
        ticks=drawn_axis.ticks,
        now=drawn_axis.now,
        legend=tuple(legend.values()),
        names_levels=names_levels(drawn, legend.values()),
        names_updates=names_markers(drawn),
        rows=table,
        table_open=len(table) <= _OPEN_TABLE_ROWS,
        drawing=drawing(drawn, drawn_axis, words.record.ongoing),
        patterns=patterns_of(legend.values()),
        shapes=shapes,
        flags=flags,
        cuts=drawn_axis.cuts,
        events=_event_lanes(words, near, axis, drawn_axis, shapes=shapes),
        recurrence=recurrence(words, [interval for _window, interval in windows], record.zone),
        left_out=_left_out(words, axis),
        merged="" if condensed_lanes == lanes else words.chart.merged,
    )


def _event_lanes(
    words: Words, near: _EventsByLane, axis: TimeAxis, of_chart: DrawnAxis, *, shapes: tuple[str, ...]
) -> EventLanes | None:
    """Build the lanes that are folded: what engineers look for, and customers need not see at first.

    `shapes` are those of the chart.
    """
    events = {name: each for name, each in near.items() if name != UPDATES}
    lanes = tuple(placed_marker_lanes(words, events, axis, top=0))
    if not lanes:
        return None
    drawn = tuple(drawn_lane(lane, axis, {}) for lane in lanes)
    own_axis = DrawnAxis(lanes[-1].top + lanes[-1].height, of_chart.ticks, of_chart.cuts)
    return EventLanes(
        title=words.fill(words.chart.all_events, count=sum(len(lane) for lane in events.values())),
        lanes=drawn,
        height=own_axis.height,
        drawing=drawing(drawn, own_axis, words.record.ongoing),
        further_shapes=tuple(each for each in shapes_of(drawn) if each not in shapes),
    )


def _axis(busy: Sequence[Interval], record: Record) -> TimeAxis:
    ends = (end for each in busy for end in (each.start, each.end))
    return axis_over(ends, record.zone, quiet_cuts(busy))


def _cut(words: Words, cut: Interval, axis: TimeAxis) -> AxisCut:
    length = words.duration(cut.duration)
    label = words.duration(round(cut.duration / _HOUR) * _HOUR) if cut.duration > _MINUTES_MATTER else length
    name = words.fill(words.chart.cut, duration=length)
    return AxisCut(axis.x(cut.start), label, name, axis.clock_time(cut.start), axis.clock_time(cut.end))


def _left_out(words: Words, axis: TimeAxis) -> str:
    """Say which stretches are cut; empty if none is."""
    periods = tuple(words.period(cut.start, cut.end, axis.zone, cut.end).text for cut in axis.cuts)
    return words.fill(words.chart.left_out, periods=words.listed(periods)) if periods else ""


def _clipped(record: Record, now: datetime) -> ClippedWindows:
    return [(each, interval) for each in record.component_windows if (interval := window_interval(each, now))]


def _busy_in(words: Words, record: Record, now: datetime) -> Iterator[Interval]:
    windows = _clipped(record, now)
    if windows:
        events = chart_events(words, record, now, milestones(record, now))
        yield from _busy(windows, _near(events, _reach(covered(windows))))


def _busy(windows: ClippedWindows, near: _EventsByLane) -> Iterator[Interval]:
    """Yield the intervals of everything that is drawn."""
    for _window, interval in windows:
        yield interval
    for lane in near.values():
        for event in lane:
            yield Interval(event.at, event.at)


def _reach(of_windows: Interval) -> Interval:
    """Return the interval in which markers are drawn."""
    reach = max(_REACH * of_windows.duration, _MIN_REACH)
    return Interval(of_windows.start - reach, of_windows.end + reach)


def _near(all_events: _EventsByLane, reach: Interval) -> _EventsByLane:
    return {
        name: tuple(each for each in lane if reach.start <= each.at <= reach.end)
        for name, lane in all_events.items()
    }


def _legend(words: Words, windows: ClippedWindows, site: Site) -> _Legend:
    levels = sorted(
        {window.level for window, _interval in windows}, key=lambda level: (site.rank(level), level)
    )
    return {level: legend_entry(words, level, site) for level in levels}


def _table_row(bar: PlacedBar, legend: _Legend) -> LaneTableRow:
    return LaneTableRow(
        component=bar.component,
        level=legend[bar.window.level],
        start=bar.period.start,
        end=bar.period.end,
        duration=bar.period.duration,
        remarks=bar.remarks,
        note=bar.window.window.note or "",
    )


def _zone(words: Words, axis: TimeAxis) -> str:
    names = dict.fromkeys(words.zone_name(axis.zone.local(end), axis.zone) for end in (axis.start, axis.end))
    if not axis.zone.stated:
        return words.gettext("Times as written, zone not stated")
    return words.gettext("Times in {zone}", zone=words.listed(tuple(names)))


def _not_shown(words: Words, all_events: _EventsByLane, reach: Interval) -> str:
    earlier = sum(each.at < reach.start for lane in all_events.values() for each in lane)
    later = sum(each.at > reach.end for lane in all_events.values() for each in lane)
    if earlier and later:
        return words.gettext(
            "{earlier} and {later} are not shown.",
            earlier=words.ngettext("{count} earlier event", "{count} earlier events", earlier),
            later=words.ngettext("{count} later event", "{count} later events", later),
        )
    if earlier:
        return words.ngettext(
            "{count} earlier event is not shown.", "{count} earlier events are not shown.", earlier
        )
    return (
        words.ngettext("{count} later event is not shown.", "{count} later events are not shown.", later)
        if later
        else ""
    )
