"""The figure of a record: which component was at which level when, and what happened beside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta

from afterword.records.impact import Window
from afterword.records.record import Record
from afterword.records.site import Site
from afterword.timeline.intervals import Interval
from afterword.timeline.levels import Totals, totals, window_interval
from afterword.views.chart import plotly
from afterword.views.chart.axis import TimeAxis, axis_over, ticks, written
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
from afterword.views.chart.tracks import (
    BAR_HEIGHT,
    EVENT_SHAPES,
    MARK_STEP,
    MILESTONES,
    NAME_HEIGHT,
    NUMBER,
    STATE_SHAPES,
    TIMELINE,
    UPDATES,
    Moment,
    PlacedBar,
    PlacedMarker,
    Spans,
    Track,
    component_name,
    moments,
    tracks,
)
from afterword.views.text import words
from afterword.views.text.catalogue import CATALOGUE

_NAME_BASELINE, _NOW_LABEL = 14, 22
_AXIS, _AXIS_UNDER, _BENEATH = 17, 33, 38
_UNFOLDED = 4
"""Rows of a table that needs no fold: the numbers of a short record should not have to be looked for."""
_LEAST_WIDTH = 0.5
_COUNT_ROOM = 8.0
_REACH = 1.5
"""How far outside of the windows, in spans of all of them, marks may lie and still be drawn."""
_LEAST_REACH = timedelta(hours=1)
_NAMED_COMPONENTS = 5
_NOUNS = {
    MILESTONES: ("milestone", "milestones"),
    UPDATES: ("update", "updates"),
    TIMELINE: ("event of the timeline", "events of the timeline"),
}
_SHAPES = {
    shape: place
    for place, shape in enumerate(dict.fromkeys((NUMBER, *STATE_SHAPES.values(), *EVENT_SHAPES.values())))
}
_Legend = Mapping[str, LegendEntry]


def lane_chart(record: Record, site: Site, now: datetime, *, figure_id: str = "lanes") -> LaneChart | None:
    """Draw what has happened until `now`; None where no window has begun.

    What lies far outside of the windows is counted in `left_out`, not drawn: they would shrink to nothing.
    """
    spans = [(window, span) for window in record.windows if (span := window_interval(window, now))]
    if not spans:
        return None
    period = _period(spans)
    reach = _reach(period)
    rows = moments(record, now)
    near = {
        name: tuple(one for one in row if reach.start <= one.at <= reach.end) for name, row in rows.items()
    }
    drawn = (moment.at for row in near.values() for moment in row)
    axis = axis_over((period.start, period.end, *drawn), record.zone)
    is_open = any(_going_on(window, now) for window, _ in spans)
    as_of = f"{CATALOGUE.current.as_of} {words.clock(record.zone.local(now).replace(second=0))}"
    levels = sorted({window.level for window, _ in spans}, key=lambda level: (site.rank(level), level))
    legend = {level: legend_entry(level, site) for level in levels}
    placed = tuple(tracks(record, site, spans, near, axis, top=_NOW_LABEL if is_open else 0))
    axis_y = placed[-1].top + placed[-1].height
    bars = sorted((bar for track in placed for bar in track.bars), key=lambda bar: bar.span)
    table = tuple(_table_row(bar, legend) for bar in bars)
    return LaneChart(
        id=figure_id,
        title="Levels over time",
        alternative=_alternative(spans, near, record, site, now),
        zone=_zone(axis),
        left_out=_left_out(rows, reach),
        height=axis_y + _BENEATH,
        bar_height=BAR_HEIGHT,
        axis_y=axis_y,
        label_y=axis_y + _AXIS,
        under_y=axis_y + _AXIS_UNDER,
        lanes=tuple(_lane(track, axis, legend) for track in placed),
        ticks=ticks(axis),
        now=Tick(axis.percent(now), as_of, "", "end") if is_open else None,
        legend=tuple(legend.values()),
        rows=table,
        unfolded=len(table) <= _UNFOLDED,
        has_remarks=any(row.label or row.measure or row.note for row in table),
        plotly=plotly.lanes_value(placed, axis, site, now=(now, as_of) if is_open else None),
    )


def _period(spans: Spans) -> Interval:
    return Interval(min(span.start for _, span in spans), max(span.end for _, span in spans))


def _going_on(window: Window, now: datetime) -> bool:
    return window.end is None or window.end > now


def _reach(period: Interval) -> Interval:
    """Say between which instants marks are drawn."""
    reach = max(_REACH * period.duration, _LEAST_REACH)
    return Interval(period.start - reach, period.end + reach)


def _lane(track: Track, axis: TimeAxis, legend: _Legend) -> Lane:
    bars = sorted(track.bars, key=lambda bar: (-bar.span.duration, bar.span))  # short ones last, so on top
    shown = [_mark(mark, axis) for mark in track.markers if not mark.folded]
    kinds = {(mark.moment.shape, mark.moment.number, mark.moment.name) for mark in track.markers}
    return Lane(
        name=track.name,
        name_y=track.top + _NAME_BASELINE,
        line_y=track.top + NAME_HEIGHT + (BAR_HEIGHT if track.bars else MARK_STEP) // 2,
        bars=tuple(_bar(bar, axis, legend) for bar in bars),
        markers=(*shown, *_counts([mark for mark in track.markers if mark.folded])),
        kinds=tuple(MarkerKind(*kind) for kind in sorted(kinds, key=_kind_order)),
        going_on=any(bar.going_on for bar in track.bars),
    )


def _kind_order(kind: tuple[str, str, str]) -> tuple[int, int, str]:
    shape, number, name = kind
    return _SHAPES[shape], int(number or 0), name


def _bar(bar: PlacedBar, axis: TimeAxis, legend: _Legend) -> Bar:
    start, end = axis.share(bar.span.start), axis.share(bar.span.end)
    level = legend[bar.window.level]
    return Bar(
        x=written(start),
        width=written(max(end - start, _LEAST_WIDTH)),
        end=written(max(end, start + _LEAST_WIDTH)),
        y=bar.top,
        middle=bar.top + BAR_HEIGHT // 2,
        level=level,
        name=f"{level.name}: {bar.spoken}",
        going_on=bar.going_on,
    )


def _mark(mark: PlacedMarker, axis: TimeAxis) -> Marker:
    moment = mark.moment
    until = moment.until if moment.until and moment.until > moment.at else None
    return Marker(
        x=written(mark.share),
        end=axis.percent(min(until, axis.end)) if until else "",
        y=mark.middle,
        shape=moment.shape,
        text=moment.number,
        name=moment.spoken,
    )


def _counts(folded: Sequence[PlacedMarker]) -> Iterator[Marker]:
    """Say beneath a crowd of marks how many more there are."""
    crowds: list[list[PlacedMarker]] = []
    for mark in folded:
        if crowds and mark.share - crowds[-1][0].share < _COUNT_ROOM:
            crowds[-1].append(mark)
        else:
            crowds.append([mark])
    for crowd in crowds:
        name = "\n".join(mark.moment.spoken for mark in crowd)
        first = crowd[0]
        yield Marker(written(first.share), "", first.middle, "", f"+{len(crowd)}", name)


def _table_row(bar: PlacedBar, legend: _Legend) -> LaneTableRow:
    return LaneTableRow(
        component=bar.component,
        level=legend[bar.window.level],
        start=bar.period.start,
        end=bar.period.end,
        duration=bar.period.duration,
        label=bar.window.label or "",
        measure=bar.measure,
        note=bar.window.note or "",
    )


def _alternative(
    spans: Spans, near: Mapping[str, Sequence[Moment]], record: Record, site: Site, now: datetime
) -> str:
    """Say in a few sentences what the figure shows: how long each component was at which level, and when."""
    of_component: dict[str, list[Window]] = {}
    for window, _ in spans:
        of_component.setdefault(window.component, []).append(window)
    spent = {component_name(one, site): totals(windows, site, now) for one, windows in of_component.items()}
    worst_first = sorted(spent.items(), key=lambda each: (-each[1].overall, each[0]))
    parts = [_spent(name, times, site) for name, times in worst_first[:_NAMED_COMPONENTS]]
    if len(worst_first) > _NAMED_COMPONENTS:
        parts.append(words.plural(len(worst_first) - _NAMED_COMPONENTS, "more component") + " for less time")
    period = _period(spans)
    first, last = words.instant(period.start, record.zone), words.instant(period.end, record.zone)
    from_zone = f" ({first.zone})" if first.zone != last.zone else ""
    going_on = f", {CATALOGUE.record.ongoing}" if any(_going_on(window, now) for window, _ in spans) else ""
    said = f"{'; '.join(parts)}; between {first.text}{from_zone} and {last.text} ({last.zone}){going_on}."
    if len(spent) > 1:
        overall = totals((window for window, _ in spans), site, now).overall
    else:
        overall = worst_first[0][1].overall
    if len(spans) > 1 and overall:
        said += f" In all {words.duration(overall)}."
    counted = tuple(words.plural(len(row), *_NOUNS[name]) for name, row in near.items() if row)
    return f"{said} Marks beneath: {words.listed(counted)}." if counted else said


def _spent(name: str, times: Totals, site: Site) -> str:
    worst_first = reversed(times.levels)
    levels = tuple(
        f"{legend_entry(t.level, site).name} for {words.duration(t.duration)}" for t in worst_first
    )
    return f"{name}: {words.listed(levels) or 'at no level of trouble'}"


def _zone(axis: TimeAxis) -> str:
    names = dict.fromkeys(words.zone_name(axis.zone.local(end), axis.zone) for end in (axis.start, axis.end))
    if not axis.zone.stated:
        return f"Times as written, {words.ZONE_NOT_STATED}"
    return f"Times in {words.listed(tuple(names))}"


def _left_out(rows: Mapping[str, Sequence[Moment]], reach: Interval) -> str:
    before = sum(one.at < reach.start for row in rows.values() for one in row)
    after = sum(one.at > reach.end for row in rows.values() for one in row)
    counted = ((before, "before"), (after, "after"))
    said = tuple(f"{words.plural(number, 'mark')} long {when}" for number, when in counted if number)
    return f"Not drawn: {words.listed(said)}." if said else ""
