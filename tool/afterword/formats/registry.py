"""Which files there are for machines: every format in one literal list."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from jinja2 import Environment

from afterword.formats.artifacts import CachedFile, RecordArtifacts, RecordFile
from afterword.formats.badges import badge_files
from afterword.formats.chart_svg import timeline_picture
from afterword.formats.data.data_files import data_files
from afterword.formats.data.incident import data_artifacts
from afterword.formats.embed import embed_files
from afterword.formats.feeds.entry import entry_fragment
from afterword.formats.feeds.feed_files import feed_files
from afterword.formats.hosting import hosting_files
from afterword.formats.icalendar.calendar_files import calendar_files
from afterword.formats.icalendar.event import event_fragment
from afterword.formats.statuspage.tree import statuspage_artifacts, statuspage_files
from afterword.formats.uptime_data import statement_files
from afterword.records.record import Record
from afterword.views.context import Context
from afterword.views.incident.model import IncidentPage
from afterword.views.index.queries import RecordIndex

RECORD_FILES: tuple[Callable[[Context, Record, IncidentPage, Environment], RecordFile | None], ...] = (
    timeline_picture,
)
"""Make a file about one record, or none where there is nothing to put into it."""

RECORD_ARTIFACTS: tuple[Callable[[Context, Record, IncidentPage, Environment], RecordArtifacts], ...] = (
    statuspage_artifacts,
    data_artifacts,
)
"""Make files and parts of one record together, where both hold the same."""

FRAGMENTS: dict[str, Callable[[Context, Record, IncidentPage, Environment], str]] = {
    "entry": entry_fragment,
    "event": event_fragment,
}
"""Make what lists hold of one record, by the name of the part."""

FILES: tuple[Callable[[Context, RecordIndex, Environment], Iterator[CachedFile]], ...] = (
    feed_files,
    calendar_files,
    badge_files,
    embed_files,
    data_files,
    statuspage_files,
    statement_files,
    hosting_files,
)
"""Give the files about many records."""


def record_artifacts(
    context: Context, record: Record, page: IncidentPage, environment: Environment
) -> RecordArtifacts:
    """Make everything that machines are told of one record; `record` must be of `book`."""
    made = (make(context, record, page, environment) for make in RECORD_FILES)
    files = [file for file in made if file is not None]
    fragments = {kind: make(context, record, page, environment) for kind, make in FRAGMENTS.items()}
    for make_works in RECORD_ARTIFACTS:
        works = make_works(context, record, page, environment)
        files += works.files
        fragments |= works.fragments
    return RecordArtifacts(tuple(files), fragments)


def machine_files(context: Context, index: RecordIndex, environment: Environment) -> Iterator[CachedFile]:
    """Give the files about many records; `book` must hold every record that is live."""
    for leaves in FILES:
        yield from leaves(context, index, environment)
