"""Reads of a record what is needed to find it by what someone typed."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from afterword.arguments.record_choice import RecordRow
from afterword.diagnostics import Diagnostic
from afterword.records.decode import decode_record
from afterword.records.record import Record
from afterword.records.site import Site
from afterword.records.vocabulary import Kind
from afterword.source.files import read_source
from afterword.timeline.lifecycle import Phase, lifecycle


class Sources(NamedTuple):
    """The site whose records are read, and the time for which."""

    root: Path
    site: Site
    now: datetime


def read_record(sources: Sources, path: str) -> Record | None:
    """Read a record; None if it cannot be read."""
    source = read_source(sources.root, path)
    return None if isinstance(source, Diagnostic) else decode_record(path, source, sources.site).model


def row_of(sources: Sources, path: str, record: Record | None) -> RecordRow:
    """Return the row of a record; of one that cannot be read, that of its file."""
    if record is None:
        return unread_row(path)
    state = lifecycle(record, sources.now, sources.site)
    return unread_row(path)._replace(
        title=record.full_title,
        is_open=state.is_open,
        started=state.started,
        aliases=record.aliases,
        waits=state.phase is Phase.UPCOMING or record.kind is Kind.NOTICE,
    )


def unread_row(path: str) -> RecordRow:
    """Return what is known of a record by the path of its file."""
    record_id = path.rpartition("/")[2].rpartition(".")[0]
    return RecordRow(record_id, "", is_open=False, started=None, path=path)
