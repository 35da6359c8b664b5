"""The chart of a record as an SVG file, to show in a wiki, a blog post or a chat."""

from __future__ import annotations

from jinja2 import Environment

from afterword.formats.artifacts import Format, RecordArtifacts, RecordFile
from afterword.records.record import Record
from afterword.render.environment import render_template
from afterword.views import urls
from afterword.views.context import Context
from afterword.views.incident.chart_image import chart_image
from afterword.views.incident.model import RecordParts

TEMPLATE = "pictures/timeline.svg.j2"


class ChartImages(Format):
    """One image for each record that has a chart."""

    def artifacts(
        self, context: Context, record: Record, parts: RecordParts, environment: Environment
    ) -> RecordArtifacts:
        """Return the image, or nothing if no window has begun."""
        image = chart_image(context.words, parts, context.site)
        if image is None:
            return RecordArtifacts()
        text = render_template(environment, TEMPLATE, {"image": image}).lstrip()
        return RecordArtifacts((RecordFile(urls.picture(record.id), text),))
