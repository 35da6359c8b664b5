"""The files below `/data/v1/`, with their cache keys."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from jinja2 import Environment

from afterword.formats.artifacts import CachedFile, Format, RecordArtifacts, RecordFile
from afterword.formats.data import listing
from afterword.formats.data.actions import ActionFiles
from afterword.formats.data.components import ComponentsSnapshot
from afterword.formats.data.contents import index_file
from afterword.formats.data.incident import incident
from afterword.formats.data.listing import incidents_file
from afterword.formats.data.schema import SCHEMAS, schema_file, schema_path
from afterword.formats.data.values import as_json
from afterword.records.record import Record
from afterword.views import urls
from afterword.views.cached import cache_key
from afterword.views.context import Context
from afterword.views.incident.model import RecordParts
from afterword.views.index.queries import RecordIndex

_ONCE = "once"
"""The cache key of a file that changes only with Afterword and `status.yml`. Those invalidate the whole cache."""


class Data(Format):
    """One file for each record, files about many records, and a JSON Schema for each kind of file."""

    def artifacts(
        self, context: Context, record: Record, parts: RecordParts, environment: Environment
    ) -> RecordArtifacts:
        """Return the record's file, its entry in the list of records, and those of its action items."""
        converted = incident(context, record, parts)
        return RecordArtifacts(
            (RecordFile(urls.record_data(record.id), as_json(converted)),),
            {listing.FRAGMENT: as_json(listing.entry(context, record, parts, converted))},
            tuple(map(as_json, converted["action_items"])),
        )

    def files(self, context: Context, index: RecordIndex, environment: Environment) -> Iterator[CachedFile]:
        """Yield the files about many records, then the schemas."""
        snapshot = ComponentsSnapshot(context, index)
        index_key = cache_key(context.now.isoformat(), len(index.summaries))
        yield CachedFile(f"{urls.DATA}index.json", index_key, partial(index_file, context, index))
        records_key = cache_key([each.data_fingerprint for each in index.summaries])
        yield CachedFile(f"{urls.DATA}incidents.json", records_key, partial(incidents_file, context, index))
        snapshot_key = snapshot.key()
        yield CachedFile(f"{urls.DATA}components.json", snapshot_key, snapshot.components_file)
        yield CachedFile(f"{urls.DATA}uptime.json", snapshot_key, snapshot.uptime_file)
        yield from _action_files(context, index)
        for name in SCHEMAS:
            yield CachedFile(schema_path(name), _ONCE, partial(schema_file, context, name))


def _action_files(context: Context, index: RecordIndex) -> Iterator[CachedFile]:
    files = ActionFiles(context, index)
    closed = [(year, len(items)) for year, items in index.closed_actions.items()]
    slugs = [each.slug for items in index.closed_actions.values() for each in items]
    key = cache_key(files.fingerprints(index.open_actions), closed, slugs)
    yield CachedFile(f"{urls.DATA}actions.json", key, files.open_file)
    for year, items in index.closed_actions.items():
        key = cache_key(files.fingerprints(items))
        yield CachedFile(urls.actions_data(year), key, partial(files.closed_file, year))
