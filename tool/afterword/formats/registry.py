"""All formats, in one literal tuple."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from jinja2 import Environment

from afterword.formats.artifacts import Format, RecordArtifacts, RecordFile
from afterword.formats.badges import Badges
from afterword.formats.chart_svg import ChartImages
from afterword.formats.data.data_files import Data
from afterword.formats.embed import Embed
from afterword.formats.feeds.feed_files import Feeds
from afterword.formats.hosting import Hosting
from afterword.formats.icalendar.calendar_files import Calendars
from afterword.formats.redirects import Redirects, former_copies
from afterword.formats.statements import Statements
from afterword.formats.statuspage.tree import StatuspageTree
from afterword.records.record import Record
from afterword.views.cached import CachedFile
from afterword.views.component_order import by_component
from afterword.views.context import Context
from afterword.views.incident.model import RecordParts
from afterword.views.index.queries import RecordIndex

FORMATS: tuple[Format, ...] = (
    ChartImages(),
    StatuspageTree(),
    Data(),
    Feeds(),
    Calendars(),
    Badges(),
    Embed(),
    Statements(),
    Redirects(),
    Hosting(),
)


def record_artifacts(
    context: Context, record: Record, parts: RecordParts, environment: Environment
) -> RecordArtifacts:
    """Return what every format makes of one record of `context`, given its parts."""
    files: list[RecordFile] = []
    fragments: dict[str, str] = {}
    action_data: tuple[str, ...] = ()
    for each in FORMATS:
        artifacts = each.artifacts(context, record, parts, environment)
        files += artifacts.files
        fragments |= artifacts.fragments
        action_data += artifacts.action_data
    return RecordArtifacts(tuple(files), fragments, action_data)


def latest_fragments(
    context: Context, record: Record, parts: RecordParts, environment: Environment, place: int = 0
) -> Mapping[str, str]:
    """Return what lists of the latest records contain of one record of `context`, given its parts, by kind.

    `place` is the first at which it may be in such a list, 0 if it is certainly in one.
    """
    made = (each.latest_fragments(context, record, parts, environment, place) for each in FORMATS)
    return {kind: text for fragments in made for kind, text in fragments.items()}


def machine_files(context: Context, index: RecordIndex, environment: Environment) -> Iterator[CachedFile]:
    """Yield the files of every format about many records. `context` must contain every live record.

    Files of a component that was renamed are also at their former addresses.
    """
    for file in by_component(context.site, *(each.files(context, index, environment) for each in FORMATS)):
        yield file
        if context.site.component_aliases:
            yield from former_copies(context, file)
