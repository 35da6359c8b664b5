"""Draws the shares and measures of a component's windows as steps below its bars."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from afterword.records.impact import Window
from afterword.records.quantity import Quantity
from afterword.timeline.intervals import Interval
from afterword.views.chart.axis import TimeAxis, as_percent
from afterword.views.chart.models import ChartText, StepBand, StepLine, TextLayers
from afterword.views.chart.placed_text import LABEL_SIZE, LABEL_STEP, NARROW, WantedText, in_rows, layers
from afterword.views.chart.text_width import lines
from afterword.views.text.quantities import quantity
from afterword.views.text.words import Words

_NAME, _LABELS, _TOP, _BOTTOM, _HEIGHT = 13, 28, 33, 56, 60
"""A name in one line, the values, the steps, and all of a band."""
_MAX_NAME_LINES = 3
_PERCENT = "%"


class _Value(NamedTuple):
    """What one window says of a series: its first and its last value, equal if it gives only one; and as text."""

    interval: Interval
    first: float
    last: float
    text: str


class _Series(NamedTuple):
    name: str
    values: tuple[_Value, ...]
    threshold: float | None
    top: float | None


def step_bands(
    words: Words, windows: Sequence[tuple[Window, Interval]], axis: TimeAxis, top: int
) -> Iterator[StepBand]:
    """Yield a band for each measure, and one for the share that was affected, if at least two values differ."""
    for series in _all_series(words, windows):
        if len({value for each in series.values for value in (each.first, each.last)}) > 1:
            yield (band := _band(series, axis, top))
            top += band.height


def _all_series(words: Words, windows: Sequence[tuple[Window, Interval]]) -> Iterator[_Series]:
    shares = tuple(
        _Value(interval, share, share, quantity(words, window.share))
        for window, interval in windows
        if window.share and window.share.unit[:1] == _PERCENT and (share := _number(window.share)) is not None
    )
    if shares:
        yield _Series(words.chart.share, shares, None, 100.0)
    names = dict.fromkeys(_measured(window) for window, _ in windows if window.measure)
    for name, unit in names:
        measures = [
            (each, interval) for each, interval in windows if each.measure and _measured(each) == (name, unit)
        ]
        values = tuple(value for each, interval in measures if (value := _value(words, each, interval)))
        thresholds = {
            _number(each.measure.threshold) for each, _ in measures if each.measure and each.measure.threshold
        }
        threshold = next(iter(thresholds)) if len(thresholds) == 1 else None
        title = f"{name}, {unit}" if unit else name
        if threshold is not None:
            title += words.fill(
                words.chart.threshold,
                value=words.decimals(f"{threshold:,g}") if threshold % 1 else words.number(int(threshold)),
            )
        yield _Series(title, values, threshold, None)


def _measured(window: Window) -> tuple[str, str]:
    """Return the metric and the unit of a window's measure; values with different units are different series."""
    measure = window.measure
    if measure is None:
        return "", ""
    given = measure.value or measure.to or measure.from_
    return measure.metric, measure.unit or (given.unit if given else "")


def _value(words: Words, window: Window, interval: Interval) -> _Value | None:
    measure = window.measure
    if measure is None:
        return None
    first, last = _number(measure.from_ or measure.value), _number(measure.to or measure.value)
    if first is None or last is None:
        return None
    shown = measure.value or measure.to
    return _Value(interval, first, last, quantity(words, replace(shown, unit="")) if shown else "")


def _number(of: Quantity | None) -> float | None:
    """Return the number to draw: of a range or a bound, the larger end that is known."""
    if of is None:
        return None
    known = of.high if of.high is not None else of.low
    return None if known is None else float(known)


def _band(series: _Series, axis: TimeAxis, top: int) -> StepBand:
    name, above = _placed_name(series.name, top)
    top += above
    largest = series.top or max(
        *(max(each.first, each.last) for each in series.values), series.threshold or 0.0, 1e-9
    )

    def y(value: float) -> str:
        return f"{top + _BOTTOM - max(value, 0.0) / largest * (_BOTTOM - _TOP):.1f}"

    in_order = sorted(series.values, key=lambda each: each.interval)
    course = [
        StepLine(axis.x(e.interval.start), axis.x(e.interval.end), y(e.first), y(e.last)) for e in in_order
    ]
    for one, other in pairwise(in_order):
        if one.interval.end == other.interval.start:
            x = axis.x(other.interval.start)
            course.append(StepLine(x, x, y(one.last), y(other.first)))
    start, end = axis.x(in_order[0].interval.start), axis.x(in_order[-1].interval.end)
    limit = StepLine(start, end, y(series.threshold), y(series.threshold)) if series.threshold else None
    highest_first = sorted(in_order, key=lambda each: max(each.first, each.last), reverse=True)
    wanted = [
        WantedText(axis.position(each.interval.start), (each.text,)) for each in highest_first if each.text
    ]
    return StepBand(
        name=name,
        height=above + _HEIGHT,
        base=str(top + _BOTTOM),
        lines=tuple(course),
        threshold=limit,
        labels=layers(lambda room: tuple(_labels(wanted, top + _LABELS, room))),
    )


def _placed_name(name: str, top: int) -> tuple[TextLayers, int]:
    """Return a name in as many lines as each width needs, and how much higher it is than one line."""
    narrow = lines(name, LABEL_SIZE, NARROW, _MAX_NAME_LINES)
    above = (len(narrow) - 1) * LABEL_STEP
    first = top + _NAME
    placed = (
        ChartText("0", str(first + number * LABEL_STEP), line, "start") for number, line in enumerate(narrow)
    )
    return TextLayers((ChartText("0", str(first + above), name, "start"),), tuple(placed)), above


def _labels(wanted: Sequence[WantedText], y: int, room: int) -> Iterator[ChartText]:
    """Yield the values for which there is room, in the order of time; the first of `wanted` have precedence."""
    for each in sorted(in_rows(wanted, room, most=1), key=lambda each: each.position):
        yield ChartText(as_percent(each.position), str(y), each.text, each.anchor)
