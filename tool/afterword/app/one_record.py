"""Implements `show`, `timeline` and `open`: reads a record with those that it names."""

from __future__ import annotations

from typing import NamedTuple

from afterword.app.errors import UserError
from afterword.app.overview import Overview
from afterword.records.present_ids import with_present_ids
from afterword.records.project import Project
from afterword.records.record import Record
from afterword.views.audience import Audience, for_audience
from afterword.views.context import Context
from afterword.views.text.words import command_line_words


class OneRecord(NamedTuple):
    """A record with its context; `public` is its context in a public build, None if that is `context` itself."""

    record: Record
    context: Context
    public: Context | None

    @property
    def public_record(self) -> Record | None:
        """The record as a public build has it; None if it has not."""
        return self.public.by_id.get(self.record.id) if self.public else None


def one_record(overview: Overview, file: str) -> OneRecord:
    """Read the record in a file, with those that its page names.

    Raises UserError if it cannot be read, or if the audience has no such record.
    """
    record = overview.read(file)
    if record is None or any(each.location.file == file for each in overview.broken):
        raise UserError(f"{file} cannot be read as a record; `afterword check {file}` shows why")
    record = with_present_ids(record, overview.present)
    files = overview.cache.paths()
    covers = record.post_mortem.covers if record.post_mortem else ()
    named = {*(each.id for each in record.related), *covers, *overview.covered.get(record.id, ())}
    others = (overview.read(files[each]) for each in sorted(named - {record.id}) if each in files)
    present = (with_present_ids(each, overview.present) for each in others if each)
    project = Project(overview.site, (record, *present))

    def context(audience: Audience) -> Context:
        words = command_line_words(overview.site.page.language)
        return Context(for_audience(project, audience, overview.now), audience, overview.now, words)

    seen = context(overview.audience)
    if record.id not in seen.by_id:
        raise UserError(f"record `{record.id}` is not public; `--audience internal` shows it")
    public = context(Audience.PUBLIC) if overview.audience is Audience.INTERNAL else None
    return OneRecord(seen.by_id[record.id], seen, public)
