"""Draws lanes: bars, markers and labels at their positions in percent of the width."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from afterword.views.chart.axis import TimeAxis, as_percent
from afterword.views.chart.layout import (
    BAR_HEIGHT,
    EVENT_SHAPES,
    MARKER_STEP,
    NAME_STEP,
    NUMBER,
    STATE_SHAPES,
    UPDATE_LABEL_ROWS,
    PlacedBar,
    PlacedLane,
    PlacedMarker,
)
from afterword.views.chart.models import (
    Bar,
    ChartText,
    CrowdMember,
    Lane,
    LegendEntry,
    Marker,
    MarkerKind,
    TextLayers,
)
from afterword.views.chart.placed_text import LABEL_STEP, WantedText, in_a_line, in_rows, layers

_NAME_BASELINE = 14
_MIN_BAR_WIDTH = 0.5
_COUNT_ROOM = 8.0
_MOST_NAMED = 50
"""How many crowded markers are named and drawn when a reader zooms; of more there is only the number."""
_SHAPES = {
    shape: number
    for number, shape in enumerate(dict.fromkeys((NUMBER, *STATE_SHAPES.values(), *EVENT_SHAPES.values())))
}
_Legend = Mapping[str, LegendEntry]


def drawn_lane(lane: PlacedLane, axis: TimeAxis, legend: _Legend) -> Lane:
    """Return a lane as it is drawn."""
    longest_first = sorted(
        lane.bars, key=lambda bar: (-bar.interval.duration, bar.interval)
    )  # short ones on top
    middle = (BAR_HEIGHT if lane.bars else MARKER_STEP) // 2
    drawn = [_marker(marker, axis) for marker in lane.markers if not marker.collapsed]
    return Lane(
        name=lane.name,
        name_lines=tuple(
            ChartText("0", str(lane.top + _NAME_BASELINE + number * NAME_STEP), line, "start")
            for number, line in enumerate(lane.name_lines)
        ),
        line_y=lane.content_top + middle,
        bars=tuple(_bar(bar, axis, legend) for bar in longest_first),
        markers=(*drawn, *_counts([marker for marker in lane.markers if marker.collapsed])),
        kinds=_kinds(lane.markers),
        ongoing=any(bar.ongoing for bar in lane.bars),
        labels=_labels(lane, axis, legend) if lane.labels_y else TextLayers(),
        bands=lane.bands,
    )


def _labels(lane: PlacedLane, axis: TimeAxis, legend: _Legend) -> TextLayers:
    """Name the bars by level, and updates where they change the state."""
    if lane.bars:
        named = [WantedText(axis.position(bar.interval.start), _bar_texts(bar, legend)) for bar in lane.bars]
        return layers(lambda room: tuple(in_a_line(named, lane.labels_y, room)))
    changes = [
        WantedText(marker.position, (marker.event.name,))
        for before, marker in zip((None, *lane.markers), lane.markers, strict=False)
        if before is None or before.event.shape != marker.event.shape
    ]
    return layers(
        lambda room: tuple(
            ChartText(
                as_percent(each.position), str(lane.labels_y + each.row * LABEL_STEP), each.text, each.anchor
            )
            for each in in_rows(changes, room, most=UPDATE_LABEL_ROWS)
        )
    )


def _bar_texts(bar: PlacedBar, legend: _Legend) -> tuple[str, ...]:
    """Return what may stand below a bar, the longest first: its level with the author's label, or its glyph alone."""
    level = legend[bar.window.level]
    short = f"{level.glyph} {level.name}"
    label = bar.window.window.label
    return (*((f"{short}: {label}",) if label else ()), short, level.glyph)


def _kinds(markers: Sequence[PlacedMarker]) -> tuple[MarkerKind, ...]:
    """Return what is explained below the chart: each shape once, with the name of its first marker.

    An update that changes no state has the shape of that state, and is called something else.
    """
    first = {(each.event.shape, each.event.number): each.event.name for each in reversed(markers)}
    kinds = (MarkerKind(shape, number, name) for (shape, number), name in first.items())
    return tuple(sorted(kinds, key=lambda kind: (_SHAPES[kind.shape], int(kind.text or 0))))


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
        first, last = crowd[0], crowd[-1]
        if len(crowd) > _MOST_NAMED:
            name = f"{first.event.description}\n…\n{last.event.description}"
            yield Marker(as_percent(first.position), "", first.middle, "", f"+{len(crowd)}", name)
            continue
        name = "\n".join(marker.event.description for marker in crowd)
        members = tuple(
            CrowdMember(as_percent(m.position), m.middle, m.event.shape, m.event.number, m.event.description)
            for m in crowd
        )
        yield Marker(as_percent(first.position), "", first.middle, "", f"+{len(crowd)}", name, members)
