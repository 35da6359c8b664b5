"""Which files there are for machines: every format in one literal list."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from jinja2 import Environment

from afterword.formats.artifacts import FileLeaf, RecordFile, RecordWorks
from afterword.formats.badges import badge_leaves
from afterword.formats.chart_svg import timeline_picture
from afterword.formats.data.data_files import data_leaves
from afterword.formats.data.incident import data_works
from afterword.formats.embed import embed_leaves
from afterword.formats.feeds.entry import entry_part
from afterword.formats.feeds.feed_files import feed_leaves
from afterword.formats.hosting import hosting_leaves
from afterword.formats.icalendar.calendar_files import calendar_leaves
from afterword.formats.icalendar.event import event_part
from afterword.formats.statuspage.tree import statuspage_leaves, statuspage_works
from afterword.formats.uptime_data import statement_files
from afterword.records.record import Record
from afterword.views.context import Publication
from afterword.views.incident.model import IncidentPage
from afterword.views.index.queries import Archive

RECORD_FILES: tuple[Callable[[Publication, Record, IncidentPage, Environment], RecordFile | None], ...] = (
    timeline_picture,
)
"""Make a file about one record, or none where there is nothing to put into it."""

RECORD_WORKS: tuple[Callable[[Publication, Record, IncidentPage, Environment], RecordWorks], ...] = (
    statuspage_works,
    data_works,
)
"""Make files and parts of one record together, where both hold the same."""

PARTS: dict[str, Callable[[Publication, Record, IncidentPage, Environment], str]] = {
    "entry": entry_part,
    "event": event_part,
}
"""Make what lists hold of one record, by the name of the part."""

LEAVES: tuple[Callable[[Publication, Archive, Environment], Iterator[FileLeaf]], ...] = (
    feed_leaves,
    calendar_leaves,
    badge_leaves,
    embed_leaves,
    data_leaves,
    statuspage_leaves,
    statement_files,
    hosting_leaves,
)
"""Give the files about many records."""


def record_works(
    book: Publication, record: Record, page: IncidentPage, environment: Environment
) -> RecordWorks:
    """Make everything that machines are told of one record; `record` must be of `book`."""
    made = (make(book, record, page, environment) for make in RECORD_FILES)
    files = [file for file in made if file is not None]
    parts = {kind: make(book, record, page, environment) for kind, make in PARTS.items()}
    for make_works in RECORD_WORKS:
        works = make_works(book, record, page, environment)
        files += works.files
        parts |= works.parts
    return RecordWorks(tuple(files), parts)


def file_leaves(book: Publication, archive: Archive, environment: Environment) -> Iterator[FileLeaf]:
    """Give the files about many records; `book` must hold every record that is live."""
    for leaves in LEAVES:
        yield from leaves(book, archive, environment)
