"""What a format produces: files of one record, fragments of it for lists, and files about many records."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from jinja2 import Environment

from afterword.records.record import Record
from afterword.views.cached import CachedFile
from afterword.views.context import Context
from afterword.views.incident.model import RecordParts
from afterword.views.index.queries import RecordIndex


class RecordFile(NamedTuple):
    """A file about one record, built together with its page. `path` is relative to the site's root."""

    path: str
    text: str


class RecordArtifacts(NamedTuple):
    """The files of one record, and its fragments for files about many records.

    A fragment is text stored under a name, such as the entry of a feed. `RecordQueries.fragments` returns the
    fragments of as many records as a list has. `action_data` is the JSON of each action item, in the order of the
    record; `RecordQueries.action_data` returns it.
    """

    files: tuple[RecordFile, ...] = ()
    fragments: Mapping[str, str] = {}
    action_data: tuple[str, ...] = ()


class Format:
    """A kind of file for machines. It overrides at least one of the methods; `registry.FORMATS` lists every format."""

    def artifacts(
        self, context: Context, record: Record, parts: RecordParts, environment: Environment
    ) -> RecordArtifacts:
        """Return the files and fragments of one record of `context`, given its parts."""
        return RecordArtifacts()

    def latest_fragments(
        self,
        context: Context,
        record: Record,
        parts: RecordParts,
        environment: Environment,
        place: int,
    ) -> Mapping[str, str]:
        """Return the fragments of one record that only lists of the latest records contain; most never need theirs.

        `place` is the first at which the record may be in such a list, 0 if it is certainly in one. What a list of this
        length does not need can be left out: it is made once a list asks for it. The parts may lack the chart.
        """
        return {}

    def files(self, context: Context, index: RecordIndex, environment: Environment) -> Iterator[CachedFile]:
        """Yield the files about many records. `context` must contain every live record."""
        return iter(())
