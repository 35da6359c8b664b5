"""The rows of a record's figure: its windows by component, then what happened beside them, each in its place.

Rows know times and heights, not yet widths: the drawn figure and Plotly's are both made from them, so that
one can take the other's place without anything jumping.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from afterword.records.impact import Measure, Window
from afterword.records.record import Record
from afterword.records.response import Event
from afterword.records.site import Site
from afterword.records.vocabulary import EventKind, State
from afterword.timeline.intervals import Interval
from afterword.timeline.lifecycle import MILESTONE_NAMES, milestones, updates_until
from afterword.views.chart.axis import TimeAxis
from afterword.views.text import words
from afterword.views.text.excerpt import excerpt

BAR_HEIGHT = 16
MARK_STEP = 18
NAME_HEIGHT = 20
_BAR_STEP, _GAP = 20, 12
_MARK_ROOM, _NUMBER_ROOM = 3.5, 5.6
"""Percent of the width that a mark needs on the narrowest screen, so that it covers none beside it."""
_MOST_ROWS = 3
_EXCERPT = 90

MILESTONES, UPDATES, TIMELINE = "Milestones", "Updates", "Timeline"
"""The names of the rows of marks."""
NUMBER = "number"
STATE_SHAPES: Mapping[State, str] = {
    State.INVESTIGATING: "ring", State.SCHEDULED: "ring",
    State.IDENTIFIED: "half", State.IN_PROGRESS: "half",
    State.MONITORING: "three-quarters", State.VERIFYING: "three-quarters",
    State.RESOLVED: "check", State.COMPLETED: "check",
    State.CANCELLED: "cross",
}  # fmt: skip
EVENT_SHAPES: Mapping[EventKind, str] = {kind: kind.value.replace("_", "-") for kind in EventKind}
"""None of them looks like the glyph of a level."""


class Moment(NamedTuple):
    """Something that happened beside the windows. `number` is its place among the milestones, else empty."""

    at: datetime
    until: datetime | None
    shape: str
    number: str
    name: str
    text: str

    @property
    def spoken(self) -> str:
        """All that is to be said of it, in one line."""
        return f"{self.name}: {self.text}"


class PlacedBar(NamedTuple):
    """A window with the height at which it is drawn, in pixels of its top; `measure` is plain text."""

    window: Window
    span: Interval
    period: words.Period
    component: str
    measure: str
    top: int

    @property
    def going_on(self) -> bool:
        """Say whether it has no end yet."""
        return self.period.end is None

    @property
    def remarks(self) -> tuple[str, ...]:
        """What else the record says of it, as plain text."""
        return tuple(filter(None, (self.window.label, self.measure)))

    @property
    def spoken(self) -> str:
        """All that is to be said of it but its level, in one line."""
        return "; ".join((f"{self.component}, {self.period.text} ({self.period.duration})", *self.remarks))


class PlacedMarker(NamedTuple):
    """A moment with its place, in percent of the width and in pixels of its middle; `folded` without room."""

    moment: Moment
    share: float
    middle: int
    folded: bool


class Track(NamedTuple):
    """A row: bars of a component, or marks of one kind. From `top` on it takes `height` pixels."""

    name: str
    top: int
    height: int
    bars: tuple[PlacedBar, ...]
    markers: tuple[PlacedMarker, ...]


Spans = Sequence[tuple[Window, Interval]]
"""The windows that have begun, each with the part of it that has happened."""


def moments(record: Record, now: datetime) -> dict[str, tuple[Moment, ...]]:
    """Give what happened beside the windows until `now`, by the name of its row.

    Milestones that all follow from windows and updates are left out: they would only repeat those.
    """
    zone = record.zone
    typed = any(getattr(record.milestones, name) for name in MILESTONE_NAMES)
    reached = sorted(milestones(record, now).items(), key=lambda pair: pair[1]) if typed else []
    numbered = tuple(
        Moment(at, None, NUMBER, str(number), name.capitalize(), words.instant(at, zone).text)
        for number, (name, at) in enumerate(reached, start=1)
    )
    updates = tuple(
        Moment(u.at, None, STATE_SHAPES[u.status], "", words.word(u.status), words.instant(u.at, zone).text)
        for u in updates_until(record, now)
    )
    events = tuple(
        Moment(e.at, e.until, EVENT_SHAPES[e.kind], "", words.word(e.kind), _told(e, record))
        for e in sorted(record.timeline, key=lambda event: event.at)
        if e.at <= now
    )
    return {MILESTONES: numbered, UPDATES: updates, TIMELINE: events}


def tracks(
    record: Record,
    site: Site,
    spans: Spans,
    rows: Mapping[str, Sequence[Moment]],
    axis: TimeAxis,
    *,
    top: int,
) -> Iterator[Track]:
    """Give the rows from top to bottom: components in the order of the site, then marks."""
    present = {window.component for window, _ in spans}
    known = [component.id for component in site.components if component.id in present]
    for component in (*known, *sorted(present.difference(known))):
        name = component_name(component, site)
        mine = [span for span in spans if span[0].component == component]
        bars = tuple(_bars(mine, name, record, top + NAME_HEIGHT))
        bottom = max(bar.top for bar in bars) + BAR_HEIGHT + _GAP
        yield Track(name, top, bottom - top, bars, ())
        top = bottom
    for name, row in rows.items():
        if row:
            markers = tuple(_marks(row, axis, top + NAME_HEIGHT + MARK_STEP // 2))
            bottom = max(mark.middle for mark in markers) + MARK_STEP // 2 + _GAP
            yield Track(name, top, bottom - top, (), markers)
            top = bottom


def component_name(component_id: str, site: Site) -> str:
    """Give what readers are shown; a component that the site does not know has only its id."""
    component = site.component(component_id)
    return component.name if component else component_id


def _bars(spans: Spans, component: str, record: Record, top: int) -> Iterator[PlacedBar]:
    """Put windows that overlap below each other, so that none hides another."""
    ends: list[datetime] = []
    for window, span in sorted(spans, key=lambda each: each[1]):
        row = _free_row(ends, span.start)
        ends[row : row + 1] = [span.end]
        going_on = window.end is None or window.end > span.end
        period = words.period(span.start, None if going_on else span.end, record.zone, span.end)
        yield PlacedBar(window, span, period, component, _measured(window.measure), top + row * _BAR_STEP)


def _measured(measure: Measure | None) -> str:
    if measure is None:
        return ""
    threshold = f" (threshold {measure.threshold:,})" if measure.threshold is not None else ""
    return f"{measure.metric}: {measure.value:,} {measure.unit}{threshold}"


def _marks(row_of: Iterable[Moment], axis: TimeAxis, first: int) -> Iterator[PlacedMarker]:
    """Put marks that would cover each other below each other, and more than a few into one last row."""
    ends: list[float] = []
    for moment in row_of:
        share = axis.share(moment.at)
        row = _free_row(ends, share)
        folded = row >= _MOST_ROWS and not moment.number
        if not folded:
            end = axis.share(moment.until) if moment.until else share
            ends[row : row + 1] = [max(share, end) + (_NUMBER_ROOM if moment.number else _MARK_ROOM)]
        yield PlacedMarker(moment, share, first + (_MOST_ROWS if folded else row) * MARK_STEP, folded)


def _free_row(ends: Sequence[datetime] | Sequence[float], start: datetime | float) -> int:
    for row, end in enumerate(ends):
        if end <= start:  # type: ignore[operator]
            return row
    return len(ends)


def _told(event: Event, record: Record) -> str:
    about = "about " if event.approximate else ""
    return f"{about}{words.instant(event.at, record.zone).text} – {excerpt(event.text, _EXCERPT)}"
