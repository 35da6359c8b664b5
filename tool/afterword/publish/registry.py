"""Which files there are for machines: every format in one literal list."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from jinja2 import Environment

from afterword.publish.works import FileLeaf, RecordFile, RecordWorks
from afterword.records.record import Record
from afterword.views.archive import Archive
from afterword.views.pages import IncidentPage
from afterword.views.publication import Publication

RECORD_FILES: tuple[Callable[[Publication, Record, IncidentPage, Environment], RecordFile | None], ...] = ()
"""Make a file about one record, or none where there is nothing to put into it."""

PARTS: dict[str, Callable[[Publication, Record, IncidentPage, Environment], str]] = {}
"""Make what lists hold of one record, by the name of the part."""

LEAVES: tuple[Callable[[Publication, Archive, Environment], Iterator[FileLeaf]], ...] = ()
"""Give the files about many records."""


def record_works(
    book: Publication, record: Record, page: IncidentPage, environment: Environment
) -> RecordWorks:
    """Make everything that machines are told of one record; `record` must be of `book`."""
    made = (make(book, record, page, environment) for make in RECORD_FILES)
    return RecordWorks(
        tuple(file for file in made if file is not None),
        {kind: make(book, record, page, environment) for kind, make in PARTS.items()},
    )


def file_leaves(book: Publication, archive: Archive, environment: Environment) -> Iterator[FileLeaf]:
    """Give the files about many records; `book` must hold every record that is live."""
    for leaves in LEAVES:
        yield from leaves(book, archive, environment)
