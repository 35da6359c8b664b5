"""Which files our own JSON consists of besides those of the records, and what each is made from."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from jinja2 import Environment

from afterword.formats.artifacts import FileLeaf
from afterword.formats.data.actions import Ledger
from afterword.formats.data.components import Standing
from afterword.formats.data.contents import index_file
from afterword.formats.data.listing import incidents_file
from afterword.formats.data.schema import SCHEMAS, schema_file, schema_path
from afterword.views import urls
from afterword.views.cached import key_of
from afterword.views.context import Publication
from afterword.views.index.queries import Archive

_ONCE = "once"
"""The key of a file that changes only with the code and with `status.yml`, as everything does."""


def data_leaves(book: Publication, archive: Archive, environment: Environment) -> Iterator[FileLeaf]:
    """Give the files about many records, and the schemas of all."""
    now = book.now.isoformat()
    standing, ledger = Standing(book, archive), Ledger(book, archive)
    told = standing.key()
    listed = key_of([each.stamp for each in archive.briefs])
    yield FileLeaf(
        f"{urls.DATA}index.json", key_of(now, len(archive.briefs)), partial(index_file, book, archive)
    )
    yield FileLeaf(f"{urls.DATA}incidents.json", listed, partial(incidents_file, book, archive))
    yield FileLeaf(f"{urls.DATA}components.json", told, standing.components_file)
    yield FileLeaf(f"{urls.DATA}uptime.json", told, standing.uptime_file)
    closed = [(year, len(items)) for year, items in archive.closed.items()]
    slugs = [each.slug for items in archive.closed.values() for each in items]
    key = key_of(ledger.stamps(archive.pending), closed, slugs)
    yield FileLeaf(f"{urls.DATA}actions.json", key, ledger.open_file)
    for year, items in archive.closed.items():
        yield FileLeaf(
            urls.actions_data(year), key_of(ledger.stamps(items)), partial(ledger.closed_file, year)
        )
    for name in SCHEMAS:
        yield FileLeaf(schema_path(name), _ONCE, partial(schema_file, book, name))
