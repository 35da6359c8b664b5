"""Draws the timeline of a record in a terminal: a lane for each component, lanes of markers, and a list of it all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from afterword.records.site import Site
from afterword.records.vocabulary import ComponentStatus, EventKind
from afterword.report.moment_text import day_and_clock, until_text
from afterword.report.show_sections import prose
from afterword.report.terminal import (
    BOLD,
    DIM,
    MARK,
    STATUS_STYLES,
    Block,
    Flow,
    Line,
    Part,
    Row,
    Styled,
    cells,
    cut,
    of_legend,
)
from afterword.views.chart.layout import EVENT_SHAPES, STATE_SHAPES
from afterword.views.chart.models import Bar, LaneChart, Marker, Tick
from afterword.views.terminal.record_timeline import RecordTimeline, TimelineEntry
from afterword.views.terminal.status_now import status_of
from afterword.views.text.glyphs import EVENT_GLYPHS, STATE_GLYPHS
from afterword.views.text.words import ENGLISH

_FILLS = {
    ComponentStatus.OPERATIONAL: "╌",
    ComponentStatus.UNDER_MAINTENANCE: "░",
    ComponentStatus.DEGRADED_PERFORMANCE: "▒",
    ComponentStatus.PARTIAL_OUTAGE: "▓",
    ComponentStatus.MAJOR_OUTAGE: "█",
}
"""How bars are filled, the worse the darker, so that they differ without colours too."""
_GLYPHS: Mapping[str, str] = {
    **{shape: STATE_GLYPHS[state] for state, shape in STATE_SHAPES.items()},
    **{EVENT_SHAPES[kind]: EVENT_GLYPHS[kind] for kind in (None, *EventKind)},
}
_LONGEST_NAME = 24
_CLOCK = len("08:55")
_STILL = "→"
_CUT = "≀"


def timeline_blocks(timeline: RecordTimeline, site: Site, width: int) -> Iterator[Block]:
    """Yield the chart, drawn as wide as there is room, with its legend, then everything that happened in order."""
    yield Line([Styled(timeline.title, BOLD)])
    yield Line([Styled(timeline.id, DIM)])
    if timeline.chart:
        yield ""
        yield from _chart(timeline.chart, site, width)
    elif not timeline.entries:
        yield ""
        yield "Nothing has happened yet."
    day = ""
    for entry in timeline.entries:
        on, clock = day_and_clock(entry.at)
        if on != day:
            day = on
            yield ""
            yield Line([Styled(f"{on} {entry.at.zone}".rstrip(), BOLD)])
        yield from _entry(entry, clock, site)


def _chart(chart: LaneChart, site: Site, width: int) -> Iterator[Block]:
    lanes = (*chart.lanes, *(chart.events.lanes if chart.events else ()))
    left = min(max(cells(lane.name) for lane in lanes), _LONGEST_NAME) + 2
    room = max(width - left, 20)
    for lane in lanes:
        shown: list[Bar | Marker] = [*lane.bars, *lane.markers]
        by_height = groupby(sorted(shown, key=_top), key=_top)
        for number, (_, items) in enumerate(by_height):
            name = cut(lane.name, left - 2) if not number else ""
            yield Row([name + " " * (left - cells(name)), *_drawn([*items], room, site)])
    yield Row([" " * left, Styled(_axis(chart, room), DIM)])
    for texts in ([tick.label for tick in chart.ticks], [tick.second_line for tick in chart.ticks]):
        labels = _labels(chart.ticks, texts, room)
        yield from [Row([" " * left, Styled(labels, DIM)])] if labels.strip() else []
    zone = f"{chart.zone}, {chart.now.label}" if chart.now else chart.zone
    yield Line(
        [Styled(" ".join(filter(None, (f"{zone}.", chart.left_out, chart.not_shown))), DIM)], indent=left
    )
    yield ""
    fills = [
        Styled(
            f"{_FILLS[status_of(site, each.slug)] * 2} {each.glyph} {each.name}",
            STATUS_STYLES[status_of(site, each.slug)],
        )
        for each in chart.legend
    ]
    yield Flow(fills)
    for lane in lanes:
        if lane.kinds:
            yield Flow([f"{kind.text or _GLYPHS[kind.shape]} {kind.name}" for kind in lane.kinds])


def _top(item: Bar | Marker) -> int:
    return item.y


def _drawn(items: Sequence[Bar | Marker], room: int, site: Site) -> Iterator[Part]:
    """Yield a row of a lane: bars with their names where there is room, or markers."""
    canvas: list[tuple[str, str]] = [("·", DIM)] * room
    for item in items:
        start = min(_column(item.x, room), room - 1)
        if isinstance(item, Marker):
            text = item.text or _GLYPHS[item.shape]
            for index, character in enumerate(text[: room - start]):
                canvas[start + index] = (character, BOLD)
            continue
        status = status_of(site, item.level.slug)
        end = max(min(_column(item.end, room), room), start + 1)
        fill = _FILLS[status] * (end - start)
        label = f"{item.level.glyph} {item.level.name} "
        text = label if cells(label) == len(label) and len(label) <= end - start else item.level.glyph
        bar = (text + fill)[: end - start]
        if item.ongoing and end - start > 1:
            bar = bar[:-1] + _STILL
        for index, character in enumerate(bar):
            canvas[start + index] = (character, STATUS_STYLES[status])
    for style, run in groupby(canvas, key=lambda each: each[1]):
        yield Styled("".join(character for character, _ in run), style)


def _column(x: str, room: int) -> int:
    return round(float(x.rstrip("%")) / 100 * room)


def _axis(chart: LaneChart, room: int) -> str:
    line = ["─"] * room
    for tick in chart.ticks:
        line[min(_column(tick.x, room), room - 1)] = "┴"
    for cut_out in chart.cuts:
        line[min(_column(cut_out.x, room), room - 1)] = _CUT
    return "".join(line)


def _labels(ticks: Sequence[Tick], texts: Sequence[str], room: int) -> str:
    """Return a line with a text below each tick, without those that would touch the text before."""
    line = ""
    for tick, text in zip(ticks, texts, strict=True):
        x = min(_column(tick.x, room), room - 1)
        shift = {"start": 0, "middle": len(text) // 2, "end": len(text) - 1}[tick.anchor]
        start = max(min(x - shift, room - len(text)), 0)
        if text and (not line or start > len(line)):
            line = f"{line:<{start}}{text}"
    return line


def _entry(entry: TimelineEntry, clock: str, site: Site) -> Iterator[Block]:
    mark: list[Part] = [Styled(f"  ({ENGLISH.record.internal.lower()})", MARK)] if entry.internal else []
    lead = Styled(f"{clock or '–':<{_CLOCK}}  ", DIM)
    indent = cells(lead.text)
    until = f" until {until_text(entry.at, entry.until)}" if entry.until else ""
    if entry.level:
        name = Styled(f"  {entry.name}", BOLD)
        yield Line([lead, of_legend(entry.level, site), name, f"{until}, {entry.text}"], hang=indent)
        return
    yield Line([lead, Styled(f"{entry.glyph} {entry.name}", BOLD), until, *mark], hang=indent)
    yield from prose(entry.text, indent)
