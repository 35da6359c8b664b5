"""Which files our own JSON consists of besides those of the records, and what each is made from."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from jinja2 import Environment

from afterword.formats.artifacts import CachedFile
from afterword.formats.data.actions import Ledger
from afterword.formats.data.components import ComponentsSnapshot
from afterword.formats.data.contents import index_file
from afterword.formats.data.listing import incidents_file
from afterword.formats.data.schema import SCHEMAS, schema_file, schema_path
from afterword.views import urls
from afterword.views.cached import cache_key
from afterword.views.context import Context
from afterword.views.index.queries import RecordIndex

_ONCE = "once"
"""The key of a file that changes only with the code and with `status.yml`, as everything does."""


def data_files(context: Context, index: RecordIndex, environment: Environment) -> Iterator[CachedFile]:
    """Give the files about many records, and the schemas of all."""
    now = context.now.isoformat()
    snapshot, ledger = ComponentsSnapshot(context, index), Ledger(context, index)
    told = snapshot.key()
    listed = cache_key([each.stamp for each in index.summaries])
    yield CachedFile(
        f"{urls.DATA}index.json", cache_key(now, len(index.summaries)), partial(index_file, context, index)
    )
    yield CachedFile(f"{urls.DATA}incidents.json", listed, partial(incidents_file, context, index))
    yield CachedFile(f"{urls.DATA}components.json", told, snapshot.components_file)
    yield CachedFile(f"{urls.DATA}uptime.json", told, snapshot.uptime_file)
    closed = [(year, len(items)) for year, items in index.closed.items()]
    slugs = [each.slug for items in index.closed.values() for each in items]
    key = cache_key(ledger.stamps(index.pending), closed, slugs)
    yield CachedFile(f"{urls.DATA}actions.json", key, ledger.open_file)
    for year, items in index.closed.items():
        yield CachedFile(
            urls.actions_data(year), cache_key(ledger.stamps(items)), partial(ledger.closed_file, year)
        )
    for name in SCHEMAS:
        yield CachedFile(schema_path(name), _ONCE, partial(schema_file, context, name))
