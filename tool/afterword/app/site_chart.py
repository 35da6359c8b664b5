"""Collects what a chart shows: the windows of a record, of a component, or of the whole site."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from itertools import chain
from pathlib import Path

from afterword.app.errors import UserError
from afterword.app.one_record import OneRecord
from afterword.app.overview import Overview
from afterword.app.site_templates import naming_templates, templates_of
from afterword.formats.chart_svg import ChartImages
from afterword.formats.plotly_chart import WindowChart
from afterword.views.incident.page import record_parts
from afterword.views.index.windows import window_spans
from afterword.views.uptime.measurement import windows_between


def chart_of_components(overview: Overview, title: str, components: Iterable[str], days: int) -> WindowChart:
    """Return the chart of components in the last days. `components` are ids."""
    now = overview.now
    start = now - timedelta(days=days)
    listed = tuple(components)
    spans = chain.from_iterable(
        windows_between(overview.windows, component, start, now) for component in listed
    )
    return WindowChart(title, listed, tuple(spans), start, now, now)


def chart_of_record(seen: OneRecord) -> WindowChart:
    """Return the chart of a record. Raises UserError if none of its windows has begun."""
    now = seen.context.now
    spans = tuple(each for each in window_spans(seen.record) if each.start <= now)
    if not spans:
        raise UserError(f"{seen.record.id} has no window that has begun, so there is nothing to draw")
    start, end = min(each.start for each in spans), max(each.end or now for each in spans)
    around = max((end - start) / 20, timedelta(minutes=5))
    components = tuple(dict.fromkeys(each.component for each in spans))
    return WindowChart(seen.record.title, components, spans, start - around, end + around, now)


def picture_of_record(root: Path, seen: OneRecord) -> bytes:
    """Return the drawing that the site publishes with a record, as SVG. Raises UserError if it has none."""
    with naming_templates():
        environment = templates_of(root)
        drawn = ChartImages().artifacts(
            seen.context, seen.record, record_parts(seen.context, seen.record), environment
        )
    if not drawn.files:
        raise UserError(f"{seen.record.id} has no window that has begun, so there is nothing to draw")
    return drawn.files[0].text.encode()
