"""A record's figure as a file, to be shown in a wiki, a post or a chat."""

from __future__ import annotations

from jinja2 import Environment

from afterword.formats.artifacts import RecordFile
from afterword.records.record import Record
from afterword.render.environment import fill_in
from afterword.views import urls
from afterword.views.context import Context
from afterword.views.incident.chart_image import picture_of
from afterword.views.incident.model import IncidentPage

TEMPLATE = "pictures/timeline.svg.j2"


def timeline_picture(
    context: Context, record: Record, page: IncidentPage, environment: Environment
) -> RecordFile | None:
    """Draw the picture of a record; None where no window has begun."""
    picture = picture_of(page, context.site)
    if picture is None:
        return None
    text = fill_in(environment, TEMPLATE, {"picture": picture}).lstrip()
    return RecordFile(urls.picture(record.id), text)
