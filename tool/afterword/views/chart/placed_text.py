"""Places texts in a chart so that none covers another, for a wide and for a narrow screen.

A chart is as wide as its page, which only the browser knows: each text is therefore placed twice, and the stylesheet
shows one of both.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from afterword.views.chart.axis import as_percent
from afterword.views.chart.models import ChartText, TextLayers
from afterword.views.chart.text_width import width

WIDE, NARROW = 600, 272
"""The least width in pixels for which each layer is made: of a chart on a screen of 720 pixels, and of one of 320
pixels with a scroll bar."""
LABEL_SIZE = 12
LABEL_STEP = 15
_SPACE = 8


class WantedText(NamedTuple):
    """A text at a position in percent of the width: the first of `texts` for which there is room."""

    position: float
    texts: tuple[str, ...]


class RowText(NamedTuple):
    """A text that was given a row, and the side on which it is anchored."""

    position: float
    text: str
    row: int
    anchor: str


def layers(placed: Callable[[int], Sequence[ChartText]]) -> TextLayers:
    """Return the texts for both widths; `placed` places them for a width in pixels."""
    return TextLayers(tuple(placed(WIDE)), tuple(placed(NARROW)))


def in_a_line(wanted: Sequence[WantedText], y: int, room: int) -> Iterator[ChartText]:
    """Yield the texts that fit a line: each begins at its position and ends before the next position."""
    ends = [*(each.position for each in wanted[1:]), 100.0]
    for each, end in zip(wanted, ends, strict=True):
        free = (end - each.position) * room / 100 - (_SPACE if end < 100 else 0)
        text = next((text for text in each.texts if width(text, LABEL_SIZE) <= free), "")
        if text:
            yield ChartText(as_percent(each.position), str(y), text, "start")


def in_rows(wanted: Sequence[WantedText], room: int, *, most: int) -> Iterator[RowText]:
    """Yield each text in the first row in which it covers no other; what fits none of the rows is left out."""
    taken: list[list[tuple[float, float]]] = []
    for each in wanted:
        x, text = each.position * room / 100, each.texts[0]
        length = width(text, LABEL_SIZE) + _SPACE
        anchor = "end" if x + length > room and x > room / 2 else "start"
        start, end = (x - length, x) if anchor == "end" else (x, x + length)
        row = _free_row(taken, start, end)
        if row >= most:
            continue
        if row == len(taken):
            taken.append([])
        taken[row].append((start, end))
        yield RowText(each.position, text, row, anchor)


def _free_row(taken: Sequence[Sequence[tuple[float, float]]], start: float, end: float) -> int:
    """Return the first row in which nothing is between `start` and `end`."""
    for row, used in enumerate(taken):
        for first, last in used:
            if first < end and start < last:
                break
        else:
            return row
    return len(taken)
