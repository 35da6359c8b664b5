"""Lays out a chart: the windows of each component, then milestones, updates and events, each in its lane.

A placed lane has instants and heights but no widths. The SVG and the Plotly chart are both made from it, so that one
can replace the other without anything moving.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple, TypeVar

from afterword.records.impact import ComponentWindow
from afterword.records.record import Record
from afterword.records.response import Event
from afterword.records.site import Site
from afterword.records.vocabulary import EventKind, State
from afterword.timeline.intervals import Interval
from afterword.timeline.lifecycle import MILESTONE_NAMES, MilestoneName, update_states, updates_until
from afterword.translations.marks import mark as _
from afterword.views.chart.axis import TimeAxis
from afterword.views.chart.measured_steps import step_bands
from afterword.views.chart.models import StepBand
from afterword.views.chart.placed_text import LABEL_STEP, NARROW
from afterword.views.chart.text_width import lines
from afterword.views.text.excerpt import excerpt
from afterword.views.text.instants import Period
from afterword.views.text.quantities import window_facts
from afterword.views.text.words import Words

BAR_HEIGHT = 16
MARKER_STEP = 18
NAME_HEIGHT = 20
NAME_STEP = 16
UPDATE_LABEL_ROWS = 2
_NAME_SIZE, _MAX_NAME_LINES, _LABEL_BASELINE = 13, 3, 12
_BAR_STEP, _GAP = 20, 12
_MARKER_ROOM, _NUMBER_ROOM = 3.5, 5.6
"""Percent of the width that a marker needs on the narrowest screen to cover no other."""
_MAX_ROWS = 3
_End = TypeVar("_End", datetime, float)
"""Where what is in a row ends: an instant, or a position in percent."""
_EXCERPT_LENGTH = 90

MILESTONES, UPDATES, TIMELINE = _("Milestones"), _("Updates"), _("Timeline")
"""The names of the lanes of markers."""
NUMBER = "number"
STATE_SHAPES: Mapping[State, str] = {
    State.INVESTIGATING: "ring", State.IDENTIFIED: "half", State.MONITORING: "three-quarters",
    State.RESOLVED: "full",
    State.SCHEDULED: "square", State.IN_PROGRESS: "half-square", State.VERIFYING: "filling-square",
    State.COMPLETED: "full-square",
    State.CANCELLED: "barred",
    State.CURRENT: "information", State.ENDED: "ended",
}  # fmt: skip
EVENT_SHAPES: Mapping[EventKind | None, str] = {
    None: "event",
    **{kind: kind.value.replace("_", "-") for kind in EventKind},
}
"""None of them looks like the glyph of a level."""


class ChartEvent(NamedTuple):
    """A milestone, update or event. `number` counts the milestones from 1; it is empty for the others."""

    at: datetime
    until: datetime | None
    shape: str
    number: str
    name: str
    text: str

    @property
    def description(self) -> str:
        """Everything about it in one line."""
        return f"{self.name}: {self.text}"


class PlacedBar(NamedTuple):
    """A window with `top`, the y of its bar in pixels. `facts` are its scope, share and measure as plain text."""

    window: ComponentWindow
    interval: Interval
    period: Period
    component: str
    facts: tuple[str, ...]
    top: int

    @property
    def ongoing(self) -> bool:
        """Whether it has not ended yet."""
        return self.period.end is None

    @property
    def remarks(self) -> tuple[str, ...]:
        """Its label and its facts, as plain text."""
        label = self.window.window.label
        return (label, *self.facts) if label else self.facts

    @property
    def description(self) -> str:
        """Everything about it but its level, in one line."""
        return "; ".join((f"{self.component}, {self.period.text} ({self.period.duration})", *self.remarks))


class PlacedMarker(NamedTuple):
    """A milestone, update or event with its position in percent of the width, and the y of its middle in pixels.

    `collapsed` if there is no room to draw it: it is only counted.
    """

    event: ChartEvent
    position: float
    middle: int
    collapsed: bool


class PlacedLane(NamedTuple):
    """A lane with the bars of components, or with markers of one kind; `top` and `height` are in pixels.

    `name_lines` is its name in as many lines as a narrow screen needs. `labels_y` is the baseline of the labels below
    its bars or markers, 0 if they have none.
    """

    name: str
    name_lines: tuple[str, ...]
    top: int
    height: int
    bars: tuple[PlacedBar, ...]
    markers: tuple[PlacedMarker, ...]
    labels_y: int = 0
    bands: tuple[StepBand, ...] = ()

    @property
    def content_top(self) -> int:
        """Where what is below its name begins."""
        return self.top + NAME_HEIGHT + NAME_STEP * (len(self.name_lines) - 1)


ClippedWindows = Sequence[tuple[ComponentWindow, Interval]]
"""The windows that have begun, each with its interval until now."""


def covered(windows: ClippedWindows) -> Interval:
    """Return the interval from the start of the first window to the end of the last one."""
    return Interval(
        min(interval.start for _, interval in windows), max(interval.end for _, interval in windows)
    )


def is_ongoing(window: ComponentWindow, now: datetime) -> bool:
    """Return whether a window has not ended by `now`."""
    return window.end is None or window.end > now


def chart_events(
    words: Words, record: Record, now: datetime, reached: Mapping[MilestoneName, datetime]
) -> dict[str, tuple[ChartEvent, ...]]:
    """Return the milestones, updates and events until `now`, by the name of their lane. `reached` are the milestones.

    Milestones are left out if all of them are derived from windows and updates, which the chart shows anyway.
    """
    zone = record.zone
    stated = any(getattr(record.milestones, name) for name in MILESTONE_NAMES)
    in_order = sorted(reached.items(), key=lambda pair: pair[1]) if stated else []
    numbered = tuple(
        ChartEvent(at, None, NUMBER, str(number), words.milestone(name), words.instant(at, zone).text)
        for number, (name, at) in enumerate(in_order, start=1)
    )
    published = updates_until(record, now)
    updates = tuple(
        ChartEvent(u.at, None, STATE_SHAPES[state], "", words.word(u.status), words.instant(u.at, zone).text)
        for u, state in zip(published, update_states(record, published), strict=True)
    )
    events = tuple(
        ChartEvent(
            e.at, e.until, EVENT_SHAPES[e.kind], "", _event_name(words, e), _event_text(words, e, record)
        )
        for e in sorted(record.timeline, key=lambda event: event.at)
        if e.at <= now
    )
    return {MILESTONES: numbered, UPDATES: updates, TIMELINE: events}


def placed_lanes(
    words: Words,
    record: Record,
    site: Site,
    windows: ClippedWindows,
    axis: TimeAxis,
    *,
    top: int,
) -> Iterator[PlacedLane]:
    """Yield the lanes of components from top to bottom, in the order of the site; same bars share a lane."""
    present = {window.component for window, _ in windows}
    ids = [component.id for component in site.components if component.id in present]
    alike: dict[object, list[str]] = {}
    for component in (*ids, *sorted(present.difference(ids))):
        alike.setdefault(tuple(_drawn(words, windows, component, site)), []).append(component)
    for components in alike.values():
        name = words.listed(tuple(component_name(each, site) for each in components))
        lane = PlacedLane(name, lines(name, _NAME_SIZE, NARROW, _MAX_NAME_LINES), top, 0, (), ())
        own = sorted(
            (each for each in windows if each[0].component == components[0]), key=lambda each: each[1]
        )
        bars = tuple(_bars(own, name, record, site, lane.content_top, words=words))
        bottom = max(bar.top for bar in bars) + BAR_HEIGHT
        overlap = bottom > lane.content_top + BAR_HEIGHT
        labels_y = 0 if overlap else bottom + _LABEL_BASELINE
        bottom += 0 if overlap else LABEL_STEP
        bands = tuple(step_bands(words, [(each.window, interval) for each, interval in own], axis, bottom))
        bottom += sum(band.height for band in bands) + _GAP
        yield lane._replace(height=bottom - top, bars=bars, labels_y=labels_y, bands=bands)
        top = bottom


def _drawn(words: Words, windows: ClippedWindows, component: str, site: Site) -> Iterator[object]:
    """Yield everything that the lane of a component shows."""
    for window, interval in windows:
        if window.component == component:
            of = window.window
            yield (
                window.level,
                interval,
                window.end,
                of.label,
                of.note,
                of.measure,
                window_facts(words, of, site),
            )


def placed_marker_lanes(
    words: Words, events_by_lane: Mapping[str, Sequence[ChartEvent]], axis: TimeAxis, *, top: int
) -> Iterator[PlacedLane]:
    """Yield the lanes of markers from top to bottom."""
    for name, lane_events in events_by_lane.items():
        if lane_events:
            markers = tuple(_markers(lane_events, axis, top + NAME_HEIGHT + MARKER_STEP // 2))
            bottom = max(marker.middle for marker in markers) + MARKER_STEP // 2
            labels_y = bottom + _LABEL_BASELINE if name == UPDATES else 0
            bottom += _GAP + (UPDATE_LABEL_ROWS * LABEL_STEP if labels_y else 0)
            shown = words.gettext(name)
            yield PlacedLane(shown, (shown,), top, bottom - top, (), markers, labels_y)
            top = bottom


def component_name(component_id: str, site: Site) -> str:
    """Return the name of a component, or its id if the site does not define it."""
    component = site.component(component_id)
    return component.name if component else component_id


def _bars(
    windows: ClippedWindows, component: str, record: Record, site: Site, top: int, *, words: Words
) -> Iterator[PlacedBar]:
    """Place bars in order of time, those that overlap below each other, so that none hides another."""
    ends: list[datetime] = []
    for window, interval in windows:
        row = _free_row(ends, interval.start)
        ends[row : row + 1] = [interval.end]
        ongoing = window.end is None or window.end > interval.end
        period = words.period(interval.start, None if ongoing else interval.end, record.zone, interval.end)
        yield PlacedBar(
            window,
            interval,
            period,
            component,
            window_facts(words, window.window, site),
            top + row * _BAR_STEP,
        )


def _markers(lane_events: Iterable[ChartEvent], axis: TimeAxis, first: int) -> Iterator[PlacedMarker]:
    """Place markers that would overlap below each other. What does not fit into the rows is collapsed into one more."""
    ends: list[float] = []
    for event in lane_events:
        position = axis.position(event.at)
        row = _free_row(ends, position)
        collapsed = row >= _MAX_ROWS and not event.number
        if not collapsed:
            end = axis.position(event.until) if event.until else position
            ends[row : row + 1] = [max(position, end) + (_NUMBER_ROOM if event.number else _MARKER_ROOM)]
        middle = first + (_MAX_ROWS if collapsed else row) * MARKER_STEP
        yield PlacedMarker(event, position, middle, collapsed)


def _free_row(ends: Sequence[_End], start: _End) -> int:
    """Return the first row that is free from `start` on."""
    for row, end in enumerate(ends):
        if end <= start:
            return row
    return len(ends)


def _event_name(words: Words, event: Event) -> str:
    return words.word(event.kind) if event.kind else words.pgettext("event", "Event")


def _event_text(words: Words, event: Event, record: Record) -> str:
    return f"{words.instant(event.at, record.zone).text} – {excerpt(event.text, _EXCERPT_LENGTH)}"
