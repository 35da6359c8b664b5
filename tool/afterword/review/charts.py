"""Draws the public chart of each record before and after, where both differ."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from itertools import islice
from typing import NamedTuple

from afterword.records.project import Project
from afterword.records.record import Record
from afterword.records.site import Site
from afterword.review.record_diff import PageChange, RecordDiff
from afterword.review.site_diff import SiteDiff
from afterword.views.audience import Audience, for_audience
from afterword.views.context import Context
from afterword.views.incident.chart_image import ChartImage, chart_image
from afterword.views.incident.page import record_parts
from afterword.views.text.words import ENGLISH

MAX_CHARTS = 20
"""How many records are drawn at most: a change of more is not reviewed by looking at pictures."""
_NOT_DRAWN = (
    "action_items", "corrections", "impact", "lessons", "links", "number", "related", "root_causes", "severity",
    "summary", "tags", "title", "trigger", "unknowns",
)  # fmt: skip
"""Keys of a record that its chart does not show."""


class ChartPair(NamedTuple):
    """The chart of a record before and after; None if there is none, as of a new record."""

    record: str
    title: str
    before: ChartImage | None
    after: ChartImage | None


def chart_pairs(diff: SiteDiff) -> tuple[ChartPair, ...]:
    """Return the charts of the first records whose charts differ."""
    return tuple(islice(_pairs(diff), MAX_CHARTS))


def _pairs(diff: SiteDiff) -> Iterator[ChartPair]:
    for each in diff.records:
        if not _may_differ(each, diff):
            continue
        versions = [
            _public(record, site, diff.now)
            for record, site in zip((each.before, each.after), diff.sites, strict=True)
        ]
        before, after = (
            _image(project, diff.now, beside)
            for project, beside in zip(versions, versions[::-1], strict=True)
        )
        if _drawing(before) != _drawing(after):
            yield ChartPair(each.record.id, each.record.title, before, after)


def _may_differ(record: RecordDiff, diff: SiteDiff) -> bool:
    """Return whether what differs may be drawn; of thousands of records, most are then not."""
    if record.page is not PageChange.CHANGED:
        return record.page in (PageChange.NEW, PageChange.GONE) or bool(diff.settings)
    found = (*record.public, *record.promises, *record.unknowns)
    return bool(diff.settings) or any(each.keys[0] not in _NOT_DRAWN for each in found)


def _public(record: Record | None, site: Site, now: datetime) -> Project:
    """Return a project with the record as the public sees it, or without one."""
    return for_audience(Project(site, (record,) if record else ()), Audience.PUBLIC, now)


def _image(project: Project, now: datetime, beside: Project) -> ChartImage | None:
    """Return the chart of the only record of a project, on a time axis that fits the other version too."""
    context = Context(project, Audience.PUBLIC, now)
    other = next(iter(beside.records), None)
    parts = (record_parts(context, each, other) for each in project.records)
    return next((chart_image(ENGLISH, each, project.site) for each in parts), None)


def _drawing(image: ChartImage | None) -> object:
    """Return what a reader sees in a chart, apart from its title."""
    if image is None:
        return None
    chart = image.chart
    notes = chart.zone, chart.recurrence, chart.merged, chart.left_out, chart.not_shown
    return chart.drawing, chart.legend, notes, image.styles
