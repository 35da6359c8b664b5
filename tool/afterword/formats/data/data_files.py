"""The files below `/data/v1/`."""

from __future__ import annotations

from collections.abc import Iterator

from jinja2 import Environment

from afterword.compact_json import compact_json
from afterword.formats.artifacts import Format, RecordArtifacts, RecordFile
from afterword.formats.data import listing
from afterword.formats.data.actions import closed_file, open_file
from afterword.formats.data.components import components_file, uptime_file
from afterword.formats.data.contents import index_file
from afterword.formats.data.incident import incident
from afterword.formats.data.listing import incidents_file
from afterword.formats.data.schema import SCHEMAS, schema_file, schema_path
from afterword.records.record import Record
from afterword.views import urls
from afterword.views.cached import CachedFile, cached
from afterword.views.context import Context
from afterword.views.incident.model import RecordParts
from afterword.views.index.queries import RecordIndex


class Data(Format):
    """One file for each record, files about many records, and a JSON Schema for each kind of file."""

    def artifacts(
        self, context: Context, record: Record, parts: RecordParts, environment: Environment
    ) -> RecordArtifacts:
        """Return the record's file, its entry in the list of records, and those of its action items."""
        converted = incident(context, record, parts)
        return RecordArtifacts(
            (RecordFile(urls.record_data(record.id), compact_json(converted)),),
            {listing.FRAGMENT: compact_json(listing.entry(context, record, parts, converted))},
            action_data=tuple(map(compact_json, converted["action_items"])),
        )

    def files(self, context: Context, index: RecordIndex, environment: Environment) -> Iterator[CachedFile]:
        """Yield the files about many records, then the schemas."""
        yield cached(f"{urls.DATA}index.json", index_file)
        yield cached(f"{urls.DATA}incidents.json", incidents_file)
        yield cached(f"{urls.DATA}components.json", components_file)
        yield cached(f"{urls.DATA}uptime.json", uptime_file)
        yield cached(f"{urls.DATA}actions.json", open_file)
        for year in index.closed_actions:
            yield cached(urls.actions_data(year), closed_file, year)
        for name in SCHEMAS:
            yield cached(schema_path(name), _schema_file, name)


def _schema_file(context: Context, _: RecordIndex, name: str) -> str:
    return schema_file(context, name)
