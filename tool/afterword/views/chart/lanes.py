"""Builds the chart of a record: the level of each component over time, with milestones, updates and events."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta

from afterword.records.impact import ComponentWindow
from afterword.records.record import Record
from afterword.records.site import Site
from afterword.timeline.intervals import Interval
from afterword.timeline.levels import Totals, totals, window_interval
from afterword.views.chart import plotly
from afterword.views.chart.axis import TimeAxis, as_percent, axis_over, ticks
from afterword.views.chart.layout import (
    BAR_HEIGHT,
    EVENT_SHAPES,
    MARKER_STEP,
    MILESTONES,
    NAME_HEIGHT,
    NUMBER,
    STATE_SHAPES,
    TIMELINE,
    UPDATES,
    ChartEvent,
    ClippedWindows,
    PlacedBar,
    PlacedLane,
    PlacedMarker,
    chart_events,
    component_name,
    placed_lanes,
)
from afterword.views.chart.models import (
    Bar,
    Lane,
    LaneChart,
    LaneTableRow,
    LegendEntry,
    Marker,
    MarkerKind,
    Tick,
    legend_entry,
)
from afterword.views.text import words
from afterword.views.text.catalogue import CATALOGUE

TITLE = "What was affected, and when"
_NAME_BASELINE, _NOW_LABEL_HEIGHT = 14, 22
_TICK_LABEL, _TICK_SECOND_LINE, _AXIS_HEIGHT = 17, 33, 38
_OPEN_TABLE_ROWS = 4
"""The most rows of a table that is open from the start: readers should not have to look for a few numbers."""
_MIN_BAR_WIDTH = 0.5
_COUNT_ROOM = 8.0
_REACH = 1.5
"""How far before and after the windows markers are still drawn, as a multiple of the time that all windows cover."""
_MIN_REACH = timedelta(hours=1)
_MAX_NAMED_COMPONENTS = 5
_NOUNS = {
    MILESTONES: ("milestone", "milestones"),
    UPDATES: ("update", "updates"),
    TIMELINE: ("timeline event", "timeline events"),
}
_SHAPES = {
    shape: number
    for number, shape in enumerate(dict.fromkeys((NUMBER, *STATE_SHAPES.values(), *EVENT_SHAPES.values())))
}
_Legend = Mapping[str, LegendEntry]
_EventsByLane = Mapping[str, Sequence[ChartEvent]]


def lane_chart(record: Record, site: Site, now: datetime, beside: Record | None = None) -> LaneChart | None:
    """Build the chart of what has happened until `now`; None if no window has begun.

    What is far away from the windows is counted in `not_shown`, not drawn: it would make the windows too narrow. The
    time axis also covers what the chart of another version of the record shows, if there is one `beside` it.
    """
    windows = _clipped(record, now)
    if not windows:
        return None
    covered = _covered(windows)
    reach = _reach(covered)
    all_events = chart_events(record, now)
    near = _near(all_events, reach)
    shown = (*_instants(covered, near), *(_instants_of(beside, now) if beside else ()))
    axis = axis_over(shown, record.zone)
    is_open = any(_ongoing(window, now) for window, _ in windows)
    as_of = f"{CATALOGUE.current.as_of} {words.clock(record.zone.local(now).replace(second=0))}"
    legend = _legend(windows, site)
    lanes = tuple(placed_lanes(record, site, windows, near, axis, top=_NOW_LABEL_HEIGHT if is_open else 0))
    axis_y = lanes[-1].top + lanes[-1].height
    bars = sorted((bar for lane in lanes for bar in lane.bars), key=lambda bar: bar.interval)
    table = tuple(_table_row(bar, legend) for bar in bars)
    return LaneChart(
        id="lanes",
        title=TITLE,
        alternative=_alternative(windows, near, record, site, now),
        zone=_zone(axis),
        not_shown=_not_shown(all_events, reach),
        height=axis_y + _AXIS_HEIGHT,
        bar_height=BAR_HEIGHT,
        axis_y=axis_y,
        label_y=axis_y + _TICK_LABEL,
        second_line_y=axis_y + _TICK_SECOND_LINE,
        lanes=tuple(_lane(lane, axis, legend) for lane in lanes),
        ticks=ticks(axis),
        now=Tick(axis.x(now), as_of, "", "end") if is_open else None,
        legend=tuple(legend.values()),
        rows=table,
        table_open=len(table) <= _OPEN_TABLE_ROWS,
        has_remarks=any(row.remarks or row.note for row in table),
        plotly=plotly.lanes_value(lanes, axis, site, now=(now, as_of) if is_open else None),
    )


def _clipped(record: Record, now: datetime) -> ClippedWindows:
    return [(each, interval) for each in record.component_windows if (interval := window_interval(each, now))]


def _instants_of(record: Record, now: datetime) -> Iterator[datetime]:
    windows = _clipped(record, now)
    if windows:
        covered = _covered(windows)
        yield from _instants(covered, _near(chart_events(record, now), _reach(covered)))


def _instants(covered: Interval, near: _EventsByLane) -> Iterator[datetime]:
    """Yield the ends of what is drawn, and everything between them that is drawn as a marker."""
    yield covered.start
    yield covered.end
    yield from (event.at for lane in near.values() for event in lane)


def _covered(windows: ClippedWindows) -> Interval:
    """Return the interval from the start of the first window to the end of the last one."""
    return Interval(
        min(interval.start for _, interval in windows), max(interval.end for _, interval in windows)
    )


def _ongoing(window: ComponentWindow, now: datetime) -> bool:
    return window.end is None or window.end > now


def _reach(covered: Interval) -> Interval:
    """Return the interval in which markers are drawn."""
    reach = max(_REACH * covered.duration, _MIN_REACH)
    return Interval(covered.start - reach, covered.end + reach)


def _near(all_events: _EventsByLane, reach: Interval) -> _EventsByLane:
    return {
        name: tuple(each for each in lane if reach.start <= each.at <= reach.end)
        for name, lane in all_events.items()
    }


def _legend(windows: ClippedWindows, site: Site) -> _Legend:
    levels = sorted({window.level for window, _ in windows}, key=lambda level: (site.rank(level), level))
    return {level: legend_entry(level, site) for level in levels}


def _lane(lane: PlacedLane, axis: TimeAxis, legend: _Legend) -> Lane:
    longest_first = sorted(
        lane.bars, key=lambda bar: (-bar.interval.duration, bar.interval)
    )  # short ones on top
    drawn = [_marker(marker, axis) for marker in lane.markers if not marker.collapsed]
    kinds = {(marker.event.shape, marker.event.number, marker.event.name) for marker in lane.markers}
    return Lane(
        name=lane.name,
        name_y=lane.top + _NAME_BASELINE,
        line_y=lane.top + NAME_HEIGHT + (BAR_HEIGHT if lane.bars else MARKER_STEP) // 2,
        bars=tuple(_bar(bar, axis, legend) for bar in longest_first),
        markers=(*drawn, *_counts([marker for marker in lane.markers if marker.collapsed])),
        kinds=tuple(MarkerKind(*kind) for kind in sorted(kinds, key=_kind_order)),
        ongoing=any(bar.ongoing for bar in lane.bars),
    )


def _kind_order(kind: tuple[str, str, str]) -> tuple[int, int, str]:
    shape, number, name = kind
    return _SHAPES[shape], int(number or 0), name


def _bar(bar: PlacedBar, axis: TimeAxis, legend: _Legend) -> Bar:
    start, end = axis.position(bar.interval.start), axis.position(bar.interval.end)
    level = legend[bar.window.level]
    return Bar(
        x=as_percent(start),
        width=as_percent(max(end - start, _MIN_BAR_WIDTH)),
        end=as_percent(max(end, start + _MIN_BAR_WIDTH)),
        y=bar.top,
        middle=bar.top + BAR_HEIGHT // 2,
        level=level,
        name=f"{level.name}: {bar.description}",
        ongoing=bar.ongoing,
    )


def _marker(marker: PlacedMarker, axis: TimeAxis) -> Marker:
    event = marker.event
    until = event.until if event.until and event.until > event.at else None
    return Marker(
        x=as_percent(marker.position),
        end=axis.x(min(until, axis.end)) if until else "",
        y=marker.middle,
        shape=event.shape,
        text=event.number,
        name=event.description,
    )


def _counts(collapsed: Sequence[PlacedMarker]) -> Iterator[Marker]:
    """Yield markers such as `+3` below crowded markers: how many more there are."""
    crowds: list[list[PlacedMarker]] = []
    for marker in collapsed:
        if crowds and marker.position - crowds[-1][0].position < _COUNT_ROOM:
            crowds[-1].append(marker)
        else:
            crowds.append([marker])
    for crowd in crowds:
        name = "\n".join(marker.event.description for marker in crowd)
        first = crowd[0]
        yield Marker(as_percent(first.position), "", first.middle, "", f"+{len(crowd)}", name)


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


def _alternative(
    windows: ClippedWindows, near: _EventsByLane, record: Record, site: Site, now: datetime
) -> str:
    """Return the text alternative: how long each component was at which level, and when."""
    of_component: dict[str, list[ComponentWindow]] = {}
    for window, _ in windows:
        of_component.setdefault(window.component, []).append(window)
    times = {component_name(each, site): totals(own, site, now) for each, own in of_component.items()}
    longest_first = sorted(times.items(), key=lambda each: (-each[1].overall, each[0]))
    parts = [_time_at_levels(name, spent, site) for name, spent in longest_first[:_MAX_NAMED_COMPONENTS]]
    if len(longest_first) > _MAX_NAMED_COMPONENTS:
        more = len(longest_first) - _MAX_NAMED_COMPONENTS
        parts.append(words.plural(more, "more component") + " for less time")
    covered = _covered(windows)
    first, last = words.instant(covered.start, record.zone), words.instant(covered.end, record.zone)
    first_zone = f" ({first.zone})" if first.zone and first.zone != last.zone else ""
    last_zone = f" ({last.zone})" if last.zone else ""
    ongoing = f", {CATALOGUE.record.ongoing}" if any(_ongoing(window, now) for window, _ in windows) else ""
    text = f"{'; '.join(parts)}; between {first.text}{first_zone} and {last.text}{last_zone}{ongoing}."
    if len(times) > 1:
        together = totals((window for window, _ in windows), site, now)
    else:
        together = longest_first[0][1]
    if len(windows) > 1 and together.overall:
        text += f" In total {words.duration(together.overall, together.certainty)}."
    counts = tuple(words.plural(len(lane), *_NOUNS[name]) for name, lane in near.items() if lane)
    return f"{text} Also shown: {words.listed(counts)}." if counts else text


def _time_at_levels(name: str, times: Totals, site: Site) -> str:
    worst_first = reversed(times.levels)
    levels = tuple(
        f"{legend_entry(t.level, site).name} for {words.duration(t.duration, t.certainty)}"
        for t in worst_first
    )
    return f"{name}: {words.listed(levels) or 'not affected'}"


def _zone(axis: TimeAxis) -> str:
    names = dict.fromkeys(words.zone_name(axis.zone.local(end), axis.zone) for end in (axis.start, axis.end))
    if not axis.zone.stated:
        return f"Times as written, {words.ZONE_NOT_STATED}"
    return f"Times in {words.listed(tuple(names))}"


def _not_shown(all_events: _EventsByLane, reach: Interval) -> str:
    earlier = sum(each.at < reach.start for lane in all_events.values() for each in lane)
    later = sum(each.at > reach.end for lane in all_events.values() for each in lane)
    counts = ((earlier, "earlier event"), (later, "later event"))
    parts = tuple(words.plural(number, name) for number, name in counts if number)
    return f"{words.listed(parts)} {'is' if earlier + later == 1 else 'are'} not shown." if parts else ""
