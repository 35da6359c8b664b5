"""Finds out whether a drawing names everything that it shows, on wide and on narrow screens."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from afterword.views.chart.models import Lane, LegendEntry


def names_levels(lanes: Iterable[Lane], levels: Iterable[LegendEntry]) -> bool:
    """Return whether each level is named at one of its bars."""
    all_texts = tuple(_texts(lanes))
    names = [f"{level.glyph} {level.name}" for level in levels]
    return all(
        any(text == name or text.startswith(f"{name}: ") for text in texts)
        for texts in all_texts
        for name in names
    )


def names_markers(lanes: Iterable[Lane]) -> bool:
    """Return whether each kind of marker is named at one of its markers."""
    lanes = tuple(lanes)
    kinds = {kind.name for lane in lanes for kind in lane.kinds}
    return all(kinds <= texts for texts in _texts(lanes))


def _texts(lanes: Iterable[Lane]) -> Iterator[set[str]]:
    """Yield the labels of wide screens, then those of narrow ones."""
    lanes = tuple(lanes)
    yield {text.text for lane in lanes for text in lane.labels.wide}
    yield {text.text for lane in lanes for text in lane.labels.narrow}
